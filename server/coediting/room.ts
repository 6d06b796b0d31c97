import * as Y from 'yjs';
import { Awareness } from './awareness';
import { Broken } from './bytes';
import type { Host, Writer } from './coediting';
import type { Batch, Commits, Source } from './commits';
import type { Connection } from './connection';
import { joined } from './joined';
import type { Limits } from './limits';
import { type Closing, closing, encodeVector, framed, frames, isEmptyUpdate, readVector } from './protocol';
import type { Loaded, Row, Tailed, Wrote } from './store';
import { type Looked, Text } from './text';
import type { Range } from './update';

const presenceEveryMs = 40;
const longTail = 1_500_000;

/** What was accepted for the next commit, and what is to be said when it is done. */
interface Gathered {
  updates: Uint8Array[];
  bytes: number;
  wrote: Map<string, Wrote>;
  writers: Set<Connection | null>;
  saved: Map<Connection, number>;
  after: (() => void)[];
}

export interface RoomHost extends Pick<Host, 'isSuggestion' | 'log'> {
  commits: Commits;
  limits: Limits;
  /** Something was committed by this process or another: it is not quiet. */
  touched(room: Room): void;
}

/**
 * One text that is open. What comes in is looked at and taken into the text at once, so that the next update can rest on
 * it; it goes out when it is committed, and so does every answer that was made of the text meanwhile.
 */
export class Room implements Source {
  readonly connections = new Set<Connection>();
  readonly epoch: number;
  folds: number;
  place: string;
  /** True once the text here is not the one in the database any more. */
  isOver = false;
  /** True where nobody has made the text readable since it was written in. */
  isUnsettled = false;
  private text: Text;
  private next: Gathered | null = null;
  private flying: Gathered | null = null;
  private awareness = new Awareness<Connection>();
  private presenceTimer: NodeJS.Timeout | undefined;
  private seen = new Set<number>();

  constructor(
    readonly id: number,
    loaded: Loaded,
    private host: RoomHost,
  ) {
    this.epoch = loaded.epoch;
    this.folds = loaded.folds;
    this.place = loaded.place;
    this.text = new Text(loaded.updates);
  }

  get isBusy(): boolean {
    return this.next !== null || this.flying !== null;
  }

  enter(connection: Connection): void {
    this.connections.add(connection);
    const everyone = this.awareness.everyone();
    if (everyone) connection.send(frames.awareness(everyone));
  }

  leave(connection: Connection): void {
    this.connections.delete(connection);
    if (this.awareness.leave(connection)) this.tellPresenceSoon();
  }

  private ask(connection: Connection): void {
    connection.isAsked = true;
    connection.send(frames.vector(this.text.vector()));
  }

  /** Answers with what the connection lacks, once all of that is committed. Throws Broken. */
  answer(connection: Connection, vector: Uint8Array): void {
    const lacks = this.text.since(readVector(vector), vector);
    const isFirst = !connection.isAnswered;
    connection.isAnswered = true;
    this.afterCommit(() => {
      connection.sendText(lacks);
      // Who may not write has nothing that we lack. Asked later: to say what we have, the text must first be read.
      if (isFirst && connection.access !== 'read') setImmediate(() => this.ask(connection));
    });
  }

  /** Runs when everything that was accepted so far is committed; at once where it is. */
  private afterCommit(run: () => void): void {
    const last = this.next ?? this.flying;
    if (last) last.after.push(run);
    else run();
  }

  /** Resolves when everything accepted so far is committed; rejects where the text was rewritten instead. */
  async committed(): Promise<void> {
    await new Promise<void>((done) => this.afterCommit(done));
    if (this.isOver) throw new Error('the text is another one by now');
  }

  /** An update of a client. Throws Broken. */
  receive(connection: Connection, update: Uint8Array): void {
    const n = ++connection.frames;
    if (!isEmptyUpdate(update)) {
      const done = this.consider(connection, update);
      if (connection.isClosed) return;
      if (done === 'gap') return void this.hold(connection, n, update);
      this.retryHeld(connection);
      if (connection.isClosed) return;
    }
    this.noteSaved(connection);
  }

  /** Takes an update or refuses it, unless it rests on what has not come yet. */
  private consider(connection: Connection, update: Uint8Array): 'gap' | 'done' {
    const looked = this.text.look(update, this.host.limits.structs);
    const { standing } = looked;
    if (standing.is === 'known') return 'done';
    const why = this.whyNotWrite(connection, looked);
    if (why) {
      connection.close(why);
      return 'done';
    }
    if (standing.is === 'gap') return 'gap';
    if (this.next && this.next.bytes + update.length > this.host.limits.unsaved && this.host.commits.isFailing()) {
      connection.close(closing.busy);
      return 'done';
    }
    if (this.text.size + update.length > this.host.limits.textBytes) {
      connection.close(closing.tooLarge);
      return 'done';
    }
    const { id: person, organisation } = connection.person;
    this.take(looked, { person, organisation }, standing.wrote, connection);
    return 'done';
  }

  private whyNotWrite(connection: Connection, { update, standing }: Looked): Closing | null {
    const { access, person } = connection;
    if (access === 'write') return null;
    if (access !== 'suggest') return closing.mayNotWrite;
    // Judged when what it rests on is there.
    if (standing.is === 'gap') return null;
    if (!connection.maySuggest()) return closing.tooMuch;
    const by = { person: person.id, organisation: person.organisation };
    return this.host.isSuggestion(this.text.whole(), update, by) ? null : closing.mayNotWrite;
  }

  private hold(connection: Connection, n: number, update: Uint8Array): void {
    const { held, heldBytes } = this.host.limits;
    connection.held.push({ n, update });
    connection.heldBytes += update.length;
    if (connection.held.length > held || connection.heldBytes > heldBytes)
      throw new Broken('rests on what never comes');
    if (!connection.isAsked) this.ask(connection);
  }

  /** A client that comes back may send its newest update before all that it wrote while it was away. */
  private retryHeld(connection: Connection): void {
    connection.isAsked = false;
    if (connection.held.length === 0) return;
    for (let before = -1; before !== connection.held.length; ) {
      before = connection.held.length;
      const left = connection.held.filter(
        ({ update }) => connection.isClosed || this.consider(connection, update) === 'gap',
      );
      if (connection.isClosed) return;
      connection.held = left;
      connection.heldBytes = left.reduce((sum, { update }) => sum + update.length, 0);
    }
  }

  private noteSaved(connection: Connection): void {
    const last = this.next ?? this.flying;
    if (last) last.saved.set(connection, connection.dealtWith);
    else connection.tellSaved(connection.dealtWith);
  }

  private take(looked: Looked, by: Writer, ranges: Range[], from: Connection | null): void {
    const bytes = this.text.take(looked);
    this.next ??= { updates: [], bytes: 0, wrote: new Map(), writers: new Set(), saved: new Map(), after: [] };
    this.next.updates.push(bytes);
    this.next.bytes += bytes.length;
    this.next.writers.add(from);
    const key = `${by.person} ${by.organisation}`;
    const wrote = this.next.wrote.get(key);
    if (wrote) addRanges(wrote.ranges, ranges);
    else this.next.wrote.set(key, { ...by, ranges: ranges.map((r) => ({ ...r })) });
    this.host.commits.mark(this);
  }

  /** Changes the text on behalf of someone who has no socket. Throws Broken. */
  async change(by: Writer, make: (state: Uint8Array) => Uint8Array | null): Promise<void> {
    const update = make(this.text.whole());
    if (update) {
      const looked = this.text.look(update);
      if (looked.standing.is === 'gap') throw new Broken('rests on what is not there');
      if (looked.standing.is === 'new') this.take(looked, by, looked.standing.wrote, null);
    }
    await this.committed();
  }

  /** Takes the snapshot of what is committed by this process and no other. */
  fold(folds: number, snapshot: Uint8Array): void {
    if (folds <= this.folds) return;
    this.folds = folds;
    this.text.fold(snapshot);
  }

  /** True where what came since the snapshot costs those who open the text more than to fold it. */
  get isLong(): boolean {
    return this.text.tailSize > Math.max(longTail, 3 * this.text.snapshotSize);
  }

  seal(): Batch | null {
    const batch = this.next;
    if (!batch) return null;
    let bytes: Uint8Array;
    try {
      bytes = this.text.merge(batch.updates);
    } catch (e) {
      this.host.log.error({ room: this.id, error: (e as Error).message }, 'updates of a text could not be merged');
      this.end(closing.busy);
      return null;
    }
    this.next = null;
    this.flying = batch;
    return {
      row: (): Row => ({ room: this.id, epoch: this.epoch, bytes, wrote: [...batch.wrote.values()] }),
      done: () => this.isCommitted(batch, bytes),
      isOver: () => this.end(),
      failed: () => {
        const unsaved = [...batch.saved.keys(), ...(this.next?.saved.keys() ?? [])];
        for (const connection of unsaved) connection.tellNotSaved();
      },
    };
  }

  private isCommitted(batch: Gathered, bytes: Uint8Array): void {
    this.flying = null;
    this.isUnsettled = true;
    const [only] = batch.writers.size === 1 ? batch.writers : [];
    const frame = framed(frames.update(bytes));
    for (const connection of this.connections) {
      const gets = connection !== only && connection.isAnswered;
      const n = batch.saved.get(connection);
      if (n === undefined) {
        if (gets) connection.sendFrame(frame);
      } else {
        connection.together(() => {
          if (gets) connection.sendFrame(frame);
          connection.tellSaved(n);
        });
      }
    }
    for (const run of batch.after) run();
    this.host.touched(this);
  }

  /** What other processes committed. False where it does not fit, and the text has to be read again. */
  hear(tailed: Tailed): boolean {
    if (tailed.epoch !== this.epoch) {
      this.end();
      return true;
    }
    this.place = tailed.place;
    const fresh = tailed.rows.filter((row) => !this.seen.has(row.id));
    this.seen = new Set(tailed.rows.map((row) => row.id));
    if (tailed.folds !== this.folds) return false;
    return this.takeForeign(fresh.map((row) => row.bytes));
  }

  /** The text as it stands in the database, with whatever is not known here yet. */
  hearAll({ epoch, folds, place, updates }: Loaded): void {
    if (epoch !== this.epoch) return void this.end();
    this.folds = folds;
    this.place = place;
    const known = encodeVector(this.text.vector());
    const [snapshot, ...tail] = updates as [Uint8Array, ...Uint8Array[]];
    const news = this.text.look(snapshot).standing.is === 'known' ? tail : [Y.diffUpdate(snapshot, known), ...tail];
    if (!this.takeForeign(news)) this.host.log.error({ room: this.id }, 'a text in the database has a gap');
    this.text.fold(snapshot);
  }

  private takeForeign(updates: Uint8Array[]): boolean {
    const taken: Uint8Array[] = [];
    for (const update of updates) {
      const looked = this.text.look(update);
      if (looked.standing.is === 'gap') return false;
      if (looked.standing.is === 'known') continue;
      taken.push(this.text.take(looked));
    }
    if (taken.length === 0) return true;
    this.isUnsettled = true;
    const frame = framed(frames.update(joined(taken)));
    for (const connection of this.connections) if (connection.isAnswered) connection.sendFrame(frame);
    this.host.touched(this);
    return true;
  }

  /** Everyone is sent away: to throw away what they hold, where the text was rewritten. */
  end(why: Closing = closing.rewritten): void {
    this.isOver = true;
    this.closeAll(why);
    const after = [...(this.flying?.after ?? []), ...(this.next?.after ?? [])];
    this.next = null;
    this.flying = null;
    for (const run of after) run();
  }

  closeAll(why: Closing): void {
    for (const connection of this.connections) connection.close(why);
  }

  // Presence.

  /** Throws Broken. */
  hearAwareness(connection: Connection, awareness: Uint8Array): void {
    if (this.awareness.hear(connection, connection.person.id, awareness)) this.tellPresenceSoon();
  }

  sendEveryone(connection: Connection): void {
    const everyone = this.awareness.everyone(connection);
    if (everyone) connection.send(frames.awareness(everyone));
  }

  dropOldPresence(): void {
    if (this.awareness.dropOld()) this.tellPresenceSoon();
  }

  private tellPresenceSoon(): void {
    this.presenceTimer ??= setTimeout(() => {
      this.presenceTimer = undefined;
      this.tellPresence();
    }, presenceEveryMs).unref();
  }

  private tellPresence(): void {
    const news = this.awareness.news();
    if (!news) return;
    const all = framed(frames.awareness(news.all));
    for (const connection of this.connections) {
      const own = news.without.get(connection);
      if (own === undefined) connection.sendFrame(all);
      else if (own) connection.send(frames.awareness(own));
    }
  }
}

function addRanges(to: Range[], more: Range[]): void {
  for (const range of more) {
    const last = to.findLast((r) => r.client === range.client);
    if (last?.to === range.from) last.to = range.to;
    else to.push({ ...range });
  }
}
