-- Answers by mail: an address for one person and one discussion, and what came to it and waits to be confirmed.
create table reply_address (
  -- SHA-256 of what stands in the address, which is made when the mail that carries it is written.
  hash text primary key,
  person_id bigint not null references person,
  discussion_id bigint not null references discussion,
  -- The post that the mail told of; its answer answers it.
  post_id bigint references post,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index reply_address_expires on reply_address (expires_at);

-- What became of each mail, so that one that is delivered twice does nothing the second time. No word of it is kept.
create table reply_received (
  hash text primary key,
  outcome text not null,
  at timestamptz not null default now()
);
create index reply_received_at on reply_received (at);

-- Came to a person's address and is not proven to be theirs: they post it or throw it away in the browser.
create table reply_waiting (
  id bigint generated always as identity primary key,
  person_id bigint not null references person,
  discussion_id bigint not null references discussion,
  in_reply_to bigint references post,
  -- As it stands in the mail, which anyone can write.
  from_address text not null,
  body text not null,
  why text not null check (why in ('unproven', 'closed', 'files', 'not-taken')),
  -- Of the post that it becomes: confirmed twice, it is posted once.
  once uuid not null default gen_random_uuid(),
  came_at timestamptz not null,
  erased_at timestamptz
);
create index reply_waiting_person on reply_waiting (person_id, id);
create index reply_waiting_discussion on reply_waiting (discussion_id);
