-- You said, we did: what those responsible answer to the claims of a synthesis, and what has become of it.

-- Who is asked to respond to a claim, beside the host of the consultation, and by when.
create table claim_responsible (
  claim_id bigint not null references claim on delete cascade,
  organisation_id bigint not null references organisation,
  asked_by bigint not null references person,
  asked_at timestamptz not null default now(),
  due_on date,
  primary key (claim_id, organisation_id)
);
create index claim_responsible_organisation on claim_responsible (organisation_id);

-- One for each organisation and claim. Until it is published it is there for those who write it.
create table claim_response (
  id bigint generated always as identity primary key,
  claim_id bigint not null references claim on delete cascade,
  organisation_id bigint not null references organisation,
  decision text not null check (decision in ('accepted', 'partly', 'not')),
  language text not null,
  reason text not null check (reason <> ''),
  -- What will be done; where nothing will be, the reason says why.
  action text not null default '',
  due_on date,
  -- What was done about it in the end, and when that was said.
  done text not null default '',
  done_at timestamptz,
  by_person bigint not null references person,
  at timestamptz not null default now(),
  version int not null default 1,
  published_at timestamptz,
  -- When its words were last changed after that.
  corrected_at timestamptz,
  unique (claim_id, organisation_id),
  check (decision = 'not' or action <> ''),
  check ((done = '') = (done_at is null)),
  check (done_at is null or published_at is not null)
);
create index claim_response_organisation on claim_response (organisation_id);

-- A response rests on the passages of a programme that act on it: where it can be read.
alter table citation drop constraint citation_citing_kind_check;
alter table citation add constraint citation_citing_kind_check check (citing_kind in ('statement', 'document', 'claim', 'response'));
