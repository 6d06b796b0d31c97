import type { Socket } from 'socket.io-client';
import { liveOptions } from '../discussions/live-client';
import type { FromClient, FromServer } from '../discussions/live-events';
import type { ConsultationEvent } from './live-events';

type Live = Socket<FromServer, FromClient>;

export interface ConsultationHearers {
  changed(event: ConsultationEvent): void;
  /** Joined; `changed` says when this consultation was last heard of, `again` that the connection had been lost. */
  joined(changed: string, again: boolean): void;
  /** Something may have been missed: read everything again. */
  reread(): void;
  /** This reader may not see the consultation any more. */
  out(): void;
  ended?(): void;
  /** A survivor's voice stands otherwise than it did. */
  voices?(): void;
}

const retryMs = 5000;

/**
 * Tells what changes about a consultation, until the returned function is called. The socket's code is fetched only now, so
 * that no page waits for it.
 */
export function listenToConsultation(consultation: number, hear: ConsultationHearers): () => void {
  let closed = false;
  let socket: Live | undefined;
  import('socket.io-client').then(
    ({ io }) => {
      if (!closed) socket = openConsultation(io({ ...liveOptions, forceNew: true }), consultation, hear);
    },
    () => {},
  );
  return () => {
    closed = true;
    socket?.close();
  };
}

/** Joins at each connection, and passes on what is told. */
export function openConsultation(socket: Live, consultation: number, hear: ConsultationHearers): Live {
  let joinedBefore = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const join = () => {
    clearTimeout(retry);
    socket.emit('joinConsultation', { consultation }, (answer) => {
      if (answer.ok) {
        hear.joined(answer.changed, joinedBefore);
        joinedBefore = true;
      } else if (answer.kind === 'failed') retry = setTimeout(join, retryMs * (0.5 + Math.random()));
      else hear.out();
    });
  };
  socket.on('connect', join);
  socket.on('disconnect', () => clearTimeout(retry));
  socket.on('consultation', (event) => {
    if (event.consultation === consultation) hear.changed(event);
  });
  socket.on('consultationOut', () => hear.out());
  socket.on('reread', () => hear.reread());
  socket.on('ended', () => hear.ended?.());
  socket.on('voices', () => hear.voices?.());
  return socket;
}
