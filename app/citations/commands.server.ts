import type { Tx } from '../../db/connect';
import { tellSourceChanged } from '../synthesis/sources.server';
import type { CitedKind, SourceState } from './citation';

/**
 * Notes on every citation of a thing that it changed, was hidden, or is gone, and tells those who answer for what rests
 * on it. Called in the deed that changes it, after the change is written.
 */
export async function markSourceChanged(tx: Tx, source: { kind: CitedKind; id: number; state: Exclude<SourceState, 'current'> }): Promise<void> {
  const marked = await tx<{ citingId: number }[]>`
    update citation set state = ${source.state}, settled_at = null, settled_by = null
    where cited_kind = ${source.kind} and cited_id = ${source.id} and citing_kind = 'statement'
    returning citing_id`;
  if (marked.length > 0) await tellSourceChanged(tx, [...new Set(marked.map((m) => m.citingId))]);
}
