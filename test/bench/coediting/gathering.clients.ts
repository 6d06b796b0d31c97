import * as Y from 'yjs';
import { clock } from './clock';
import { Person, type Server } from './person';
import { type Layout, layOut, paragraph, prose, writersOf } from './texts';

/* Many people with documents open: what that costs, and how they come back after a restart. */

export interface Gathering {
  server: Server;
  rooms: number[];
  people: number;
  part: number;
  parts: number;
  presence: boolean;
}

let gathering: Gathering | undefined;
let people: { person: Person; room: number; index: number }[] = [];
const atOnce = 25;

function mine<T>(of: (room: number, index: number) => T): T[] {
  const { rooms, people: each, part, parts } = gathering!;
  const all: T[] = [];
  for (let room = 0; room < rooms.length; room++)
    for (let index = 0; index < each; index++) if ((room * each + index) % parts === part) all.push(of(room, index));
  return all;
}

export const gatheringAnswers = {
  async gather(about: Gathering): Promise<void> {
    gathering = about;
    people = [];
    const opening = mine((room, index) => ({ room, index }));
    for (let i = 0; i < opening.length; i += atOnce) {
      const now = opening.slice(i, i + atOnce).map(({ room, index }) => ({
        room,
        index,
        person: new Person(about.server, about.rooms[room]!, 1 + room * about.people + index),
      }));
      people.push(...now);
      await Promise.all(now.map(({ person }) => person.whole));
    }
    if (!about.presence) return;
    for (const { person, room, index } of people) {
      const client = 0x50000000 + room * about.people + index;
      const state = { user: { name: `Person ${person.number} Demonstration`, color: '#31708f' }, cursor: null };
      person.say(person.framing.presence([{ client, clock: 1, state }]));
    }
  },

  /**
   * After the server went away: the first person of each document has written meanwhile; all come back at once, each
   * saying what they have. Resolves with the moment at which the last of this process had everything.
   */
  async comeBack({ server, run, layout, edits, began }: ComeBack): Promise<{ lastAt: number; whole: number }> {
    const writing = layOut(layout);
    const away = people.map(({ room, index, person }) => {
      if (index !== 0) return { room, index, have: person.have, pending: null };
      const doc = new Y.Doc();
      Y.applyUpdate(doc, writing);
      doc.clientID = writersOf(run) + room;
      const before = Y.encodeStateVector(doc);
      paragraph(doc, 0).insert(0, prose(edits, room + 1));
      const have = new Map(person.have);
      have.set(doc.clientID, edits);
      return { room, index, have, pending: Y.encodeStateAsUpdate(doc, before) };
    });
    for (const { person } of people) person.drop();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, began - clock())));
    let lastAt = 0;
    let whole = 0;
    people = await Promise.all(
      away.map(async ({ room, index, have, pending }) => {
        const person = new Person(server, gathering!.rooms[room]!, 1 + room * gathering!.people + index, have);
        person.pending = pending;
        await person.whole;
        const wanted = writersOf(run) + room;
        if (await person.until(() => (person.have.get(wanted) ?? 0) >= edits, 30_000)) whole++;
        lastAt = Math.max(lastAt, clock());
        return { person, room, index };
      }),
    );
    return { lastAt, whole };
  },

  disperse(): void {
    for (const { person } of people) person.drop();
    people = [];
  },
};

export interface ComeBack {
  server: Server;
  run: number;
  layout: Layout;
  edits: number;
  began: number;
}
