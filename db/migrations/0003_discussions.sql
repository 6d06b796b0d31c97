create table discussion (
  id bigint generated always as identity primary key,
  slug text not null,
  language text not null,
  time_zone text not null,
  region text not null default '001',
  readers text not null check (readers in ('public', 'registered', 'invited')),
  writers text not null check (writers in ('registered', 'invited')),
  moderation text not null check (moderation in ('pre', 'post')),
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  announced_at timestamptz,
  version int not null default 1,
  check (readers <> 'invited' or writers = 'invited')
);

-- Titles and introductions by language; the discussion's own language always has one.
create table discussion_text (
  discussion_id bigint not null references discussion on delete cascade,
  language text not null,
  title text not null,
  introduction text not null default '',
  introduction_html text not null default '',
  primary key (discussion_id, language)
);

create table phase (
  id bigint generated always as identity primary key,
  discussion_id bigint not null references discussion on delete cascade,
  position int not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > opens_at),
  unique (discussion_id, position) deferrable initially deferred
);

create table phase_text (
  phase_id bigint not null references phase on delete cascade,
  language text not null,
  title text not null,
  question text not null,
  primary key (phase_id, language)
);

create table discussion_invitation (
  discussion_id bigint not null references discussion on delete cascade,
  organisation_id bigint not null references organisation,
  primary key (discussion_id, organisation_id)
);
create index discussion_invitation_organisation on discussion_invitation (organisation_id);

create sequence post_ordinal;

create table post (
  id bigint generated always as identity primary key,
  discussion_id bigint not null references discussion,
  phase_id bigint not null references phase,
  -- Order of showing. A held post gets a new one when it is let through, so that it comes after what readers have seen.
  ordinal bigint not null default nextval('post_ordinal'),
  author_id bigint not null references person,
  organisation_id bigint references organisation,
  in_reply_to bigint references post,
  language text not null,
  body text not null,
  html text not null,
  plain text not null,
  state text not null check (state in ('waiting', 'shown', 'hidden', 'withdrawn', 'redacted', 'moved')),
  version int not null default 1,
  written_at timestamptz not null default now(),
  shown_at timestamptz,
  edited_at timestamptz,
  state_reason text,
  state_by bigint references person,
  state_at timestamptz,
  moved_to bigint references post,
  -- The form's own key: sent twice, written once.
  once uuid,
  search tsvector generated always as (
    case language
      when 'en' then to_tsvector('english', plain)
      when 'fr' then to_tsvector('french', plain)
      when 'es' then to_tsvector('spanish', plain)
      when 'ru' then to_tsvector('russian', plain)
      when 'ar' then to_tsvector('arabic', plain)
      else to_tsvector('simple', plain)
    end
  ) stored,
  unique (author_id, once)
);
-- Lists and pages count posts and organisations: all that they ask is in the index, the posts themselves stay unread.
create index post_in_order on post (discussion_id, ordinal) include (state, shown_at, organisation_id, author_id);
create index post_author on post (author_id, id);
create index post_reply on post (in_reply_to) where in_reply_to is not null;
create index post_waiting on post (discussion_id, written_at) where state = 'waiting';
create index post_search on post using gin (search);

create table post_revision (
  post_id bigint not null references post,
  version int not null,
  body text not null,
  html text not null,
  replaced_at timestamptz not null default now(),
  replaced_by bigint not null references person,
  primary key (post_id, version)
);

create table post_translation (
  post_id bigint not null references post,
  language text not null,
  body text not null,
  html text not null,
  plain text not null,
  by_person bigint not null references person,
  made_at timestamptz not null default now(),
  -- The post's version that was translated; an older one is shown as out of date.
  of_version int not null,
  primary key (post_id, language)
);

create table reaction (
  post_id bigint not null references post,
  person_id bigint not null references person,
  kind text not null check (kind in ('agree', 'insightful', 'please-clarify')),
  at timestamptz not null default now(),
  primary key (post_id, person_id, kind)
);

create table flag (
  id bigint generated always as identity primary key,
  post_id bigint not null references post,
  -- Null for a visitor without an account, who may say one thing only: this identifies someone.
  person_id bigint references person check (person_id is not null or kind = 'identifies-someone'),
  kind text not null check (kind in ('identifies-someone', 'harmful', 'off-topic', 'other')),
  reason text not null default '',
  at timestamptz not null default now(),
  settled_at timestamptz,
  settled_by bigint references person,
  settled_as text check (settled_as in ('kept', 'hidden', 'redacted', 'moved'))
);
create unique index flag_open on flag (post_id, person_id, kind) where settled_at is null;
create index flag_waiting on flag (post_id) where settled_at is null;

create table draft (
  id bigint generated always as identity primary key,
  person_id bigint not null references person,
  discussion_id bigint not null references discussion,
  in_reply_to bigint references post,
  -- The post being rewritten, when two people rewrote it at once and the later one was told.
  of_post bigint references post,
  language text not null,
  body text not null,
  kept_because text,
  updated_at timestamptz not null default now()
);
create unique index draft_one on draft (person_id, discussion_id, coalesce(in_reply_to, 0), coalesce(of_post, 0));

create table mention (
  post_id bigint not null references post,
  person_id bigint references person,
  organisation_id bigint references organisation,
  at timestamptz not null default now(),
  told_at timestamptz,
  check (num_nonnulls(person_id, organisation_id) = 1)
);
create unique index mention_person on mention (person_id, post_id) where person_id is not null;
create unique index mention_organisation on mention (organisation_id, post_id) where organisation_id is not null;
create index mention_post on mention (post_id);

create table reading (
  person_id bigint not null references person,
  discussion_id bigint not null references discussion,
  ordinal bigint not null,
  at timestamptz not null default now(),
  primary key (person_id, discussion_id)
);

-- What was erased, by whom and why, with none of the words.
create table erasure (
  id bigint generated always as identity primary key,
  post_id bigint not null references post,
  -- A quote: words of another post that was erased, which this one repeated.
  what text not null check (what in ('passage', 'post', 'file', 'quote')),
  by_author boolean not null,
  by_person bigint not null references person,
  reason text not null,
  at timestamptz not null default now()
);
create index erasure_post on erasure (post_id);

create table attachment (
  id uuid primary key default gen_random_uuid(),
  post_id bigint references post,
  draft_id bigint references draft on delete cascade,
  person_id bigint not null references person,
  name text not null,
  type text not null,
  size int not null,
  added_at timestamptz not null default now(),
  erased_at timestamptz,
  check (erased_at is not null or num_nonnulls(post_id, draft_id) = 1)
);
create index attachment_post on attachment (post_id);
create index attachment_draft on attachment (draft_id);

create table attachment_content (
  attachment_id uuid primary key references attachment on delete cascade,
  bytes bytea not null
);
