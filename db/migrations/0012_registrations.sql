-- Who comes to an event: with an account or without one, one registration for each event and address.
create table registration (
  id bigint generated always as identity primary key,
  event_id bigint not null references event,
  -- Null for those without an account.
  person_id bigint references person,
  -- Null once it was withdrawn: what is left then is counted and names nobody.
  email citext,
  name text not null default '',
  organisation text not null default '',
  sector text not null,
  region text not null,
  language text not null,
  time_zone text not null,
  state text not null
    check (state in ('unconfirmed', 'asking', 'registered', 'waiting', 'offered', 'declined', 'withdrawn')),
  -- Order of those who ask and wait: given under the lock of the event, so that it is the order of their deeds.
  place_order bigint,
  asked_at timestamptz not null default now(),
  state_at timestamptz not null default now(),
  -- A choice of its own: may be written to about more than this event.
  contact_consent_at timestamptz,
  -- Of state offered: the instant until which the place is held.
  offered_until timestamptz,
  -- An offer lapsed; nothing more is offered until they ask again.
  passed_at timestamptz,
  decided_by bigint references person,
  decided_reason text not null default '',
  -- Opened the joining link, and was marked as having been there.
  joined_at timestamptz,
  attended_at timestamptz,
  check ((state = 'withdrawn') = (email is null)),
  check (email is not null or (person_id is null and name = '' and organisation = '')),
  check ((state = 'offered') = (offered_until is not null)),
  check (state in ('unconfirmed', 'withdrawn') or place_order is not null)
);
create unique index registration_address on registration (event_id, email) where email is not null;
create unique index registration_person on registration (event_id, person_id) where person_id is not null;
create index registration_of_person on registration (person_id) where person_id is not null;
create index registration_state on registration (event_id, state, place_order);

create sequence registration_order;

-- Links in mails to one's own registration. A copy of this table opens nothing: it holds SHA-256 of what was sent.
create table registration_link (
  hash text primary key,
  registration_id bigint not null references registration on delete cascade,
  made_at timestamptz not null default now()
);
create index registration_link_registration on registration_link (registration_id);

-- Those registered were told that something is there to look back at: once, whoever pressed and however often.
create table registration_told (
  event_id bigint primary key references event,
  told_at timestamptz not null,
  told_by bigint not null references person,
  told_count int not null
);

-- Letters about a registration are found again when it is withdrawn, and forgotten with it.
create index mail_registration on mail ((about ->> 'registration')) where about ? 'registration';
