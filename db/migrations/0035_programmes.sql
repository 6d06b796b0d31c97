-- Joint programmes as data, and indicators for whatever is measured. Money is in the minor units of the programme's currency,
-- whole: a cent that a float loses would be looked for in every report.
create table programme (
  id bigint generated always as identity primary key,
  -- Of all words of its parts; the prose is the document's, in its own language.
  language text not null,
  title text not null,
  summary text not null default '',
  -- An area of M49 and, where it is for one country, its code.
  area text not null,
  country text,
  lead_id bigint not null references organisation,
  currency text not null,
  first_year int not null check (first_year between 1990 and 2150),
  last_year int not null check (last_year between first_year and first_year + 9),
  -- What it is to cost as a whole, said apart from the lines, which are held against it.
  total bigint check (total >= 0),
  aim_short text not null default '',
  aim_medium text not null default '',
  aim_long text not null default '',
  consultation_id bigint references consultation,
  no_consultation_reason text not null default '',
  document_id bigint unique references document,
  opened_at timestamptz,
  closed_at timestamptz check (closed_at >= opened_at),
  -- The proposal by which the committee adopted it.
  adopted_by bigint,
  adopted_at timestamptz,
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  once uuid not null unique,
  version int not null default 1,
  changed_at timestamptz not null default now(),
  check (closed_at is null or opened_at is not null),
  check (opened_at is null or consultation_id is not null or no_consultation_reason <> '')
);
create index programme_of_consultation on programme (consultation_id);

-- The organisations that carry it out, the lead among them, and what each of them brings.
create table programme_partner (
  programme_id bigint not null references programme on delete cascade,
  organisation_id bigint not null references organisation,
  part text not null default '',
  primary key (programme_id, organisation_id)
);
create index programme_partner_of on programme_partner (organisation_id);

-- Beside the focal points of a partner, those whom it has named.
create table programme_person (
  programme_id bigint not null,
  organisation_id bigint not null,
  person_id bigint not null references person on delete cascade,
  named_by bigint not null references person,
  named_at timestamptz not null default now(),
  primary key (programme_id, person_id),
  foreign key (programme_id, organisation_id) references programme_partner on delete cascade
);
create index programme_person_of on programme_person (person_id);

create table programme_activity (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programme on delete cascade,
  title text not null,
  body text not null default '',
  aim text not null check (aim in ('short', 'medium', 'long')),
  organisation_id bigint not null references organisation,
  starts_on date,
  ends_on date check (ends_on >= starts_on),
  once uuid not null unique,
  version int not null default 1
);
create index programme_activity_of on programme_activity (programme_id);

-- Who else works on a line of activity, beside the organisation that answers for it.
create table programme_activity_actor (
  activity_id bigint not null references programme_activity on delete cascade,
  organisation_id bigint not null references organisation,
  primary key (activity_id, organisation_id)
);

create table programme_result (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programme on delete cascade,
  kind text not null check (kind in ('outcome', 'output')),
  -- The outcome to which an output leads.
  parent_id bigint references programme_result,
  title text not null,
  once uuid not null unique,
  version int not null default 1,
  check ((kind = 'outcome') = (parent_id is null))
);
create index programme_result_of on programme_result (programme_id);
create index programme_result_parent on programme_result (parent_id);

create table programme_phase (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programme on delete cascade,
  title text not null,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  funding text not null check (funding in ('seed', 'later')),
  once uuid not null unique,
  version int not null default 1
);
create index programme_phase_of on programme_phase (programme_id);

create table programme_budget_line (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programme on delete cascade,
  title text not null,
  activity_id bigint references programme_activity on delete set null,
  -- Who spends it; who received it and answers for it.
  organisation_id bigint not null references organisation,
  fiduciary_id bigint not null references organisation,
  source text not null,
  funding text not null check (funding in ('seed', 'later')),
  earmark text not null check (earmark in ('none', 'direct-assistance', 'victim-support', 'evaluation')),
  total bigint not null check (total >= 0),
  once uuid not null unique,
  version int not null default 1
);
create index programme_budget_line_of on programme_budget_line (programme_id);

create table programme_budget_year (
  line_id bigint not null references programme_budget_line on delete cascade,
  year int not null,
  amount bigint not null check (amount >= 0),
  primary key (line_id, year)
);

create table programme_risk (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programme on delete cascade,
  title text not null,
  likelihood text not null check (likelihood in ('low', 'medium', 'high')),
  harm text not null check (harm in ('low', 'medium', 'high')),
  answer text not null default '',
  organisation_id bigint references organisation,
  once uuid not null unique,
  version int not null default 1
);
create index programme_risk_of on programme_risk (programme_id);

create table programme_report (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programme on delete cascade,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  body text not null,
  -- What was spent in this time, in minor units.
  spent bigint check (spent >= 0),
  written_by bigint not null references person,
  written_at timestamptz not null default now(),
  once uuid not null unique,
  version int not null default 1
);
create index programme_report_of on programme_report (programme_id);

create table programme_lesson (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programme on delete cascade,
  title text not null,
  body text not null default '',
  written_by bigint not null references person,
  written_at timestamptz not null default now(),
  once uuid not null unique,
  version int not null default 1
);
create index programme_lesson_of on programme_lesson (programme_id);

-- What partners sign: all parts as they stood, and which text of the document stood beside them.
create table programme_version (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programme on delete cascade,
  number int not null,
  content jsonb not null,
  document_version int,
  -- SHA-256, in hexadecimal digits, of what is written in `content` and of the text beside it.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  fixed_by bigint not null references person,
  fixed_at timestamptz not null default now(),
  unique (programme_id, number)
);

create table programme_signoff (
  version_id bigint not null references programme_version on delete cascade,
  organisation_id bigint not null references organisation,
  state text not null check (state in ('signed', 'signed-with-comment', 'declined')),
  comment text not null default '' check (state = 'signed' or comment <> ''),
  signed_by bigint not null references person,
  signed_at timestamptz not null default now(),
  primary key (version_id, organisation_id)
);

-- The shares of a budget that the committee has agreed on; the last one that has begun counts.
create table agreed_share (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('victim-support', 'evaluation')),
  -- Hundredths of one per cent.
  basis_points int not null check (basis_points between 0 and 10000),
  since date not null,
  -- The decision behind it: one of the register, or in words where it was taken elsewhere.
  proposal_id bigint,
  basis text not null default '',
  set_by bigint not null references person,
  set_at timestamptz not null default now(),
  check (proposal_id is not null or basis <> '')
);

-- What is measured, of whatever subject.
create table indicator (
  id bigint generated always as identity primary key,
  subject_kind text not null check (subject_kind ~ '^[a-z-]+$'),
  subject_id bigint not null,
  what text not null,
  unit text not null,
  direction text not null check (direction in ('up', 'down')),
  baseline numeric(24, 6) not null,
  baseline_on date not null,
  target numeric(24, 6) not null,
  target_on date not null,
  -- Where the figures come from.
  source text not null,
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  once uuid not null unique,
  version int not null default 1,
  check (case direction when 'up' then target >= baseline else target <= baseline end),
  check (target_on > baseline_on)
);
create index indicator_of on indicator (subject_kind, subject_id);

-- One that is corrected is written again for its day; the last one of a day counts, the others stay on record.
create table indicator_value (
  id bigint generated always as identity primary key,
  indicator_id bigint not null references indicator on delete cascade,
  on_day date not null,
  value numeric(24, 6) not null,
  source text not null,
  note text not null default '',
  recorded_by bigint not null references person,
  recorded_at timestamptz not null default now(),
  once uuid not null unique
);
create index indicator_value_of on indicator_value (indicator_id, on_day);
