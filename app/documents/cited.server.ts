import type { Db } from '../../db/connect';
import type { CitedThing } from '../citations/citation';
import { excerptLength } from '../discussions/cited.server';
import type { Reader } from '../people/person';
import { excerpt } from '../shared/rich-text/excerpt';
import { readableBy, titleIn } from './visible.server';

interface Row {
  id: number;
  version: number;
  plain: string;
  gone: boolean;
  title: string;
  lead: string;
  language: string;
  at: Date;
}

/** Passages of documents as this reader may see them, in one query: of the settled text, by its title and lead. */
export async function readCitedPassages(
  sql: Db,
  ids: number[],
  reader: Reader | null,
  language: string,
): Promise<Map<number, CitedThing>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<Row[]>`
    select p.id, p.version, left(p.plain, ${excerptLength * 4}) as plain, p.gone_at is not null as gone, p.changed_at as at,
      ${titleIn(sql, language)} as title, coalesce(l.short_name, l.name) as lead, d.language
    from document_passage p join document d on d.id = p.document_id join organisation l on l.id = d.lead_id
    where p.id in ${sql(ids)} and ${readableBy(sql, reader, new Date())}`;
  return new Map(rows.map((row) => [row.id, thingFrom(row)]));
}

function thingFrom(r: Row): CitedThing {
  const place = { author: r.title, organisation: r.lead, path: `/passages/${r.id}`, discussion: null };
  if (r.gone) return { kind: 'nothing', why: 'gone', ...place };
  return {
    kind: 'passage',
    id: r.id,
    ...place,
    sector: null,
    excerpt: excerpt(r.plain, excerptLength),
    language: r.language,
    translated: false,
    version: r.version,
    at: r.at.toISOString(),
    state: 'shown',
  };
}
