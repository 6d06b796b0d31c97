-- What every subject stands on: announcements (the bus), deeds that wait for an instant, mail.
create extension if not exists citext;
create extension if not exists pg_trgm;

create table announcement (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  what text not null,
  ids jsonb not null default '{}'
);
create index announcement_at on announcement (at);

create table due (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  deed text not null,
  about jsonb not null default '{}',
  key text unique,
  tries int not null default 0,
  failed_at timestamptz
);
create index due_at on due (at) where failed_at is null;

-- Mail holds ids, never words: it is written when it is sent, so what was erased before then is not in it.
create table mail (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  to_address citext not null,
  person_id bigint,
  language text not null,
  about jsonb not null default '{}',
  post_id bigint,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  gave_up_at timestamptz
);
create index mail_post on mail (post_id) where post_id is not null;
