-- Sessions of a consultation that are led live. A session is an event that is such a part; a row begins with its agenda.
create table led_session (
  event_id bigint primary key references event on delete cascade,
  started_at timestamptz,
  ended_at timestamptz check (ended_at >= started_at),
  -- What is on, and since when: nothing before it begins and when it is over.
  current_item_id bigint,
  current_since timestamptz,
  -- Raised by whatever moves it or its agenda: of two who press at once one is told.
  version int not null default 1,
  check ((current_item_id is null) = (current_since is null)),
  check (current_item_id is null or (started_at is not null and ended_at is null))
);

create table led_item (
  id bigint generated always as identity primary key,
  event_id bigint not null references led_session on delete cascade,
  position int not null,
  kind text not null check (kind in ('question', 'statements', 'poll', 'floor')),
  minutes int not null check (minutes between 1 and 480),
  -- A poll of the talk; null, too, where it was discarded there.
  poll_id bigint references talk_poll on delete set null check (poll_id is null or kind = 'poll'),
  -- When it was on for the first time, and for how long in all, without the time that runs. In milliseconds.
  opened_at timestamptz,
  spent_ms bigint not null default 0,
  -- Whether everybody sees how it comes out: those who lead decide, and the end of the session shows it.
  results_shown boolean not null default false,
  version int not null default 1,
  once uuid not null unique,
  unique (event_id, position) deferrable initially deferred
);
alter table led_session add foreign key (current_item_id) references led_item;
create index led_session_current on led_session (current_item_id) where current_item_id is not null;
create index led_item_poll on led_item (poll_id) where poll_id is not null;

create table led_item_text (
  item_id bigint not null references led_item on delete cascade,
  language text not null,
  title text not null,
  -- The guiding question, or what is to be known about it.
  words text not null default '',
  primary key (item_id, language)
);

create table led_item_statement (
  item_id bigint not null references led_item on delete cascade,
  statement_id bigint not null references consultation_statement on delete cascade,
  position int not null,
  primary key (item_id, statement_id)
);
create index led_item_statement_statement on led_item_statement (statement_id);

-- During which item a statement was proposed, by the key of its form: once it is approved it stands there.
create table led_proposal (
  once uuid primary key,
  item_id bigint not null references led_item on delete cascade
);
create index led_proposal_item on led_proposal (item_id);

-- Who asks for the floor, or has it. A hand that is lowered leaves no row.
create table led_hand (
  id bigint generated always as identity primary key,
  event_id bigint not null references led_session on delete cascade,
  person_id bigint not null references person,
  asked_at timestamptz not null,
  -- Whether all may read, while this person speaks, of which sector they are: they choose.
  labelled boolean not null default false,
  -- How often they were called and were not there: whoever was stands behind all who were not.
  skipped int not null default 0,
  floor_id bigint,
  unique (event_id, person_id)
);
create index led_hand_person on led_hand (person_id);

-- Each time somebody had the floor: their sector, and not who it was.
create table led_floor (
  id bigint generated always as identity primary key,
  event_id bigint not null references led_session on delete cascade,
  -- Null: without an organisation.
  sector text,
  given_at timestamptz not null
);
create index led_floor_event on led_floor (event_id);
alter table led_hand add foreign key (floor_id) references led_floor on delete set null;
create unique index led_hand_floor on led_hand (floor_id) where floor_id is not null;
-- One at a time.
create unique index led_hand_speaking on led_hand (event_id) where floor_id is not null;

-- A poll of such a session. Survivor groups are in none of its figures, which move while people look at them.
alter table talk_poll add column in_session boolean not null default false;
