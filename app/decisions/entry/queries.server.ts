import type { Db } from '../../../db/connect';
import type { EntryAnswer } from './entry';

/** A column of `proposal p`: its judgement, as `EntryAnswer[]`; null where nothing is said. */
export function entryColumn(sql: Db) {
  return sql`(select jsonb_agg(jsonb_build_object('criterion', a.criterion, 'met', a.met, 'words', a.words, 'lookedAt', a.looked_at,
      'requestedBy', a.requested_by, 'requestedOn', a.requested_on, 'reference', a.reference) order by a.criterion)
    from entry_answer a where a.proposal_id = p.id)`;
}

export async function readEntry(sql: Db, proposal: number): Promise<EntryAnswer[]> {
  const [row] = await sql<{ entry: EntryAnswer[] | null }[]>`
    select ${entryColumn(sql)} as entry from proposal p where p.id = ${proposal}`;
  return row?.entry ?? [];
}
