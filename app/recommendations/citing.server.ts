import type { Db } from '../../db/connect';
import type { CitingThing } from '../citations/citation';
import type { Reader } from '../people/person';
import { excerpt } from '../shared/rich-text/excerpt';

/** Recommendations that name a thing as what they led to. The register is public. */
export async function readCitingRecommendations(
  sql: Db,
  ids: number[],
  _reader: Reader | null,
  language: string,
): Promise<CitingThing[]> {
  if (ids.length === 0) return [];
  const rows = await sql<{ id: number; words: string; language: string }[]>`
    select r.id, x.body as words, x.language from recommendation r join outcome o on o.id = r.outcome_id
    cross join lateral (select t.body, t.language from recommendation_text t where t.recommendation_id = r.id
      order by t.language = ${language} desc, t.language = o.language desc, t.language limit 1) x
    where r.id in ${sql(ids)} order by r.id`;
  return rows.map((r) => ({
    kind: 'recommendation',
    id: r.id,
    words: excerpt(r.words, 160),
    language: r.language,
    path: `/recommendations/${r.id}`,
  }));
}
