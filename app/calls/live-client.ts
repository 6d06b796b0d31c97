import type { Socket } from 'socket.io-client';
import { liveOptions } from '../discussions/live-client';
import type { FromClient, FromServer } from '../discussions/live-events';

/** Longest wait before the page is read again, so that all who heard the same thing do not ask at once. */
const jitterMs = 400;

/**
 * Calls `hear` a moment after a call or a pilot has changed, or may have, until the returned function is called. Which one is not
 * told: one in preparation does not exist for others. What happened between the reading of the page and the first connection was
 * heard by nobody, so the page is read once more then.
 */
export function listenToCalls(hear: () => void): () => void {
  let closed = false;
  let socket: Socket<FromServer, FromClient> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      hear();
    }, Math.random() * jitterMs);
  };
  import('socket.io-client').then(
    ({ io }) => {
      if (closed) return;
      socket = io({ ...liveOptions, forceNew: true });
      socket.on('connect', soon);
      socket.on('pilots', soon);
      socket.on('reread', soon);
    },
    // Without it the page works as it is.
    () => {},
  );
  return () => {
    closed = true;
    clearTimeout(timer);
    socket?.close();
  };
}
