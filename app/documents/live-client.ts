import type { Socket } from 'socket.io-client';
import { liveOptions } from '../discussions/live-client';
import type { FromClient, FromServer } from '../discussions/live-events';
import type { DocumentEvent } from './live-events';

type Live = Socket<FromServer, FromClient>;

export interface DocumentHearers {
  /** Something beside the text has changed: read it again. */
  changed(event: DocumentEvent): void;
  /** Something may have been missed: read everything again. */
  reread(): void;
  /** This reader does not work on it any more. */
  out(): void;
  /** The session has ended. */
  ended?(): void;
}

const retryMs = 5000;

/**
 * Tells what changes beside the text of a document, until the returned function is called. The socket's code is fetched
 * only now, so that no page waits for it.
 */
export function listenToDocument(document: number, hear: DocumentHearers): () => void {
  let closed = false;
  let socket: Live | undefined;
  import('socket.io-client').then(
    ({ io }) => {
      if (!closed) socket = openDocument(io({ ...liveOptions, forceNew: true }), document, hear);
    },
    // Without it the page works as it is.
    () => {},
  );
  return () => {
    closed = true;
    socket?.close();
  };
}

function openDocument(socket: Live, document: number, hear: DocumentHearers): Live {
  let joinedBefore = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const join = () => {
    clearTimeout(retry);
    socket.emit('joinDocument', { document }, (answer) => {
      if (answer.ok) {
        // What happened while the connection was lost was told to nobody here.
        if (joinedBefore) hear.reread();
        joinedBefore = true;
      } else if (answer.kind === 'failed') retry = setTimeout(join, retryMs * (0.5 + Math.random()));
      else hear.out();
    });
  };
  socket.on('connect', join);
  socket.on('disconnect', () => clearTimeout(retry));
  socket.on('document', (event) => hear.changed(event));
  socket.on('documentOut', () => hear.out());
  socket.on('reread', () => hear.reread());
  socket.on('ended', () => hear.ended?.());
  return socket;
}
