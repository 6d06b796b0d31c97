-- How the minutes of a meeting come to be approved: what each member says of them, by whom, and of which text; and when its agenda
-- was sent to those who are invited.

create table minutes_position (
  -- The meeting of which the minutes tell.
  event_id bigint not null references event on delete cascade,
  organisation_id bigint not null references organisation,
  kind text not null check (kind in ('approve', 'correct')),
  -- What is to be corrected.
  words text not null default '',
  language text not null,
  -- SHA-256 of the text that was on the screen.
  hash text not null,
  person_id bigint not null references person,
  at timestamptz not null,
  primary key (event_id, organisation_id),
  check (kind = 'approve' or words <> '')
);

-- The text that was approved, fixed by its hash: the document can be written on.
create table minutes_text (
  event_id bigint primary key references event on delete cascade,
  document_id bigint not null references document,
  language text not null,
  text jsonb not null,
  html text not null,
  hash text not null,
  -- Words were removed from it since.
  redacted_at timestamptz
);
create index minutes_text_document on minutes_text (document_id);

-- At a later meeting, or by a decision of its own.
alter table meeting add column approved_by_decision bigint references proposal;
alter table meeting drop constraint meeting_check1;
alter table meeting add constraint meeting_approved_how
  check (num_nonnulls(approved_in, approved_by_decision) = case when approved_at is null then 0 else 1 end);

-- A fingerprint of the agenda that was sent last: it is sent anew when it is another.
alter table meeting add column agenda_sent text;
alter table meeting add column agenda_sent_at timestamptz;

-- That an agenda was sent can be followed.
alter table happened drop constraint happened_kind_check;
alter table happened add constraint happened_kind_check check (kind in ('post', 'synthesis', 'comment', 'version',
  'event-announced', 'event-changed', 'event-moved', 'event-cancelled', 'event-materials', 'event-agenda',
  'consultation-announced', 'consultation-phase', 'consultation-changed', 'consultation-cancelled', 'consultation-report', 'consultation-response',
  'decision-opened', 'decision-amended', 'decision-protested', 'decision-objected', 'decision-settled', 'decision-closes', 'decision-decided'));
create trigger announcement_untold_agenda after insert on announcement for each row
when (new.what = 'event.agenda-sent') execute function keep_untold();
