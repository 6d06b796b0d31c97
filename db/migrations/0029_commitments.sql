-- A commitment: what somebody has taken on, whose it is, by when, and how it stands. Actions, recommendations and responses
-- are all of this kind, so that one list shows what is owed and what is overdue.
create table commitment (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('action', 'recommendation', 'response')),
  -- What it is about: a recommendation, a response, a meeting. Its slice says who may read it.
  subject_kind text not null,
  subject_id bigint not null,
  owner_organisation_id bigint references organisation,
  owner_person_id bigint references person,
  due_on date,
  state text not null default 'open' check (state in ('open', 'under-way', 'done', 'not-pursued')),
  -- Why it is not pursued.
  reason text not null default '',
  -- What is to be done, where the subject has no words of its own for it, and what was done in the end.
  language text not null,
  words text not null default '',
  done text not null default '',
  -- When it was done or given up.
  settled_at timestamptz,
  -- False while its subject is a draft: it binds nobody, is on no list and in nobody's tasks.
  binding boolean not null default true,
  -- The address at which whoever owns it says how it stands.
  place text not null,
  version int not null default 1,
  created_by bigint references person,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  check (state <> 'not-pursued' or reason <> ''),
  check ((state in ('done', 'not-pursued')) = (settled_at is not null)),
  check (kind = 'recommendation' or words <> ''),
  check (due_on is null or owner_organisation_id is not null or owner_person_id is not null)
);
-- A recommendation and a response are one commitment each; of a meeting there may be many actions.
create unique index commitment_once on commitment (subject_kind, subject_id) where kind <> 'action';
create index commitment_subject on commitment (subject_kind, subject_id);
create index commitment_owner on commitment (owner_organisation_id);
create index commitment_owner_person on commitment (owner_person_id);

-- How it stood: one for each change of state, day or owner, with whose deed it was.
create table commitment_change (
  id bigint generated always as identity primary key,
  commitment_id bigint not null references commitment on delete cascade,
  state text not null,
  reason text not null default '',
  due_on date,
  owner_organisation_id bigint references organisation,
  owner_person_id bigint references person,
  -- Null for what was there before changes were kept.
  by_person bigint references person,
  at timestamptz not null default now()
);
create index commitment_change_of on commitment_change (commitment_id);

-- What there is moves here. A day without an owner bound nobody, and was refused before too.
insert into commitment (kind, subject_kind, subject_id, owner_organisation_id, due_on, state, reason, language, settled_at, place, created_by,
  created_at, changed_at)
select 'recommendation', 'recommendation', r.id, r.owner_id, case when r.owner_id is not null then r.due_on end, r.state,
  case when r.state = 'not-pursued' then r.reason else '' end, o.language,
  case when r.state in ('done', 'not-pursued') then r.changed_at end, '/recommendations/' || r.id, o.created_by, o.created_at, r.changed_at
from recommendation r join outcome o on o.id = r.outcome_id order by r.id;

insert into commitment (kind, subject_kind, subject_id, owner_organisation_id, due_on, state, language, words, done, settled_at, binding, place,
  created_by, created_at, changed_at)
select 'response', 'response', r.id, r.organisation_id, r.due_on, case when r.done_at is null then 'open' else 'done' end, r.language, r.action,
  r.done, r.done_at, r.published_at is not null, '/consultations/' || m.consultation_id || '/responses/' || m.id, r.by_person,
  coalesce(r.published_at, r.at), r.at
from claim_response r join claim m on m.id = r.claim_id where r.action <> '' order by r.id;

insert into commitment_change (commitment_id, state, reason, due_on, owner_organisation_id, at)
select id, state, reason, due_on, owner_organisation_id, changed_at from commitment where binding order by id;

update task t set key = 'commitment:' || k.id from commitment k
where t.key = case k.kind when 'recommendation' then 'recommendation:' else 'keep-promise:' end || k.subject_id;

alter table recommendation drop column owner_id, drop column due_on, drop column state, drop column reason;
alter table claim_response drop column action, drop column due_on, drop column done, drop column done_at;
