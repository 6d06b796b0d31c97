-- The key of the form in which a discussion was prepared: sent twice, it prepares one.
alter table discussion add column once uuid;
create unique index discussion_once on discussion (created_by, once);
