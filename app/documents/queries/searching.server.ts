import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { excerpt } from '../../shared/rich-text/excerpt';
import { readableBy, titleIn } from '../visible.server';

export interface FoundDocument {
  id: number;
  title: string;
  language: string;
  words: string;
  lead: string;
  at: Date | null;
}

const most = 10;

/** Documents that this reader may read with these words in their settled text or title. One statement. */
export async function searchDocuments(
  sql: Db,
  reader: Reader | null,
  query: string,
  language: string,
  now: Date,
): Promise<FoundDocument[]> {
  const like = `%${query.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await sql<(FoundDocument & { headline: string })[]>`
    with parsed as (
      select c as config, websearch_to_tsquery(c, ${query}) as q
      from unnest(array['english', 'french', 'spanish', 'russian', 'arabic', 'simple']::regconfig[]) c
    ), hits as (
      select s.document_id as id, max(ts_rank(s.search, x.q)) as rank from parsed x join document_settled s on s.search @@ x.q group by 1
      union all
      select d.id, 1 from document d where d.title ilike ${like} or exists (select from jsonb_each_text(d.titles) t where t.value ilike ${like})
      union all
      select s.document_id, 0.1 from document_settled s where s.language = 'zh' and length(${query}) >= 2 and position(${query} in s.plain) > 0
    ), found as (select id, max(rank) as rank from hits group by 1)
    select d.id, ${titleIn(sql, language)} as title, d.language, coalesce(l.short_name, l.name) as lead, s.settled_at as at,
      coalesce((select p.plain from document_passage p where p.document_id = d.id and p.gone_at is null and p.plain ilike ${like}
        order by p.position limit 1), left(s.plain, 2000), '') as words
    from found f join document d on d.id = f.id join organisation l on l.id = d.lead_id left join document_settled s on s.document_id = d.id
    where ${readableBy(sql, reader, now)}
    order by f.rank desc, s.settled_at desc nulls last, d.id limit ${most}`;
  return rows.map((r) => ({ ...r, words: excerpt(r.words, 240) }));
}
