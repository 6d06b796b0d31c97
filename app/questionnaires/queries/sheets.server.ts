import type { Db } from '../../../db/connect';
import type { Value } from '../answer';
import type { Content } from '../content';
import type { ReleasedSheet } from '../release';
import { ofSurvivors } from './survivors.server';

/** A set of answers with when it was sent and by whom, as those who prepare what is asked with names may read it. */
export interface SheetRow extends Omit<ReleasedSheet, 'answers'> {
  at: string | null;
  who: string | null;
  answers: Record<string, Value> | null;
}

/**
 * All sets of answers that were sent, as they stand now: a column of a statement. Files by their names. Of a consultation's
 * without those of survivor groups.
 */
export function sheetsNow(sql: Db, questionnaire: number) {
  return sql`(select jsonb_agg(jsonb_build_object('id', r.id, 'version', r.version, 'language', r.language, 'onPaper', r.typed_by is not null,
      'at', r.submitted_at, 'who', coalesce(p.name, o.name, nullif(g.name, '')),
      'answers', (select jsonb_object_agg(a.question_id, coalesce(to_jsonb(f.name), a.value)) from questionnaire_answer a
        left join questionnaire_file f on f.response_id = r.id and a.value = to_jsonb(f.id::text)
        where a.response_id = r.id and a.value is not null)) order by r.id)
    from questionnaire_response r left join person p on p.id = r.person_id left join organisation o on o.id = r.organisation_id
      left join registration g on g.id = r.registration_id
    where r.questionnaire_id = ${questionnaire} and r.submitted_at is not null and not ${ofSurvivors(sql)})`;
}

/** Every version of what was asked: a column of a statement. */
export function versionsOf(sql: Db, questionnaire: number) {
  return sql`(select jsonb_agg(jsonb_build_object('number', number, 'content', content) order by number desc)
    from questionnaire_version where questionnaire_id = ${questionnaire})`;
}

export interface VersionRow {
  number: number;
  content: Content;
}
