create table organisation (
  id bigint generated always as identity primary key,
  -- People's handles hold a dot and organisations' never do, so that one @handle never names two.
  handle citext not null unique check (handle ~ '^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$'),
  -- Its own name and mandate are in this language; `names` holds the name in further ones.
  language text not null default 'en',
  name text not null,
  short_name text,
  names jsonb not null default '{}',
  sector text not null,
  sector_detail text,
  region text not null,
  country text,
  mandate text not null default '',
  invented boolean not null default false,
  created_at timestamptz not null default now(),
  version int not null default 1
);
create index organisation_sector on organisation (sector);

-- Steering Committee membership. Who may chair is decided and stored, never derived from the organisation's kind.
create table membership (
  organisation_id bigint not null references organisation,
  since date not null,
  until date,
  may_chair boolean not null,
  primary key (organisation_id, since)
);

create table person (
  id bigint generated always as identity primary key,
  handle citext not null unique check (handle ~ '^[a-z0-9][a-z0-9-]*[.][a-z0-9.-]*[a-z0-9]$'),
  email citext not null unique,
  name text not null,
  password_hash text,
  organisation_id bigint references organisation,
  organisation_wanted text,
  state text not null check (state in ('unconfirmed', 'waiting', 'active', 'refused', 'suspended')),
  secretariat boolean not null default false,
  language text not null default 'en',
  time_zone text not null default 'UTC',
  shortcuts boolean not null default true,
  demonstration boolean not null default false,
  registered_at timestamptz not null default now(),
  email_confirmed_at timestamptz,
  decided_at timestamptz,
  decided_by bigint references person,
  decision_reason text
);
create index person_organisation on person (organisation_id);
create index person_waiting on person (registered_at) where state = 'waiting';

create table organisation_role (
  organisation_id bigint not null references organisation,
  person_id bigint not null references person,
  role text not null check (role in ('focal-point', 'alternate')),
  primary key (organisation_id, person_id)
);
create index organisation_role_person on organisation_role (person_id);

-- A role on one activity, not on the platform.
create table activity_role (
  activity text not null check (activity in ('discussion')),
  activity_id bigint not null,
  person_id bigint not null references person,
  role text not null check (role in ('facilitator', 'participant', 'observer')),
  primary key (activity, activity_id, person_id)
);
create index activity_role_person on activity_role (person_id);

create table session (
  -- SHA-256 of what the cookie holds: a copy of this table opens no door.
  id text primary key,
  user_id bigint not null references person,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  agent text not null default ''
);
create index session_person on session (user_id);

-- Tokens are made when their mail is sent, so no readable one is ever stored. Spent means deleted.
create table token (
  hash text primary key,
  kind text not null check (kind in ('confirm', 'sign-in', 'reset', 'invitation', 'address')),
  person_id bigint references person,
  invitation_id bigint,
  -- Of kind address: the address that this person's account will have.
  address citext,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index token_person on token (person_id);
create index token_expires on token (expires_at);

create table invitation (
  id bigint generated always as identity primary key,
  email citext not null,
  name text not null default '',
  language text not null default 'en',
  organisation_id bigint references organisation,
  organisation_role text check (organisation_role in ('focal-point', 'alternate')),
  activity text,
  activity_id bigint,
  activity_role text,
  invited_by bigint not null references person,
  invited_at timestamptz not null default now(),
  accepted_at timestamptz,
  withdrawn_at timestamptz
);
create unique index invitation_open on invitation (email) where accepted_at is null and withdrawn_at is null;
alter table token add foreign key (invitation_id) references invitation;

-- What asks something of a person. What is asked is an i18n key with values (ids and titles never stored as words).
create table task (
  id bigint generated always as identity primary key,
  person_id bigint not null references person,
  key text not null,
  what text not null,
  about jsonb not null default '{}',
  place text not null,
  due_at timestamptz,
  created_at timestamptz not null default now(),
  done_at timestamptz,
  unique (person_id, key)
);
create index task_open on task (person_id, created_at) where done_at is null;
