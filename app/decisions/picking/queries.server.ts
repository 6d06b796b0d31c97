import type { Db } from '../../../db/connect';
import { readableBy, titleIn, titleLanguage } from '../../documents/visible.server';
import type { Reader } from '../../people/person';
import { type ProposalRow, type RuledProposal, ruleColumns, ruledFrom, tieColumns } from '../queries/rules.server';
import type { DecisionTie } from '../rights';
import type { FindableKind } from './finding';
import { type FoundRow, foundColumn } from './found.server';
import type { EvidenceRow } from './shown.server';

/** Offered at once: the newest of them, as far as the platform can tell. */
const mostVoices = 200;

/** A column of `proposal p`: what it rests on, in its order, as `EvidenceRow[]`. */
export function evidenceColumn(sql: Db, reader: Reader | null, language: string, now: Date) {
  return sql`(select jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'cited', e.cited_id, 'version', e.cited_version, 'title', d.title,
      'language', d.language) order by e.position, e.id)
    from proposal_evidence e left join lateral (select ${titleIn(sql, language)} as title, ${titleLanguage(sql, language)} as language from document d
      where e.kind = 'document' and d.id = e.cited_id and ${readableBy(sql, reader, now)}) d on true
    where e.proposal_id = p.id)`;
}

interface Picking {
  ruled: RuledProposal;
  evidence: EvidenceRow[];
  found: Omit<FoundRow, 'path'>[];
  /** References of released voices, where they are asked for; and of those that are named. */
  voices: string[];
  namedVoices: string[];
}

/** A draft with what it names, and what there is to name for whoever looks. One statement. */
export async function readPicking(
  sql: Db,
  reader: Reader,
  id: number,
  search: { query: string; kind: FindableKind | undefined; language: string },
  now: Date,
): Promise<Picking> {
  type Extra = { [K in Exclude<keyof Picking, 'ruled'>]: Picking[K] | null };
  const voices =
    search.kind === 'voice'
      ? sql`(select jsonb_agg(v.reference order by v.kind desc, v.id desc) from (
          select id, kind, reference from voice where state = 'released' order by kind desc, id desc limit ${mostVoices}) v)`
      : sql`null::jsonb`;
  const [row] = await sql<(ProposalRow & DecisionTie & Extra)[]>`
    select ${ruleColumns(sql, now)}, ${tieColumns(sql, reader, now)}, ${evidenceColumn(sql, reader, search.language, now)} as evidence,
      ${foundColumn(sql, reader, search, now)} as found, ${voices} as voices,
      (select jsonb_agg(v.reference) from proposal_evidence e join voice v on v.id = e.cited_id
        where e.proposal_id = p.id and e.kind = 'voice') as named_voices
    from proposal p where p.id = ${id}`;
  const ruled = ruledFrom(row, reader, now);
  const { evidence, found, voices: released, namedVoices } = row!;
  return {
    ...{ ruled, evidence: evidence ?? [], voices: released ?? [], namedVoices: namedVoices ?? [] },
    // A decision does not rest on itself.
    found: (found ?? []).filter((f) => f.kind !== 'decision' || f.cited !== id),
  };
}
