-- How the work of a programme goes on: each line of activity is a commitment of the organisation that answers for it, and what was
-- spent stands beside the plan.
alter table commitment drop constraint commitment_kind_check;
alter table commitment add constraint commitment_kind_check check (kind in ('action', 'recommendation', 'response', 'activity'));
-- Of a programme there are as many lines of activity as of a meeting actions.
drop index commitment_once;
create unique index commitment_once on commitment (subject_kind, subject_id) where kind not in ('action', 'activity');

alter table programme_activity add column commitment_id bigint unique references commitment;

-- What is there already becomes one: binding where the programme is open, and then under "For you" of those who answer for it.
do $$
declare
  of record;
  made bigint;
begin
  for of in select a.id, a.title, a.organisation_id, a.ends_on, g.id as programme_id, g.language, g.opened_at, g.created_by, g.created_at
    from programme_activity a join programme g on g.id = a.programme_id order by a.id
  loop
    insert into commitment (kind, subject_kind, subject_id, owner_organisation_id, due_on, language, words, binding, place, created_by,
      created_at, changed_at)
    values ('activity', 'programme', of.programme_id, of.organisation_id, of.ends_on, of.language, of.title, of.opened_at is not null,
      '/programmes/' || of.programme_id || '#activity-' || of.id, of.created_by, coalesce(of.opened_at, of.created_at),
      coalesce(of.opened_at, of.created_at))
    returning id into made;
    update programme_activity set commitment_id = made where id = of.id;
  end loop;
end $$;

insert into commitment_change (commitment_id, state, due_on, owner_organisation_id, at)
select id, state, due_on, owner_organisation_id, changed_at from commitment where kind = 'activity' and binding order by id;

insert into task (person_id, key, what, about, place, due_at)
select distinct p.id, 'commitment:' || k.id, 'commitments:task', jsonb_build_object('organisation', k.owner_organisation_id), k.place,
  (k.due_on + time '12:00') at time zone 'UTC'
from commitment k join organisation_role r on r.organisation_id = k.owner_organisation_id join person p on p.id = r.person_id
where k.kind = 'activity' and k.binding and p.state = 'active';

-- What was spent of a line in a year, as the organisation that answers for the money says it. Said again, the last word counts and
-- the others stay on record; without an amount, what was said before is taken back. Nothing said is not nought.
create table programme_spending (
  id bigint generated always as identity primary key,
  line_id bigint not null references programme_budget_line on delete cascade,
  year int not null,
  amount bigint check (amount >= 0),
  note text not null default '',
  -- Null where the secretariat said it.
  organisation_id bigint references organisation,
  noted_by bigint not null references person,
  noted_at timestamptz not null default now()
);
create index programme_spending_of on programme_spending (line_id, year, id);

-- A share that the committee is asked to agree on. Nothing follows from it before it is adopted; then it is written down by the
-- decision, and nobody types its figure a second time.
create table proposed_share (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('victim-support', 'evaluation')),
  -- Hundredths of one per cent.
  basis_points int not null check (basis_points between 0 and 10000),
  since date not null,
  created_by bigint not null references person,
  created_at timestamptz not null default now(),
  once uuid not null unique,
  -- The proposal by which it was adopted.
  adopted_by bigint
);

-- What happens to programmes can be followed, beside all that could be before.
do $$
declare
  known text;
begin
  select pg_get_expr(conbin, conrelid) into strict known from pg_constraint
  where conrelid = 'happened'::regclass and conname = 'happened_kind_check';
  alter table happened drop constraint happened_kind_check;
  execute format('alter table happened add constraint happened_kind_check check (%s or kind in (%s))', known,
    $kinds$'programme-opened', 'programme-fixed', 'programme-reported', 'programme-adopted', 'programme-closed'$kinds$);
end $$;
create trigger announcement_untold_programmes after insert on announcement for each row
when (new.what in ('programme.opened', 'programme.version-fixed', 'programme.reported', 'programme.adopted', 'programme.closed'))
execute function keep_untold();
