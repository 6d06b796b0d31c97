import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { seeded } from '../../test/support/seeded';
import { Broken } from './bytes';
import { Knowledge, Spans } from './knowledge';
import { walk } from './update';

/** A document with everything in it that an update can carry, and the updates that made it. */
function written(seed: number, steps: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const random = seeded(seed);
  const pick = (n: number) => Math.floor(random() * n);
  const doc = new Y.Doc();
  doc.clientID = 1 + pick(2 ** 31);
  const updates: Uint8Array[] = [];
  doc.on('update', (u: Uint8Array) => updates.push(u));
  const text = doc.getXmlFragment('text');
  for (let i = 0; i < steps; i++) {
    const paragraph = text.length > 0 ? (text.get(pick(text.length)) as Y.XmlElement) : null;
    const words = paragraph?.get(0) as Y.XmlText | undefined;
    switch (pick(8)) {
      case 0: {
        const p = new Y.XmlElement('paragraph');
        p.insert(0, [new Y.XmlText('Über die Brücke 🌉')]);
        text.insert(pick(text.length + 1), [p]);
        break;
      }
      case 1:
        paragraph?.setAttribute('id', `b${i}`);
        break;
      case 2:
        // biome-ignore lint/suspicious/noExplicitAny: attributes of TipTap's nodes are of any type.
        (paragraph as any)?.setAttribute('attrs', { level: 2, on: true, none: null, many: [1, -5, 2.5, 'x'] });
        break;
      case 3:
        if (words)
          words.format(0, Math.max(1, pick(words.length)), { bold: {}, link: { href: 'https://example.org' } });
        break;
      case 4:
        if (words && words.length > 3) words.delete(pick(words.length - 2), 2);
        break;
      case 5:
        if (text.length > 4) text.delete(pick(text.length), 1);
        break;
      case 6:
        doc.getArray('other').push([new Uint8Array([1, 2, 3]), { big: 12, no: undefined }]);
        break;
      default:
        words?.insert(pick(words.length + 1), 'مرحبا words ');
    }
  }
  return { doc, updates };
}

test('what Yjs writes is walked, and its structs and deletions are those that Yjs reads', () => {
  for (let seed = 1; seed <= 8; seed++) {
    const { doc, updates } = written(seed, 60);
    const known = new Knowledge();
    for (const update of updates) {
      const contents = walk(update);
      const meta = Y.parseUpdateMeta(update);
      expect(contents.structs.map(({ client, to }) => [client, to])).toEqual([...meta.to]);
      expect(known.compare(contents).is).toBe('new');
      known.learn(contents);
      expect(known.compare(contents).is).toBe('known');
    }
    const whole = Y.encodeStateAsUpdate(doc);
    expect(known.compare(walk(whole)).is).toBe('known');
    expect(new Map(known.vector)).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)));
    expect(known.compare(walk(Y.mergeUpdates(updates))).is).toBe('known');
  }
});

test('an update that comes before what it rests on is a gap, and none once that is there', () => {
  const { updates } = written(4, 40);
  const known = new Knowledge();
  const waiting = updates.map((update) => walk(update)).reverse();
  expect(known.compare(waiting[0]!).is).toBe('gap');
  for (const contents of [...waiting].reverse()) {
    expect(known.compare(contents).is).toBe('new');
    known.learn(contents);
  }
  expect(waiting.every((c) => known.compare(c).is === 'known')).toBe(true);
});

test('updates merged without one between them have a hole, and fit when that is filled', () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const word of ['one', 'two', 'three', 'four']) doc.getText('text').insert(0, word);
  const holed = walk(Y.mergeUpdates([updates[0]!, updates[1]!, updates[3]!]));
  expect(holed.structs.map(({ from, to }) => [from, to])).toEqual([
    [0, 6],
    [11, 15],
  ]);
  const known = new Knowledge();
  expect(known.compare(holed).is).toBe('gap');
  known.learn(walk(updates[0]!));
  known.learn(walk(updates[1]!));
  expect(known.compare(holed).is).toBe('gap');
  known.learn(walk(updates[2]!));
  expect(known.compare(holed)).toMatchObject({ is: 'new', wrote: [{ from: 11, to: 15 }] });
});

test('whatever is accepted, Yjs can read: 10,000 updates with bytes changed', () => {
  const random = seeded(77);
  const pick = (n: number) => Math.floor(random() * n);
  // Each update with what was known before it came.
  const places = [9, 10, 11, 12].flatMap((seed) => {
    const doc = new Y.Doc();
    return written(seed, 40).updates.map((update) => {
      const place = { update, base: Y.encodeStateAsUpdate(doc) };
      Y.applyUpdate(doc, update);
      return place;
    });
  });
  let accepted = 0;
  for (let i = 0; i < 10_000; i++) {
    const { update, base } = places[pick(places.length)]!;
    const broken = update.slice();
    for (let n = 1 + pick(3); n > 0; n--) broken[pick(broken.length)] = random() < 0.5 ? pick(256) : pick(16);
    const cut = random() < 0.1 ? broken.subarray(0, pick(broken.length)) : broken;
    let contents: ReturnType<typeof walk>;
    try {
      contents = walk(cut);
    } catch (e) {
      if (!(e instanceof Broken)) throw e;
      continue;
    }
    const known = new Knowledge();
    known.learn(walk(base));
    if (known.compare(contents).is !== 'new') continue;
    accepted++;
    const there = new Y.Doc();
    Y.applyUpdate(there, base);
    Y.applyUpdate(there, cut);
    expect(there.store.pendingStructs).toBe(null);
    Y.applyUpdate(new Y.Doc(), Y.encodeStateAsUpdate(there));
    const joined = Y.mergeUpdates([base, cut]);
    walk(joined);
    Y.diffUpdate(joined, Y.encodeStateVectorFromUpdate(base));
  }
  expect(accepted).toBeGreaterThan(300);
});

test.each<[string, number[]]>([
  ['nothing', []],
  ['ten million structs in seven bytes', [1, 0x80, 0xad, 0xe2, 0x04, 1, 0]],
  ['a hole of no length', [1, 1, 1, 0, 10, 0, 0]],
  ['a struct of no length', [1, 1, 1, 0, 0, 0, 0]],
  ['a client twice', [2, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0]],
  ['a document within', [1, 1, 1, 0, 9, 1, 1, 97, 1, 97, 118, 0, 0]],
  ['a reference to itself', [1, 1, 1, 0, 0x84, 1, 0, 1, 97, 0]],
  ['a text that is not UTF-8', [1, 1, 1, 0, 4, 1, 1, 97, 1, 0xff, 0]],
  ['an embed that is not JSON', [1, 1, 1, 0, 5, 1, 1, 97, 1, 123, 0]],
  ['bytes after its end', [0, 0, 0]],
])('refused: %s', (_, bytes) => {
  expect(() => walk(new Uint8Array(bytes))).toThrow(Broken);
});

test('values nested deeper than a stack are refused', () => {
  const deep = (n: number) => [...Array(n).fill([117, 1]).flat(), 126];
  expect(() => walk(new Uint8Array([1, 1, 1, 0, 8, 1, 1, 97, 1, ...deep(10), 0]))).not.toThrow();
  expect(() => walk(new Uint8Array([1, 1, 1, 0, 8, 1, 1, 97, 1, ...deep(100_000), 0]))).toThrow(Broken);
});

test('spans hold what was added, in whatever order', () => {
  const random = seeded(3);
  for (let round = 0; round < 300; round++) {
    const spans = new Spans();
    const plain = new Set<number>();
    for (let i = 0; i < 20; i++) {
      const from = Math.floor(random() * 60);
      const to = from + 1 + Math.floor(random() * 8);
      const held = Array.from({ length: to - from }, (_, n) => from + n).every((n) => plain.has(n));
      expect(spans.holds(from, to)).toBe(held);
      spans.add(from, to);
      for (let n = from; n < to; n++) plain.add(n);
    }
    expect(spans.at.every((n, i) => i === 0 || n > spans.at[i - 1]!)).toBe(true);
    for (let n = 0; n < 80; n++) expect(spans.holds(n, n + 1)).toBe(plain.has(n));
  }
});
