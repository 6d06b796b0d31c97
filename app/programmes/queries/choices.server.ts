import type { Db } from '../../../db/connect';
import { visibleConsultation } from '../../consultations/queries/visible.server';
import { openTo, titleIn } from '../../documents/visible.server';
import type { Reader } from '../../people/person';

export interface Choices {
  organisations: { id: number; name: string }[];
  consultations: { id: number; name: string }[];
  documents: { id: number; name: string }[];
}

/** Each kind at most: beyond that a list is none to choose from. */
const most = 300;

/**
 * What a programme can be tied to by this reader: organisations, consultations that they see, documents on which they work and
 * that are no other programme's. One statement.
 */
export async function readChoices(
  sql: Db,
  reader: Reader,
  programme: number,
  language: string,
  now: Date,
): Promise<Choices> {
  const [row] = await sql<{ [K in keyof Choices]: Choices[K] | null }[]>`
    select
      (select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name) order by x.name, x.id) from (
        select o.id, coalesce(o.names ->> ${language}, o.name) as name from organisation o) x) as organisations,
      (select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.title) order by x.id desc) from (
        select c.id, n.title from consultation c cross join lateral (select t.title from consultation_text t where t.consultation_id = c.id
          order by t.language = ${language} desc, t.language = c.language desc, t.language limit 1) n
        where ${visibleConsultation(sql, reader)} order by c.id desc limit ${most}) x) as consultations,
      (select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.title) order by x.id desc) from (
        select d.id, ${titleIn(sql, language)} as title from document d where ${openTo(sql, reader, now)}
          and not exists (select from programme g where g.document_id = d.id and g.id <> ${programme})
        order by d.id desc limit ${most}) x) as documents`;
  return {
    organisations: row!.organisations ?? [],
    consultations: row!.consultations ?? [],
    documents: row!.documents ?? [],
  };
}
