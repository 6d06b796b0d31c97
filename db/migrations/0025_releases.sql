-- What of answers is given out. Where nobody may be told apart, results are those of the last release: the next one comes when
-- enough sets of answers were sent, changed or taken back since, so that a difference between two is never one person's.
create table questionnaire_release (
  questionnaire_id bigint primary key references questionnaire,
  -- How many sets of answers it holds.
  sent int not null,
  -- How often each value was given: [{question, value, count}].
  counts jsonb not null,
  -- The sets themselves, without names and hours: by these the next release knows what has changed.
  sheets jsonb not null
);
