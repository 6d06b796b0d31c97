-- Figures of a consultation's questionnaires as they were published last: whoever reads, reads these, and they change in steps.
create table consultation_figures (
  questionnaire_id bigint primary key references questionnaire on delete cascade,
  consultation_id bigint not null references consultation on delete cascade,
  -- Which voices were counted, by sector, and what they came to: never shown.
  basis jsonb not null,
  -- What is shown.
  figures jsonb not null,
  -- Made after the questionnaire had closed: everybody's voice is in it.
  is_final boolean not null,
  published_at timestamptz not null
);
create index consultation_figures_of on consultation_figures (consultation_id);

-- Of survivor groups, once a week, with no time finer than that.
create table consultation_survivor_figures (
  questionnaire_id bigint primary key references questionnaire on delete cascade,
  consultation_id bigint not null references consultation on delete cascade,
  -- The week (ISO, year * 100 + week) in which they were last looked at, and that from which what is shown holds.
  looked_week int not null,
  week int not null,
  basis jsonb not null,
  figures jsonb not null
);
create index consultation_survivor_figures_of on consultation_survivor_figures (consultation_id);

-- Answers that a facilitator took out of a group of nearly the same words: each stands for itself.
create table consultation_answer_apart (
  response_id uuid not null references questionnaire_response on delete cascade,
  question_id text not null,
  by_person bigint not null references person,
  at timestamptz not null default now(),
  primary key (response_id, question_id)
);
