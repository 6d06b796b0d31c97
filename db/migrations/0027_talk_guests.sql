-- Who registered by mail, without an account, takes part in a talk by the link of their mail, as those do who have one.

-- A place beside a talk, held by one browser. A copy of this table opens nothing: it holds SHA-256 of what the browser keeps.
create table talk_place (
  hash text primary key,
  registration_id bigint not null references registration on delete cascade,
  expires_at timestamptz not null
);
create index talk_place_registration on talk_place (registration_id);

-- Taken down by mail. Whoever has an account too, now or later, counts by this registration: one person, one vote, by
-- whichever way they come.
alter table registration add column by_mail boolean not null default false;
update registration set by_mail = person_id is null and email is not null;

alter table talk_question
  -- Asked with the name that stands in a registration.
  add column asker_registration_id bigint references registration on delete set null,
  -- By whoever asked it: the words are gone, the question keeps its number, its upvotes and what was answered.
  add column taken_back_at timestamptz,
  add check (num_nonnulls(asker_id, asker_registration_id) <= 1),
  add check (taken_back_at is null or (words = '' and asked_words is null and num_nonnulls(asker_id, asker_registration_id) = 0));
create index talk_question_asker_registration on talk_question (asker_registration_id) where asker_registration_id is not null;

-- One for each who takes part, by their account or by their registration: `taker` is the one, or the other below zero.
alter table talk_vote drop constraint talk_vote_pkey;
alter table talk_vote
  alter column person_id drop not null,
  add column registration_id bigint references registration on delete cascade,
  add column taker bigint not null generated always as (coalesce(person_id, -registration_id)) stored,
  add check (num_nonnulls(person_id, registration_id) = 1),
  add primary key (question_id, taker);

alter table talk_ballot drop constraint talk_ballot_pkey;
alter table talk_ballot
  alter column person_id drop not null,
  add column registration_id bigint references registration on delete cascade,
  add column taker bigint not null generated always as (coalesce(person_id, -registration_id)) stored,
  add check (num_nonnulls(person_id, registration_id) = 1),
  add primary key (poll_id, taker);

alter table talk_hand drop constraint talk_hand_pkey;
alter table talk_hand
  alter column person_id drop not null,
  add column id bigint generated always as identity unique,
  add column registration_id bigint references registration on delete cascade,
  add column taker bigint not null generated always as (coalesce(person_id, -registration_id)) stored,
  -- Whether those who moderate read the name: a guest chooses.
  add column named boolean not null default true,
  add check (num_nonnulls(person_id, registration_id) = 1),
  add primary key (event_id, taker);
create index talk_vote_registration on talk_vote (registration_id) where registration_id is not null;
create index talk_ballot_registration on talk_ballot (registration_id) where registration_id is not null;
create index talk_hand_registration on talk_hand (registration_id) where registration_id is not null;
