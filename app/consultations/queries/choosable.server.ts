import type { Db } from '../../../db/connect';
import { titleIn, titleLanguage } from '../../documents/visible.server';
import { titleOf } from '../../events/queries/visible.server';
import { isSecretariat, type Reader } from '../../people/person';
import type { PartKind } from '../consultation';

/** So many are offered of each kind, the newest first: more would be no list to choose from. */
const most = 100;

export interface Choosable {
  kind: PartKind;
  id: number;
  title: string;
  language: string;
}

/**
 * What can be made a part of a consultation by this reader: what they run themselves and what is part of nothing yet, as rows
 * of `kind`, `id`, `title` and `language`. A questionnaire is one that was made for this consultation.
 */
function choosable(sql: Db, reader: Reader, consultation: number, language: string) {
  const all = isSecretariat(reader);
  const offices = reader.offices.map((o) => o.organisationId);
  const facilitates = (activity: string) =>
    sql`exists (select from activity_role r where r.activity = ${activity} and r.role = 'facilitator' and r.person_id = ${reader.id} and r.activity_id = o.id)`;
  return sql`
    select o.kind, o.id, o.title, o.language from (
      select 'discussion' as kind, o.id, x.title, x.language from discussion o
      cross join lateral (select t.title, t.language from discussion_text t where t.discussion_id = o.id
        order by t.language = ${language} desc, t.language = o.language desc, t.language limit 1) x
      where ${all} or ${facilitates('discussion')}
      union all
      select 'session', o.id, x.title, x.language from event o
      cross join lateral (select e.* from event e where e.id = o.id) e cross join ${titleOf(sql, language)} x
      where o.kind = 'regional-consultation' and o.cancelled_at is null and (${all} or ${facilitates('event')})
      union all
      select 'draft', d.id, ${titleIn(sql, language)}, ${titleLanguage(sql, language)} from document d
      where ${all} or d.lead_id = any(${offices}::bigint[])
      union all
      select 'questionnaire', q.id, coalesce(q.draft -> 'texts' -> ${language} ->> 'title', q.draft -> 'texts' -> q.language ->> 'title', ''), q.language
      from questionnaire q where q.subject_kind = 'consultation' and q.subject_id = ${consultation}
    ) o
    where not exists (select from consultation_part k where k.kind = o.kind and k.subject_id = o.id)`;
}

/** For the form of a part: the newest of each kind, as a column of the statement that reads the form's page. */
export function choosableColumn(sql: Db, reader: Reader, consultation: number, language: string) {
  return sql`(select jsonb_agg(jsonb_build_object('kind', o.kind, 'id', o.id, 'title', o.title, 'language', o.language) order by o.kind, o.id desc)
    from (
      select o.*, row_number() over (partition by o.kind order by o.id desc) as place
      from (${choosable(sql, reader, consultation, language)}) o) o
    where o.place <= ${most})`;
}

/** Whether this can be made a part of the consultation by this reader. */
export async function mayBePart(
  sql: Db,
  reader: Reader,
  consultation: number,
  kind: PartKind,
  subject: number,
): Promise<boolean> {
  const [row] = await sql`
    select from (${choosable(sql, reader, consultation, 'en')}) o where o.kind = ${kind} and o.id = ${subject}`;
  return row !== undefined;
}
