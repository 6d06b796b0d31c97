-- Texts that several people write at once, as bytes in Yjs' update format. A room is a document's id; what a document is
-- otherwise stands in the tables of its own slice, so nothing here refers to it.

create table joint_text (
  room bigint primary key,
  -- How often the text was rewritten by a redaction: whoever holds an older one must throw it away.
  epoch integer not null default 0,
  -- How often rows were folded into the snapshot, and of which fold the readable text was made.
  folds integer not null default 0,
  settled integer not null default 0,
  snapshot bytea not null default '\x0000'
);
-- Read whole each time, and packed tightly already: compressing it again costs more than it saves.
alter table joint_text alter column snapshot set storage external;

-- What was written since the last fold: one row for each text and commit. Rows of a text that was rewritten meanwhile are
-- kept out by the lock that their insert takes on joint_text, which a foreign key would take a second time.
create table joint_update (
  id bigint generated always as identity primary key,
  room bigint not null,
  -- Who reads the tail skips what it wrote itself.
  process integer not null,
  bytes bytea not null,
  -- [[person, organisation or null, [[client, first struct, end of structs], ...]], ...]
  writers jsonb not null,
  at timestamptz not null default clock_timestamp(),
  -- A reader's place in the tail is the oldest transaction that was open when it looked: numbers of rows are given out
  -- before their commits and would skip those that commit late.
  written xid8 not null default pg_current_xact_id()
);
create index joint_update_room on joint_update (room, id);

-- Who wrote when, kept when rows are folded: structs of a client of Yjs from (included) to (excluded); without a client
-- where someone only deleted.
create table joint_writing (
  id bigint generated always as identity primary key,
  room bigint not null,
  person bigint not null,
  organisation bigint,
  client bigint,
  from_struct bigint not null default 0,
  to_struct bigint not null default 0,
  first_at timestamptz not null,
  last_at timestamptz not null
);
create index joint_writing_room on joint_writing (room, client, from_struct);
