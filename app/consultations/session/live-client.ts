import type { Socket } from 'socket.io-client';
import { liveOptions } from '../../discussions/live-client';
import type { FromClient, FromServer } from '../../discussions/live-events';
import type { SessionEvent } from './live-events';
import type { HandView } from './views';

type Live = Socket<FromServer, FromClient>;

export interface SessionHearers {
  session(event: SessionEvent): void;
  /** For those who lead: what they alone see has changed. */
  board?(): void;
  hand?(hand: HandView | null): void;
  /** Joined; `changed` says when this session was last heard of, `again` that the connection had been lost. */
  joined?(changed: string, again: boolean): void;
  /** Something may have been missed: read everything again. */
  reread(): void;
  /** This reader may not see the session any more. */
  out(): void;
  lost?(isLost: boolean): void;
}

const retryMs = 5000;

/**
 * Tells how a session stands, until the returned function is called. The socket's code is fetched only now, so that no page
 * waits for it.
 */
export function listenToSession(event: number, hear: SessionHearers): () => void {
  let closed = false;
  let socket: Live | undefined;
  import('socket.io-client').then(
    ({ io }) => {
      if (!closed) socket = openSession(io({ ...liveOptions, forceNew: true }), event, hear);
    },
    () => {
      if (!closed) hear.lost?.(true);
    },
  );
  return () => {
    closed = true;
    socket?.close();
  };
}

/** Joins at each connection, and passes on what is told. */
export function openSession(socket: Live, event: number, hear: SessionHearers): Live {
  let joinedBefore = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const join = () => {
    clearTimeout(retry);
    socket.emit('joinTalk', { event, place: 'session' }, (answer) => {
      if (answer.ok) {
        hear.lost?.(false);
        hear.joined?.(answer.changed, joinedBefore);
        joinedBefore = true;
      } else if (answer.kind === 'failed') retry = setTimeout(join, retryMs * (0.5 + Math.random()));
      else hear.out();
    });
  };
  socket.on('connect', join);
  socket.on('connect_error', () => hear.lost?.(true));
  socket.on('disconnect', () => {
    clearTimeout(retry);
    hear.lost?.(true);
  });
  socket.on('session', (told) => told.event === event && hear.session(told));
  socket.on('sessionBoard', (told) => told.event === event && hear.board?.());
  socket.on('sessionHand', (told) => told.event === event && hear.hand?.(told.hand));
  socket.on('sessionOut', (told) => told.event === event && hear.out());
  socket.on('reread', () => hear.reread());
  socket.on('ended', () => hear.out());
  return socket;
}
