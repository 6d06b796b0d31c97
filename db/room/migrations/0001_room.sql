-- The room's own database: no address, no device, no name of a contributor, and no time finer than an ISO week
-- (a week is written as year * 100 + week, as in 202647). Text is there as ciphertext only. Identifiers are random
-- (UUID version 4): a serial number or a time in an identifier would tell when somebody was here.

create table organisation (
  id uuid primary key default gen_random_uuid(),
  name text not null unique check (length(name) between 1 and 200),
  -- The same organisation on the platform, for exclusions; null where it has no account there.
  platform_organisation bigint,
  state text not null default 'waiting' check (state in ('waiting', 'open', 'ended')),
  daily_bytes integer not null default 2000000 check (daily_bytes > 0),
  -- Public half of an organisation's recovery key kept offline: off by default, disclosed in the consent text when on.
  recovery_public_key bytea check (length(recovery_public_key) = 32)
);

create table staff (
  id uuid primary key default gen_random_uuid(),
  organisation uuid not null references organisation,
  sign_in text not null unique check (sign_in ~ '^[a-z0-9-]{3,40}$'),
  name text not null check (length(name) between 1 and 120),
  role text not null check (role in ('caseworker', 'facilitator')),
  state text not null default 'waiting' check (state in ('waiting', 'active', 'ended')),
  salt bytea not null check (length(salt) = 16),
  verifier bytea not null check (length(verifier) = 32),
  public_key bytea not null check (length(public_key) = 32),
  wrapped_private bytea not null,
  recovery_wrapped bytea,
  totp bytea not null,
  -- What stands for the step of the code used last: a code is good once. The step itself would be a time.
  totp_mark bytea check (length(totp_mark) = 32),
  has_signed_in boolean not null default false,
  -- False while somebody else may have seen the passphrase: a colleague made the account, or the command did.
  has_own_secrets boolean not null default false,
  confirmed_by uuid references staff check (confirmed_by <> id)
);

-- Changes of who may do what need two people; the row stays as the record of both.
create table two_person_act (
  id uuid primary key default gen_random_uuid(),
  what text not null check (what in ('open-organisation', 'end-organisation', 'add-staff', 'end-staff', 'assign', 'unassign', 'set-facilitator', 'unset-facilitator', 'join-room', 'open-room', 'grant-again')),
  organisation uuid references organisation,
  room uuid,
  staff uuid references staff,
  contribution uuid,
  -- The key for a colleague, made by whoever asks and can read: nobody gets it before the second person agrees.
  sealed bytea,
  -- What is asked for: names of a new organisation and its people, where a facilitator was trained.
  detail jsonb not null default '{}',
  asked_by uuid not null references staff,
  agreed_by uuid references staff,
  state text not null default 'asked' check (state in ('asked', 'done', 'refused')),
  week integer not null,
  check (agreed_by <> asked_by),
  check (state <> 'done' or agreed_by is not null)
);

create table room (
  id uuid primary key default gen_random_uuid(),
  -- For staff; neutral, for it stands in no page of a contributor's.
  name text not null check (length(name) between 1 and 120),
  state text not null default 'preparing' check (state in ('preparing', 'open', 'closed')),
  -- What is asked, by language: { "en": ["…", "…"], … }. Views on services and programmes.
  questions jsonb not null default '{}',
  answer_weeks integer check (answer_weeks between 1 and 52),
  closes_week integer not null,
  retention_weeks integer not null default 13 check (retention_weeks between 1 and 156),
  theme_contributors integer not null default 3 check (theme_contributors >= 3),
  theme_organisations integer not null default 2 check (theme_organisations >= 2),
  has_conversation boolean not null default false
);
alter table two_person_act add foreign key (room) references room;

-- The checklist without which a room does not open. Value is words of the operator's; never of a contributor's.
create table room_requirement (
  room uuid not null references room,
  item text not null check (item in ('referral-list', 'response-promise', 'data-protection-assessment', 'legal-note', 'remuneration-note', 'interpreter-confidentiality', 'emergency-number', 'language-review', 'retention-note')),
  -- A language (referral list, legal note, emergency number, review) or '' where there is one for all.
  language text not null default '',
  value text not null check (length(value) between 1 and 4000),
  invented boolean not null default false,
  by uuid not null references staff,
  week integer not null,
  primary key (room, item, language)
);

create table room_organisation (
  room uuid not null references room,
  organisation uuid not null references organisation,
  primary key (room, organisation)
);

create table room_facilitator (
  room uuid not null references room,
  staff uuid not null references staff,
  -- Where and when trained, in the words of who says so.
  training text not null check (length(training) between 1 and 400),
  primary key (room, staff)
);

create table invitation (
  id uuid primary key default gen_random_uuid(),
  hmac bytea not null unique check (length(hmac) = 32),
  key_id smallint not null,
  room uuid not null references room,
  organisation uuid not null references organisation,
  -- A caseworker types for somebody who uses no device, or a survivors' group speaks as one.
  provenance text not null default 'direct' check (provenance in ('direct', 'proxy', 'group')),
  made_by uuid not null references staff,
  expires_week integer not null,
  state text not null default 'open' check (state in ('open', 'used', 'ended'))
);

create table contributor (
  id uuid primary key default gen_random_uuid(),
  room uuid not null references room,
  organisation uuid not null references organisation,
  public_key bytea not null check (length(public_key) = 32),
  provenance text not null check (provenance in ('direct', 'proxy', 'group')),
  language text not null,
  -- Whole weeks of use for the quota of a day are never kept: that count is in memory.
  expires_week integer not null
);

-- One contributor has one full receipt, and one that can only withdraw where she asked for it.
create table receipt (
  lookup bytea primary key check (length(lookup) = 32),
  key_id smallint not null,
  contributor uuid not null references contributor on delete cascade,
  can text not null default 'all' check (can in ('all', 'withdraw')),
  -- Her private key under the code; nothing where the code can only withdraw.
  wrapped_private bytea,
  check ((can = 'all') = (wrapped_private is not null))
);

create table contribution (
  id uuid primary key default gen_random_uuid(),
  contributor uuid not null references contributor,
  room uuid not null references room,
  organisation uuid not null references organisation,
  provenance text not null check (provenance in ('direct', 'proxy', 'group')),
  language text not null,
  body bytea,
  size_bucket integer not null,
  -- Name of the file in the shred store that holds the key without which no copy can be opened.
  shred text not null unique check (shred ~ '^[0-9a-f]{32}$'),
  state text not null default 'kept' check (state in ('kept', 'withdrawn', 'expired')),
  week integer not null,
  expires_week integer not null,
  check ((state = 'kept') = (body is not null))
);
alter table two_person_act add foreign key (contribution) references contribution;
create index on contribution (contributor);
create index on contribution (organisation);

create table wrapped_key (
  contribution uuid not null references contribution on delete cascade,
  reader uuid not null,
  reader_kind text not null check (reader_kind in ('staff', 'contributor', 'organisation')),
  blob bytea not null,
  primary key (contribution, reader)
);

-- Consent as a chain of events for each contribution: nothing is overwritten, and a changed link shows.
create table consent_event (
  contribution uuid not null references contribution,
  n integer not null check (n > 0),
  scope text not null check (scope in ('read_by_support', 'share_with_facilitator', 'theme', 'theme_alone', 'paraphrase', 'quote', 'publish_outside', 'statistics', 'reply', 'translate_external')),
  state text not null check (state in ('given', 'withdrawn')),
  text_hash bytea not null check (length(text_hash) = 32),
  language text not null,
  week integer not null,
  expires_week integer not null,
  previous_hash bytea not null check (length(previous_hash) = 32),
  hash bytea not null check (length(hash) = 32),
  primary key (contribution, n)
);

-- Who must never see what comes of a contribution: an organisation of the platform's, or a category of them.
create table exclusion (
  contribution uuid not null references contribution on delete cascade,
  kind text not null check (kind in ('organisation', 'category')),
  value text not null check (length(value) between 1 and 60),
  primary key (contribution, kind, value)
);

create table excerpt (
  -- What the platform cites as voice:<id>.
  id uuid primary key default gen_random_uuid(),
  contribution uuid not null references contribution,
  form text not null check (form in ('quote', 'paraphrase')),
  language text not null,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'refused', 'released', 'withdrawn')),
  -- Under the contribution's own keys until it is released.
  proposed_body bytea,
  -- Under the release key and a shred key of its own, once it is released.
  released_body bytea,
  shred text unique check (shred ~ '^[0-9a-f]{32}$'),
  approved_hash bytea check (length(approved_hash) = 32),
  approved_consent bytea check (length(approved_consent) = 32),
  proposed_by uuid not null references staff,
  second_reader uuid references staff,
  -- The weekly batch it is given with, and whether that is out.
  batch_week integer,
  is_given boolean not null default false,
  check (second_reader <> proposed_by),
  check (state <> 'released' or (released_body is not null and shred is not null and second_reader is not null and batch_week is not null)),
  check (state <> 'withdrawn' or (released_body is null and proposed_body is null))
);
create index on excerpt (contribution);

-- Fingerprints of released excerpts, under a key outside the database: for the copy guard, and for the scan after a withdrawal.
create table fingerprint (
  excerpt uuid not null references excerpt on delete cascade,
  shingle bytea not null check (length(shingle) = 16),
  primary key (excerpt, shingle)
);
create index on fingerprint (shingle);

create table theme (
  id uuid primary key default gen_random_uuid(),
  room uuid not null references room,
  language text not null,
  -- Written by facilitators, in their words.
  words text not null check (length(words) between 1 and 2000),
  state text not null default 'draft' check (state in ('draft', 'released', 'ended')),
  written_by uuid not null references staff,
  second_reader uuid references staff,
  batch_week integer,
  is_given boolean not null default false,
  check (second_reader <> written_by),
  check (state <> 'released' or (second_reader is not null and batch_week is not null))
);

create table theme_support (
  theme uuid not null references theme on delete cascade,
  contribution uuid not null references contribution on delete cascade,
  primary key (theme, contribution)
);

create table reply (
  id uuid primary key default gen_random_uuid(),
  contribution uuid not null references contribution on delete cascade,
  -- From support to the contributor, or her answer: under the contribution's own keys and its shred key.
  by_contributor boolean not null default false,
  body bytea not null,
  week integer not null,
  is_read boolean not null default false
);

-- What the door was told: where a voice is used, and what was decided. `thing` is the platform's own reference.
create table citation (
  voice uuid not null,
  thing text not null check (thing ~ '^[a-z-]{1,20}:[0-9]{1,18}$'),
  section text not null default '' check (length(section) <= 80),
  state text not null check (state in ('used', 'final', 'withdrawn')),
  primary key (voice, thing, section)
);

create table response (
  theme uuid not null references theme on delete cascade,
  thing text not null check (thing ~ '^[a-z-]{1,20}:[0-9]{1,18}$'),
  decision text not null check (decision in ('done', 'partly', 'later', 'not')),
  reason text not null check (length(reason) between 1 and 2000),
  language text not null,
  week integer not null,
  primary key (theme, thing)
);

create table reader_event (
  contribution uuid not null references contribution on delete cascade,
  whose text not null check (whose in ('support', 'another')),
  reader uuid not null references staff,
  week integer not null,
  primary key (contribution, reader, week)
);

-- Conversations of a group: a key for each epoch, sealed to members and facilitators; a new epoch whenever who is in it changes.
create table group_member (
  room uuid not null references room,
  contributor uuid not null references contributor on delete cascade,
  pseudonym text not null check (length(pseudonym) between 1 and 60),
  state text not null default 'in' check (state in ('in', 'out')),
  primary key (room, contributor),
  unique (room, pseudonym)
);

create table group_epoch (
  id uuid primary key default gen_random_uuid(),
  room uuid not null references room,
  n integer not null,
  shred text not null unique check (shred ~ '^[0-9a-f]{32}$'),
  unique (room, n)
);

create table group_key (
  epoch uuid not null references group_epoch on delete cascade,
  reader uuid not null,
  reader_kind text not null check (reader_kind in ('staff', 'contributor')),
  blob bytea not null,
  primary key (epoch, reader)
);

create table group_message (
  id uuid primary key default gen_random_uuid(),
  room uuid not null references room,
  epoch uuid not null references group_epoch,
  -- Null for a facilitator's.
  contributor uuid references contributor on delete cascade,
  staff uuid references staff,
  -- Waiting: sealed to the facilitators alone. Released: under the epoch's key. Of one that is gone, nothing.
  body bytea,
  -- Place in the conversation, given at release: the order of writing is not kept.
  n integer,
  state text not null default 'waiting' check (state in ('waiting', 'released', 'refused', 'withdrawn')),
  shred text not null unique check (shred ~ '^[0-9a-f]{32}$'),
  week integer not null,
  unique (room, n),
  check ((contributor is null) <> (staff is null)),
  check ((state = 'released') = (n is not null) or state = 'withdrawn')
);

create table group_message_key (
  message uuid not null references group_message on delete cascade,
  reader uuid not null,
  blob bytea not null,
  primary key (message, reader)
);

-- What the platform has named, for exclusions: its organisations and their categories. No people.
create table platform_organisation (
  id bigint primary key,
  name text not null,
  category text not null
);

-- What the platform asks by `changed`: ids and states, in the order they changed, no words and no times.
create table voice_change (
  n bigint generated always as identity primary key,
  voice uuid not null,
  state text not null check (state in ('released', 'withheld', 'gone'))
);

-- Counts of a room as they are published once a week. `published` holds what was counted too: that is for the next
-- publication, which must not show a small group come or go, and is given to nobody.
create table published_count (
  room uuid primary key references room on delete cascade,
  week integer not null,
  published jsonb not null
);
