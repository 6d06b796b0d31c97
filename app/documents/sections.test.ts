import type { JSONContent } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import { hashOf, sectionByBlock, sectionsOf } from './sections';

const words = (text: string): JSONContent[] => [{ type: 'text', text }];
const heading = (id: string, text: string, level = 1): JSONContent => ({
  type: 'heading',
  attrs: { id, level },
  content: words(text),
});
const paragraph = (id: string | null, text: string, marks?: JSONContent['marks']): JSONContent => ({
  type: 'paragraph',
  attrs: { id },
  content: text ? [{ type: 'text', text, ...(marks ? { marks } : {}) }] : [],
});
const text = (...content: JSONContent[]): JSONContent => ({ type: 'doc', content });

describe('sections', () => {
  it.each<[string, JSONContent, [string, string, number][]]>([
    ['nothing', text(paragraph('p', '')), []],
    [
      'words before the first heading',
      text(paragraph('p', 'Words'), heading('a', 'One')),
      [
        ['', '', 1],
        ['a', 'One', 1],
      ],
    ],
    ['an empty line before the first heading', text(paragraph('p', ''), heading('a', 'One')), [['a', 'One', 1]]],
    [
      'lower headings within',
      text(heading('a', 'One'), heading('b', 'One and a half', 2), paragraph('p', 'x'), heading('c', 'Two')),
      [
        ['a', 'One', 3],
        ['c', 'Two', 1],
      ],
    ],
    [
      'one pasted twice',
      text(heading('a', 'One'), heading('a', 'One')),
      [
        ['a', 'One', 1],
        ['a-2', 'One', 1],
      ],
    ],
    ['a heading without an id', text(heading('', 'One')), [['unnamed', 'One', 1]]],
  ])('%s', (_, t, expected) => expect(sectionsOf(t).map((s) => [s.key, s.title, s.blocks.length])).toEqual(expected));

  it('say where each block stands', () => {
    const list: JSONContent = {
      type: 'bulletList',
      content: [{ type: 'listItem', attrs: { id: 'i' }, content: [paragraph('q', 'x')] }],
    };
    const places = sectionByBlock(sectionsOf(text(paragraph('p', 'x'), heading('a', 'One'), list)));
    expect(Object.fromEntries(places)).toEqual({ p: '', a: 'a', i: 'a', q: 'a' });
  });
});

describe('what counts as another content', () => {
  const before = hashOf([paragraph('p', 'Words')]);
  it.each<[string, JSONContent[], boolean]>([
    ['the same', [paragraph('p', 'Words')], true],
    ['the same with another id', [paragraph('q', 'Words')], true],
    ['other words', [paragraph('p', 'Word')], false],
    ['bold words', [paragraph('p', 'Words', [{ type: 'bold' }])], false],
    ['a heading', [heading('p', 'Words')], false],
    ['an attribute that says nothing', [{ ...paragraph('p', 'Words'), attrs: { id: 'p', inserted: null } }], true],
    ['more', [paragraph('p', 'Words'), paragraph('q', '')], false],
  ])('%s', (_, blocks, same) => expect(hashOf(blocks) === before).toBe(same));
});
