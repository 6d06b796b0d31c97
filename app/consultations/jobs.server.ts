import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';
import type { Due } from '../../db/due';

/** Nothing is opened or closed here: that follows from the instants. This only tells those who are reading. */
export const consultationDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  'tell-consultation': async (tx, due) => {
    await announce(tx, 'consultation.instant-passed', { consultation: Number(due.about.consultation) });
  },
};
