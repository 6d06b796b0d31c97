import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { moved } from './moved.mjs';
import { type Entry, withMoved } from './writing';

const [ann, bob, cem] = [1, 2, 3];

/** A text that Ann wrote, one paragraph for each of these words, and what others do to it: each deed is one update. */
function written(paragraphs: string[], ...deeds: [client: number, deed: (text: Y.XmlFragment) => void][]) {
  const doc = new Y.Doc();
  doc.clientID = ann;
  const text = doc.getXmlFragment('text');
  doc.transact(() => {
    for (const words of paragraphs) add(text, text.length, words);
  });
  const updates = [Y.encodeStateAsUpdate(doc)];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const [client, deed] of deeds) {
    doc.clientID = client;
    doc.transact(() => deed(text));
  }
  return { doc, updates, moves: moved(updates) };
}

function add(text: Y.XmlFragment, at: number, words: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  text.insert(at, [paragraph]);
  paragraph.insert(0, [new Y.XmlText(words)]);
}

const wordsOf = (text: Y.XmlFragment, at: number) => (text.get(at) as Y.XmlElement).get(0) as Y.XmlText;
const divide = (at: number, by: number) => (text: Y.XmlFragment) => {
  const words = wordsOf(text, at);
  const rest = words.toString().slice(by);
  words.delete(by, rest.length);
  add(text, at + 1, rest);
};
const join = (at: number) => (text: Y.XmlFragment) => {
  const rest = wordsOf(text, at + 1).toString();
  text.delete(at + 1, 1);
  wordsOf(text, at).insert(wordsOf(text, at).length, rest);
};

/** What stands, by whose it is when the moves are known. */
function whose({ doc, updates, moves }: ReturnType<typeof written>): [who: number, words: string][] {
  const log: Entry[] = [ann, bob, cem].map((client) => ({
    ...{ person: client, organisation: null, client, from: 0, to: Y.getState(doc.store, client) },
    ...{ firstAt: new Date(0), lastAt: new Date(0) },
  }));
  expect(updates.length).toBeGreaterThan(0);
  const known = log.filter(({ to }) => to > 0);
  const entries = withMoved(known, moves, []);
  const length = (all: Entry[]) => all.reduce((sum, { from, to }) => sum + to - from, 0);
  expect(length(entries)).toBe(length(known));
  const found: [number, string][] = [];
  doc.getXmlFragment('text').forEach((paragraph) => {
    const words = (paragraph as Y.XmlElement).get(0) as Y.XmlText;
    for (let item = words._start; item; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
      const { client, clock } = item.id;
      for (const [i, letter] of [...item.content.str].entries()) {
        const { person } = entries.find((e) => e.client === client && e.from <= clock + i && clock + i < e.to)!;
        const last = found.at(-1);
        if (last?.[0] === person) last[1] += letter;
        else found.push([person, letter]);
      }
    }
  });
  return found;
}

const sentence = 'Shelters are few and far apart.';

describe('words that are moved', () => {
  it.each<[string, ReturnType<typeof written>, [number, string][]]>([
    ['a paragraph that is divided', written([sentence], [bob, divide(0, 16)]), [[ann, sentence]]],
    ['two that are joined', written(['Shelters are', ' few.'], [bob, join(0)]), [[ann, 'Shelters are few.']]],
    [
      'one that is divided by one and joined by another',
      written([sentence], [bob, divide(0, 16)], [cem, join(0)]),
      [[ann, sentence]],
    ],
    [
      'two that become one of another kind',
      written(
        ['Shelters are', ' few and far.'],
        [
          bob,
          (text) => {
            text.delete(0, 2);
            add(text, 0, 'Shelters are few and far.');
          },
        ],
      ),
      [[ann, 'Shelters are few and far.']],
    ],
    [
      'one that holds words of two',
      written([sentence], [bob, (text) => wordsOf(text, 0).insert(20, ' very')], [cem, divide(0, 8)]),
      [
        [ann, 'Shelters are few and'],
        [bob, ' very'],
        [ann, ' far apart.'],
      ],
    ],
    [
      'one with words of one’s own after them, sent at once',
      written(
        [sentence],
        [
          bob,
          (text) => {
            divide(0, 16)(text);
            wordsOf(text, 1).insert(15, ' So they say.');
          },
        ],
      ),
      [
        [ann, sentence],
        [bob, ' So they say.'],
      ],
    ],
  ])('are theirs who wrote them: %s', (_, text, expected) => expect(whose(text)).toEqual(expected));

  it.each<[string, ReturnType<typeof written>, [number, string][]]>([
    [
      'other words in the place of some',
      written(
        [sentence],
        [
          bob,
          (text) => {
            wordsOf(text, 0).delete(13, 3);
            wordsOf(text, 0).insert(13, 'many');
          },
        ],
      ),
      [
        [ann, 'Shelters are '],
        [ann, ' and far apart.'],
        [bob, 'many'],
      ],
    ],
    [
      'a copy of what stays',
      written([sentence], [bob, (text) => add(text, 1, sentence)]),
      [
        [ann, sentence],
        [bob, sentence],
      ],
    ],
    [
      'a second copy of what went',
      written(
        [sentence],
        [
          bob,
          (text) => {
            text.delete(0, 1);
            add(text, 0, sentence);
            add(text, 1, sentence);
          },
        ],
      ),
      [
        [ann, sentence],
        [bob, sentence],
      ],
    ],
  ])('are no others: %s', (_, text, expected) => {
    // Which of two copies is the old one nobody can tell.
    const byName = (found: [number, string][]) => found.toSorted(([a], [b]) => a - b);
    expect(byName(whose(text)).map(String)).toEqual(byName(expected).map(String));
  });

  it('are looked for in what is not too much, and in any bytes that were taken', () => {
    expect(moved([])).toEqual([]);
    expect(moved([new Uint8Array([0, 0])])).toEqual([]);
    expect(moved(Array.from({ length: 600 }, () => new Uint8Array([0, 0])))).toEqual([]);
  });
});
