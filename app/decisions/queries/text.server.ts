import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { DecisionTie } from '../rights';
import { type ProposalRow, ruleColumns, ruledFrom, tieColumns } from './rules.server';

/**
 * A text as it was put, in its own language where none is asked for. Throws not-found where the reader may not see the proposal,
 * and where there is no such text.
 */
export async function readText(
  sql: Db,
  reader: Reader | null,
  { id, version, language }: { id: number; version: number; language: string | null },
  now: Date,
): Promise<{ html: string; hash: string }> {
  const [row] = await sql<(ProposalRow & DecisionTie & { found: { html: string; hash: string } | null })[]>`
    select ${ruleColumns(sql, now)}, ${tieColumns(sql, reader, now)},
      (select jsonb_build_object('html', x.html, 'hash', x.hash) from proposal_text x where x.proposal_id = p.id and x.version = ${version}
        and (${language}::text is null and x.original or x.language = ${language}) limit 1) as found
    from proposal p where p.id = ${id}`;
  ruledFrom(row, reader, now);
  if (!row!.found) throw refuse('not-found', 'shared:errors.not-found');
  return row!.found;
}
