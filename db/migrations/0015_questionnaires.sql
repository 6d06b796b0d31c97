-- Questions put to people: the feedback form of an event now; consultations, checklists and evaluations later.
create table questionnaire (
  id bigint generated always as identity primary key,
  -- What it is about: an event, or nothing but the platform itself (then the id is 0).
  subject_kind text not null check (subject_kind in ('platform', 'event')),
  subject_id bigint not null check ((subject_kind = 'platform') = (subject_id = 0)),
  language text not null,
  answerers text not null check (answerers in ('registered', 'people', 'organisations')),
  -- Of whoever answers nothing is stored: no person, no organisation, no registration, no hour.
  anonymous boolean not null,
  results text not null check (results in ('preparers', 'public')),
  -- Null: with its subject, which is the end of an event; without one, once it is published.
  opens_at timestamptz,
  closes_at timestamptz,
  -- Sections, questions and their wording as they are being prepared. What is asked is in a version.
  draft jsonb not null,
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  once uuid unique,
  version int not null default 1,
  check (not (anonymous and answerers = 'organisations')),
  check (closes_at > opens_at)
);
create index questionnaire_subject on questionnaire (subject_kind, subject_id);

create table questionnaire_version (
  questionnaire_id bigint not null references questionnaire,
  number int not null,
  content jsonb not null,
  published_at timestamptz not null,
  published_by bigint not null references person,
  primary key (questionnaire_id, number)
);

-- Answers belong to the version that was asked: it can never say afterwards that it had asked something else.
create function keep_questionnaire_version() returns trigger language plpgsql as $$
begin
  raise exception 'A published version is never changed.';
end $$;
create trigger questionnaire_version_stays before update or delete on questionnaire_version
  for each row execute function keep_questionnaire_version();

-- One set of answers. The id is by chance, so that it tells nothing of who came before whom.
create table questionnaire_response (
  id uuid primary key default gen_random_uuid(),
  questionnaire_id bigint not null references questionnaire,
  version int not null,
  person_id bigint references person,
  organisation_id bigint references organisation,
  registration_id bigint references registration,
  -- SHA-256 of the key in the address, where nothing else may say whose answers these are.
  key_hash text unique,
  -- Typed in from paper, by whom.
  typed_by bigint references person,
  language text not null,
  -- Without its hour where answers are anonymous.
  submitted_at timestamptz,
  foreign key (questionnaire_id, version) references questionnaire_version (questionnaire_id, number),
  check (num_nonnulls(person_id, organisation_id, registration_id, key_hash, typed_by) = 1)
);
create index questionnaire_response_of on questionnaire_response (questionnaire_id);
create unique index questionnaire_response_person on questionnaire_response (questionnaire_id, person_id) where person_id is not null;
create unique index questionnaire_response_organisation on questionnaire_response (questionnaire_id, organisation_id) where organisation_id is not null;
create unique index questionnaire_response_registration on questionnaire_response (questionnaire_id, registration_id) where registration_id is not null;

create table questionnaire_answer (
  response_id uuid not null references questionnaire_response on delete cascade,
  question_id text not null,
  -- As it was typed or chosen, by the parts of its field; and what that means, null where it means nothing yet.
  typed jsonb not null,
  value jsonb,
  revision int not null default 1,
  -- The page it was typed on, by chance: one page never contradicts itself, however its requests overtake each other.
  from_page uuid,
  by_person bigint references person,
  at timestamptz,
  primary key (response_id, question_id)
);

-- Answers to the same question that were given at once: each is kept until one is chosen.
create table questionnaire_rival (
  id bigint generated always as identity primary key,
  response_id uuid not null references questionnaire_response on delete cascade,
  question_id text not null,
  typed jsonb not null,
  from_page uuid not null,
  by_person bigint references person,
  at timestamptz,
  -- Who goes on typing on a page changes the answer of that page.
  unique (response_id, question_id, from_page)
);

create table questionnaire_file (
  id uuid primary key default gen_random_uuid(),
  response_id uuid not null references questionnaire_response on delete cascade,
  question_id text not null,
  name text not null,
  type text not null,
  bytes bytea not null
);
create index questionnaire_file_of on questionnaire_file (response_id);
