import type { Socket } from 'socket.io-client';
import { liveOptions } from '../discussions/live-client';

/** Longest wait before something is asked again, so that all who heard the same thing do not ask at once. */
const jitterMs = 400;

const hearers = new Set<() => void>();
let socket: Socket | undefined;
let closing: ReturnType<typeof setTimeout> | undefined;

/**
 * Calls `hear` a moment after a programme has changed, or may have, until the returned function is called. Which one is not told:
 * whoever hears asks for what they show. All of a page listen over one line; its code is fetched only now.
 */
export function listenToProgrammes(hear: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      hear();
    }, Math.random() * jitterMs);
  };
  hearers.add(soon);
  clearTimeout(closing);
  if (hearers.size === 1 && !socket) open();
  return () => {
    clearTimeout(timer);
    hearers.delete(soon);
    // Parts of a text come and go as it is edited: a line that closes and opens each time would miss what comes between.
    clearTimeout(closing);
    closing = setTimeout(close, 2000);
  };
}

function tellAll(): void {
  for (const hear of hearers) hear();
}

function open(): void {
  import('socket.io-client').then(
    ({ io }) => {
      if (socket || hearers.size === 0) return;
      let wasOpen = false;
      socket = io({ ...liveOptions, forceNew: true });
      socket.on('programmes', tellAll);
      socket.on('reread', tellAll);
      socket.on('connect', () => {
        // What happened while the connection was lost was told to nobody here.
        if (wasOpen) tellAll();
        wasOpen = true;
      });
    },
    // Without it the page works as it is.
    () => {},
  );
}

function close(): void {
  if (hearers.size > 0) return;
  socket?.close();
  socket = undefined;
}
