-- What was put off, not adopted or lapsed is put anew under a number of its own, and names the one before.
alter table proposal
  add column taken_up_from bigint references proposal,
  add check (taken_up_from < id);
create index proposal_taken_up on proposal (taken_up_from) where taken_up_from is not null;

create function check_taken_up() returns trigger language plpgsql as $$
begin
  if not exists (select from proposal p where p.id = new.taken_up_from and p.outcome in ('not-adopted', 'deferred', 'lapsed')) then
    raise exception 'only what was decided and not adopted is taken up again' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;
create trigger proposal_takes_up before insert or update of taken_up_from on proposal for each row
when (new.taken_up_from is not null)
execute function check_taken_up();
-- Two who take up the same one at once write one draft.
create unique index proposal_taken_up_once on proposal (taken_up_from) where taken_up_from is not null and outcome is null;

-- A comment that was taken back keeps its place, and no words.
alter table proposal_comment drop constraint proposal_comment_body_check;
alter table proposal_comment add check ((body = '') = (withdrawn_at is not null));

-- The text that is put can be an older version of its document: then the document had a newer text at that moment.
alter table proposal_text add column older boolean not null default false;

-- Who is named to observe what is open follows it from then on.
drop trigger announcement_untold_decisions on announcement;
create trigger announcement_untold_decisions after insert on announcement for each row
when (new.what in ('decision.opened', 'decision.amended', 'decision.protested', 'decision.objected', 'decision.settled', 'decision.closes',
  'decision.decided', 'decision.access-changed'))
execute function keep_untold();
