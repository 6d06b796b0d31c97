import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';
import type { Due } from '../../db/due';
import { askForDrafts, askReviewers, holdCall, instantDeed, plantInstant } from './commands/holding.server';

/** Nothing opens or closes by a clock of its own: those who look are told that an instant has passed, and reviewers are asked. */
export const callDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  [instantDeed]: async (tx, due) => {
    const call = await holdCall(tx, Number(due.about.call));
    // The clock of the queue is the database's: it may be a little before that of this process.
    const now = new Date(Math.max(Date.now(), due.at.getTime()));
    if (call) await passInstant(tx, call, now);
  },
};

/** What follows from an instant of a call that has come: told, asked, and the next one planted. */
export async function passInstant(tx: Tx, call: NonNullable<Awaited<ReturnType<typeof holdCall>>>, now: Date) {
  await askForDrafts(tx, call, now);
  await askReviewers(tx, call, now);
  await plantInstant(tx, call, now);
  await announce(tx, 'pilot.changed', { call: call.id });
}
