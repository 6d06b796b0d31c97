-- What is put to the Steering Committee and how it is decided. What is open when is not stored: it follows from these rows and
-- now. What was found at the close is written down once, and stays.
create table proposal (
  id bigint generated always as identity primary key,
  title text not null check (title <> ''),
  language text not null,
  -- The member that puts it; null: the secretariat.
  lead_id bigint references organisation,
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  -- Of the form: who saves an older one is told.
  version int not null default 1,
  -- The form's own key: sent twice, made once.
  once uuid not null unique,
  -- What it is about: a programme, a pilot, a membership; its slice says what that is, and what follows from the outcome.
  subject_kind text,
  subject_id bigint,
  document_id bigint references document,
  -- Of the document; null: as it stands when the proposal is opened.
  document_version_id bigint references document_version,
  mode text not null default 'positions' check (mode in ('positions', 'silence')),
  hours int not null default 72 check (hours between 72 and 720),
  -- Null: more than half of the members.
  quorum int check (quorum >= 1),
  -- In which the text has to be there, beside its own, before the clock of a silence runs.
  languages text[] not null default '{}',
  deadline timestamptz,
  significant boolean not null default false,
  consultation_id bigint references consultation,
  no_consultation_reason text not null default '',
  -- When the decision is to be looked at again.
  review_on date,
  opened_at timestamptz,
  opened_by bigint references person,
  outcome text check (outcome in ('adopted-by-consensus', 'adopted-no-strong-objection', 'not-adopted', 'deferred', 'lapsed')),
  -- The instant of the close, and not that at which somebody wrote it down.
  decided_at timestamptz,
  deferred_by bigint references person,
  deferred_because text not null default '',
  -- How many strong objections are not withdrawn; kept by a trigger, so that the constraint below holds whatever writes.
  blocking int not null default 0 check (blocking >= 0),
  check ((subject_kind is null) = (subject_id is null)),
  check ((opened_at is null) = (opened_by is null)),
  check ((outcome is null) = (decided_at is null)),
  check (outcome is null or opened_at is not null),
  check (outcome is distinct from 'deferred' or deferred_because <> ''),
  check (opened_at is null or document_id is not null),
  check (opened_at is null or mode = 'silence' or deadline is not null),
  check (opened_at is null or quorum is not null),
  constraint significant_is_consulted
    check (opened_at is null or not significant or consultation_id is not null or no_consultation_reason <> ''),
  -- No decision against a strong objection, by whatever way it is written.
  constraint adopted_without_objection
    check (outcome is null or outcome not in ('adopted-by-consensus', 'adopted-no-strong-objection') or blocking = 0)
);
create index proposal_undecided on proposal (opened_at) where outcome is null;
create index proposal_subject on proposal (subject_kind, subject_id);
create index proposal_document on proposal (document_id);
create index proposal_title on proposal using gin (title gin_trgm_ops);

-- To whom it was put, and from when on one of them was a member no more.
create table proposal_member (
  proposal_id bigint not null references proposal on delete cascade,
  organisation_id bigint not null references organisation,
  left_at timestamptz,
  primary key (proposal_id, organisation_id)
);
create index proposal_member_of on proposal_member (organisation_id);

-- People of no member who may read it while it is open, and comment.
create table proposal_observer (
  proposal_id bigint not null references proposal on delete cascade,
  person_id bigint not null references person,
  primary key (proposal_id, person_id)
);
create index proposal_observer_of on proposal_observer (person_id);

create table proposal_version (
  proposal_id bigint not null references proposal on delete cascade,
  number int not null check (number >= 1),
  at timestamptz not null,
  by_person bigint not null references person,
  editorial boolean not null,
  -- What was changed and why, in the language of the proposal.
  note text not null default '',
  protested_at timestamptz,
  protested_by bigint references person,
  protested_for bigint references organisation,
  protest_reason text not null default '',
  primary key (proposal_id, number),
  check (number > 1 or not editorial),
  check ((protested_at is null) = (protested_by is null) and (protested_at is null) = (protested_for is null)),
  check (protested_at is null or (editorial and protest_reason <> ''))
);

-- A text as it was put: the one of the proposal's own language, and language versions of it. The hash is that of `html` as it
-- was when it came, and stays where words had to be removed from it.
create table proposal_text (
  id bigint generated always as identity primary key,
  proposal_id bigint not null,
  version int not null,
  language text not null,
  original boolean not null,
  document_id bigint not null references document,
  document_version_id bigint not null references document_version,
  text jsonb not null,
  html text not null,
  plain text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  at timestamptz not null,
  by_person bigint not null references person,
  redacted_at timestamptz,
  unique (proposal_id, version, language),
  foreign key (proposal_id, version) references proposal_version on delete cascade
);
create unique index proposal_text_original on proposal_text (proposal_id, version) where original;
create index proposal_text_document on proposal_text (document_id);

create table proposal_evidence (
  id bigint generated always as identity primary key,
  proposal_id bigint not null references proposal on delete cascade,
  kind text not null check (kind in ('post', 'statement', 'passage', 'voice', 'answer', 'claim', 'consultation-statement', 'document')),
  cited_id bigint not null,
  -- As it stood when it was cited.
  cited_version int not null default 1,
  position int not null,
  added_by bigint not null references person,
  added_at timestamptz not null default now(),
  unique (proposal_id, kind, cited_id)
);
create index proposal_evidence_cited on proposal_evidence (kind, cited_id);

-- The review against the eleven principles: how each is met, or why it does not apply.
create table proposal_principle (
  proposal_id bigint not null references proposal on delete cascade,
  principle text not null,
  applies boolean not null,
  words text not null check (words <> ''),
  primary key (proposal_id, principle)
);

-- Positions of members. None is changed: another takes its place, and what was said before stays to be read.
create table position (
  id bigint generated always as identity primary key,
  proposal_id bigint not null,
  organisation_id bigint not null,
  -- Of the text on which it was given.
  version int not null,
  kind text not null check (kind in ('support', 'support-with-comment', 'stand-aside', 'concern', 'strongly-object')),
  words text not null default '',
  language text not null,
  by_person bigint not null references person,
  at timestamptz not null,
  ended_at timestamptz check (ended_at >= at),
  foreign key (proposal_id, organisation_id) references proposal_member on delete cascade,
  foreign key (proposal_id, version) references proposal_version on delete cascade,
  check (kind in ('support', 'stand-aside') or words <> '')
);
create unique index position_one on position (proposal_id, organisation_id) where ended_at is null;
create index position_of on position (proposal_id, at);

create table objection (
  id bigint generated always as identity primary key,
  proposal_id bigint not null,
  organisation_id bigint not null,
  version int not null,
  reason text not null check (reason <> ''),
  -- What would resolve it.
  resolution text not null check (resolution <> ''),
  language text not null,
  raised_by bigint not null references person,
  raised_at timestamptz not null,
  state text not null default 'raised' check (state in ('raised', 'discussed', 'withdrawn', 'sustained', 'fallen')),
  settled_at timestamptz,
  settled_by bigint references person,
  settled_words text not null default '',
  foreign key (proposal_id, organisation_id) references proposal_member,
  foreign key (proposal_id, version) references proposal_version,
  check ((state in ('raised', 'discussed')) = (settled_at is null)),
  check (state not in ('withdrawn', 'sustained') or settled_by is not null)
);
create unique index objection_one on objection (proposal_id, organisation_id) where state in ('raised', 'discussed', 'sustained');
create index objection_of on objection (proposal_id);

-- Said about a proposal, or in the thread of an objection.
create table proposal_comment (
  id bigint generated always as identity primary key,
  proposal_id bigint not null references proposal on delete cascade,
  objection_id bigint references objection,
  author_id bigint not null references person,
  organisation_id bigint references organisation,
  language text not null,
  body text not null check (body <> ''),
  at timestamptz not null,
  withdrawn_at timestamptz,
  once uuid not null unique
);
create index proposal_comment_of on proposal_comment (proposal_id, id);

-- What has happened, in order; each entry holds the hash of the one before it.
create table decision_log (
  seq bigint primary key check (seq >= 1),
  at timestamptz not null,
  kind text not null,
  proposal_id bigint references proposal,
  body jsonb not null,
  previous text not null check (previous ~ '^[0-9a-f]{64}$'),
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$')
);
create index decision_log_of on decision_log (proposal_id, seq);

create function refuse_change_of_log() returns trigger language plpgsql as $$
begin
  raise exception 'the log of decisions is added to, and not changed' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger decision_log_stays before update or delete or truncate on decision_log
for each statement execute function refuse_change_of_log();

-- How many objections block, kept with each of them: it takes the proposal's row, so an adoption at the same moment waits.
create function count_objections() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'an objection stays on record' using errcode = 'integrity_constraint_violation';
  end if;
  if tg_op = 'UPDATE' and old.state in ('withdrawn', 'sustained', 'fallen') and new.state <> old.state then
    raise exception 'an objection that is settled stays so' using errcode = 'integrity_constraint_violation';
  end if;
  if tg_op = 'UPDATE' and (new.proposal_id, new.organisation_id) is distinct from (old.proposal_id, old.organisation_id) then
    raise exception 'an objection stays where it was raised' using errcode = 'integrity_constraint_violation';
  end if;
  update proposal p set blocking = (select count(*) from objection o
    where o.proposal_id = p.id and o.state in ('raised', 'discussed', 'sustained')) where p.id = new.proposal_id;
  return null;
end
$$;
create trigger objection_counted after insert or update or delete on objection
for each row execute function count_objections();

-- The count is not taken at its word where something is adopted, and what was decided stays decided.
create function check_decision() returns trigger language plpgsql as $$
begin
  if old.outcome is not null and (new.outcome, new.decided_at) is distinct from (old.outcome, old.decided_at) then
    raise exception 'what was decided stays decided' using errcode = 'integrity_constraint_violation';
  end if;
  if new.outcome in ('adopted-by-consensus', 'adopted-no-strong-objection') and exists (
    select from objection o where o.proposal_id = new.id and o.state in ('raised', 'discussed', 'sustained')
  ) then
    raise exception 'a member strongly objects' using errcode = 'integrity_constraint_violation', constraint = 'adopted_without_objection';
  end if;
  return new;
end
$$;
create trigger proposal_decision before update on proposal for each row execute function check_decision();

-- After the close no position is taken and none ended, no objection is raised or settled, no text is put.
create function refuse_after_close() returns trigger language plpgsql as $$
begin
  if exists (select from proposal p where p.id = new.proposal_id and p.outcome is not null) then
    raise exception 'the proposal is closed' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;
create trigger position_before_close before insert or update of ended_at, kind, version on position
for each row execute function refuse_after_close();
create trigger objection_before_close before insert or update of state on objection
for each row execute function refuse_after_close();
create trigger version_before_close before insert or update of editorial, protested_at on proposal_version
for each row execute function refuse_after_close();

-- What happens to decisions can be followed.
alter table follow drop constraint follow_activity_check;
alter table follow add constraint follow_activity_check
  check (activity in ('discussion', 'event', 'document', 'programme', 'consultation', 'decision'));
alter table happened drop constraint happened_kind_check;
alter table happened add constraint happened_kind_check check (kind in ('post', 'synthesis', 'comment', 'version',
  'event-announced', 'event-changed', 'event-moved', 'event-cancelled', 'event-materials',
  'consultation-announced', 'consultation-phase', 'consultation-changed', 'consultation-cancelled', 'consultation-report', 'consultation-response',
  'decision-opened', 'decision-amended', 'decision-protested', 'decision-objected', 'decision-settled', 'decision-closes', 'decision-decided'));
create trigger announcement_untold_decisions after insert on announcement for each row
when (new.what in ('decision.opened', 'decision.amended', 'decision.protested', 'decision.objected', 'decision.settled', 'decision.closes',
  'decision.decided'))
execute function keep_untold();
