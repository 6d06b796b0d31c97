-- What events agreed on, as a register that is followed up: each outcome with its recommendations and conclusions.
create table outcome (
  id bigint generated always as identity primary key,
  language text not null,
  -- Where it was held, in the words of the document, and the area of M49 for which it speaks.
  place text not null default '',
  region text not null default '001',
  held_from date,
  held_until date check (held_until >= held_from),
  event_id bigint references event,
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  -- Key of the import that brought it, and which of its outcomes it was: applied twice, it is there once.
  once uuid not null,
  position int not null,
  unique (once, position)
);

create table outcome_text (
  outcome_id bigint not null references outcome on delete cascade,
  language text not null,
  title text not null,
  organisers text not null default '',
  primary key (outcome_id, language)
);

create table recommendation (
  id bigint generated always as identity primary key,
  outcome_id bigint not null references outcome on delete cascade,
  position int not null,
  -- As the document numbers it, with the sentence under which it stands: "(g) (ii)".
  number text not null,
  kind text not null check (kind in ('recommendation', 'conclusion')),
  theme text,
  sectors text[] not null default '{}',
  -- Whose it is to do, and by when.
  owner_id bigint references organisation,
  due_on date,
  state text not null default 'open' check (state in ('open', 'under-way', 'done', 'not-pursued')),
  -- Why it is not pursued, in the language in which that was written.
  reason text not null default '' check (state <> 'not-pursued' or reason <> ''),
  version int not null default 1,
  changed_at timestamptz not null default now(),
  unique (outcome_id, position)
);
create index recommendation_owner on recommendation (owner_id);

create table recommendation_text (
  recommendation_id bigint not null references recommendation on delete cascade,
  language text not null,
  heading text not null default '',
  body text not null,
  primary key (recommendation_id, language)
);

-- Organisations to which it is addressed by name, beside whole sectors.
create table recommendation_addressee (
  recommendation_id bigint not null references recommendation on delete cascade,
  organisation_id bigint not null references organisation,
  primary key (recommendation_id, organisation_id)
);

create table recommendation_note (
  id bigint generated always as identity primary key,
  recommendation_id bigint not null references recommendation on delete cascade,
  on_day date not null,
  language text not null,
  body text not null,
  written_by bigint not null references person,
  written_at timestamptz not null default now(),
  once uuid not null unique
);
create index recommendation_note_of on recommendation_note (recommendation_id);

alter table citation drop constraint citation_citing_kind_check;
alter table citation add constraint citation_citing_kind_check
  check (citing_kind in ('statement', 'document', 'claim', 'response', 'recommendation'));
