import * as Y from 'yjs';
import { Broken } from './bytes';
import type { Host, Writer } from './coediting';
import type { Batch, Commits, Source } from './commits';
import type { Connection } from './connection';
import { Intake, type IntakeHost } from './intake';
import { joined } from './joined';
import { Presence } from './presence';
import { type Closing, closing, encodeVector, framed, frames, readVector } from './protocol';
import type { Loaded, Row, Tailed } from './store';
import { type Looked, Text } from './text';
import { type Gathered, Unsaved } from './unsaved';
import type { Range } from './update';

const longTail = 1_500_000;

export interface RoomHost extends IntakeHost, Pick<Host, 'log'> {
  commits: Commits;
  /** Something was committed by this process or another: it is not quiet. */
  touched(room: Room): void;
  /** Someone here came, went or moved: other processes are to hear of it. */
  presenceChanged(room: Room): void;
}

/**
 * One text that is open. What comes in is looked at and taken into the text at once, so that the next update can rest on
 * it; it goes out when it is committed, and so does every answer that was made of the text meanwhile.
 */
export class Room implements Source {
  readonly connections = new Set<Connection>();
  readonly presence: Presence;
  readonly epoch: number;
  folds: number;
  place: string;
  /** True once the text here is not the one in the database any more. */
  isOver = false;
  /** True where nobody has made the text readable since it was written in. */
  isUnsettled = false;
  private text: Text;
  private unsaved = new Unsaved();
  private intake: Intake;
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
    this.presence = new Presence(this.connections, () => host.presenceChanged(this));
    this.intake = new Intake(
      {
        text: this.text,
        unsaved: this.unsaved,
        take: (looked, from) => this.takeFrom(looked, from),
        ask: (connection) => this.ask(connection),
      },
      host,
    );
  }

  get isBusy(): boolean {
    return !this.unsaved.isEmpty;
  }

  enter(connection: Connection): void {
    this.connections.add(connection);
    this.presence.sendEveryone(connection);
  }

  leave(connection: Connection): void {
    this.connections.delete(connection);
    this.presence.leave(connection);
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
    this.unsaved.after(() => {
      connection.sendText(lacks);
      // Who may not write has nothing that we lack. Asked later: to say what we have, the text must first be read.
      if (isFirst && connection.access !== 'read') setImmediate(() => this.ask(connection));
    });
  }

  /** Resolves when everything accepted so far is committed; rejects where the text was rewritten instead. */
  async committed(): Promise<void> {
    await new Promise<void>((done) => this.unsaved.after(done));
    if (this.isOver) throw new Error('the text is another one by now');
  }

  /** An update of a client. Throws Broken. */
  receive(connection: Connection, update: Uint8Array): void {
    this.intake.receive(connection, update);
  }

  private takeFrom(looked: Looked, from: Connection): void {
    if (looked.standing.is !== 'new') return;
    const { id: person, organisation } = from.person;
    this.take(looked, { person, organisation }, looked.standing.wrote, from);
  }

  private take(looked: Looked, by: Writer, ranges: Range[], from: Connection | null): void {
    this.unsaved.add(this.text.take(looked), by, ranges, from);
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
    const batch = this.unsaved.take();
    if (!batch) return null;
    let bytes: Uint8Array;
    try {
      bytes = this.text.merge(batch.updates);
    } catch (e) {
      this.host.log.error({ room: this.id, error: (e as Error).message }, 'updates of a text could not be merged');
      this.end(closing.busy);
      return null;
    }
    return {
      row: (): Row => ({ room: this.id, epoch: this.epoch, bytes, wrote: [...batch.wrote.values()] }),
      done: () => this.isCommitted(batch, bytes),
      isOver: () => this.end(),
      failed: () => {
        for (const connection of this.unsaved.writers()) connection.tellNotSaved();
      },
    };
  }

  private isCommitted(batch: Gathered, bytes: Uint8Array): void {
    this.unsaved.landed();
    if (this.unsaved.hasWaiting) this.host.commits.mark(this);
    this.isUnsettled = true;
    const only = batch.writers.size === 1 ? batch.writers.values().next().value : undefined;
    const frame = framed(frames.update(bytes));
    for (const connection of this.connections) {
      const gets = connection !== only && connection.isAnswered;
      const n = batch.saved.get(connection);
      if (n !== undefined) connection.tellSaved(n, gets ? frame : null);
      else if (gets) connection.sendFrame(frame);
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
    for (const run of this.unsaved.drop()) run();
  }

  closeAll(why: Closing): void {
    for (const connection of this.connections) connection.close(why);
  }
}
