-- Documents that organisations write together. Their text is a Yjs document, kept by the co-editing server; here stands
-- what the domain knows of it.
create table document (
  id bigint generated always as identity primary key,
  title text not null,
  -- Its title in further languages; the text itself is in one.
  titles jsonb not null default '{}',
  language text not null,
  template text,
  -- Answers for the document: settles what no other organisation owns, and redacts.
  lead_id bigint not null references organisation,
  -- Who reads the settled text, beside those whom the invited organisations name.
  readers text not null check (readers in ('public', 'registered', 'invited')),
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  version int not null default 1,
  -- The form's own key: sent twice, made once.
  once uuid unique
);
create index document_title on document using gin (title gin_trgm_ops);

create table document_organisation (
  document_id bigint not null references document on delete cascade,
  organisation_id bigint not null references organisation,
  role text not null check (role in ('editor', 'suggester', 'commenter', 'reader')),
  invited_by bigint not null references person,
  invited_at timestamptz not null default now(),
  primary key (document_id, organisation_id)
);
create index document_organisation_organisation on document_organisation (organisation_id);

-- People of an invited organisation whom its focal point names. A stand-in has instants; whether one stands in now is
-- computed from them.
create table document_person (
  document_id bigint not null,
  organisation_id bigint not null,
  person_id bigint not null references person,
  from_at timestamptz,
  until_at timestamptz,
  named_by bigint not null references person,
  named_at timestamptz not null default now(),
  primary key (document_id, organisation_id, person_id),
  foreign key (document_id, organisation_id) references document_organisation on delete cascade,
  check (until_at > from_at)
);
create index document_person_person on document_person (person_id);

-- The text as it stood when it last settled.
create table document_settled (
  document_id bigint primary key references document on delete cascade,
  html text not null,
  plain text not null,
  outline jsonb not null default '[]',
  -- Its nodes, so that versions and comparisons need no Yjs.
  text jsonb not null,
  -- Where it cites what: [{ anchor, kind, cited, version, section, block }], in order.
  citations jsonb not null default '[]',
  language text not null,
  schema int not null,
  epoch int not null default 0,
  settled_at timestamptz not null default now(),
  search tsvector generated always as (
    case language
      when 'en' then to_tsvector('english', plain)
      when 'fr' then to_tsvector('french', plain)
      when 'es' then to_tsvector('spanish', plain)
      when 'ru' then to_tsvector('russian', plain)
      when 'ar' then to_tsvector('arabic', plain)
      else to_tsvector('simple', plain)
    end
  ) stored
);
create index document_search on document_settled using gin (search);

-- From one heading of level 1 to the next; the key is that heading's block id, '' before the first.
create table document_section (
  document_id bigint not null references document on delete cascade,
  key text not null,
  title text not null default '',
  position int not null,
  -- Of its settled content: another hash is another content.
  hash text not null,
  owner_id bigint references organisation,
  -- Its heading is not in the text at present; it keeps its owner in case the heading comes back.
  gone_at timestamptz,
  primary key (document_id, key)
);

create table document_clearance (
  id bigint generated always as identity primary key,
  document_id bigint not null,
  section_key text not null,
  organisation_id bigint not null references organisation,
  asked_by bigint not null references person,
  asked_at timestamptz not null default now(),
  due_at timestamptz,
  state text not null default 'pending' check (state in ('pending', 'cleared', 'cleared-with-comment', 'reopened')),
  comment text not null default '',
  comment_html text not null default '',
  answered_by bigint references person,
  answered_at timestamptz,
  reopened_at timestamptz,
  -- What was cleared, so that what came after can be compared with it.
  cleared_hash text,
  cleared_text jsonb,
  unique (document_id, section_key, organisation_id),
  foreign key (document_id, section_key) references document_section on delete cascade
);
create index document_clearance_organisation on document_clearance (organisation_id);

-- A block of the settled text that can be cited and linked to.
create table document_passage (
  id bigint generated always as identity primary key,
  document_id bigint not null references document on delete cascade,
  block_id text not null,
  section_key text not null,
  position int not null,
  plain text not null,
  version int not null default 1,
  changed_at timestamptz not null default now(),
  gone_at timestamptz,
  unique (document_id, block_id)
);
create index document_passage_in_order on document_passage (document_id, position);

create table document_version (
  id bigint generated always as identity primary key,
  document_id bigint not null references document on delete cascade,
  number int not null,
  kind text not null check (kind in ('named', 'automatic', 'before-restore', 'restored', 'before-import', 'imported', 'redacted')),
  name text not null default '',
  -- Null where it was dropped because words were erased from the document.
  text jsonb,
  by_person bigint references person,
  organisation_id bigint references organisation,
  made_at timestamptz not null default now(),
  of_version int,
  dropped_at timestamptz,
  dropped_reason text,
  unique (document_id, number),
  check ((text is null) = (dropped_at is not null))
);

create table document_thread (
  id bigint generated always as identity primary key,
  document_id bigint not null references document on delete cascade,
  -- Yjs relative positions of both ends, found again by the browser wherever the words have moved; and the block, for
  -- everyone else.
  anchor bytea,
  block_id text not null default '',
  -- The words that were chosen when it was started.
  quote text not null default '',
  section_key text not null default '',
  started_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by bigint references person
);
create index document_thread_document on document_thread (document_id);

create table document_comment (
  id bigint generated always as identity primary key,
  thread_id bigint not null references document_thread on delete cascade,
  author_id bigint not null references person,
  organisation_id bigint references organisation,
  language text not null,
  body text not null,
  html text not null,
  plain text not null,
  version int not null default 1,
  written_at timestamptz not null default now(),
  edited_at timestamptz,
  withdrawn_at timestamptz,
  -- Words were erased from it by somebody else.
  redacted_at timestamptz,
  once uuid,
  unique (author_id, once)
);
create index document_comment_thread on document_comment (thread_id, id);

create table document_mention (
  comment_id bigint not null references document_comment on delete cascade,
  person_id bigint references person,
  organisation_id bigint references organisation,
  at timestamptz not null default now(),
  told_at timestamptz,
  check (num_nonnulls(person_id, organisation_id) = 1)
);
create unique index document_mention_person on document_mention (comment_id, person_id) where person_id is not null;
create unique index document_mention_organisation on document_mention (comment_id, organisation_id) where organisation_id is not null;

-- Who accepted or rejected which suggestion, with none of its words.
create table document_decision (
  id bigint generated always as identity primary key,
  document_id bigint not null references document on delete cascade,
  suggestion text not null,
  kind text not null,
  decided text not null check (decided in ('accepted', 'rejected')),
  proposed_by bigint references person,
  proposed_for bigint references organisation,
  by_person bigint not null references person,
  organisation_id bigint references organisation,
  at timestamptz not null default now()
);
create index document_decision_document on document_decision (document_id, id);

create table document_picture (
  id uuid primary key default gen_random_uuid(),
  document_id bigint not null references document on delete cascade,
  person_id bigint not null references person,
  type text not null,
  size int not null,
  alt text not null,
  added_at timestamptz not null default now(),
  erased_at timestamptz
);
create index document_picture_document on document_picture (document_id);

create table document_picture_content (
  picture_id uuid primary key references document_picture on delete cascade,
  bytes bytea not null
);

create table document_report (
  id bigint generated always as identity primary key,
  document_id bigint not null references document on delete cascade,
  block_id text not null default '',
  person_id bigint references person,
  reason text not null default '',
  at timestamptz not null default now(),
  settled_at timestamptz,
  settled_by bigint references person,
  settled_as text check (settled_as in ('kept', 'redacted'))
);
create unique index document_report_open on document_report (document_id, block_id, person_id) where settled_at is null;

-- What was erased, by whom and why, with none of the words.
create table document_erasure (
  id bigint generated always as identity primary key,
  document_id bigint not null references document on delete cascade,
  what text not null check (what in ('passage', 'picture')),
  by_person bigint not null references person,
  reason text not null,
  at timestamptz not null default now()
);
create index document_erasure_document on document_erasure (document_id);

-- A passage can be cited, as can a statement; a document cites. Who put a citation into a text is in the text's own log.
alter table citation alter column made_by drop not null;
alter table citation drop constraint citation_citing_kind_check;
alter table citation add constraint citation_citing_kind_check check (citing_kind in ('statement', 'document'));
alter table citation drop constraint citation_cited_kind_check;
alter table citation add constraint citation_cited_kind_check check (cited_kind in ('post', 'statement', 'passage'));
