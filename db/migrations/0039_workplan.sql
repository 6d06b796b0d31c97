-- What the initiative is to do in a year: the lines of activity of its programmes are theirs, what is in no programme stands here.
create table workplan (
  id bigint generated always as identity primary key,
  year int not null unique check (year between 1990 and 2150),
  language text not null,
  words text not null default '',
  -- The proposal by which the committee adopted it, and what was adopted: all activities and plans of money as they stood then.
  approved_by bigint references proposal,
  approved_at timestamptz,
  approved_content jsonb,
  -- SHA-256, in hexadecimal digits, of that content.
  approved_hash text check (approved_hash ~ '^[0-9a-f]{64}$'),
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  version int not null default 1,
  check ((approved_at is null) = (approved_by is null)),
  check ((approved_at is null) = (approved_content is null)),
  check ((approved_at is null) = (approved_hash is null))
);

-- An activity of the initiative that is in no programme. Its words, whose it is and how it stands are the commitment's; the last day
-- stands here too, since a plan may say when before it says who.
create table workplan_activity (
  id bigint generated always as identity primary key,
  workplan_id bigint not null references workplan,
  commitment_id bigint not null unique references commitment,
  body text not null default '',
  starts_on date,
  ends_on date check (ends_on >= starts_on),
  -- Minor units.
  currency text not null,
  planned bigint check (planned >= 0),
  spent bigint check (spent >= 0),
  once uuid not null unique,
  version int not null default 1
);
create index workplan_activity_of on workplan_activity (workplan_id);

-- What was changed after the plan was approved.
create table workplan_change (
  id bigint generated always as identity primary key,
  workplan_id bigint not null references workplan,
  activity_id bigint references workplan_activity,
  -- Null where the activity came only then.
  fields jsonb,
  title text not null,
  by_person bigint not null references person,
  at timestamptz not null
);
create index workplan_change_of on workplan_change (workplan_id);

-- What is done about an activity that is late, or about money beyond the plan: the commitment says what, whose and by when.
create table workplan_correction (
  id bigint generated always as identity primary key,
  workplan_id bigint not null references workplan,
  commitment_id bigint not null unique references commitment,
  about text not null check (about in ('own', 'line', 'programme')),
  -- Of the activity of its own, the line of activity or the programme; a line that is gone stays on record by its number.
  about_id bigint not null,
  -- Why it was written.
  late boolean not null,
  overspent boolean not null,
  once uuid not null unique,
  check (late or overspent)
);
create index workplan_correction_of on workplan_correction (workplan_id);

-- The annual review while it is written.
create table annual_review (
  workplan_id bigint primary key references workplan,
  language text not null,
  done text not null default '',
  undone text not null default '',
  lessons text not null default '',
  heard text not null default '',
  version int not null default 1,
  changed_by bigint not null references person,
  changed_at timestamptz not null
);

-- What was issued: words and figures as they stood, fixed. A new issue corrects the one before, and says why.
create table annual_review_issue (
  id bigint generated always as identity primary key,
  workplan_id bigint not null references workplan,
  number int not null check (number >= 1),
  content jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  reason text not null default '' check (number = 1 or reason <> ''),
  issued_by bigint not null references person,
  issued_at timestamptz not null,
  unique (workplan_id, number)
);
