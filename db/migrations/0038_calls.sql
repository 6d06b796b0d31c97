-- Calls for pilots: what is sought, what organisations propose on a form, how reviewers judge it. What is open when is not stored:
-- it follows from the instants and now. Money is whole, in the minor units of the call's currency.
create table pilot_call (
  id bigint generated always as identity primary key,
  -- Of all words of the call.
  language text not null,
  title text not null check (title <> ''),
  introduction text not null default '',
  sought text not null default '',
  themes text[] not null default '{}',
  -- An area of M49.
  area text not null default '001',
  currency text not null default 'USD',
  -- What one pilot may cost at most; null: nothing is said.
  ceiling bigint check (ceiling > 0),
  -- In whose clocks the times were typed.
  time_zone text not null,
  opens_at timestamptz,
  closes_at timestamptz,
  -- Until when reviewers are asked to score.
  scored_by timestamptz,
  -- The call's own questions, in their order: [{"id": "q1", "words": "...", "most": 1000}].
  questions jsonb not null default '[]',
  announced_at timestamptz,
  cancelled_at timestamptz,
  cancelled_because text not null default '',
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  once uuid not null unique,
  version int not null default 1,
  check (closes_at > opens_at),
  check (scored_by > closes_at),
  check (announced_at is null or (opens_at is not null and closes_at is not null and scored_by is not null and sought <> '')),
  check ((cancelled_at is null) = (cancelled_because = '')),
  check (cancelled_at is null or announced_at is not null)
);

-- Each time an announced call was moved, with the reason that stands on its page.
create table pilot_call_move (
  id bigint generated always as identity primary key,
  call_id bigint not null references pilot_call on delete cascade,
  closed_at timestamptz not null,
  closes_at timestamptz not null,
  because text not null check (because <> ''),
  moved_by bigint not null references person,
  moved_at timestamptz not null
);
create index pilot_call_move_of on pilot_call_move (call_id);

create table pilot_reviewer (
  call_id bigint not null references pilot_call on delete cascade,
  person_id bigint not null references person,
  named_by bigint not null references person,
  named_at timestamptz not null default now(),
  primary key (call_id, person_id)
);
create index pilot_reviewer_of on pilot_reviewer (person_id);

-- What an organisation proposes in answer to a call. An amount that is null was not typed yet.
create table pilot (
  id bigint generated always as identity primary key,
  call_id bigint not null references pilot_call,
  organisation_id bigint not null references organisation,
  language text not null,
  title text not null check (title <> ''),
  area text not null default '001',
  country text,
  other_partners text not null default '',
  aims text not null default '',
  novelty text not null default '',
  survivors text not null default '',
  request text not null default 'none' check (request in ('asked', 'agreed', 'none')),
  request_words text not null default '',
  direct_assistance bigint check (direct_assistance >= 0),
  victim_support bigint check (victim_support >= 0),
  evaluation bigint check (evaluation >= 0),
  staff bigint check (staff >= 0),
  other bigint check (other >= 0),
  total bigint check (total >= 0),
  -- By the id of a question: {"q1": "..."}.
  answers jsonb not null default '{}',
  submitted_at timestamptz,
  submitted_by bigint references person,
  withdrawn_at timestamptz,
  -- What the committee decided last, and by which proposal.
  decided_by bigint,
  outcome text,
  decided_at timestamptz,
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  once uuid not null unique,
  version int not null default 1,
  check (submitted_at is null or withdrawn_at is null),
  check ((submitted_at is null) = (submitted_by is null)),
  check ((decided_by is null) = (outcome is null) and (outcome is null) = (decided_at is null)),
  -- What is handed in adds up, by whatever way it is written.
  constraint pilot_adds_up check (submitted_at is null or (total > 0 and total =
    coalesce(direct_assistance, 0) + coalesce(victim_support, 0) + coalesce(evaluation, 0) + coalesce(staff, 0) + coalesce(other, 0)))
);
create index pilot_of_call on pilot (call_id);
create index pilot_of_organisation on pilot (organisation_id);
create index pilot_taken_on on pilot (decided_at) where outcome like 'adopted%';

-- Organisations that would carry it out with the one that proposes it.
create table pilot_partner (
  pilot_id bigint not null references pilot on delete cascade,
  organisation_id bigint not null references organisation,
  primary key (pilot_id, organisation_id)
);
create index pilot_partner_of on pilot_partner (organisation_id);

-- One reviewer's judgement of one pilot: a draft of theirs alone until it is handed in; or that they have a part in it.
create table pilot_review (
  pilot_id bigint not null references pilot on delete cascade,
  person_id bigint not null references person,
  comment text not null default '',
  conflict text not null default '',
  conflict_at timestamptz,
  submitted_at timestamptz,
  changed_at timestamptz not null,
  version int not null default 1,
  primary key (pilot_id, person_id),
  check ((conflict_at is null) = (conflict = '')),
  check (conflict_at is null or submitted_at is null)
);
create index pilot_review_of on pilot_review (person_id);

-- A mark of 1 to 4; none: it cannot be judged, for the reason in words.
create table pilot_mark (
  pilot_id bigint not null,
  person_id bigint not null,
  item text not null,
  cannot boolean not null default false,
  mark smallint check (mark between 1 and 4),
  words text not null default '',
  primary key (pilot_id, person_id, item),
  foreign key (pilot_id, person_id) references pilot_review on delete cascade,
  check (not cannot or mark is null)
);
