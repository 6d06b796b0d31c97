import { refuse } from '../../shared/refusal';
import { liveScopes } from '../consent';
import { lockBeside, unlockBeside } from '../crypto/contribution';
import { newId } from '../crypto/tokens';
import { type Week, weekOf } from '../week';
import { consentsOf } from './chain.server';
import type { Returned, Tools } from './contributing';
import { openingOf } from './opening.server';

export interface Reply {
  /** What support wrote; null for her own answer, which is not shown again. */
  text: string | null;
  week: Week;
}

/** What was answered to one contribution, oldest first, read from now on; and whether she may write back. */
export async function repliesTo(
  tools: Tools,
  who: Returned,
  contribution: string,
): Promise<{ replies: Reply[]; mayAnswer: boolean }> {
  const { sql, now } = tools;
  const opening = await openingOf(tools, who, contribution);
  if (!opening) return { replies: [], mayAnswer: false };
  const rows = await sql<{ id: string; byContributor: boolean; body: Buffer; week: Week }[]>`
    select id, by_contributor, body, week from reply where contribution = ${contribution} order by week, id`;
  const replies = rows.map(({ id, byContributor, body, week }) => ({
    text: byContributor ? null : unlockBeside(opening, { table: 'reply', column: 'body', rowId: id }, body).toString(),
    week,
  }));
  if (rows.some((r) => !r.byContributor))
    await sql`update reply set is_read = true where contribution = ${contribution} and not by_contributor and not is_read`;
  const live = liveScopes(await consentsOf(sql, contribution), weekOf(now()));
  return { replies, mayAnswer: live.has('reply') };
}

/** Her answer, for the people of support alone. Refuses 'conflict' where she did not allow answers, or it is gone. */
export async function answerReply(tools: Tools, who: Returned, contribution: string, text: string): Promise<void> {
  const { sql, now } = tools;
  const week = weekOf(now());
  await sql.begin(async (tx) => {
    await tx`select from contribution where id = ${contribution} for update`;
    const opening = await openingOf({ sql: tx, shred: tools.shred }, who, contribution);
    const live = liveScopes(await consentsOf(tx, contribution), week);
    if (!opening || !live.has('reply')) throw refuse('conflict', 'voice:errors.gone');
    const id = newId();
    const plain = Buffer.from(text);
    const body = lockBeside(opening, { table: 'reply', column: 'body', rowId: id }, plain);
    plain.fill(0);
    await tx`
      insert into reply (id, contribution, by_contributor, body, week)
      values (${id}, ${contribution}, true, ${body}, ${week})`;
  });
}
