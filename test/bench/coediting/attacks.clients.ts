import * as Y from 'yjs';
import { Person, type Server } from './person';
import { layOut, paragraph, prose, random } from './texts';
import { frameOf } from './wire';

/* What somebody with a session and bad intentions, or a broken program, may send. Bounded in number and in time. */

export interface Attack {
  server: Server;
  room: number;
  name: AttackName;
  /** From 0 to 1: how much of it. */
  share: number;
}

export const attackNames = [
  '20,000 invented presences',
  'random frames',
  'updates that claim ten million structs',
  'updates with gaps',
  'frames of 32 MB, or that say 1 TB',
  'frames against the protocol',
  'asks for the state and never reads',
  '20,000 updates at once',
] as const;
export type AttackName = (typeof attackNames)[number];

const attacks: Record<AttackName, (server: Server, room: number, share: number) => Promise<void>> = {
  async '20,000 invented presences'(server, room) {
    const states = Array.from({ length: 20_000 }, (_, i) => ({
      client: 0x60000000 + i,
      clock: 1,
      state: { user: { name: `Nobody ${i}` } },
    }));
    const one = await arrive(server, room, 950);
    one.say(one.framing.presence(states));
    for (let i = 0; i < 20; i++) {
      const other = await arrive(server, room, 951 + i);
      for (const state of states.slice(i * 1000, i * 1000 + 1000)) {
        if (other.wire.closed) break;
        other.say(other.framing.presence([{ ...state, clock: 2 }]));
      }
      await linger(other, 50);
    }
    await linger(one, 200);
  },

  async 'random frames'(server, room, share) {
    const next = random(11);
    const connections = Math.ceil(1000 * share);
    for (let done = 0; done < connections; done += 10) {
      await Promise.all(
        Array.from({ length: 10 }, async (_, c) => {
          const person = await arrive(server, room, 940 + c);
          const frames = Array.from({ length: 100 }, () => {
            const bytes = Uint8Array.from({ length: 1 + Math.floor(next() * 60) }, () => Math.floor(next() * 256));
            // Half of them begin as an update does.
            return frameOf(person.framing.raw(next() < 0.5 ? bytes : new Uint8Array([0, 2, bytes.length, ...bytes])));
          });
          person.wire.send(Buffer.concat(frames));
          await linger(person, 20);
        }),
      );
    }
  },

  async 'updates that claim ten million structs'(server, room, share) {
    for (let i = 0; i < 40 * share; i++) {
      const person = await arrive(server, room, 940);
      person.sendUpdate(new Uint8Array([1, 0x80, 0xad, 0xe2, 0x04, 1, 0]));
      await linger(person, 20);
    }
  },

  async 'updates with gaps'(server, room, share) {
    const person = await arrive(server, room, 940);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, layOut({ paragraphs: 1, length: 10 }));
    doc.clientID = 0x61000000;
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    const text = paragraph(doc, 0);
    for (let i = 0; i < 6000 * share; i++) text.insert(text.length, 'x');
    // Every second one is missing.
    person.wire.send(
      Buffer.concat(updates.filter((_, i) => i % 2).map((update) => frameOf(person.framing.update(update)))),
    );
    await linger(person, 500);
  },

  async 'frames of 32 MB, or that say 1 TB'(server, room) {
    for (let i = 0; i < 3; i++) {
      const person = await arrive(server, room, 940);
      const message = person.framing.update(new Uint8Array(32 << 20));
      person.wire.send(frameOf(message));
      await linger(person, 300);
    }
    for (let i = 0; i < 20; i++) {
      const person = await arrive(server, room, 940);
      const frame = Buffer.alloc(4096, 1);
      frame[0] = 0x82;
      frame[1] = 0xff;
      frame.writeBigUInt64BE(1n << 40n, 2);
      person.wire.send(frame);
      await linger(person, 20);
    }
  },

  async 'frames against the protocol'(server, room, share) {
    const wrong = [
      [0x8b, 0x80, 0, 0, 0, 0],
      [0x82, 0x03, 1, 2, 3],
      [0xf2, 0x81, 0, 0, 0, 0, 1],
      [0x89, 0xfe, 1, 0, 0, 0, 0, 0],
      [0x80, 0x81, 0, 0, 0, 0, 1],
      [0x88, 0x81, 0, 0, 0, 0, 1],
      [0x81, 0x81, 0, 0, 0, 0, 0xff],
    ];
    for (let i = 0; i < 30 * share; i++) {
      for (const bytes of wrong) {
        const person = await arrive(server, room, 940);
        person.wire.send(Buffer.from(bytes));
        await linger(person, 5);
      }
    }
  },

  async 'asks for the state and never reads'(server, room, share) {
    const person = await arrive(server, room, 940);
    const doc = new Y.Doc();
    doc.clientID = 0x63000000;
    doc.getText('large').insert(0, prose(200_000, 9));
    person.sendUpdate(Y.encodeStateAsUpdate(doc));
    await new Promise((resolve) => setTimeout(resolve, 200));
    person.wire.pause();
    const ask = frameOf(person.framing.askState(new Map()));
    person.wire.send(Buffer.concat(Array(Math.ceil(1000 * share)).fill(ask)));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    person.drop();
  },

  async '20,000 updates at once'(server, room, share) {
    const person = await arrive(server, room, 940);
    const doc = new Y.Doc();
    doc.clientID = 0x62000000;
    const text = doc.getText('flood');
    const frames: Buffer[] = [];
    doc.on('update', (update: Uint8Array) => frames.push(frameOf(person.framing.update(update))));
    const letters = prose(20_000, 5);
    for (let i = 0; i < 20_000 * share; i++) text.insert(i, letters[i]!);
    person.wire.send(Buffer.concat(frames));
    await linger(person, 1500);
  },
};

export const attackAnswers = {
  async attack({ server, room, name, share }: Attack): Promise<void> {
    await attacks[name](server, room, share);
  },
};

/** Comes in, or at least tries to: a server that lets no more in has its reasons. */
async function arrive(server: Server, room: number, number: number): Promise<Person> {
  const person = new Person(server, room, number);
  person.skim = true;
  await Promise.race([person.whole.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 5000))]);
  return person;
}

/** Waits until it is put out, or so long, and leaves. */
async function linger(person: Person, ms: number): Promise<void> {
  await person.until(() => person.wire.closed, ms);
  person.drop();
}
