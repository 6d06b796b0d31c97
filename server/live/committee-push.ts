import type { Announcement } from '../../db/announce';
import { type Io, rooms } from './io';

/** Least time between two pushes, in milliseconds: a meeting at which ten people say at once that they are there is told of once. */
const everyMs = 300;

/** That it meets, and when, is told of an event: its meetings are events. */
const ofCalling = new Set(['event.announced', 'event.changed', 'event.moved', 'event.cancelled']);

/** What pages of the committee show: itself, its meetings, what it decides and what was taken on there. */
export function isOfCommitteePage(what: string): boolean {
  return ofCalling.has(what) || /^(committee|meeting|decision|commitment)\./.test(what);
}

/** What is on the page that everybody sees: who is on it and chairs it, and when it meets. */
function isForVisitors(what: string): boolean {
  return ofCalling.has(what) || what === 'committee.changed';
}

export interface CommitteePush {
  hear(announcement: Announcement): void;
  stop(): void;
}

/**
 * Tells that something of the committee has changed, and nothing of what: whose page shows it reads it again with the rights of its
 * reader. Visitors are told of what their page shows. However many things happen in an instant, it is told once, and once more after
 * the pause.
 */
export function makeCommitteePush(io: Io): CommitteePush {
  let resting: NodeJS.Timeout | undefined;
  let waits: 'nobody' | 'signed-in' | 'everybody' = 'nobody';

  function tell(): void {
    (waits === 'everybody' ? io.local : io.local.to(rooms.signedIn)).emit('committee', {});
    waits = 'nobody';
    resting = setTimeout(() => {
      resting = undefined;
      if (waits !== 'nobody') tell();
    }, everyMs);
    resting.unref();
  }

  return {
    hear({ what }) {
      if (waits !== 'everybody') waits = isForVisitors(what) ? 'everybody' : 'signed-in';
      if (!resting) tell();
    },
    stop: () => clearTimeout(resting),
  };
}
