import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/*
 * The two ways in which the servers write the same things. Plenary and the relay take the messages of y-websocket;
 * Hocuspocus puts the document's name before each, asks for a token first, and says "applied" where Plenary says how
 * many frames are committed.
 */

export type Kind = 'plenary' | 'hocuspocus' | 'relay';

export interface Said {
  what: 'state asked' | 'state' | 'update' | 'saved' | 'refused' | 'other';
  bytes?: Uint8Array;
  /** Frames that are safe so far (Plenary), or one more that was taken (Hocuspocus). */
  count?: number;
}

const sync = 0;
const presence = 1;
const auth = 2;
const syncReply = 4;
const hocuspocusTaken = 8;
const plenarySaved = 100;

export class Framing {
  private prefix: Uint8Array;

  constructor(
    readonly kind: Kind,
    room: number,
  ) {
    const encoder = encoding.createEncoder();
    if (kind === 'hocuspocus') encoding.writeVarString(encoder, String(room));
    this.prefix = encoding.toUint8Array(encoder);
  }

  private message(write: (encoder: encoding.Encoder) => void): Uint8Array {
    const encoder = encoding.createEncoder();
    encoding.writeUint8Array(encoder, this.prefix);
    write(encoder);
    return encoding.toUint8Array(encoder);
  }

  /** Hocuspocus' first message; null where the cookie says it all. */
  greeting(): Uint8Array | null {
    if (this.kind !== 'hocuspocus') return null;
    return this.message((e) => {
      encoding.writeVarUint(e, auth);
      encoding.writeVarUint(e, 0);
      encoding.writeVarString(e, 'measured');
    });
  }

  /** "This is what I have": clients with their clocks. */
  askState(have: Map<number, number>): Uint8Array {
    const vector = encoding.createEncoder();
    encoding.writeVarUint(vector, have.size);
    for (const [client, clock] of have) {
      encoding.writeVarUint(vector, client);
      encoding.writeVarUint(vector, clock);
    }
    return this.message((e) => {
      encoding.writeVarUint(e, sync);
      encoding.writeVarUint(e, 0);
      encoding.writeVarUint8Array(e, encoding.toUint8Array(vector));
    });
  }

  /** The answer to being asked: what the other side lacks. */
  state(update: Uint8Array): Uint8Array {
    return this.message((e) => {
      encoding.writeVarUint(e, sync);
      encoding.writeVarUint(e, 1);
      encoding.writeVarUint8Array(e, update);
    });
  }

  update(update: Uint8Array): Uint8Array {
    return this.message((e) => {
      encoding.writeVarUint(e, sync);
      encoding.writeVarUint(e, 2);
      encoding.writeVarUint8Array(e, update);
    });
  }

  /** States of y-protocols' awareness: client, clock and what is said of it. */
  presence(states: { client: number; clock: number; state: unknown }[]): Uint8Array {
    const inner = encoding.createEncoder();
    encoding.writeVarUint(inner, states.length);
    for (const { client, clock, state } of states) {
      encoding.writeVarUint(inner, client);
      encoding.writeVarUint(inner, clock);
      encoding.writeVarString(inner, JSON.stringify(state));
    }
    return this.message((e) => {
      encoding.writeVarUint(e, presence);
      encoding.writeVarUint8Array(e, encoding.toUint8Array(inner));
    });
  }

  /** A message of this kind with these bytes after it, whatever they are. */
  raw(bytes: Uint8Array): Uint8Array {
    return this.message((e) => encoding.writeUint8Array(e, bytes));
  }

  read(payload: Uint8Array): Said {
    const decoder = decoding.createDecoder(payload);
    if (this.kind === 'hocuspocus') decoding.readVarUint8Array(decoder);
    const type = decoding.readVarUint(decoder);
    if (type === sync || (type === syncReply && this.kind === 'hocuspocus')) {
      const what = (['state asked', 'state', 'update'] as const)[decoding.readVarUint(decoder)] ?? 'other';
      return { what, bytes: decoding.readVarUint8Array(decoder) };
    }
    if (this.kind === 'hocuspocus') {
      if (type === hocuspocusTaken) return { what: 'saved', count: decoding.readVarUint(decoder) };
      if (type === auth && decoding.readVarUint(decoder) === 1) return { what: 'refused' };
    } else if (type === plenarySaved) return { what: 'saved', count: decoding.readVarUint(decoder) };
    return { what: 'other' };
  }
}
