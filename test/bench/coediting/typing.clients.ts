import { clock } from './clock';
import { type Histogram, note } from './histogram';
import { Person, type Server } from './person';
import { type Layout, random, typed, writersOf } from './texts';
import { frameOf } from './wire';

/** People in documents, some of whom type. Described once; each process takes its part of the people. */
export interface Crowd {
  server: Server;
  run: number;
  layout: Layout;
  rooms: number[];
  people: number;
  /** Of the people in each document, the first so many write. */
  writers: number;
  edits: number;
  perSecond: number;
  part: number;
  parts: number;
}

export interface Typed {
  /** By writer of all documents: when each edit was sent, in milliseconds after the beginning. */
  sentAt: Record<number, number[]>;
}

export interface Arrived {
  times: Histogram;
  arrived: number;
  expected: number;
  /** Milliseconds after the beginning. */
  last: number;
  closed: Record<number, number>;
  unreadable: number;
}

const atOnce = 25;

let crowd: Crowd | undefined;
let people: { person: Person; room: number; writer: number | null }[] = [];
let stopped = false;
let frames = new Map<number, { bytes: Buffer; ends: number[] }>();

export const typingAnswers = {
  async join(about: Crowd): Promise<void> {
    crowd = about;
    people = [];
    const joining: Promise<void>[] = [];
    for (let room = 0; room < about.rooms.length; room++) {
      for (let i = 0; i < about.people; i++) {
        const number = room * about.people + i;
        if (number % about.parts !== about.part) continue;
        const person = new Person(about.server, about.rooms[room]!, number + 1);
        people.push({ person, room, writer: i < about.writers ? room * about.writers + i : null });
        joining.push(person.whole);
        if (joining.length % atOnce === 0) await Promise.all(joining);
      }
    }
    await Promise.all(joining);
  },

  /** What will be sent is made beforehand, so that sending it takes next to nothing. */
  prepare(): void {
    const { run, layout, writers, edits } = crowd!;
    frames = new Map();
    for (const { person, writer } of people) {
      if (writer === null) continue;
      const updates = typed(layout, writersOf(run) + writer, writer % writers, edits);
      const framed = updates.map((update) => frameOf(person.framing.update(update)));
      let end = 0;
      frames.set(writer, { bytes: Buffer.concat(framed), ends: framed.map((f) => (end += f.length)) });
    }
  },

  /** Types at an uneven pace that is the same for every server: each edit somewhere in its own slot of time. */
  type({ began }: { began: number }): Promise<Typed> {
    const { run, rooms, writers, edits, perSecond } = crowd!;
    const slot = 1000 / perSecond;
    stopped = false;
    for (const { person, writer } of people)
      person.count({ first: writersOf(run), writers: rooms.length * writers, edits, own: writer }, began);
    const typing = people
      .filter((p) => p.writer !== null)
      .map(({ person, writer }) => {
        const next = random(writer! + 1);
        const due = Float64Array.from({ length: edits }, (_, k) => (k + next()) * slot);
        return { person, writer: writer!, due, at: 0, sentAt: [] as number[], ...frames.get(writer!)! };
      });
    return new Promise((resolve) => {
      const tick = () => {
        let left = 0;
        for (const t of typing) {
          const now = clock() - began;
          const from = t.at;
          while (t.at < edits && t.due[t.at]! <= now) t.sentAt[t.at++] = Math.round(now * 1000) / 1000;
          if (t.at > from) {
            t.person.wire.send(t.bytes.subarray(from ? t.ends[from - 1]! : 0, t.ends[t.at - 1]!));
            t.person.sent += t.at - from;
          }
          left += edits - t.at;
        }
        if (left && !stopped) setTimeout(tick, 1);
        else resolve({ sentAt: Object.fromEntries(typing.map((t) => [t.writer, t.sentAt])) });
      };
      tick();
    });
  },

  /** Waits until everybody has everything, or no longer. */
  async settle({ patienceMs }: { patienceMs: number }): Promise<void> {
    await Promise.all(
      people.map(({ person, writer }) =>
        person.until(() => person.arrived >= expectedBy(writer) || person.wire.closed, patienceMs),
      ),
    );
  },

  arrivals({ sentAt }: Typed): Arrived {
    const { writers } = crowd!;
    const times: Histogram = {};
    let arrived = 0;
    let expected = 0;
    let last = 0;
    let unreadable = 0;
    const closed: Record<number, number> = {};
    for (const { person, room, writer } of people) {
      expected += expectedBy(writer);
      arrived += person.arrived;
      unreadable += person.unreadable;
      last = Math.max(last, person.lastArrival);
      if (person.code !== null) closed[person.code] = (closed[person.code] ?? 0) + 1;
      for (let w = room * writers; w < (room + 1) * writers; w++) {
        if (w === writer) continue;
        const sent = sentAt[w]!;
        const at = person.arrivalsOf(w);
        for (let edit = 0; edit < sent.length; edit++) {
          const ms = at[edit]! - sent[edit]!;
          if (!Number.isNaN(ms)) note(times, ms);
        }
      }
    }
    return { times, arrived, expected, last, closed, unreadable };
  },

  /**
   * The server is dead, and nobody comes back. By writer: how many of their edits somebody else had, and how many they
   * themselves were told are safe.
   */
  async wreck(): Promise<{ seen: Record<number, number>; told: Record<number, number> }> {
    stopped = true;
    await Promise.all(people.map(({ person }) => person.until(() => person.wire.closed, 5000)));
    const seen: Record<number, number> = {};
    const told: Record<number, number> = {};
    for (const { person, writer } of people) {
      for (let w = 0; w < crowd!.writers; w++) if (w !== writer) seen[w] = Math.max(seen[w] ?? 0, person.upTo(w));
      if (writer !== null) told[writer] = Math.max(0, person.saved - person.sentBefore);
    }
    return { seen, told };
  },

  leave(): void {
    for (const { person } of people) person.drop();
    people = [];
    frames = new Map();
  },
};

function expectedBy(writer: number | null): number {
  const { writers, edits } = crowd!;
  return (writers - (writer === null ? 0 : 1)) * edits;
}
