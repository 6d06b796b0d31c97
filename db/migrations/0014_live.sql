-- Beside a talk: questions of those who listen, upvotes, polls and hands; and what becomes of each question afterwards.
create table talk (
  event_id bigint primary key references event on delete cascade,
  -- 'pre': a moderator reads each question before anyone else does. Always so where a survivor speaks.
  moderation text not null default 'post' check (moderation in ('pre', 'post')),
  -- What the screen in the room shows large: one question, one poll, or (with neither) the list.
  chosen_question_id bigint,
  chosen_poll_id bigint,
  closed_at timestamptz,
  closed_by bigint references person,
  check (num_nonnulls(chosen_question_id, chosen_poll_id) <= 1)
);

create table talk_question (
  -- Order of asking: of questions with as many upvotes the earlier comes first.
  id bigint generated always as identity primary key,
  event_id bigint not null references event on delete cascade,
  -- Null: asked without a name. Who asked is then nowhere in this database, and can be told to nobody.
  asker_id bigint references person,
  words text not null,
  -- As it was asked, where a moderator has put it into other words: it stays, and is shown.
  asked_words text,
  reworded_by bigint references person,
  state text not null check (state in ('waiting', 'shown', 'dismissed', 'merged')),
  -- Why it was dismissed: for whoever asked, and for those who moderate.
  reason text not null default '',
  settled_by bigint references person,
  merged_into bigint references talk_question,
  answered text check (answered in ('live', 'writing')),
  answer text not null default '',
  answer_html text not null default '',
  answered_by bigint references person,
  answered_at timestamptz,
  -- Who answers later, and by when, where it was not answered.
  owner_id bigint references person,
  due_on date,
  -- To the minute where it was asked without a name, so that it cannot be laid beside anything else that is dated.
  asked_at timestamptz not null,
  once uuid not null unique,
  version int not null default 1,
  check ((state = 'merged') = (merged_into is not null)),
  check ((owner_id is null) = (due_on is null)),
  check ((answered is null) = (answered_at is null)),
  check (answered is distinct from 'writing' or answer <> '')
);
create index talk_question_event on talk_question (event_id, state);
create index talk_question_merged on talk_question (merged_into) where merged_into is not null;
create index talk_question_owner on talk_question (owner_id) where owner_id is not null;
alter table talk add foreign key (chosen_question_id) references talk_question on delete set null;

-- One for each person, whatever is sent how often.
create table talk_vote (
  question_id bigint not null references talk_question on delete cascade,
  person_id bigint not null references person,
  primary key (question_id, person_id)
);

create table talk_poll (
  id bigint generated always as identity primary key,
  event_id bigint not null references event on delete cascade,
  question text not null,
  several boolean not null,
  opened_at timestamptz,
  closed_at timestamptz check (closed_at >= opened_at),
  results_shown boolean not null default false,
  -- How many took part, counted when it closed.
  voters int,
  once uuid not null unique,
  version int not null default 1,
  check ((closed_at is null) = (voters is null)),
  check (not results_shown or closed_at is not null)
);
create index talk_poll_event on talk_poll (event_id);
alter table talk add foreign key (chosen_poll_id) references talk_poll on delete set null;

create table talk_poll_choice (
  id bigint generated always as identity primary key,
  poll_id bigint not null references talk_poll on delete cascade,
  position int not null,
  words text not null,
  -- Counted when the poll closed.
  votes int,
  unique (poll_id, position)
);

-- While a poll is open: one row for each person, so that nobody counts twice and everybody may think again. When it
-- closes they are counted and removed: from then on there are figures, and who chose what is known to nobody.
create table talk_ballot (
  poll_id bigint not null references talk_poll on delete cascade,
  person_id bigint not null references person,
  choices bigint[] not null check (cardinality(choices) > 0),
  primary key (poll_id, person_id)
);

-- Hands that are up. Stored, because their order is the same for every process, outlasts a restart and needs no script;
-- a hand that is lowered leaves no row.
create table talk_hand (
  event_id bigint not null references event on delete cascade,
  person_id bigint not null references person,
  raised_at timestamptz not null default clock_timestamp(),
  called_at timestamptz,
  primary key (event_id, person_id)
);
