import type { Row as AnyRow, PendingQuery } from 'postgres';
import type { Db } from '../../../db/connect';
import type { CitedThing, CitingThing } from '../../citations/citation';
import { citedBy } from '../../citations/cited-rows.server';
import type { Reader } from '../../people/person';
import type { Outcome } from '../proposal';
import { visibleProposal } from '../queries/rules.server';

type Fragment = PendingQuery<AnyRow[]>;

interface Row {
  id: number;
  title: string;
  language: string;
  lead: string | null;
  sector: string | null;
  year: number | null;
  number: number | null;
  at: string;
}

/** Title of proposal `p`, under its number once it has one. */
function nameOf(sql: Db) {
  return sql`case when p.register_number is null then '' else p.register_year || '/' || p.register_number || ' · ' end || p.title`;
}

/**
 * Decisions that are cited, as this reader may see them: what is cited is the proposal under its number, which its texts and
 * positions do not change.
 */
export const citedDecisions = citedBy<Row>(
  (sql, ids, reader) => sql`
    select p.id, ${nameOf(sql)} as title, p.language, coalesce(o.short_name, o.name) as lead, o.sector,
      p.register_year as year, p.register_number as number,
      coalesce(p.decided_at, p.opened_at, p.created_at) as at
    from proposal p left join organisation o on o.id = p.lead_id
    where p.id in ${sql(ids)} and ${visibleProposal(sql, reader, new Date())}`,
  (r): CitedThing => ({
    kind: 'decision',
    id: r.id,
    author: r.lead ?? '',
    organisation: null,
    sector: r.sector,
    excerpt: r.title,
    language: r.language,
    translated: false,
    path: `/decisions/${r.id}`,
    version: 1,
    at: new Date(r.at).toISOString(),
    state: 'shown',
    discussion: null,
    ...(r.number === null ? {} : { number: `${r.year}/${r.number}` }),
  }),
);

/** Decisions that rest on something, put to the committee already, as far as this reader may see them. */
export async function readCitingDecisions(
  sql: Db,
  ids: number[],
  reader: Reader | null,
  _language: string,
): Promise<CitingThing[]> {
  if (ids.length === 0) return [];
  const rows = await sql<{ id: number; words: string; language: string }[]>`
    select p.id, ${nameOf(sql)} as words, p.language from proposal p
    where p.id in ${sql(ids)} and p.opened_at is not null and ${visibleProposal(sql, reader, new Date())} order by p.id`;
  return rows.map((r) => ({ kind: 'decision', ...r, path: `/decisions/${r.id}` }));
}

/** A decision to which something that was said has led, and the documents that act on it. */
export interface DecisionView {
  id: number;
  title: string;
  language: string;
  /** Null while it is open. */
  outcome: Outcome | null;
  documents: { id: number; title: string; language: string }[] | null;
}

/**
 * A column: decisions put to the committee that rest on an input `i (kind, id)`: directly, or by a claim, a statement of a synthesis
 * or a document that rests on it. `readable` and `titled` say of document `d` whether this reader may read it, and its title.
 */
export function decisionsResting(
  sql: Db,
  reader: Reader | null,
  now: Date,
  { readable, titled, language }: { readable: Fragment; titled: Fragment; language: Fragment },
) {
  const claimOfIt = (claim: Fragment) => sql`exists (select from claim_passage g join claim m on m.id = g.claim_id
    where g.claim_id = ${claim} and g.kind = i.kind and g.source_id = i.id and m.published_at is not null and m.withdrawn_at is null)`;
  return sql`(select jsonb_agg(jsonb_build_object('id', p.id, 'title', ${nameOf(sql)}, 'language', p.language, 'outcome', p.outcome,
      'documents', (select jsonb_agg(jsonb_build_object('id', d.id, 'title', ${titled}, 'language', ${language}) order by d.id) from document d
        where d.id in (select z.citing_id from citation z where z.citing_kind = 'document' and z.cited_kind = 'decision' and z.cited_id = p.id)
          and ${readable})) order by p.id)
    from proposal p where p.opened_at is not null and ${visibleProposal(sql, reader, now)}
      and exists (select from proposal_evidence e where e.proposal_id = p.id and (
        (e.kind = i.kind and e.cited_id = i.id)
        or (e.kind = 'claim' and ${claimOfIt(sql`e.cited_id`)})
        or (e.kind = 'statement' and exists (select from citation z where z.citing_kind = 'statement' and z.citing_id = e.cited_id
          and z.cited_kind = i.kind and z.cited_id = i.id))
        or (e.kind = 'document' and exists (select from citation z where z.citing_kind = 'document' and z.citing_id = e.cited_id
          and ((z.cited_kind = i.kind and z.cited_id = i.id) or (z.cited_kind = 'claim' and ${claimOfIt(sql`z.cited_id`)})))))))`;
}
