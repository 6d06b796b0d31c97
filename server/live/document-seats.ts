import { readOpenSeats } from '../../app/documents/live.server';
import type { JoinDocumentAnswer, JoinDocumentMessage } from '../../app/documents/live-events';
import { type Io, type LiveHost, type LiveSocket, rooms, socketsIn } from './io';

/** Documents that one socket may sit at: a page shows one, and a browser keeps few pages. */
const mostDocuments = 12;

export interface DocumentSeats {
  join(socket: LiveSocket, message: JoinDocumentMessage): Promise<JoinDocumentAnswer>;
  leave(socket: LiveSocket, document: number): void;
  /**
   * Looks again whether those who sit at this document, or where this person sits, may still. Whoever may is told to read
   * again: their part may be another one now, and an editor would go on offering what is refused.
   */
  recheckDocument(document: number): Promise<void>;
  recheckPerson(person: number): Promise<void>;
  recheckAll(): Promise<void>;
}

/**
 * Who has which document open. As with discussions, a change of rights that is heard while rights are being read makes
 * the reading void: it would let someone in who was just put out.
 */
export function makeDocumentSeats(io: Io, host: LiveHost): DocumentSeats {
  let count = 0;

  async function join(socket: LiveSocket, { document }: JoinDocumentMessage): Promise<JoinDocumentAnswer> {
    const { reader, documents } = socket.data;
    if (!reader) return { ok: false, kind: 'not-found' };
    if (!documents.has(document) && documents.size >= mostDocuments) return { ok: false, kind: 'too-much' };
    const seat = { document, person: reader.id };
    let opens: boolean;
    let asOf: number;
    do {
      asOf = count;
      opens = (await readOpenSeats(host.sql, [seat], host.now()))(seat);
    } while (asOf !== count);
    if (!socket.connected || !opens) return { ok: false, kind: 'not-found' };
    documents.add(document);
    void socket.join(rooms.document(document));
    return { ok: true, seq: host.bus.heard() };
  }

  function leave(socket: LiveSocket, document: number): void {
    if (socket.data.documents.delete(document)) void socket.leave(rooms.document(document));
  }

  async function recheck(sockets: LiveSocket[], only?: number): Promise<void> {
    const staying = new Set<LiveSocket>();
    const places = sockets.flatMap((socket) =>
      [...socket.data.documents]
        .filter((document) => only === undefined || document === only)
        .map((document) => ({ socket, seat: { document, person: socket.data.reader?.id ?? 0 } })),
    );
    if (places.length === 0) return;
    const opens = await readOpenSeats(
      host.sql,
      places.map((p) => p.seat),
      host.now(),
    );
    for (const { socket, seat } of places) {
      if (opens(seat)) {
        staying.add(socket);
        continue;
      }
      leave(socket, seat.document);
      socket.emit('documentOut', { document: seat.document });
    }
    for (const socket of staying) socket.emit('reread', {});
  }

  return {
    join,
    leave,
    async recheckDocument(document) {
      count++;
      await recheck(socketsIn(io, rooms.document(document)), document);
    },
    async recheckPerson(person) {
      count++;
      await recheck(socketsIn(io, rooms.person(person)).filter((s) => s.connected));
    },
    async recheckAll() {
      count++;
      await recheck([...io.sockets.sockets.values()]);
    },
  };
}
