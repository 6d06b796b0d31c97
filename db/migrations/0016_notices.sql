-- What people follow, what they are told of it, and what is sent to many.

-- Consent to be sent news of the initiative, and since when; null: none was given.
alter table person add news_since timestamptz;

-- What somebody follows, and how much of it they want to hear.
create table follow (
  person_id bigint not null references person,
  activity text not null check (activity in ('discussion', 'event', 'document', 'programme')),
  activity_id bigint not null,
  level text not null check (level in ('everything', 'mentions', 'digest', 'nothing')),
  -- By the person, and not taken from what they have set for taking part in such a way.
  chosen boolean not null,
  -- A digest tells of what came after.
  since timestamptz not null default clock_timestamp(),
  primary key (person_id, activity, activity_id)
);
create index follow_activity on follow (activity, activity_id, level);

-- How a person wants to hear: a row where they have changed something, or where a mail of theirs can be left.
create table notice_setting (
  person_id bigint primary key references person,
  posting text not null default 'mentions' check (posting in ('everything', 'mentions', 'digest', 'nothing')),
  facilitating text not null default 'digest' check (facilitating in ('everything', 'mentions', 'digest', 'nothing')),
  registering text not null default 'mentions' check (registering in ('everything', 'mentions', 'digest', 'nothing')),
  digest text not null default 'daily' check (digest in ('daily', 'weekly', 'off')),
  digest_hour int not null default 7 check (digest_hour between 0 and 23),
  -- 1 is Monday (ISO 8601).
  digest_weekday int not null default 1 check (digest_weekday between 1 and 7),
  -- The last thing that a digest of this person has told of.
  digest_after bigint not null default 0,
  -- What the links that end a person's mails are signed with: it opens nothing but the way out.
  leave_key uuid not null default gen_random_uuid()
);

-- What was announced and nobody was told yet. Kept by the transaction that announces it, so that it is there if and only if it
-- happened, also where no process runs; a slice that announces knows nothing of who follows.
create table untold (
  id bigint generated always as identity primary key,
  what text not null,
  ids jsonb not null,
  at timestamptz not null default clock_timestamp(),
  -- It could not be told, and is left for a person to look at.
  failed_at timestamptz
);

create function keep_untold() returns trigger language plpgsql as $$
begin
  insert into untold (what, ids) values (new.what, new.ids);
  return null;
end
$$;

create trigger announcement_untold after insert on announcement for each row
when (new.what in ('discussion.post-written', 'discussion.post-edited', 'discussion.post-shown', 'synthesis.published',
  'document.comments-changed', 'document.version-kept', 'document.finished',
  'event.announced', 'event.changed', 'event.moved', 'event.cancelled', 'event.materials-changed', 'event.registrations-changed',
  'person.zone-changed'))
execute function keep_untold();

-- What has happened to something that can be followed, in the order in which it was told: one transaction at a time writes it,
-- so that whoever has read up to a number has missed nothing below. Ids alone: words are read when they are shown.
create table happened (
  id bigint generated always as identity primary key,
  activity text not null,
  activity_id bigint not null,
  kind text not null check (kind in ('post', 'synthesis', 'comment', 'version',
    'event-announced', 'event-changed', 'event-moved', 'event-cancelled', 'event-materials')),
  -- The post, the comment, the version; of an event the number of what was announced.
  subject_id bigint not null,
  told_at timestamptz not null default clock_timestamp(),
  unique (activity, activity_id, kind, subject_id)
);

-- That something happened, for one person.
create table notice (
  id bigint generated always as identity primary key,
  person_id bigint not null references person,
  kind text not null,
  why text not null check (why in ('mention', 'reply', 'follow', 'own')),
  activity text not null,
  activity_id bigint not null,
  subject_id bigint not null,
  at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  unique (person_id, activity, activity_id, kind, subject_id)
);
create index notice_of_person on notice (person_id, at desc, id desc);
create index notice_unread on notice (person_id) where read_at is null;

-- An index of `mail` has had the name of the table that comes next.
alter index mail_post rename to mail_of_post;

-- Posts whose words a mail carries, where it lies in the outbox folder: they are erased there too.
create table mail_post (
  mail_id uuid not null,
  post_id bigint not null,
  primary key (post_id, mail_id)
);

-- Mails that came back. The words of the server that refused are not kept.
create table mail_bounce (
  mail_id uuid primary key,
  address citext not null,
  hard boolean not null,
  -- As RFC 3463 writes it, such as 5.1.1.
  status text not null,
  at timestamptz not null default now()
);
create index mail_bounce_address on mail_bounce (address);

-- Addresses that refuse for good: nothing more is sent there but what somebody asks for at that moment.
create table mail_stopped (
  address citext primary key,
  status text not null,
  at timestamptz not null default now()
);

-- News of the initiative, to the people of chosen sectors, regions and languages who want them; none chosen: all.
create table news (
  id bigint generated always as identity primary key,
  -- Of its first text, for people in whose language there is none.
  language text not null,
  sectors text[] not null default '{}',
  regions text[] not null default '{}',
  languages text[] not null default '{}',
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  version int not null default 1,
  once uuid unique,
  sent_at timestamptz,
  sent_by bigint references person,
  -- How many people it went to.
  people int,
  check ((sent_at is null) = (people is null))
);

create table news_text (
  news_id bigint not null references news on delete cascade,
  language text not null,
  subject text not null,
  body text not null,
  primary key (news_id, language)
);

create index mail_news on mail (((about ->> 'news')::bigint)) where kind = 'news';
