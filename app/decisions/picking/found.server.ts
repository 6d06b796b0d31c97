import type { Db } from '../../../db/connect';
import { textOf, visibleConsultation } from '../../consultations/queries/visible.server';
import { wordsOf } from '../../consultations/statements/queries/words.server';
import { type CitableRow, citableRows } from '../../documents/queries/citable.server';
import { readableBy, titleIn, titleLanguage } from '../../documents/visible.server';
import type { Reader } from '../../people/person';
import { excerpt } from '../../shared/rich-text/excerpt';
import { type FindableKind, findableKinds } from './finding';

export type FoundRow = Omit<CitableRow, 'kind'> & { kind: FindableKind; path: string };

/** Of each kind; of one that was chosen alone. */
const most = { each: 8, one: 40 };

/** How many of one kind are shown at most. */
export const mostOfKind = most.one;

/**
 * A column: what has these words, as far as this reader may see it, as `FoundRow[]`; null where nothing is looked for. Survivors'
 * words are nowhere here to be looked through.
 */
export function foundColumn(
  sql: Db,
  reader: Reader,
  { query, kind, language }: { query: string; kind: FindableKind | undefined; language: string },
  now: Date,
) {
  const limit = kind ? most.one : most.each;
  const rows = citableRows(sql, reader, { query, language, without: null, most: limit }, now);
  if (!rows || kind === 'voice') return sql`null::jsonb`;
  const like = `%${query.replace(/[\\%_]/g, '\\$&')}%`;
  const named = /documents\/(\d{1,15})/.exec(query);
  return sql`(select jsonb_agg(to_jsonb(x)) from (
    ${rows}
    union all
    (select 'document', d.id, 1, '', coalesce(l.short_name, l.name), null, ${titleIn(sql, language)}, ${titleLanguage(sql, language)}
      from document d join organisation l on l.id = d.lead_id
      where ${named ? sql`d.id = ${Number(named[1])}` : sql`${titleIn(sql, language)} ilike ${like}`} and ${readableBy(sql, reader, now)}
      order by d.id desc limit ${limit})
    union all
    (select 'consultation-statement', s.id, 1, c.id || '/statements/' || s.number, x.title, null, left(w.words, 600), coalesce(w.language, s.language)
      from consultation_statement s join consultation c on c.id = s.consultation_id cross join ${textOf(sql, language)} x
      join ${wordsOf(sql, language)} on true
      where s.state in ('approved', 'merged') and w.words ilike ${like} and ${visibleConsultation(sql, reader)}
      order by s.id desc limit ${limit})
    ) x where ${kind ?? null}::text is null or x.kind = ${kind ?? null})`;
}

/** In the order of the kinds, the newest first. */
export function inOrder(rows: Omit<FoundRow, 'path'>[]): FoundRow[] {
  const place = (kind: FindableKind) => findableKinds.indexOf(kind);
  return rows
    .map((r) => ({ ...r, words: excerpt(r.words, 240), path: pathOf(r) }))
    .sort((a, b) => place(a.kind) - place(b.kind) || b.cited - a.cited);
}

function pathOf({ kind, cited, key }: Omit<FoundRow, 'path'>): string {
  return kind === 'consultation-statement' ? `/consultations/${key}` : `/${kind}s/${cited}`;
}
