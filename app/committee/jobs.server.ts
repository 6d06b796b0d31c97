import type { Tx } from '../../db/connect';
import type { Due } from '../../db/due';
import { settleTerms, termsDeed } from './commands/terms.server';

/**
 * Nobody gets or loses the chair here: that follows from the schedule and the day. This writes down what has begun, and asks both
 * sides of a handover. A server that was down at the instant does both when it is back.
 */
export const committeeDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  [termsDeed]: async (tx) => settleTerms(tx, new Date()),
};
