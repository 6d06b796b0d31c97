import type { Db, Tx } from '../../../db/connect';
import { type Due, dropDue, putDue } from '../../../db/due';
import { sweepReplies } from './commands.server';

const day = 24 * 3600 * 1000;
const sweep = 'sweep-replies';

export const replyDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  [sweep]: async (tx) => {
    await sweepReplies(tx, new Date());
    // The row of this deed goes when the deed is done: the next one must be another row.
    await dropDue(tx, sweep);
    await putDue(tx, sweep, {}, { key: sweep, at: new Date(Date.now() + day) });
  },
};

/** Plants the daily sweep; called at each start. */
export async function plantReplySweep(sql: Db): Promise<void> {
  await putDue(sql, sweep, {}, { key: sweep });
}
