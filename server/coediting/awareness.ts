import { isUtf8 } from 'node:buffer';
import { Broken, Reader, Writer } from './bytes';

const mostIds = 4;
const mostBytes = 4096;
/** Ids that one frame may name: each client tells again what it hears of the others. */
const mostNamed = 2000;
/** Ids remembered with whose they are, while a room is open. */
const mostRemembered = 5000;
/** y-protocols' clients renew theirs every 15 seconds and drop what is older than 30. */
const oldAfterMs = 45_000;

const gone = Buffer.from('null');

/** Another process of the same house, which speaks for the people whose sockets it has. */
export class Elsewhere {
  constructor(readonly process: number) {}
}

interface Presence<C> {
  owner: C | Elsewhere | null;
  person: number;
  /** The owner's own count, and by how much ours is ahead of it. */
  clock: number;
  ahead: number;
  /** JSON as it came; null for someone who is gone. */
  state: Uint8Array | null;
  at: number;
}

/**
 * Who is there. Every y-websocket client tells again all that it hears, so a connection speaks only for ids that it
 * introduced: not for one that is another's, or was another person's, or, once it has its own, for any that was here
 * before. What changed is told once in a while, encoded once.
 */
export class Awareness<C extends object> {
  private presences = new Map<number, Presence<C>>();
  private idsOf = new Map<C | Elsewhere, Set<number>>();
  private changed = new Set<number>();
  /** What changed by those who are here, and other processes have not been told. */
  private untold = new Set<number>();

  constructor(private now: () => number = Date.now) {}

  /** True where something changed that others are to be told. Throws Broken at what cannot be read. */
  hear(from: C, person: number, update: Uint8Array): boolean {
    const reader = new Reader(update);
    const count = reader.count();
    if (count > mostNamed) throw new Broken('too many presences');
    let changed = false;
    for (let i = 0; i < count; i++) {
      const id = reader.number();
      const clock = reader.number();
      const state = reader.block();
      changed = this.hearOne(from, person, id, clock, state) || changed;
    }
    if (!reader.isAtEnd) throw new Broken('goes on after its end');
    return changed;
  }

  private hearOne(from: C, person: number, id: number, clock: number, state: Uint8Array): boolean {
    const there = this.presences.get(id);
    const isGone = state.length === 4 && Buffer.compare(state, gone) === 0;
    if (there?.owner === from) {
      if (clock < there.clock || (clock === there.clock && !isGone)) return false;
    } else if (isGone || !this.mayIntroduce(from, person, there)) return false;
    if (state.length > mostBytes) throw new Broken('a presence too large');
    if (!isGone && !isOf(person, readJson(state))) return false;
    const told = there ? there.clock + there.ahead : 0;
    if (there?.owner !== from) this.give(id, there, from);
    // A client that comes back counts on from where it was, and the others would take that for old.
    const ahead = there?.owner === from ? there.ahead : there ? Math.max(0, told + 1 - clock) : 0;
    this.presences.set(id, {
      owner: isGone ? null : from,
      person,
      clock,
      ahead,
      // A copy: the bytes are a view into a much larger buffer of the socket.
      state: isGone ? null : new Uint8Array(state),
      at: this.now(),
    });
    if (isGone) this.idsOf.get(from)?.delete(id);
    this.changed.add(id);
    this.untold.add(id);
    return true;
  }

  private mayIntroduce(from: C, person: number, there: Presence<C> | undefined): boolean {
    const own = this.idsOf.get(from)?.size ?? 0;
    if (!there) return own < mostIds && this.hasPlace();
    return there.person === person && own === 0;
  }

  private hasPlace(): boolean {
    if (this.presences.size < mostRemembered) return true;
    for (const [id, { state }] of this.presences) {
      if (state !== null || this.changed.has(id)) continue;
      this.presences.delete(id);
      this.untold.delete(id);
    }
    return this.presences.size < mostRemembered;
  }

  private give(id: number, there: Presence<C> | undefined, to: C | Elsewhere): void {
    if (there?.owner) this.idsOf.get(there.owner)?.delete(id);
    const ids = this.idsOf.get(to);
    if (ids) ids.add(id);
    else this.idsOf.set(to, new Set([id]));
  }

  /** True where others are to be told that someone is gone. */
  leave(connection: C | Elsewhere): boolean {
    const ids = this.idsOf.get(connection);
    this.idsOf.delete(connection);
    for (const id of ids ?? []) this.remove(id);
    return (ids?.size ?? 0) > 0;
  }

  private remove(id: number): void {
    const there = this.presences.get(id)!;
    this.presences.set(id, { ...there, owner: null, state: null, ahead: there.ahead + 1, at: this.now() });
    this.changed.add(id);
    if (!(there.owner instanceof Elsewhere)) this.untold.add(id);
  }

  /** Drops those that nobody renewed; true where others are to be told. */
  dropOld(): boolean {
    const old = this.now() - oldAfterMs;
    let dropped = false;
    for (const [id, { owner, state, at }] of this.presences) {
      if (at > old || state === null) continue;
      if (owner) this.idsOf.get(owner)?.delete(id);
      this.remove(id);
      dropped = true;
    }
    return dropped;
  }

  /** Everyone who is there, but for this connection itself; null for nobody. */
  everyone(but?: C): Uint8Array | null {
    const ids = [...this.presences].filter(([, p]) => p.state !== null && p.owner !== but).map(([id]) => id);
    return ids.length > 0 ? this.encode(ids) : null;
  }

  /**
   * What changed since the last call: once for everyone, and for those who must not hear the count that we are ahead
   * of them, and take it for newer than their own, without themselves. Null for nothing.
   */
  news(): { all: Uint8Array; without: Map<C, Uint8Array | null> } | null {
    if (this.changed.size === 0) return null;
    const ids = [...this.changed];
    this.changed.clear();
    const without = new Map<C, Uint8Array | null>();
    for (const id of ids) {
      const { owner, ahead } = this.presences.get(id)!;
      if (!owner || owner instanceof Elsewhere || ahead === 0 || without.has(owner)) continue;
      const others = ids.filter((other) => this.presences.get(other)!.owner !== owner);
      without.set(owner, others.length > 0 ? this.encode(others) : null);
    }
    return { all: this.encode(ids), without };
  }

  // Between processes: for each presence its client, count, person and state, one after the other.

  /**
   * What other processes are to hear of those who are here, so many bytes at most; everyone with `all`. What does not
   * fit is there at the next call; null where nothing is left.
   */
  takeUntold(mostBytes: number, all = false): Uint8Array | null {
    if (all)
      for (const [id, { owner }] of this.presences) if (owner && !(owner instanceof Elsewhere)) this.untold.add(id);
    const writer = new Writer();
    for (const id of this.untold) {
      const { owner, person, clock, ahead, state } = this.presences.get(id) ?? {};
      if (clock !== undefined && !(owner instanceof Elsewhere)) {
        const one = new Writer()
          .number(id)
          .number(clock + ahead!)
          .number(person!)
          .block(state ?? gone)
          .done();
        if (writer.size > 0 && writer.size + one.length > mostBytes) return writer.done();
        writer.raw(one);
      }
      this.untold.delete(id);
    }
    return writer.size > 0 ? writer.done() : null;
  }

  /** What another process says of those who are there. Somebody who is here is spoken for here. Throws Broken. */
  hearElsewhere(from: Elsewhere, told: Uint8Array): boolean {
    const reader = new Reader(told);
    let changed = false;
    while (!reader.isAtEnd) {
      const [id, clock, person] = [reader.number(), reader.number(), reader.number()];
      changed = this.hearOneElsewhere(from, id, clock, person, reader.block()) || changed;
    }
    return changed;
  }

  private hearOneElsewhere(from: Elsewhere, id: number, clock: number, person: number, state: Uint8Array): boolean {
    const there = this.presences.get(id);
    const isGone = state.length === 4 && Buffer.compare(state, gone) === 0;
    if (there?.owner && !(there.owner instanceof Elsewhere)) return false;
    if (isGone && there?.owner !== from) return false;
    if (!there && !this.hasPlace()) return false;
    const isSame = there?.owner === from;
    if (isSame && clock < there.clock) return false;
    const ahead = isSame ? there.ahead : there ? Math.max(0, there.clock + there.ahead + 1 - clock) : 0;
    if (!isSame) this.give(id, there, from);
    const copy = isGone ? null : new Uint8Array(state);
    this.presences.set(id, { owner: isGone ? null : from, person, clock, ahead, state: copy, at: this.now() });
    if (isGone) this.idsOf.get(from)?.delete(id);
    this.changed.add(id);
    return true;
  }

  private encode(ids: number[]): Uint8Array {
    const writer = new Writer().number(ids.length);
    for (const id of ids) {
      const { clock, ahead, state } = this.presences.get(id)!;
      writer
        .number(id)
        .number(clock + ahead)
        .block(state ?? gone);
    }
    return writer.done();
  }
}

/**
 * Whether a presence may be this person's: it names them, or nobody. One that names somebody else is passed over, and its
 * connection stays: a client that tells again what it has heard of others is no forger.
 */
function isOf(person: number, said: unknown): boolean {
  const named = (said as { user?: { person?: unknown } | null } | null)?.user?.person;
  return named === undefined || named === person;
}

function readJson(state: Uint8Array): unknown {
  try {
    if (isUtf8(state)) return JSON.parse(Buffer.from(state).toString());
  } catch {
    // Refused below.
  }
  throw new Broken('not JSON');
}
