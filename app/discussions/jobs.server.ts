import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';
import type { Due } from '../../db/due';

/** Nothing is opened or closed here: that follows from the instants. This only tells those who are reading. */
export const discussionDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  'tell-instant': async (tx, due) => {
    await announce(tx, 'discussion.instant-passed', { discussion: Number(due.about.discussion) });
  },
};
