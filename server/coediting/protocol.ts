import { Broken, Reader, Writer } from './bytes';

/*
 * The wire is y-websocket's, unchanged: each binary frame is one message, all numbers are lib0's variable-length ones.
 *
 *   0 0 <vector>       sync step 1: a state vector; the answer is a sync step 2 with what it lacks
 *   0 1 <update>       sync step 2
 *   0 2 <update>       an update
 *   1 <awareness>      count, then for each: client, clock, state as JSON text ('null': gone)
 *   3                  asks for the awareness of everyone
 *
 * Two messages of our own go to clients that opened with `saved=1`, since others log what they do not know:
 *
 *   100 <n>            the first n frames of this connection that carried an update (0 1 and 0 2) are committed
 *   101 <text>         nothing can be saved at the moment ('storage'); what was sent is kept, the next 100 ends it
 *
 * Vectors, updates and awareness have their length before them. The close codes are below; y-websocket comes back by
 * itself after all but those from 4400 to 4499.
 */

export type Closing = readonly [code: number, reason: string];

const say = (code: number, reason: string): Closing => [code, reason];

export const closing = {
  broken: say(4400, 'broken frame'),
  noSession: say(4401, 'no session'),
  notYours: say(4404, 'not found'),
  mayNotWrite: say(4405, 'no right to write'),
  oldSchema: say(4409, 'old schema: reload'),
  rewritten: say(4410, 'rewritten: drop the copy and reload'),
  tooLarge: say(4413, 'too large'),
  tooMuch: say(4429, 'too much'),
  restart: say(1012, 'the server restarts'),
  busy: say(1013, 'come again'),
};

export type Message =
  | { is: 'vector'; vector: Uint8Array }
  | { is: 'update'; update: Uint8Array }
  | { is: 'awareness'; awareness: Uint8Array }
  | { is: 'query' }
  | { is: 'ignored' };

/** Throws Broken at what is not a message. The parts are views into the frame. */
export function readMessage(frame: Uint8Array): Message {
  const reader = new Reader(frame);
  const message = readOne(reader);
  if (!reader.isAtEnd) throw new Broken('goes on after its end');
  return message;
}

function readOne(reader: Reader): Message {
  switch (reader.number()) {
    case 0:
      switch (reader.number()) {
        case 0:
          return { is: 'vector', vector: reader.block() };
        case 1:
        case 2:
          return { is: 'update', update: reader.block() };
        default:
          throw new Broken('a message that nobody knows');
      }
    case 1:
      return { is: 'awareness', awareness: reader.block() };
    case 2:
      // y-protocols' word about rights, which only a server says; nothing comes of it.
      reader.number();
      reader.textLength();
      return { is: 'ignored' };
    case 3:
      return { is: 'query' };
    default:
      throw new Broken('a message that nobody knows');
  }
}

/** Clients and how many of their structs are known; throws Broken. */
export function readVector(vector: Uint8Array): Map<number, number> {
  const reader = new Reader(vector);
  const clocks = new Map<number, number>();
  for (let left = reader.count(); left > 0; left--) clocks.set(reader.number(), reader.number());
  if (!reader.isAtEnd) throw new Broken('goes on after its end');
  return clocks;
}

export function encodeVector(clocks: ReadonlyMap<number, number>): Uint8Array {
  const writer = new Writer().number(clocks.size);
  for (const [client, clock] of clocks) writer.number(client).number(clock);
  return writer.done();
}

export const frames = {
  vector: (clocks: ReadonlyMap<number, number>) => new Writer().number(0).number(0).block(encodeVector(clocks)).done(),
  answer: (update: Uint8Array) => new Writer().number(0).number(1).block(update).done(),
  update: (update: Uint8Array) => new Writer().number(0).number(2).block(update).done(),
  awareness: (awareness: Uint8Array) => new Writer().number(1).block(awareness).done(),
  saved: (n: number) => new Writer().number(100).number(n).done(),
  notSaved: () => new Writer().number(101).block(Buffer.from('storage')).done(),
};

/** A message as it goes over the wire: one binary frame of the websocket protocol, whole, made once for all who get it. */
export function framed(message: Uint8Array): Buffer {
  const { length } = message;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = 0x82;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(Math.floor(length / 2 ** 32), 2);
    frame.writeUInt32BE(length % 2 ** 32, 6);
  }
  frame.set(message, head);
  return frame;
}

/** Says nothing: y-websocket takes a connection on which nothing came for 30 seconds for dead. */
export const nothing = frames.awareness(new Writer().number(0).done());

/** True where an update holds neither structs nor deletions. */
export function isEmptyUpdate(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0;
}
