import type { Announcement } from '../../db/announce';
import { type Io, rooms } from './io';

/** Least time between two pushes, in milliseconds: a meeting at which ten people say at once that they are there is told of once. */
const everyMs = 300;

/** What pages of the committee show: itself, its meetings, what it decides and what was taken on there. */
export function isOfCommitteePage(what: string): boolean {
  return /^(committee|meeting|decision|commitment)\./.test(what);
}

export interface CommitteePush {
  hear(announcement: Announcement): void;
  stop(): void;
}

/**
 * Tells those who are signed in that something of the committee has changed, and nothing of what: whose page shows it reads it again
 * with the rights of its reader. However many things happen in an instant, it is told once, and once more after the pause.
 */
export function makeCommitteePush(io: Io): CommitteePush {
  let resting: NodeJS.Timeout | undefined;
  let waits = false;

  function tell(): void {
    waits = false;
    io.local.to(rooms.signedIn).emit('committee', {});
    resting = setTimeout(() => {
      resting = undefined;
      if (waits) tell();
    }, everyMs);
    resting.unref();
  }

  return {
    hear() {
      if (resting) waits = true;
      else tell();
    },
    stop: () => clearTimeout(resting),
  };
}
