import type { Tx } from '../../db/connect';
import type { Due } from '../../db/due';
import { endAsking } from './commands/asking.server';

/** That nobody answers any more follows from the instant. This only takes the task away from those who did not. */
export const synthesisDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  'end-reflections': async (tx, due) => endAsking(tx, Number(due.about.discussion), due.at),
};
