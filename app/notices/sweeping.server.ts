import type { Db, Tx } from '../../db/connect';
import { dropDue, putDue } from '../../db/due';

const day = 24 * 3600 * 1000;
const sweep = 'sweep-notices';

/** Days after which somebody's notice goes, read or not: what is asked of them stands among their tasks. */
export const noticeDays = 365;
/** Days after which what has happened is not told any more: a digest comes once a week at the least. */
export const happenedDays = 180;

export const noticeSweepDeeds: Record<string, (tx: Tx) => Promise<void>> = {
  [sweep]: async (tx) => {
    await sweepNotices(tx, new Date());
    // The row of this deed goes when the deed is done: the next one must be another row.
    await dropDue(tx, sweep);
    await putDue(tx, sweep, {}, { key: sweep, at: new Date(Date.now() + day) });
  },
};

/** Takes out what is past its term. The newest of what has happened stays: the next digest begins behind it. */
export async function sweepNotices(tx: Tx, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * day);
  await tx`delete from notice where at < ${before(noticeDays)}`;
  await tx`delete from happened where told_at < ${before(happenedDays)} and id < (select max(id) from happened)`;
}

/** Plants the daily sweep; called at each start, so that one that failed too often begins anew. */
export async function plantNoticeSweep(sql: Db): Promise<void> {
  await putDue(sql, sweep, {}, { key: sweep });
}
