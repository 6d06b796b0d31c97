import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';
import type { Due } from '../../db/due';

/** Nobody is let in or put out here: that follows from the instants. This tells those who keep somebody connected to look. */
export const documentDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  'document-access': async (tx, due) => {
    await announce(tx, 'document.access-changed', { document: Number(due.about.document) });
  },
};
