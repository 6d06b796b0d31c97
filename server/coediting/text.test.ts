import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { seeded } from '../../test/support/seeded';
import { folded } from './fold.mjs';
import { makeFolder } from './folder';
import { encodeVector } from './protocol';
import { Text } from './text';

/** Three people who write at once, and each update as it was made. */
function history(seed: number, steps: number): Uint8Array[] {
  const random = seeded(seed);
  const pick = (n: number) => Math.floor(random() * n);
  const updates: Uint8Array[] = [];
  const docs = [1, 2, 3].map((n) => {
    const doc = new Y.Doc();
    doc.clientID = seed * 10 + n;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'other') updates.push(update);
    });
    return doc;
  });
  for (let i = 0; i < steps; i++) {
    const words = docs[pick(3)]!.getText('text');
    if (words.length > 20 && random() < 0.3) words.delete(pick(words.length - 5), 1 + pick(4));
    else words.insert(pick(words.length + 1), 'words '.slice(0, 1 + pick(5)));
    if (random() < 0.4)
      for (const doc of docs) for (const update of updates.slice(-40)) Y.applyUpdate(doc, update, 'other');
  }
  return updates;
}

const asText = (...updates: Uint8Array[]) => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return { doc, words: doc.getText('text').toString() };
};

function filled(text: Text, updates: Uint8Array[]): void {
  for (const update of updates) {
    const looked = text.look(update);
    if (looked.standing.is === 'new') text.take(looked);
    else expect(looked.standing.is).toBe('known');
  }
}

test('what a text of bytes gives is what a document of Yjs would give: to those who have nothing, something or all of it', () => {
  for (let seed = 1; seed <= 5; seed++) {
    const random = seeded(seed);
    const updates = history(seed, 400);
    const oracle = asText(...updates);
    const half = Math.floor(updates.length / 2);
    const folding = Math.floor(random() * half);
    const text = new Text([folded(updates.slice(0, folding)), ...updates.slice(folding, half)]);
    filled(text, updates.slice(half));
    expect(asText(text.whole()).words).toBe(oracle.words);
    expect(asText(...text.since(new Map(), new Uint8Array([0]))).words).toBe(oracle.words);
    for (const has of [0, 3, Math.floor(folding / 2), folding, half, updates.length - 2, updates.length]) {
      const { doc } = asText(...updates.slice(0, has));
      const vector = Y.encodeStateVector(doc);
      for (const lack of text.since(Y.decodeStateVector(vector), vector)) Y.applyUpdate(doc, lack);
      expect(doc.getText('text').toString()).toBe(oracle.words);
      expect(doc.store.pendingStructs).toBe(null);
      expect(doc.store.pendingDs).toBe(null);
    }
    expect(new Map(Y.decodeStateVector(encodeVector(text.vector())))).toEqual(
      Y.decodeStateVector(Y.encodeStateVector(oracle.doc)),
    );
  }
});

test('a snapshot that was made meanwhile takes the place of what is in it, and of nothing else', () => {
  for (let seed = 20; seed < 23; seed++) {
    const updates = history(seed, 300);
    const text = new Text([]);
    filled(text, updates.slice(0, 200));
    const snapshot = folded(updates.slice(0, 150));
    filled(text, updates.slice(200));
    text.fold(snapshot);
    expect(asText(text.whole()).words).toBe(asText(...updates).words);
    expect(text.look(folded(updates)).standing.is).toBe('known');
    text.fold(folded(updates));
    expect(text.tailSize).toBe(0);
    expect(text.since(new Map(), new Uint8Array([0]))).toHaveLength(1);
  }
});

test('who has everything is sent deletions alone, and once more the same', () => {
  const updates = history(31, 200);
  const text = new Text(updates);
  const vector = Y.encodeStateVector(asText(...updates).doc);
  const lacks = text.since(Y.decodeStateVector(vector), vector);
  expect(lacks).toHaveLength(1);
  expect(lacks[0]!.length).toBeLessThan(text.size / 4);
  expect(text.look(lacks[0]!).standing.is).toBe('known');
  expect(text.since(Y.decodeStateVector(vector), vector)).toBe(lacks);
});

test('a large text is folded in a thread, to the same', async () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < 30; i++) doc.getText('text').insert(0, `${i} `.repeat(4000));
  const folder = makeFolder();
  const states = await Promise.all([folder.fold(updates), folder.fold(updates), folder.fold(updates.slice(0, 2))]);
  expect(asText(states[0]).words).toBe(doc.getText('text').toString());
  expect(asText(states[1]).words).toBe(doc.getText('text').toString());
  await expect(folder.fold([...updates, new Uint8Array(300_000).fill(7)])).rejects.toThrow();
  expect(asText(await folder.fold(updates)).words).toBe(doc.getText('text').toString());
  await folder.stop();
});
