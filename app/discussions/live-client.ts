import type { Socket } from 'socket.io-client';
import { type FromClient, type FromServer, type JoinAnswer, livePath } from './live-events';

type Live = Socket<FromServer, FromClient>;

/** `off` before the first attempt, `live` while what happens is told, `lost` while it is not. */
export type LiveStatus = 'off' | 'connecting' | 'live' | 'lost';

export type LiveHearers = { [E in keyof FromServer]?: FromServer[E] } & {
  status?: (status: LiveStatus) => void;
  /** Joined; `again` after a lost connection, when whatever happened meanwhile has to be read. */
  joined?: (answer: Extract<JoinAnswer, { ok: true }>, again: boolean) => void;
  /** This reader may not read the discussion, or does not any more. */
  refused?: () => void;
};

const events = [
  'post',
  'reactions',
  'changed',
  'present',
  'board',
  'tasks',
  'notices',
  'voices',
  'out',
  'ended',
  'reread',
  'closing',
] as const;
const retryMs = 5000;

/** Sockets of this page: what is for its reader alone comes over each of them, and one is enough. */
let listening = 0;

export function isListening(): boolean {
  return listening > 0;
}

/** The event of the window by which every part of the page learns how many notices are unread. */
export const unreadEvent = 'plenary-unread';

/**
 * Listens to a discussion (or, with null, to what is for this person alone) until the returned function is called.
 * The socket's code is fetched only now, so that no page waits for it.
 */
export function listenLive(discussion: number | null, hear: LiveHearers): () => void {
  let closed = false;
  let socket: Live | undefined;
  listening++;
  hear.status?.('connecting');
  import('socket.io-client').then(
    ({ io }) => {
      if (!closed) socket = open(io({ ...liveOptions, forceNew: true }), discussion, hear);
    },
    () => {
      // Not even the code came: the page works as it is.
      if (!closed) hear.status?.('lost');
    },
  );
  return () => {
    if (!closed) listening--;
    closed = true;
    socket?.close();
  };
}

/** Websocket first; where a proxy lets none through, polling. Many come back at once when a server starts again. */
export const liveOptions = {
  path: livePath,
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 1000,
  reconnectionDelayMax: 20_000,
  randomizationFactor: 0.8,
};

/** Joins at each connection, and passes on what is told. */
export function open(socket: Live, discussion: number | null, hear: LiveHearers): Live {
  let joinedBefore = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function join(): void {
    clearTimeout(retry);
    if (discussion === null) {
      hear.status?.('live');
      return;
    }
    socket.emit('join', { discussion }, (answer) => {
      if (answer.ok) {
        hear.status?.('live');
        hear.joined?.(answer, joinedBefore);
        joinedBefore = true;
      } else if (answer.kind === 'failed') {
        retry = setTimeout(join, retryMs * (0.5 + Math.random()));
      } else {
        hear.status?.('off');
        hear.refused?.();
      }
    });
  }

  socket.on('connect', join);
  socket.on('connect_error', () => hear.status?.('lost'));
  socket.on('disconnect', () => {
    clearTimeout(retry);
    hear.status?.('lost');
  });
  socket.on('notices', ({ unread }) => {
    if (typeof window !== 'undefined') window.dispatchEvent(new CustomEvent(unreadEvent, { detail: unread }));
  });
  for (const event of events) {
    const listener = hear[event];
    if (listener) socket.on(event, listener as never);
  }
  return socket;
}
