import type { Db, Tx } from '../../db/connect';
import { type Due, dropDue, putDue } from '../../db/due';
import { removeUnconfirmed } from './commands/new-person.server';

const day = 24 * 3600 * 1000;
const sweep = 'sweep-people';
/** Registrations that nobody confirmed, and with them the address, are kept this long. */
const unconfirmedDays = 30;
/** Of a mail that was not sent because nobody has the address, which somebody may have mistyped. */
const unsentDays = 1;

export const peopleDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  /** Once a day, what has ended is removed: links, sessions, registrations that were never confirmed. */
  [sweep]: async (tx) => {
    await tx`delete from token where expires_at < now()`;
    await tx`delete from session where expires_at < now()`;
    await tx`delete from mail where gave_up_at < now() - make_interval(days => ${unsentDays}) and kind in ('sign-in', 'reset')`;
    const gone = await tx<{ id: number }[]>`
      select id from person
      where state = 'unconfirmed' and registered_at < now() - make_interval(days => ${unconfirmedDays}) for update`;
    await removeUnconfirmed(
      tx,
      gone.map((p) => p.id),
    );
    // The row of this deed goes when the deed is done: the next one must be another row.
    await dropDue(tx, sweep);
    await putDue(tx, sweep, {}, { key: sweep, at: new Date(Date.now() + day) });
  },
};

/** Plants the daily sweep; called at each start, so that one that failed too often begins anew. */
export async function plantSweep(sql: Db): Promise<void> {
  await putDue(sql, sweep, {}, { key: sweep });
}
