-- What the synthesis of a consultation says: claims, each with the passages that it rests on.

-- An answer can be cited, by a number of chance: one in a row would tell who of those without a name came before whom.
alter table questionnaire_answer add id bigint not null
  default ('x' || substr(md5(gen_random_uuid()::text), 1, 12))::bit(48)::bigint + 1;
create unique index questionnaire_answer_id on questionnaire_answer (id);

-- The synthesis as a whole.
create table consultation_synthesis (
  consultation_id bigint primary key references consultation on delete cascade,
  -- Made from it, once: the text that people write together.
  document_id bigint references document,
  published_at timestamptz,
  published_by bigint references person
);

-- One sentence, with what speaks for it and against it.
create table claim (
  id bigint generated always as identity primary key,
  consultation_id bigint not null references consultation on delete cascade,
  -- What it is about: a question of one of the questionnaires as `12:q3`, or one of the sections that every synthesis has.
  section text not null check (section ~ '^(agreement|disagreement|survivors|other|[1-9][0-9]{0,14}:q[0-9]{1,6})$'),
  -- In the order in which claims of a section are read.
  position int not null,
  -- Of its first words; claim_text holds them, and those in other languages.
  language text not null,
  version int not null default 1,
  -- Key of the form that made it: sent twice, it makes one.
  once uuid unique,
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  published_at timestamptz,
  -- When its words or what it rests on were last changed after that.
  corrected_at timestamptz,
  -- Taken back after it was published: its words are erased, its number and the reason stay.
  withdrawn_at timestamptz,
  withdrawn_reason text not null default ''
);
create index claim_consultation on claim (consultation_id, section, position);

create table claim_text (
  claim_id bigint not null references claim on delete cascade,
  language text not null,
  body text not null,
  changed_at timestamptz not null default now(),
  primary key (claim_id, language)
);

-- A place in a source, never its words: letters from where to where (in code points of its plain text, the first is 0), and the
-- SHA-256 of them, by which it is seen whether they stand there still. A survivor's voice is cited as a whole, by its reference.
create table claim_passage (
  id bigint generated always as identity primary key,
  claim_id bigint not null references claim on delete cascade,
  kind text not null check (kind in ('post', 'answer', 'consultation-statement', 'voice')),
  source_id bigint not null,
  side text not null check (side in ('for', 'against')),
  start_at int check (start_at >= 0),
  end_at int check (end_at > start_at),
  -- Empty once the source is gone: a short passage could be guessed from it.
  hash text,
  tagged_by bigint not null references person,
  tagged_at timestamptz not null default now(),
  check ((kind = 'voice') = (start_at is null) and (start_at is null) = (end_at is null) and (start_at is null) = (hash is null))
);
create unique index claim_passage_once on claim_passage (claim_id, kind, source_id, coalesce(start_at, 0), coalesce(end_at, 0));
create index claim_passage_source on claim_passage (kind, source_id);

-- Sources that no claim rests on, and why.
create table claim_waiver (
  consultation_id bigint not null references consultation on delete cascade,
  kind text not null check (kind in ('post', 'answer', 'consultation-statement')),
  source_id bigint not null,
  reason text not null,
  by_person bigint not null references person,
  at timestamptz not null default now(),
  primary key (consultation_id, kind, source_id)
);

alter table citation drop constraint citation_citing_kind_check;
alter table citation add constraint citation_citing_kind_check check (citing_kind in ('statement', 'document', 'claim'));
alter table citation drop constraint citation_cited_kind_check;
alter table citation add constraint citation_cited_kind_check
  check (cited_kind in ('post', 'statement', 'passage', 'voice', 'answer', 'consultation-statement', 'claim'));

-- A synthesis of a consultation owes survivors' themes a response; its claims are looked through for copied words.
alter table voice_response drop constraint voice_response_citing_kind_check;
alter table voice_response add constraint voice_response_citing_kind_check
  check (citing_kind in ('document', 'synthesis', 'consultation'));
alter table voice_copy drop constraint voice_copy_kind_check;
alter table voice_copy add constraint voice_copy_kind_check check (kind in ('document', 'post', 'statement', 'claim'));
alter table voice_guard drop constraint voice_guard_kind_check;
alter table voice_guard add constraint voice_guard_kind_check check (kind in ('document', 'post', 'statement', 'claim'));
