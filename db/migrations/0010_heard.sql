-- Voices of survivors as what is cited: a reference and how it stands. Their words are in the survivor room, and in no table here.

create table voice (
  id bigint generated always as identity primary key,
  -- What a document holds and the room is asked for.
  reference uuid not null unique,
  kind text not null check (kind in ('excerpt', 'theme')),
  state text not null default 'released' check (state in ('released', 'withheld', 'gone'))
);

-- Up to where the room's changes have been taken over.
create table voice_place (
  is_one boolean primary key default true check (is_one),
  n bigint not null default 0
);
insert into voice_place default values;

-- What was decided about a theme, by those who own what cites it. `is_told`: the room has it, for those who said it.
create table voice_response (
  voice_id bigint not null references voice,
  citing_kind text not null check (citing_kind in ('document', 'synthesis')),
  citing_id bigint not null,
  decision text not null check (decision in ('done', 'partly', 'later', 'not')),
  reason text not null check (length(reason) between 1 and 2000),
  language text not null,
  by_person bigint references person,
  organisation_id bigint references organisation,
  at timestamptz not null default now(),
  version int not null default 1,
  is_told boolean not null default false,
  primary key (voice_id, citing_kind, citing_id)
);

-- Where voices are used, as the room was told.
create table voice_told (
  voice_id bigint not null references voice,
  thing text not null,
  section text not null default '',
  state text not null check (state in ('used', 'final')),
  primary key (voice_id, thing, section)
);

-- Protected words that were found copied: which voice, and where. `gone_at`: they stand there no longer, or somebody has looked.
create table voice_copy (
  voice_id bigint not null references voice,
  kind text not null check (kind in ('document', 'post', 'statement')),
  thing_id bigint not null,
  found_at timestamptz not null default now(),
  gone_at timestamptz,
  primary key (voice_id, kind, thing_id)
);

-- Which texts have been looked through for copies, and as of when.
create table voice_guard (
  kind text not null check (kind in ('document', 'post', 'statement')),
  thing_id bigint not null,
  of_text timestamptz not null,
  primary key (kind, thing_id)
);

alter table citation drop constraint citation_cited_kind_check;
alter table citation add constraint citation_cited_kind_check check (cited_kind in ('post', 'statement', 'passage', 'voice'));

-- A version that the lead organisation calls final.
alter table document_version drop constraint document_version_kind_check;
alter table document_version add constraint document_version_kind_check
  check (kind in ('named', 'automatic', 'before-restore', 'restored', 'before-import', 'imported', 'redacted', 'final'));
