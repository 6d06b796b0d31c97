-- What an organisation has answered a consultation on paper is its one set of answers, as if it had been sent; who typed it in stands
-- beside it.
alter table questionnaire_response drop constraint questionnaire_response_check;
alter table questionnaire_response add constraint questionnaire_response_whose check (
  case num_nonnulls(person_id, organisation_id, registration_id, key_hash)
    when 0 then typed_by is not null
    when 1 then typed_by is null or organisation_id is not null
    else false end);
