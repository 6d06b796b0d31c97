import type { Db } from '../../../db/connect';
import { smallestShown } from '../../voices/numbers';

/**
 * That a response is of a survivor group, or of one of its people, to a questionnaire of a consultation: a condition on the
 * table of that name, `r` where none is said. Such answers are in no file, no list and no count that is made now: what is
 * published of them comes once a week (consultations/results/publishing.server.ts), and what they wrote could be told from
 * whatever else is given out.
 */
export function ofSurvivors(sql: Db, response = 'r') {
  const r = sql(response);
  return sql`exists (
    select from questionnaire q left join consultation_voice v on v.consultation_id = q.subject_id
      and (v.organisation_id = ${r}.organisation_id or v.person_id = ${r}.person_id)
    left join person w on w.id = ${r}.person_id left join organisation x on x.id = coalesce(${r}.organisation_id, w.organisation_id)
    where q.id = ${r}.questionnaire_id and q.subject_kind = 'consultation' and 'survivor-group' in (v.sector, x.sector))`;
}

/**
 * That answer `a` in words, of response `r` of a survivor group, has been given out to those who prepare the consultation: a
 * condition. Their words come with their figures, once a week, and only where eleven or more of them had answered that question
 * by then: fewer could be told from each other. They are given out without an organisation, and with no time finer than a week.
 */
export function wordsGivenOut(sql: Db) {
  const before = sql`(select to_date(f.week::text, 'IYYYIW')::timestamp at time zone 'UTC'
    from consultation_survivor_figures f where f.questionnaire_id = r.questionnaire_id)`;
  return sql`(r.submitted_at < ${before} and ${smallestShown} <= (
    select count(*) from questionnaire_response s join questionnaire_answer n on n.response_id = s.id
    where s.questionnaire_id = r.questionnaire_id and n.question_id = a.question_id and n.value is not null
      and s.submitted_at < ${before} and ${ofSurvivors(sql, 's')}))`;
}
