-- Consultations, general and regional: who is asked about what, when, and what it will feed.
create table consultation (
  id bigint generated always as identity primary key,
  slug text not null,
  -- Its own texts are in this language; consultation_text holds them, and further ones.
  language text not null,
  scope text not null check (scope in ('general', 'region', 'theme')),
  region text not null default '001',
  theme text,
  host_id bigint not null references organisation,
  readers text not null check (readers in ('public', 'registered', 'invited')),
  -- Who may take part, beside the organisations that are invited.
  participants text not null check (participants in ('registered', 'invited')),
  time_zone text not null,
  -- What it will feed is named when it begins, in words (consultation_text) and, where it is here already, by its document.
  feeds text not null check (feeds in ('programme', 'decision')),
  feeds_document_id bigint references document,
  announced_at timestamptz,
  cancelled_at timestamptz,
  -- In the consultation's own language.
  cancelled_reason text not null default '',
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  -- Key of the form that prepared it: sent twice, it prepares one.
  once uuid,
  version int not null default 1,
  unique (created_by, once),
  check ((scope = 'theme') = (theme is not null)),
  check (scope <> 'region' or region <> '001'),
  check (readers <> 'invited' or participants = 'invited'),
  -- What nobody was told of is discarded, not cancelled.
  check (cancelled_at is null or announced_at is not null)
);

create table consultation_text (
  consultation_id bigint not null references consultation on delete cascade,
  language text not null,
  title text not null,
  purpose text not null,
  purpose_html text not null,
  -- The programme or decision that it will feed.
  feeds text not null,
  primary key (consultation_id, language)
);

-- In which languages it is held; its own is always one.
create table consultation_language (
  consultation_id bigint not null references consultation on delete cascade,
  language text not null,
  primary key (consultation_id, language)
);

create table consultation_phase (
  id bigint generated always as identity primary key,
  consultation_id bigint not null references consultation on delete cascade,
  position int not null,
  kind text not null check (kind in ('preparation', 'open', 'synthesis', 'response', 'follow-up')),
  opens_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > opens_at),
  unique (consultation_id, position) deferrable initially deferred
);

create table consultation_phase_text (
  phase_id bigint not null references consultation_phase on delete cascade,
  language text not null,
  title text not null,
  introduction text not null default '',
  introduction_html text not null default '',
  primary key (phase_id, language)
);

-- What it is made of: something to read, or a thing of another slice. Open during the phases that name it, and by no other clock.
create table consultation_part (
  id bigint generated always as identity primary key,
  consultation_id bigint not null references consultation on delete cascade,
  position int not null,
  kind text not null check (kind in ('reading', 'questionnaire', 'statements', 'discussion', 'session', 'draft')),
  -- The questionnaire, discussion, event (of a session) or document (of a draft); null: it is the part's own.
  subject_id bigint check ((subject_id is null) = (kind in ('reading', 'statements'))),
  unique (consultation_id, position) deferrable initially deferred
);
create index consultation_part_subject on consultation_part (kind, subject_id) where subject_id is not null;
-- Statements stand in one place, so that nobody is counted twice.
create unique index consultation_part_statements on consultation_part (consultation_id) where kind = 'statements';

create table consultation_part_text (
  part_id bigint not null references consultation_part on delete cascade,
  language text not null,
  title text not null,
  body text not null default '',
  body_html text not null default '',
  primary key (part_id, language)
);

create table consultation_part_phase (
  part_id bigint not null references consultation_part on delete cascade,
  phase_id bigint not null references consultation_phase on delete cascade,
  primary key (part_id, phase_id)
);

-- Organisations that are asked to take part, and when each was last reminded.
create table consultation_invitation (
  consultation_id bigint not null references consultation on delete cascade,
  organisation_id bigint not null references organisation,
  invited_by bigint not null references person,
  invited_at timestamptz not null default now(),
  reminded_at timestamptz,
  primary key (consultation_id, organisation_id)
);
create index consultation_invitation_organisation on consultation_invitation (organisation_id);

-- Who takes part, counted once: an organisation by what it submits, a person by what they do for themselves. Sector and region as
-- they were then: an organisation that changes its sector later changes no figure that was published.
create table consultation_voice (
  id bigint generated always as identity primary key,
  consultation_id bigint not null references consultation on delete cascade,
  organisation_id bigint references organisation,
  person_id bigint references person,
  -- Null: a person without an organisation.
  sector text,
  region text,
  started_at timestamptz not null default now(),
  submitted_at timestamptz,
  check (num_nonnulls(organisation_id, person_id) = 1)
);
create unique index consultation_voice_organisation on consultation_voice (consultation_id, organisation_id) where organisation_id is not null;
create unique index consultation_voice_person on consultation_voice (consultation_id, person_id) where person_id is not null;

alter table activity_role drop constraint activity_role_activity_check;
alter table activity_role add constraint activity_role_activity_check check (activity in ('discussion', 'event', 'consultation'));
alter table follow drop constraint follow_activity_check;
alter table follow add constraint follow_activity_check check (activity in ('discussion', 'event', 'document', 'programme', 'consultation'));
alter table questionnaire drop constraint questionnaire_subject_kind_check;
alter table questionnaire add constraint questionnaire_subject_kind_check check (subject_kind in ('platform', 'event', 'consultation'));
alter table happened drop constraint happened_kind_check;
alter table happened add constraint happened_kind_check check (kind in ('post', 'synthesis', 'comment', 'version',
  'event-announced', 'event-changed', 'event-moved', 'event-cancelled', 'event-materials',
  'consultation-announced', 'consultation-phase', 'consultation-changed', 'consultation-cancelled', 'consultation-report', 'consultation-response'));

-- What is told to those who follow: a phase that opens, and who takes part, follows.
drop trigger announcement_untold on announcement;
create trigger announcement_untold after insert on announcement for each row
when (new.what in ('discussion.post-written', 'discussion.post-edited', 'discussion.post-shown', 'synthesis.published',
  'document.comments-changed', 'document.version-kept', 'document.finished',
  'event.announced', 'event.changed', 'event.moved', 'event.cancelled', 'event.materials-changed', 'event.registrations-changed',
  'consultation.announced', 'consultation.changed', 'consultation.cancelled', 'consultation.instant-passed', 'consultation.voices-changed',
  'consultation.synthesis-published', 'consultation.response-published',
  'person.zone-changed'))
execute function keep_untold();
