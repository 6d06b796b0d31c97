import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { joined } from './joined';

/** A generator of the same numbers for the same seed. */
function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (Math.imul(a, 1664525) + 1013904223) >>> 0;
    return a / 2 ** 32;
  };
}

/** Updates as they arrive when so many people write at once and hear each other now and then. */
function written(people: number, edits: number, seed: number): Uint8Array[] {
  const next = random(seed);
  const updates: Uint8Array[] = [];
  const docs = Array.from({ length: people }, (_, i) => {
    const doc = new Y.Doc();
    doc.clientID = 1000 + i * 77_777;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'heard') updates.push(update);
    });
    return { doc, heard: 0 };
  });
  for (let i = 0; i < edits; i++) {
    const one = docs[Math.floor(next() * people)]!;
    if (next() < 0.2) {
      for (const update of updates.slice(one.heard)) Y.applyUpdate(one.doc, update, 'heard');
      one.heard = updates.length;
    }
    const text = one.doc.getText('text');
    const at = Math.floor(next() * text.length);
    if (next() < 0.3 && text.length > at) text.delete(at, Math.min(3, text.length - at));
    else if (next() < 0.2) text.insert(at, 'é🙂', { bold: next() < 0.5 });
    else text.insert(at, 'words'.slice(0, 1 + Math.floor(next() * 4)));
  }
  return updates;
}

function stateOf(updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

test('updates joined are the updates one after the other, wherever they are cut', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const updates = written(1 + (seed % 6), 60, seed);
    const next = random(seed + 1000);
    const pieces: Uint8Array[] = [];
    for (let i = 0; i < updates.length; ) {
      const n = 1 + Math.floor(next() * 12);
      pieces.push(joined(updates.slice(i, i + n)));
      i += n;
    }
    const one = stateOf(updates);
    const other = stateOf(pieces);
    expect(other.getText('text').toDelta()).toEqual(one.getText('text').toDelta());
    expect(Y.encodeStateAsUpdate(other)).toEqual(Y.encodeStateAsUpdate(one));
    expect(other.store.pendingStructs).toBeNull();
    // What was joined can be joined and merged again.
    const again = stateOf([joined(pieces)]);
    expect(Y.encodeStateAsUpdate(again)).toEqual(Y.encodeStateAsUpdate(one));
    const merged = stateOf([Y.mergeUpdates(pieces)]);
    expect(Y.encodeStateAsUpdate(merged)).toEqual(Y.encodeStateAsUpdate(one));
  }
});

test('updates that overlap or leave gaps are still one', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const updates = written(3, 40, seed);
    const twice = [...updates.slice(0, 25), Y.mergeUpdates(updates.slice(10, 30)), ...updates.slice(20)];
    expect(Y.encodeStateAsUpdate(stateOf([joined(twice)]))).toEqual(Y.encodeStateAsUpdate(stateOf(updates)));
    const holes = updates.filter((_, i) => i % 7 !== 3);
    const filled = [joined(holes), joined(updates)];
    expect(Y.encodeStateAsUpdate(stateOf(filled))).toEqual(Y.encodeStateAsUpdate(stateOf(updates)));
  }
});

test('thousands are joined to no more bytes than Yjs would make of them', () => {
  const updates = written(5, 3000, 9);
  const one = joined(updates);
  expect(one.length).toBeLessThanOrEqual(Y.mergeUpdates(updates).length);
});
