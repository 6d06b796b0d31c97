import * as decoding from 'lib0/decoding';
import type * as encoding from 'lib0/encoding';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import type { Happening } from './saving';

/* The server's notices, beyond what every y-websocket client knows; asked for by `saved=1`. */
const noticeCommitted = 100;
const noticeTrouble = 101;

const sync = 0;
const answer = 1;
const update = 2;

/** Of what a frame that leaves is made; undefined where it changes no text. */
function frameKind(data: unknown): 'answered' | 'sent' | undefined {
  const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
  if (!(bytes instanceof Uint8Array) || bytes[0] !== sync) return undefined;
  if (bytes[1] === answer) return 'answered';
  return bytes[1] === update ? 'sent' : undefined;
}

export interface ConnectionOptions {
  /** Where the texts are: `wss://host/coediting`. */
  address: string;
  room: number;
  doc: Y.Doc;
  params: Record<string, string>;
  tell: (happening: Happening) => void;
  /** The server closed the line for good, with one of the codes 4400 to 4499. */
  closed: (code: number) => void;
  /** For tests outside a browser. */
  Socket?: typeof WebSocket;
}

/**
 * A y-websocket provider that tells what becomes of each change. No channel between tabs: it would show one tab's
 * changes in another before the server has them.
 */
export function connect({ address, room, doc, params, tell, closed, Socket = WebSocket }: ConnectionOptions) {
  let wentOut = false;

  class CountedSocket extends Socket {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data);
      const kind = frameKind(data);
      if (kind) tell({ what: kind });
      if (kind === 'sent') wentOut = true;
    }
  }

  const provider = new WebsocketProvider(address, String(room), doc, {
    params,
    disableBc: true,
    connect: false,
    maxBackoffTime: 10_000,
    WebSocketPolyfill: CountedSocket as typeof WebSocket,
  });

  // Registered after the provider's own listener, which has sent the update by now where it could.
  const count = (_: Uint8Array, origin: unknown, __: Y.Doc, transaction: Y.Transaction) => {
    const mine = origin !== provider && transaction.local;
    if (mine && !wentOut) tell({ what: 'kept' });
    wentOut = false;
  };
  doc.on('update', count);

  provider.messageHandlers[noticeCommitted] = (_: encoding.Encoder, decoder: decoding.Decoder) =>
    tell({ what: 'committed', frames: decoding.readVarUint(decoder) });
  provider.messageHandlers[noticeTrouble] = () => tell({ what: 'trouble' });
  provider.on('status', ({ status }) => {
    if (status === 'connected') tell({ what: 'opened' });
  });
  provider.on('connection-close', () => tell({ what: 'closed' }));
  provider.on('sync', (synced) => {
    if (synced) tell({ what: 'synced' });
  });
  provider.on('closed', ({ code }) => closed(code));
  doc.on('destroy', () => {
    doc.off('update', count);
    provider.destroy();
  });
  return provider;
}
