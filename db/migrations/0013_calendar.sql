-- Calendars that follow: one private feed for each person, and who wants to be reminded when.

-- The address of a feed is a secret that is shown once. A copy of this table opens no feed: it holds SHA-256 of the
-- secret. Revoked means deleted.
create table calendar_feed (
  person_id bigint primary key references person,
  hash text not null unique,
  made_at timestamptz not null default now(),
  -- A form that is sent a second time makes no second address and spoils none.
  once uuid not null,
  -- When a calendar last asked for it, to the hour.
  read_at timestamptz
);

-- A day and an hour before each event, unless somebody chose otherwise: once for all their events,
create table reminder_choice (
  person_id bigint primary key references person,
  day_before boolean not null,
  hour_before boolean not null
);

-- or for one registration, which counts before that; without an account it is the only choice.
create table registration_reminder (
  registration_id bigint primary key references registration on delete cascade,
  day_before boolean not null,
  hour_before boolean not null
);
