import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';

/**
 * Tells the readers and the facilitators of statements that something they rest on has changed. Their version goes up,
 * so that a form opened before the change is not saved over it unseen.
 */
export async function tellSourceChanged(tx: Tx, statementIds: number[]): Promise<void> {
  const statements = await tx<{ id: number; discussionId: number }[]>`
    update statement set version = version + 1 where id in ${tx(statementIds)} returning id, discussion_id`;
  for (const s of statements) await announce(tx, 'synthesis.source-changed', { discussion: s.discussionId, statement: s.id });
}
