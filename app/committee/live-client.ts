import type { Socket } from 'socket.io-client';
import { liveOptions } from '../discussions/live-client';
import type { FromClient, FromServer } from '../discussions/live-events';

type Live = Socket<FromServer, FromClient>;

export interface CommitteeHearers {
  /** Something has changed, or may have while nobody was listening: read the page again. */
  reread(): void;
  ended(): void;
}

/**
 * Tells that something of the committee has changed, until the returned function is called. What happened between the reading of the
 * page and the first connection was heard by nobody, so the page is read once more then; its readers are few.
 */
export function listenToCommittee(hear: CommitteeHearers): () => void {
  let closed = false;
  let socket: Live | undefined;
  import('socket.io-client').then(
    ({ io }) => {
      if (closed) return;
      socket = io({ ...liveOptions, forceNew: true }) as Live;
      socket.on('connect', () => hear.reread());
      socket.on('committee', () => hear.reread());
      socket.on('reread', () => hear.reread());
      socket.on('ended', () => hear.ended());
    },
    () => {},
  );
  return () => {
    closed = true;
    socket?.close();
  };
}
