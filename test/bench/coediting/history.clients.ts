import * as Y from 'yjs';
import { clock } from './clock';
import { Person, type Server } from './person';
import { type Layout, layOut, plain, sentinel, type Trace, trace } from './texts';
import { frameOf } from './wire';

const sentinelBytes = Buffer.from(sentinel);
const patienceMs = 60_000;
let kept: { edits: number; trace: Trace } | undefined;
let watcher: Person | undefined;

function traceOf(edits: number): Trace {
  if (kept?.edits !== edits) kept = { edits, trace: trace(edits) };
  return kept.trace;
}

/** All that somebody sent was called safe by the server; at the relay, which promises nothing, at once. */
export async function safe(person: Person): Promise<void> {
  if (person.server.kind === 'relay') return;
  if (!(await person.until(() => person.saved >= person.sent || person.wire.closed, patienceMs)) || person.wire.closed)
    throw new Error(
      `${person.server.kind}: ${person.saved} of ${person.sent} frames were taken (closed: ${person.code})`,
    );
}

export const historyAnswers = {
  /** Gives documents their first text, one person in each. */
  async layOut({ server, rooms, layout }: { server: Server; rooms: number[]; layout: Layout }): Promise<void> {
    const update = layOut(layout);
    for (let i = 0; i < rooms.length; i += 20) {
      await Promise.all(
        rooms.slice(i, i + 20).map(async (room, j) => {
          const person = new Person(server, room, 1 + ((i + j) % 1000));
          await person.whole;
          person.sendUpdate(update);
          await safe(person);
          person.drop();
        }),
      );
    }
  },

  /** Makes the long text, which takes a moment, and says what it comes to. */
  makeTrace({ edits }: { edits: number }): { updates: number; stateBytes: number; bytes: number } {
    const { updates, stateBytes, state } = traceOf(edits);
    // Whoever opens it first would otherwise be measured with a reader that has never read.
    for (let i = 0; i < 8; i++) Y.applyUpdate(new Y.Doc(), state);
    return { updates: updates.length, stateBytes, bytes: updates.reduce((sum, u) => sum + u.length, 0) };
  },

  /** Somebody else who has the document open. */
  async watchForEnd({ server, room }: { server: Server; room: number }): Promise<void> {
    watcher = new Person(server, room, 2);
    watcher.skim = true;
    await watcher.whole;
  },

  /** Resolves with the moment at which the last of it was there. */
  async seenEnd(): Promise<number> {
    const person = watcher!;
    let at = 0;
    person.onUpdate = (bytes) => {
      if (!at && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(sentinelBytes)) at = clock();
    };
    const seen = await person.until(() => at > 0 || person.wire.closed, patienceMs);
    person.drop();
    if (!seen || !at)
      throw new Error(`${person.server.kind}: the end of the history never came (closed: ${person.code})`);
    return at;
  },

  /** Sends the whole history as fast as the connection takes it, and waits until it is called safe. */
  async ingest({ server, room, edits }: { server: Server; room: number; edits: number }) {
    const { updates } = traceOf(edits);
    const person = new Person(server, room, 1);
    await person.whole;
    const frames = updates.map((update) => frameOf(person.framing.update(update)));
    const began = clock();
    for (let i = 0; i < frames.length; i += 64) {
      person.wire.send(Buffer.concat(frames.slice(i, i + 64)));
      person.sent += Math.min(64, frames.length - i);
      await person.wire.drained();
    }
    await safe(person);
    const safeAt = clock();
    person.drop();
    return { began, safeAt };
  },

  /** Opens the document with nothing in hand, until its full text is there. */
  async openAfresh({ server, room, edits }: { server: Server; room: number; edits: number }) {
    const { client, clock: end, text } = traceOf(edits);
    const doc = new Y.Doc();
    const began = clock();
    const person = new Person(server, room, 3);
    person.skim = true;
    let arrivedAt = 0;
    let appliedAt = 0;
    let bytes = 0;
    person.onUpdate = (update) => {
      if (appliedAt) return;
      const at = clock();
      Y.applyUpdate(doc, update);
      if (Y.getState(doc.store, client) < end) return;
      arrivedAt = at;
      appliedAt = clock();
      bytes = person.wire.bytesIn;
    };
    await person.until(() => appliedAt > 0 || person.wire.closed, patienceMs);
    person.drop();
    if (plain(doc) !== text)
      throw new Error(`${server.kind}: the text that was opened is not the one that was written`);
    return { arrivedMs: arrivedAt - began, appliedMs: appliedAt - began, bytes };
  },
};
