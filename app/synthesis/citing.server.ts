import type { Db } from '../../db/connect';
import type { CitingThing } from '../citations/citation';
import { visibleTo } from '../discussions/queries/visible.server';
import type { Reader } from '../people/person';
import { excerpt } from '../shared/rich-text/excerpt';

/** Published statements that this reader may see, in the language asked for or their own. A draft is nobody's source yet. */
export async function readCitingStatements(
  sql: Db,
  ids: number[],
  reader: Reader | null,
  language: string,
): Promise<CitingThing[]> {
  if (ids.length === 0) return [];
  const rows = await sql<{ id: number; plain: string; language: string }[]>`
    select s.id, left(x.plain, 800) as plain, x.language
    from statement s join synthesis y on y.discussion_id = s.discussion_id join discussion d on d.id = y.discussion_id
    cross join lateral (select t.plain, t.language from statement_text t where t.statement_id = s.id
      order by t.language = ${language} desc, t.language = y.language desc limit 1) x
    where s.id in ${sql(ids)} and y.published_at is not null and s.withdrawn_at is null and ${visibleTo(sql, reader)}
    order by s.discussion_id, s.position`;
  return rows.map((r) => ({
    kind: 'statement',
    id: r.id,
    words: excerpt(r.plain, 160),
    language: r.language,
    path: `/statements/${r.id}`,
  }));
}
