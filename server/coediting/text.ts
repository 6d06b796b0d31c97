import * as Y from 'yjs';
import { Knowledge, type Standing } from './knowledge';
import { type Contents, walk } from './update';

/** An update that was looked at, and how it stands to the text. */
export interface Looked {
  update: Uint8Array;
  contents: Contents;
  standing: Standing;
}

/**
 * The text of a room as it is with everything that was accepted, committed or not. What it gives may only leave the
 * house when everything accepted so far is committed.
 */
export interface Text {
  /** Throws Broken at what Yjs could not read. Changes nothing. */
  look(update: Uint8Array): Looked;
  /** Takes what was looked at last and is new. */
  take(looked: Looked): void;
  vector(): ReadonlyMap<number, number>;
  /** About as many bytes as it takes. */
  readonly size: number;
  /** The whole text as one update. */
  whole(): Uint8Array;
  /** What someone with this state vector lacks. */
  since(vector: ReadonlyMap<number, number>, encoded: Uint8Array): Uint8Array;
}

/** A text as a live document of Yjs. */
export class LiveText implements Text {
  private known = new Knowledge();
  private doc = new Y.Doc();
  size = 0;

  constructor(updates: Uint8Array[]) {
    Y.transact(this.doc, () => {
      for (const update of updates) {
        this.known.learn(walk(update));
        Y.applyUpdate(this.doc, update);
        this.size += update.length;
      }
    });
  }

  look(update: Uint8Array): Looked {
    const contents = walk(update);
    return { update, contents, standing: this.known.compare(contents) };
  }

  take({ update, contents }: Looked): void {
    Y.applyUpdate(this.doc, update);
    this.known.learn(contents);
    this.size += update.length;
  }

  vector(): ReadonlyMap<number, number> {
    return this.known.vector;
  }

  whole(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc);
  }

  since(_vector: ReadonlyMap<number, number>, encoded: Uint8Array): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc, encoded);
  }
}

/** One update of many, with the words of what was deleted dropped. */
export function folded(updates: Uint8Array[]): Uint8Array {
  const doc = new Y.Doc();
  Y.transact(doc, () => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}

/** A few updates as one. */
export function merged(updates: Uint8Array[]): Uint8Array {
  return updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates);
}
