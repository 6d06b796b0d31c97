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

-- Who registered by mail, without an account, asks for the floor of a live session by that registration: `taker` is the account,
-- or the registration below zero.
alter table led_hand drop constraint led_hand_event_id_person_id_key;
alter table led_hand
  alter column person_id drop not null,
  add column registration_id bigint references registration on delete cascade,
  add column taker bigint not null generated always as (coalesce(person_id, -registration_id)) stored,
  -- Whether those who lead read the name: a guest chooses.
  add column named boolean not null default true,
  add check (num_nonnulls(person_id, registration_id) = 1),
  add unique (event_id, taker);
create index led_hand_registration on led_hand (registration_id) where registration_id is not null;
