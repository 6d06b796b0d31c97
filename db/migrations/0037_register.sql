-- The register: whatever was decided has a number of its year, in the order in which it was written down, and keeps it.
alter table proposal
  add column register_year int,
  add column register_number int check (register_number >= 1),
  add check ((register_year is null) = (register_number is null)),
  add check (register_number is null or outcome is not null);
create unique index proposal_register on proposal (register_year, register_number);
create index proposal_decided on proposal (decided_at desc, id desc) where outcome is not null;

create function keep_register_number() returns trigger language plpgsql as $$
begin
  if old.register_number is not null
    and (new.register_year, new.register_number) is distinct from (old.register_year, old.register_number) then
    raise exception 'a decision keeps its number' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;
create trigger proposal_number_stays before update of register_year, register_number on proposal
for each row execute function keep_register_number();

-- A decision rests on what it cites, and a text can rest on a decision.
alter table citation drop constraint citation_citing_kind_check;
alter table citation add constraint citation_citing_kind_check
  check (citing_kind in ('statement', 'document', 'claim', 'response', 'recommendation', 'decision'));
alter table citation drop constraint citation_cited_kind_check;
alter table citation add constraint citation_cited_kind_check
  check (cited_kind in ('post', 'statement', 'passage', 'voice', 'answer', 'consultation-statement', 'claim', 'decision'));
