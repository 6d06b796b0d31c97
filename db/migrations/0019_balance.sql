-- How many organisations of a sector and a region a consultation aims for; what is not here is aimed for with none.
create table consultation_target (
  consultation_id bigint not null references consultation on delete cascade,
  sector text not null,
  -- One of the five regions of M49, or 001: those who work everywhere.
  region text not null,
  target int not null check (target between 1 and 500),
  primary key (consultation_id, sector, region)
);
