import type { Socket } from 'socket.io-client';
import { liveOptions } from '../../discussions/live-client';
import type { FromClient, FromServer } from '../../discussions/live-events';
import type { EventPlace, TalkEvent, TalkHandEvent } from './live-events';

type Live = Socket<FromServer, FromClient>;

export interface TalkHearers {
  talk?(event: TalkEvent): void;
  /** What this place shows is another: read it again within so many milliseconds. */
  changed?(within: number): void;
  /** For those who moderate: what they alone see has changed. */
  board?(): void;
  hand?(event: TalkHandEvent): void;
  /** Joined; `changed` says when this talk was last heard of, `again` that the connection had been lost. */
  joined?(changed: string, again: boolean): void;
  /** Something may have been missed: read everything again. */
  reread(): void;
  /** This reader may not see the event any more. */
  out(): void;
  ended?(): void;
  lost?(isLost: boolean): void;
}

const retryMs = 5000;

/**
 * Tells what happens beside a talk, until the returned function is called. The socket's code is fetched only now, so that
 * no page waits for it.
 */
export function listenToTalk(event: number, hear: TalkHearers, place: EventPlace = 'talk'): () => void {
  let closed = false;
  let socket: Live | undefined;
  import('socket.io-client').then(
    ({ io }) => {
      if (!closed) socket = openTalk(io({ ...liveOptions, forceNew: true }), event, hear, place);
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
export function openTalk(socket: Live, event: number, hear: TalkHearers, place: EventPlace = 'talk'): Live {
  let joinedBefore = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const join = () => {
    clearTimeout(retry);
    socket.emit('joinTalk', { event, place }, (answer) => {
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
  socket.on('talk', (told) => hear.talk?.(told));
  socket.on('eventChanged', (told) => told.place === place && hear.changed?.(told.within));
  socket.on('talkBoard', () => hear.board?.());
  socket.on('talkHand', (told) => hear.hand?.(told));
  socket.on('talkOut', () => hear.out());
  socket.on('reread', () => hear.reread());
  socket.on('ended', () => hear.ended?.());
  return socket;
}
