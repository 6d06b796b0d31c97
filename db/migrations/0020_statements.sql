-- Statements of a consultation: short, one thought each, read by a facilitator before anybody else, voted on one at a time.
create table consultation_statement (
  id bigint generated always as identity primary key,
  consultation_id bigint not null references consultation on delete cascade,
  -- Within the consultation, and for good: what is withdrawn keeps its number, so that nothing else is ever called so.
  number int not null,
  author_id bigint not null references person,
  -- Put there by a facilitator, so that the first who come find something to vote on.
  seed boolean not null default false,
  -- The author's language; consultation_statement_text holds the words, and translations of them.
  language text not null,
  state text not null check (state in ('waiting', 'approved', 'refused', 'merged', 'withdrawn')),
  -- Why it was refused: for its author, and for those who facilitate.
  reason text not null default '',
  -- The one that stays. Votes are left with the words they were given to, and those of a merged one are not counted.
  merged_into bigint references consultation_statement,
  settled_by bigint references person,
  settled_at timestamptz,
  proposed_at timestamptz not null,
  once uuid not null unique,
  unique (consultation_id, number),
  check ((state = 'merged') = (merged_into is not null)),
  check (state <> 'refused' or reason <> '')
);
create index consultation_statement_author on consultation_statement (author_id);
create index consultation_statement_merged on consultation_statement (merged_into) where merged_into is not null;

-- No row: its words were withdrawn.
create table consultation_statement_text (
  statement_id bigint not null references consultation_statement on delete cascade,
  language text not null,
  words text not null,
  -- Null: the author's own.
  translated_by bigint references person,
  primary key (statement_id, language)
);

-- What somebody had typed when it could not be taken any more.
create table consultation_statement_draft (
  consultation_id bigint not null references consultation on delete cascade,
  person_id bigint not null references person,
  language text not null,
  words text not null,
  saved_at timestamptz not null,
  primary key (consultation_id, person_id)
);

-- One for each person, whatever is sent how often and from how many windows.
create table consultation_vote (
  statement_id bigint not null references consultation_statement on delete cascade,
  person_id bigint not null references person,
  -- 1 agrees, 0 passes, -1 disagrees.
  choice smallint not null check (choice between -1 and 1),
  voted_at timestamptz not null,
  primary key (statement_id, person_id)
);

-- Counted beside the deed of voting, a few seconds later: a figure that each vote moved would make a thousand wait in a line.
create table consultation_statement_count (
  statement_id bigint primary key references consultation_statement on delete cascade,
  -- Without survivor groups, who are in no figure that is shown while it moves. For the order in which statements are shown.
  agree int not null,
  disagree int not null,
  pass int not null,
  -- What may be shown of it by sector, small cells withheld.
  shown jsonb not null,
  counted_at timestamptz not null
);

-- The last opinion map of a consultation, with all that is needed to make it again. Nobody is in it: groups and figures.
create table consultation_map (
  consultation_id bigint primary key references consultation on delete cascade,
  input_hash text not null,
  parameters jsonb not null,
  result jsonb not null,
  -- Milliseconds: the map, its restarts, its resamples.
  times jsonb not null,
  made_at timestamptz not null
);
