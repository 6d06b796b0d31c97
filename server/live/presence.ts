import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Log } from '../../app/shared/context';
import type { Sql } from '../../db/connect';

/** Counts are fleeting: they go from process to process by notice and are nowhere stored. */
const channel = 'plenary_present';
/** A process that has not been heard of for so long is gone, and those who were on it with it. */
const goneAfterMs = 40_000;
const repeatEveryMs = 15_000;
/** A notice holds 8,000 bytes at most; a room takes thirty. */
const roomsInNotice = 200;

const notice = z.object({ from: z.string(), rooms: z.array(z.tuple([z.int(), z.int().nonnegative()])) });

/** A room of this process: people by id with the number of their sockets, visitors by sockets alone. */
interface Here {
  people: Map<number, number>;
  visitors: number;
}

export interface Presence {
  enter(discussion: number, person: number | null): void;
  leave(discussion: number, person: number | null): void;
  /** People and visitors who read this discussion now, over all processes; a person on two of them counts twice. */
  count(discussion: number): number;
  stop(): Promise<void>;
}

/**
 * Who reads what. Entering and leaving only count; a room is told its figure once in a while, and only when it is
 * another one, so a thousand arrivals are one message and no post waits for any of it.
 */
export async function startPresence(
  sql: Sql,
  log: Log,
  tell: (discussion: number, count: number) => void,
  everyMs = 1000,
): Promise<Presence> {
  const me = randomUUID();
  const here = new Map<number, Here>();
  const elsewhere = new Map<string, { at: number; rooms: Map<number, number> }>();
  const told = new Map<number, number>();
  /** Rooms whose figure may have changed: to be told here, and to the other processes. */
  const changed = new Set<number>();
  const toShare = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const inRoom = (room: Here | undefined) => (room ? room.people.size + room.visitors : 0);

  function count(discussion: number): number {
    let sum = inRoom(here.get(discussion));
    for (const other of elsewhere.values()) sum += other.rooms.get(discussion) ?? 0;
    return sum;
  }

  function mark(discussion: number): void {
    changed.add(discussion);
    if (timer || stopped) return;
    timer = setTimeout(() => {
      timer = undefined;
      flush();
    }, everyMs);
    timer.unref();
  }

  function flush(): void {
    for (const discussion of changed) {
      const now = count(discussion);
      if (here.has(discussion) && told.get(discussion) !== now) {
        told.set(discussion, now);
        tell(discussion, now);
      }
      if (!here.has(discussion)) told.delete(discussion);
    }
    changed.clear();
    void share([...toShare]);
    toShare.clear();
  }

  async function share(discussions: number[]): Promise<void> {
    try {
      for (let i = 0; i < discussions.length; i += roomsInNotice) {
        const rooms = discussions.slice(i, i + roomsInNotice).map((d) => [d, inRoom(here.get(d))]);
        await sql.notify(channel, JSON.stringify({ from: me, rooms }));
      }
    } catch {
      // The figures are said again soon.
    }
  }

  function hear(payload: string): void {
    let said: z.infer<typeof notice>;
    try {
      said = notice.parse(JSON.parse(payload));
    } catch {
      log.warn({}, 'a notice of who is present could not be read');
      return;
    }
    if (said.from === me) return;
    let other = elsewhere.get(said.from);
    if (!other) {
      other = { at: 0, rooms: new Map() };
      elsewhere.set(said.from, other);
      // It has just come, and has not heard of us.
      for (const discussion of here.keys()) toShare.add(discussion);
      const any = here.keys().next();
      if (!any.done) mark(any.value);
    }
    other.at = Date.now();
    for (const [discussion, n] of said.rooms) {
      if (n === 0) other.rooms.delete(discussion);
      else other.rooms.set(discussion, n);
      mark(discussion);
    }
  }

  function repeat(): void {
    const old = Date.now() - goneAfterMs;
    for (const [from, other] of elsewhere) {
      if (other.at > old) continue;
      elsewhere.delete(from);
      for (const discussion of other.rooms.keys()) mark(discussion);
    }
    void share([...here.keys()]);
  }

  const listening = await sql.listen(channel, hear);
  const repeater = setInterval(repeat, repeatEveryMs);
  repeater.unref();

  function note(discussion: number): void {
    toShare.add(discussion);
    mark(discussion);
  }

  return {
    enter(discussion, person) {
      const room = here.get(discussion) ?? { people: new Map(), visitors: 0 };
      here.set(discussion, room);
      if (person === null) room.visitors++;
      else room.people.set(person, (room.people.get(person) ?? 0) + 1);
      note(discussion);
    },
    leave(discussion, person) {
      const room = here.get(discussion);
      if (!room) return;
      if (person === null) room.visitors--;
      else {
        const left = (room.people.get(person) ?? 1) - 1;
        if (left === 0) room.people.delete(person);
        else room.people.set(person, left);
      }
      if (inRoom(room) === 0) here.delete(discussion);
      note(discussion);
    },
    count,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      clearInterval(repeater);
      const left = [...new Set([...here.keys(), ...toShare])];
      here.clear();
      await share(left);
      await listening.unlisten().catch(() => {});
    },
  };
}
