-- Web seminars, sessions of regional consultations, committee meetings and conferences: one kind of thing, an event.
create table event_series (
  id bigint generated always as identity primary key,
  slug text not null,
  language text not null,
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  -- Key of the form that prepared it: sent twice, it prepares one.
  once uuid,
  version int not null default 1,
  unique (created_by, once)
);

create table event_series_text (
  series_id bigint not null references event_series on delete cascade,
  language text not null,
  title text not null,
  introduction text not null default '',
  introduction_html text not null default '',
  primary key (series_id, language)
);

create table event (
  id bigint generated always as identity primary key,
  series_id bigint references event_series,
  slug text not null,
  kind text not null check (kind in ('web-seminar', 'regional-consultation', 'committee-meeting', 'conference')),
  -- Its own texts are in this language; event_text holds them, and further ones.
  language text not null,
  time_zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  region text not null default '001',
  readers text not null check (readers in ('public', 'registered', 'invited')),
  -- A venue, where people meet in a room; empty where everybody joins from afar.
  venue text not null default '',
  -- Any provider's. Shown to those who are registered, and to nobody else: neither on the page nor in any feed.
  joining_url text not null default '',
  joining_note text not null default '',
  -- Null: as many as come.
  capacity int check (capacity > 0),
  waiting_order text not null default 'in-order' check (waiting_order in ('in-order', 'balance')),
  registration_closes_at timestamptz,
  -- A survivor speaks: who registers is approved first, nothing is recorded, who comes is shown to nobody, and what
  -- leaves by mail or calendar names neither the subject nor the event.
  survivor_speaks boolean not null default false,
  approval boolean not null default false,
  -- How calendars know it, and how often what they were told has changed (RFC 5545, 3.8.7.4).
  uid uuid not null default gen_random_uuid() unique,
  sequence int not null default 0,
  announced_at timestamptz,
  cancelled_at timestamptz,
  -- In the event's own language.
  cancelled_reason text not null default '',
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  once uuid,
  version int not null default 1,
  unique (created_by, once),
  check (not survivor_speaks or approval),
  check (registration_closes_at <= ends_at),
  -- What nobody was told of is discarded, not cancelled.
  check (cancelled_at is null or announced_at is not null)
);
create index event_starts on event (starts_at);
create index event_series_events on event (series_id) where series_id is not null;

create table event_text (
  event_id bigint not null references event on delete cascade,
  language text not null,
  title text not null,
  introduction text not null default '',
  introduction_html text not null default '',
  primary key (event_id, language)
);

create table event_theme (
  event_id bigint not null references event on delete cascade,
  theme text not null,
  primary key (event_id, theme)
);
create index event_theme_theme on event_theme (theme);

-- For whom it is meant; none: for all.
create table event_sector (
  event_id bigint not null references event on delete cascade,
  sector text not null,
  primary key (event_id, sector)
);

create table event_language (
  event_id bigint not null references event on delete cascade,
  language text not null,
  how text not null check (how in ('spoken', 'interpreted', 'captions')),
  primary key (event_id, language, how)
);

create table event_speaker (
  id bigint generated always as identity primary key,
  event_id bigint not null references event on delete cascade,
  position int not null,
  name text not null,
  organisation text not null default '',
  -- Of an account, where the speaker has one: it may see the event before others.
  person_id bigint references person,
  -- Whether the page names them. Who speaks as a survivor is named only if she wants to be, and in no feed at all.
  listed boolean not null default true,
  unique (event_id, position) deferrable initially deferred
);
create index event_speaker_person on event_speaker (person_id) where person_id is not null;

create table event_speaker_text (
  speaker_id bigint not null references event_speaker on delete cascade,
  language text not null,
  biography text not null,
  biography_html text not null,
  primary key (speaker_id, language)
);

create table event_invitation (
  event_id bigint not null references event on delete cascade,
  organisation_id bigint not null references organisation,
  primary key (event_id, organisation_id)
);
create index event_invitation_organisation on event_invitation (organisation_id);

-- When it was to be before it was moved, so that nobody wonders and calendars can say so.
create table event_move (
  event_id bigint not null references event on delete cascade,
  at timestamptz not null default now(),
  from_starts_at timestamptz not null,
  from_ends_at timestamptz not null,
  -- The zone in which it was said.
  from_time_zone text not null,
  by_person bigint not null references person,
  primary key (event_id, at)
);

-- Slides and papers: a file of ours, or an address elsewhere.
create table event_material (
  id bigint generated always as identity primary key,
  event_id bigint not null references event on delete cascade,
  position int not null,
  kind text not null check (kind in ('slides', 'paper', 'recording', 'transcript', 'link')),
  title text not null,
  language text not null,
  -- Chapters of a recording, what a paper is: plain lines.
  note text not null default '',
  url text,
  file uuid unique,
  file_name text,
  file_type text,
  file_size int,
  added_by bigint not null references person,
  added_at timestamptz not null default now(),
  check (num_nonnulls(url, file) = 1)
);
create index event_material_event on event_material (event_id, position);

create table event_material_content (
  file uuid primary key references event_material (file) on delete cascade,
  bytes bytea not null
);

-- Who facilitates an event, speaks at it, or only observes: a role on one activity, as everywhere.
alter table activity_role drop constraint activity_role_activity_check;
alter table activity_role add constraint activity_role_activity_check check (activity in ('discussion', 'event'));
