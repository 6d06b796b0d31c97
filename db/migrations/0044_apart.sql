-- Answers of survivor groups to a poll of a live session, who are in none of its figures. Who chose what goes when the poll
-- closes, as of everybody; how many chose what is kept until the week is over, and from then on what may be shown alone.
create table talk_poll_apart (
  poll_id bigint primary key references talk_poll on delete cascade,
  -- The ISO week (year * 100 + week) in which it closed: what is shown comes with the next.
  week int not null,
  -- {voters, votes}: votes in the order of the choices. Of a poll that nobody of them answered there is a row too.
  counted jsonb,
  -- The same, rounded, and withheld where fewer than eleven would be told apart.
  shown jsonb,
  check (num_nonnulls(counted, shown) = 1)
);
create index talk_poll_apart_waiting on talk_poll_apart (week) where counted is not null;
