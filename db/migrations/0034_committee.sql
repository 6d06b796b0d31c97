-- The Steering Committee: who is on it and by which decision, who chairs it and until when, what its members signed, and its meetings.

-- Founding members are entered; everybody else comes, changes and goes by a decision.
alter table membership add column founding boolean not null default false;
alter table membership add column decided_by bigint references proposal;
alter table membership add column ceased_by bigint references proposal;
update membership set founding = true where since = (select min(since) from membership);

-- An office held from a day until a day, both included. Members' own terms are their memberships.
create table term (
  id bigint generated always as identity primary key,
  role text not null check (role in ('chair', 'co-chair', 'mentor', 'reviewer')),
  organisation_id bigint references organisation,
  person_id bigint references person,
  from_day date not null,
  until_day date not null,
  -- Holds the office in the place of one that ceased: it has not had its own turn by that.
  stand_in boolean not null default false,
  -- By the rotation, or by the decision of this number.
  decided_by bigint references proposal,
  designated_at timestamptz not null,
  -- The last day, where it ended before the day that was set.
  ceased_on date,
  ceased_why text check (ceased_why in ('membership', 'decision', 'chair')),
  check (until_day >= from_day),
  check (ceased_on >= from_day and ceased_on <= until_day),
  check ((ceased_on is null) = (ceased_why is null)),
  check (num_nonnulls(organisation_id, person_id) = 1),
  check (role not in ('chair', 'co-chair') or organisation_id is not null),
  -- One chair at a time, and one co-chair, whoever writes them down.
  constraint term_one_chair exclude using gist (daterange(from_day, coalesce(ceased_on, until_day), '[]') with &&) where (role = 'chair'),
  constraint term_one_co_chair exclude using gist (daterange(from_day, coalesce(ceased_on, until_day), '[]') with &&) where (role = 'co-chair')
);

-- What the committee is asked to decide on itself. It is carried out by the decision that adopts it, and by nothing else.
create table committee_motion (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('admit', 'change', 'cease', 'chair', 'co-chair', 'rules')),
  organisation_id bigint references organisation check ((organisation_id is null) = (kind = 'rules')),
  -- The first day of what is asked for; of a membership that ceases, its last; of a chair, the first day of its year.
  on_day date not null,
  may_chair boolean check ((may_chair is null) = (kind not in ('admit', 'change'))),
  -- Of rules: how many members make a quorum, and by which method members are admitted.
  quorum int check (quorum > 0),
  admit_outcome text check (admit_outcome in ('consensus', 'no-strong-objection')),
  admit_from date,
  admit_letter boolean,
  reason text not null,
  language text not null,
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  once uuid not null unique,
  -- The decision that adopted it, and when it was carried out; or why it could not be (an i18n key).
  decided_by bigint references proposal,
  carried_out_at timestamptz,
  void_because text,
  withdrawn_at timestamptz,
  check (kind <> 'rules' or (admit_outcome is not null and admit_letter is not null)),
  check (carried_out_at is null or void_because is null)
);

-- What was ticked of a handover, by which of the two sides; the day is the first of the new chair.
create table handover_tick (
  day date not null,
  item text not null,
  side text not null check (side in ('outgoing', 'incoming')),
  organisation_id bigint not null references organisation,
  person_id bigint not null references person,
  at timestamptz not null,
  primary key (day, item, side)
);

create table agreement_letter (
  id bigint generated always as identity primary key,
  title text not null,
  language text not null,
  from_day date not null,
  until_day date check (until_day >= from_day),
  file uuid not null default gen_random_uuid() unique,
  file_name text not null,
  file_type text not null,
  file_size int not null,
  added_by bigint not null references person,
  added_at timestamptz not null default now(),
  once uuid not null unique
);

create table agreement_letter_content (
  letter_id bigint primary key references agreement_letter on delete cascade,
  bytes bytea not null
);

-- Who signed it, and when: all members sign one letter, each on a day of its own.
create table agreement_letter_signature (
  letter_id bigint not null references agreement_letter on delete cascade,
  organisation_id bigint not null references organisation,
  signed_on date not null,
  primary key (letter_id, organisation_id)
);

-- What an event of the kind committee-meeting is beside an event: there once somebody prepares it.
create table meeting (
  event_id bigint primary key references event on delete cascade,
  minutes_once uuid not null default gen_random_uuid(),
  minutes_document_id bigint references document,
  minutes_made_at timestamptz,
  -- Approved at a later meeting, by its note or by a decision.
  approved_at timestamptz,
  approved_in bigint references event,
  approved_note text not null default '',
  published_at timestamptz,
  check (approved_at is null or minutes_document_id is not null),
  check ((approved_at is null) = (approved_in is null)),
  check (published_at is null or approved_at is not null)
);

create table meeting_item (
  id bigint generated always as identity primary key,
  event_id bigint not null references event on delete cascade,
  position int not null,
  -- A proposal that is put there, or a title of its own.
  proposal_id bigint references proposal on delete cascade,
  title text not null default '',
  language text not null,
  minutes int check (minutes > 0),
  lead_id bigint references organisation,
  added_by bigint not null references person,
  once uuid not null unique,
  check (proposal_id is not null or title <> ''),
  unique (event_id, position) deferrable initially deferred,
  unique (event_id, proposal_id)
);

create table meeting_paper (
  id bigint generated always as identity primary key,
  event_id bigint not null references event on delete cascade,
  -- Of the meeting as a whole where it belongs to no item.
  item_id bigint references meeting_item on delete set null,
  title text not null,
  language text not null,
  document_id bigint references document,
  file uuid unique,
  file_name text,
  file_type text,
  file_size int,
  added_by bigint not null references person,
  added_at timestamptz not null default now(),
  once uuid not null unique,
  check (num_nonnulls(document_id, file) = 1)
);
create index meeting_paper_event on meeting_paper (event_id);

create table meeting_paper_content (
  file uuid primary key references meeting_paper (file) on delete cascade,
  bytes bytea not null
);

create table meeting_attendance (
  event_id bigint not null references event on delete cascade,
  person_id bigint not null references person,
  organisation_id bigint not null references organisation,
  how text not null check (how in ('in-person', 'remote')),
  marked_by bigint not null references person,
  marked_at timestamptz not null,
  primary key (event_id, person_id)
);

create table meeting_observer (
  event_id bigint not null references event on delete cascade,
  person_id bigint not null references person,
  named_by bigint not null references person,
  named_at timestamptz not null,
  primary key (event_id, person_id)
);

-- Which form noted an action, so that one that is sent twice is noted once; the action itself is a commitment.
create table meeting_action (
  commitment_id bigint primary key references commitment on delete cascade,
  event_id bigint not null references event on delete cascade,
  once uuid not null unique
);
