-- What is taken on, a programme or a pilot, is judged before it is put to the committee: by each of the five criteria whether it is
-- met and how, or why it is proposed all the same.
create table entry_answer (
  proposal_id bigint not null references proposal on delete cascade,
  criterion text not null check (criterion in ('together', 'nobody-elses-task', 'request-and-will', 'replication', 'spread')),
  -- Null: not said yet.
  met boolean,
  words text not null default '',
  -- Which organisations were looked at, so that it is nobody's task already.
  looked_at text not null default '',
  -- Of which State or States the request came, on which day, and by what paper it can be found.
  requested_by text not null default '',
  requested_on date,
  reference text not null default '',
  primary key (proposal_id, criterion),
  check (criterion = 'nobody-elses-task' or looked_at = ''),
  check (criterion = 'request-and-will' or (requested_by = '' and requested_on is null and reference = ''))
);

-- It cannot be put while one of them is unanswered, by whatever way that is written.
create function check_entry() returns trigger language plpgsql as $$
begin
  if (select count(*) from entry_answer e where e.proposal_id = new.id and e.met is not null and e.words <> ''
      and (e.criterion <> 'nobody-elses-task' or e.looked_at <> '')
      and (e.criterion <> 'request-and-will' or not e.met or (e.requested_by <> '' and e.requested_on is not null))) < 5 then
    raise exception 'a criterion of entry is unanswered' using errcode = 'integrity_constraint_violation', constraint = 'judged_by_entry';
  end if;
  return new;
end
$$;
create trigger proposal_entry_put before update on proposal for each row
when (old.opened_at is null and new.opened_at is not null and new.subject_kind in ('programme', 'pilot'))
execute function check_entry();
create trigger proposal_entry_inserted before insert on proposal for each row
when (new.opened_at is not null and new.subject_kind in ('programme', 'pilot'))
execute function check_entry();

-- What was judged is part of what is decided on: it stays as it was put. Words can still be taken out where they have to go.
create function refuse_other_judgement() returns trigger language plpgsql as $$
begin
  if exists (select from proposal p where p.id = case tg_op when 'DELETE' then old.proposal_id else new.proposal_id end and p.opened_at is not null) then
    raise exception 'the judgement was put with the proposal' using errcode = 'integrity_constraint_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger entry_stays before insert or delete or update of criterion, met on entry_answer
for each row execute function refuse_other_judgement();

-- A decision can rest on one before it.
alter table proposal_evidence drop constraint proposal_evidence_kind_check;
alter table proposal_evidence add constraint proposal_evidence_kind_check check (kind in ('post', 'statement', 'passage', 'voice', 'answer',
  'claim', 'consultation-statement', 'document', 'decision'));

-- Of a voice, too, it is kept which decision rests on it.
insert into citation (citing_kind, citing_id, anchor, cited_kind, cited_id, cited_version, made_by, made_at)
select 'decision', e.proposal_id, '', 'voice', e.cited_id, e.cited_version, e.added_by, e.added_at
from proposal_evidence e where e.kind = 'voice' on conflict do nothing;
