import type { Db } from '../../db/connect';
import type { CitedKind, CitingThing } from '../citations/citation';
import type { Reader } from '../people/person';
import { readableBy, titleIn, titleLanguage } from './visible.server';

/** Documents that this reader may read, by their titles: where something is used. */
export async function readCitingDocuments(
  sql: Db,
  ids: number[],
  reader: Reader | null,
  language: string,
): Promise<CitingThing[]> {
  if (ids.length === 0) return [];
  const rows = await sql<{ id: number; words: string; language: string }[]>`
    select d.id, ${titleIn(sql, language)} as words, ${titleLanguage(sql, language)} as language
    from document d where d.id in ${sql(ids)} and ${readableBy(sql, reader, new Date())} order by d.id`;
  return rows.map((r) => ({ kind: 'document', ...r, path: `/documents/${r.id}` }));
}

/**
 * A column: documents that this reader may read and that cite a thing, `[{ id, title, language }]`. `cited` is the thing's
 * id in the query around it.
 */
export function documentsCiting(
  sql: Db,
  kind: CitedKind,
  cited: ReturnType<Db>,
  reader: Reader | null,
  language: string,
) {
  return sql`(
    select jsonb_agg(jsonb_build_object('id', d.id, 'title', ${titleIn(sql, language)}, 'language', ${titleLanguage(sql, language)}) order by d.id)
    from document d where d.id in (select c.citing_id from citation c
      where c.citing_kind = 'document' and c.cited_kind = ${kind} and c.cited_id = ${cited}) and ${readableBy(sql, reader, new Date())})`;
}

/** A document that cites something, as the page of that thing names it. */
export interface CitedInDocument {
  id: number;
  title: string;
  language: string;
}
