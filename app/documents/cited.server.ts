import type { CitedThing } from '../citations/citation';
import { citedBy } from '../citations/cited-rows.server';
import { excerptLength } from '../discussions/cited.server';
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
  at: string;
}

/** Passages of documents as this reader may see them: of the settled text, by its title and lead. */
export const citedPassages = citedBy<Row>(
  (sql, ids, reader, language) => sql`
    select p.id, p.version, left(p.plain, ${excerptLength * 4}) as plain, p.gone_at is not null as gone, p.changed_at as at,
      ${titleIn(sql, language)} as title, coalesce(l.short_name, l.name) as lead, d.language
    from document_passage p join document d on d.id = p.document_id join organisation l on l.id = d.lead_id
    where p.id in ${sql(ids)} and ${readableBy(sql, reader, new Date())}`,
  thingFrom,
);

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
    at: new Date(r.at).toISOString(),
    state: 'shown',
  };
}
