-- Who registered without an account and consented to be contacted is sent news, and ends that with one press.

-- What the links in such mails are signed with: it opens nothing but the way out.
alter table registration add column leave_key uuid not null default gen_random_uuid();

create index registration_contact on registration (email) where contact_consent_at is not null;
