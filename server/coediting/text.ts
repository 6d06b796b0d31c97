import * as Y from 'yjs';
import { Writer } from './bytes';
import { joined } from './joined';
import { Knowledge, type Standing } from './knowledge';
import { type Contents, walk } from './update';

/** An update that was looked at, and how it stands to the text. */
export interface Looked {
  update: Uint8Array;
  contents: Contents;
  standing: Standing;
}

/** A piece of the text as it came, with up to where each client's structs in it go. */
interface Piece {
  bytes: Uint8Array;
  ends: Map<number, number>;
}

const empty = new Uint8Array([0, 0]);
const mostPieces = 1000;

/**
 * The text of a room as bytes, with everything that was accepted, committed or not: the snapshot, what came since, and
 * what is known of it. Nothing is made of it here; it is a third of the work and a tenth of the memory of a document of
 * Yjs. What it gives may only leave the house when everything accepted so far is committed.
 */
export class Text {
  private snapshot: Piece;
  private tail: Piece[] = [];
  /** How many pieces at the beginning of the tail were joined from many. */
  private joined = 0;
  private known: Knowledge | null = null;
  private lastAsked: { vector: string; lacks: Uint8Array[] } | null = null;
  snapshotSize: number;
  tailSize = 0;

  /** The snapshot, and what was written since. Read when it is first needed: whoever only opens a text gets the bytes. */
  constructor([snapshot = empty, ...tail]: Uint8Array[]) {
    this.snapshot = { bytes: snapshot, ends: new Map() };
    this.snapshotSize = snapshot.length;
    for (const bytes of tail) this.push(bytes, new Map());
  }

  private push(bytes: Uint8Array, ends: Map<number, number>): void {
    this.tail.push({ bytes, ends });
    this.tailSize += bytes.length;
  }

  get size(): number {
    return this.snapshotSize + this.tailSize;
  }

  private get knowledge(): Knowledge {
    if (this.known) return this.known;
    const known = new Knowledge();
    for (const piece of [this.snapshot, ...this.tail]) {
      const contents = walk(piece.bytes);
      piece.ends = endsOf(contents);
      known.learn(contents);
    }
    this.known = known;
    return known;
  }

  /** Throws Broken at what Yjs could not read. Changes nothing. */
  look(update: Uint8Array, mostStructs?: number): Looked {
    const contents = walk(update, mostStructs);
    return { update, contents, standing: this.knowledge.compare(contents) };
  }

  /** Takes what was looked at last and is new. Returns its bytes in memory of their own. */
  take({ update, contents }: Looked): Uint8Array {
    this.knowledge.learn(contents);
    this.lastAsked = null;
    // What comes from a socket is a view into a much larger buffer.
    const bytes = new Uint8Array(update);
    this.push(bytes, endsOf(contents));
    if (this.tail.length - this.joined > mostPieces) this.join();
    return bytes;
  }

  vector(): ReadonlyMap<number, number> {
    return this.knowledge.vector;
  }

  /** Updates, one at least, that bring someone who has nothing to the whole text. */
  private all(): Uint8Array[] {
    this.join();
    const pieces = this.tail.map((piece) => piece.bytes);
    return this.snapshotSize > empty.length || pieces.length === 0 ? [this.snapshot.bytes, ...pieces] : pieces;
  }

  /** Joins what came since the last time: to join all of it each time would be to merge the same bytes for ever. */
  private join(): void {
    if (this.tail.length - this.joined < 2) return;
    this.joinFrom(this.joined);
    this.joined++;
  }

  private joinFrom(first: number): Piece {
    const pieces = this.tail.splice(first);
    const piece = together(pieces);
    this.tail.push(piece);
    this.tailSize += piece.bytes.length - sizeOf(pieces);
    return piece;
  }

  /** The updates of a commit as one; the text keeps that one in their place where they are what it took last. */
  merge(updates: Uint8Array[]): Uint8Array {
    const first = this.tail.length - updates.length;
    const areLast = first >= this.joined && this.tail[first]!.bytes === updates[0];
    return areLast && updates.length > 1 ? this.joinFrom(first).bytes : joined(updates);
  }

  /** What someone with this state vector lacks: updates, one at least. */
  since(vector: ReadonlyMap<number, number>, encoded: Uint8Array): Uint8Array[] {
    if (vector.size === 0) return this.all();
    const key = Buffer.from(encoded).toString('latin1');
    if (this.lastAsked?.vector === key) return this.lastAsked.lacks;
    // A state vector does not say which deletions someone knows: they get all of them, as Yjs does it too.
    const deletes = this.knowledge.deletes();
    const isLacking = ({ ends }: Piece) => [...ends].some(([client, end]) => end > (vector.get(client) ?? 0));
    const lacks: Uint8Array[] = [];
    if (isLacking(this.snapshot)) lacks.push(Y.diffUpdate(this.snapshot.bytes, encoded));
    const pieces = this.tail.filter(isLacking);
    if (pieces.length > 0) lacks.push(together(pieces).bytes);
    if (deletes.length > 0 || lacks.length === 0)
      lacks.push(new Writer().number(0).raw(encodedDeletes(deletes)).done());
    this.lastAsked = { vector: key, lacks };
    return lacks;
  }

  /** The whole text as one update. */
  whole(): Uint8Array {
    return joined(this.all());
  }

  /** Takes the snapshot that was made of what is committed; what is not in it stays. */
  fold(snapshot: Uint8Array): void {
    const contents = walk(snapshot);
    const inside = new Knowledge();
    inside.learn(contents);
    const tail = this.tail.filter(({ bytes }) => inside.compare(walk(bytes)).is !== 'known');
    this.snapshot = { bytes: snapshot, ends: endsOf(contents) };
    this.snapshotSize = snapshot.length;
    this.tail = tail;
    this.joined = 0;
    this.tailSize = sizeOf(tail);
    this.lastAsked = null;
  }
}

function endsOf({ structs }: Contents): Map<number, number> {
  return new Map(structs.map(({ client, to }) => [client, to]));
}

function sizeOf(pieces: Piece[]): number {
  return pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

function together(pieces: Piece[]): Piece {
  if (pieces.length === 1) return pieces[0]!;
  const ends = new Map<number, number>();
  for (const piece of pieces)
    for (const [client, end] of piece.ends) ends.set(client, Math.max(end, ends.get(client) ?? 0));
  return { bytes: joined(pieces.map(({ bytes }) => bytes)), ends };
}

function encodedDeletes(deletes: { client: number; at: readonly number[] }[]): Uint8Array {
  const writer = new Writer().number(deletes.length);
  for (const { client, at } of deletes) {
    writer.number(client).number(at.length / 2);
    for (let i = 0; i < at.length; i += 2) writer.number(at[i]!).number(at[i + 1]! - at[i]!);
  }
  return writer.done();
}
