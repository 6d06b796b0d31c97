create table synthesis (
  discussion_id bigint primary key references discussion,
  language text not null,
  started_at timestamptz not null default now(),
  published_at timestamptz,
  published_by bigint references person,
  ask_until timestamptz,
  version int not null default 1
);

create table synthesis_text (
  discussion_id bigint not null references synthesis on delete cascade,
  language text not null,
  -- Empty where it stands under the discussion's title.
  title text not null default '',
  introduction text not null default '',
  introduction_html text not null default '',
  -- A version older than the one in the synthesis's own language is shown as out of date.
  changed_at timestamptz not null default now(),
  primary key (discussion_id, language)
);

create table statement (
  id bigint generated always as identity primary key,
  discussion_id bigint not null references synthesis on delete cascade,
  position int not null,
  version int not null default 1,
  once uuid unique,
  created_at timestamptz not null default now(),
  -- When its words or sources were last changed after the synthesis was published.
  corrected_at timestamptz,
  -- Taken out after publishing: its words are erased, its number and the reason stay.
  withdrawn_at timestamptz,
  withdrawn_reason text
);
create index statement_discussion on statement (discussion_id, position);

create table statement_text (
  statement_id bigint not null references statement on delete cascade,
  language text not null,
  body text not null,
  html text not null,
  plain text not null,
  changed_at timestamptz not null default now(),
  primary key (statement_id, language)
);

-- This rests on that. A reference, never the words: what the cited thing says is asked of its own slice, for the reader.
create table citation (
  id bigint generated always as identity primary key,
  citing_kind text not null check (citing_kind in ('statement')),
  citing_id bigint not null,
  anchor text not null default '',
  cited_kind text not null check (cited_kind in ('post')),
  cited_id bigint not null,
  cited_version int not null,
  state text not null default 'current' check (state in ('current', 'changed', 'hidden', 'gone')),
  made_by bigint not null references person,
  made_at timestamptz not null default now(),
  -- Someone looked at the source after it changed, and kept the citation as it is.
  settled_at timestamptz,
  settled_by bigint references person,
  unique (citing_kind, citing_id, anchor, cited_kind, cited_id)
);
create index citation_cited on citation (cited_kind, cited_id);

create table waiver (
  discussion_id bigint not null references synthesis on delete cascade,
  kind text not null check (kind in ('post', 'sector')),
  subject text not null,
  reason text not null,
  by_person bigint not null references person,
  at timestamptz not null default now(),
  primary key (discussion_id, kind, subject)
);

-- Asked once of each contributor for each statement that cites them.
create table reflection (
  statement_id bigint not null references statement on delete cascade,
  person_id bigint not null references person,
  asked_at timestamptz not null default now(),
  -- Later than the synthesis's own where this one was asked after publishing.
  until timestamptz,
  answer text check (answer in ('yes', 'partly', 'no')),
  correction text not null default '',
  correction_html text not null default '',
  answered_at timestamptz,
  -- A correction that a facilitator took out: its words are erased, the answer and the reason stay.
  erased_at timestamptz,
  erased_reason text,
  primary key (statement_id, person_id)
);
create index reflection_person on reflection (person_id);
