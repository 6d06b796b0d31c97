import { announce } from '../../../db/announce';
import type { Sql } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { TakeBackInput } from '../forms';
import { holdProposal } from './holding.server';

/**
 * Takes a comment back, by whoever wrote it and at any time: its words go from the database, its place in the thread stays. What an
 * answer has moved stays moved: an objection that was discussed was discussed. Sent twice, it is taken back once. Refuses not-found
 * for a comment that is not this person's or not of this proposal.
 */
export async function takeBackComment(
  sql: Sql,
  reader: Reader,
  id: number,
  { comment }: TakeBackInput,
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdProposal(tx, reader, id, now);
    const [found] = await tx<{ withdrawnAt: Date | null }[]>`
      select withdrawn_at from proposal_comment where id = ${comment} and proposal_id = ${held.id} and author_id = ${reader.id}`;
    if (!found) throw refuse('not-found', 'shared:errors.not-found');
    if (found.withdrawnAt) return;
    await tx`update proposal_comment set body = '', withdrawn_at = ${now} where id = ${comment}`;
    await announce(tx, 'decision.commented', { proposal: id });
  });
}
