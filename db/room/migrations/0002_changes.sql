-- What an open room stands on, the number to call in danger too, is changed by two people.
alter table two_person_act drop constraint two_person_act_what_check;
alter table two_person_act add constraint two_person_act_what_check check (what in ('open-organisation', 'end-organisation', 'add-staff', 'end-staff', 'assign', 'unassign', 'set-facilitator', 'unset-facilitator', 'join-room', 'open-room', 'grant-again', 'change-requirement'));

-- The words of the consent that a review of a language was made of: where they have changed since, it holds no more. A review
-- from before this was known is of no words that anybody could name.
alter table room_requirement add column text_hash bytea check (length(text_hash) = 32);
