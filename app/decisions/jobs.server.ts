import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';
import { type Due, putDue } from '../../db/due';
import { closeProposal } from './commands/closing.server';
import { holdForClock } from './commands/holding.server';
import { closesAt, isClosed } from './proposal';

/** Nothing is closed by a clock of its own: what is written down here follows from the rows and the instant. */
export const decisionDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  'close-decision': async (tx, due) => {
    const id = Number(due.about.proposal);
    const done = await closeProposal(tx, id, latest(due.at));
    // Under a key of its own: what is done at this moment is taken out of the queue after it, by its key.
    if (done && 'again' in done)
      await putDue(tx, due.deed, due.about, { at: done.again, key: `decision-close:${id}:${done.again.getTime()}` });
  },
  'remind-decision': async (tx, due) => {
    const id = Number(due.about.proposal);
    const now = latest(due.at);
    const held = await holdForClock(tx, id, now);
    if (held === 'held') {
      const at = new Date(now.getTime() + 1000);
      await putDue(tx, due.deed, due.about, { at, key: `decision-remind:${id}:${at.getTime()}` });
      return;
    }
    if (!held || isClosed(held.rules, now.getTime())) return;
    const close = closesAt(held.rules);
    // A clock that has moved since plants its own reminders.
    if (close === null || new Date(close).toISOString() !== due.about.close) return;
    await announce(tx, 'decision.closes', { proposal: id, close });
  },
};

/** The clock of the queue is the database's: it may be a little before that of this process. */
function latest(due: Date): Date {
  return new Date(Math.max(Date.now(), due.getTime()));
}
