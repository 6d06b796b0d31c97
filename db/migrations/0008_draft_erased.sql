-- When words of a draft were erased. A page that holds them still may not bring them back: it says of when its text is.
alter table draft add column erased_at timestamptz;
