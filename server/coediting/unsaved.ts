import type { Writer } from './coediting';
import type { Connection } from './connection';
import type { Range } from './update';
import type { Wrote } from './writing';

/** What was accepted for one commit, and what is to be said when it is done. */
export interface Gathered {
  updates: Uint8Array[];
  bytes: number;
  wrote: Map<string, Wrote>;
  writers: Set<Connection | null>;
  saved: Map<Connection, number>;
  after: (() => void)[];
}

/**
 * More than this goes out in several commits and frames. What gathers while the database is slow would else be one frame
 * of any size, and lie in memory once for each reader who does not read it.
 */
const mostAtOnce = 1024 * 1024;

/** What a room has accepted and not yet committed, in the order in which it will be. */
export class Unsaved {
  private waiting: Gathered[] = [];
  private flying: Gathered | null = null;
  /** Bytes of what waits. */
  bytes = 0;

  get isEmpty(): boolean {
    return this.waiting.length === 0 && this.flying === null;
  }

  get hasWaiting(): boolean {
    return this.waiting.length > 0;
  }

  private get last(): Gathered | null {
    return this.waiting.at(-1) ?? this.flying;
  }

  add(update: Uint8Array, by: Writer, ranges: Range[], from: Connection | null): void {
    let next = this.waiting.at(-1);
    if (!next || next.bytes + update.length > mostAtOnce) {
      next = { updates: [], bytes: 0, wrote: new Map(), writers: new Set(), saved: new Map(), after: [] };
      this.waiting.push(next);
    }
    next.updates.push(update);
    next.bytes += update.length;
    this.bytes += update.length;
    next.writers.add(from);
    const key = `${by.person} ${by.organisation}`;
    const wrote = next.wrote.get(key);
    if (wrote) addRanges(wrote.ranges, ranges);
    else next.wrote.set(key, { ...by, ranges: ranges.map((r) => ({ ...r })) });
  }

  /** Runs when everything that was accepted so far is committed; at once where it is. */
  after(run: () => void): void {
    const { last } = this;
    if (last) last.after.push(run);
    else run();
  }

  /** Says so many frames of a connection to be safe when everything accepted so far is; false where it is already. */
  noteSaved(connection: Connection, frames: number): boolean {
    this.last?.saved.set(connection, frames);
    return this.last !== null;
  }

  /** What the next commit is made of. It is in flight until it has landed. */
  take(): Gathered | null {
    const next = this.waiting.shift();
    if (!next) return null;
    this.bytes -= next.bytes;
    this.flying = next;
    return next;
  }

  landed(): void {
    this.flying = null;
  }

  /** Who waits to be told that something is safe. */
  *writers(): Iterable<Connection> {
    for (const gathered of [this.flying, ...this.waiting]) yield* gathered?.saved.keys() ?? [];
  }

  /** Forgets everything; what was to run afterwards is handed back. */
  drop(): (() => void)[] {
    const after = [this.flying, ...this.waiting].flatMap((gathered) => gathered?.after ?? []);
    this.waiting = [];
    this.flying = null;
    this.bytes = 0;
    return after;
  }
}

function addRanges(to: Range[], more: Range[]): void {
  for (const range of more) {
    const last = to.findLast((r) => r.client === range.client);
    if (last?.to === range.from) last.to = range.to;
    else to.push({ ...range });
  }
}
