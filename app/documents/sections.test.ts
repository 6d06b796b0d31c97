import type { JSONContent } from '@tiptap/core';
import { expect, it } from 'vitest';
import { blocksOfSection, standing } from './sections';

const p = (words: string, marks?: JSONContent['marks']): JSONContent => ({
  type: 'paragraph',
  content: [{ type: 'text', text: words, ...(marks ? { marks } : {}) }],
});
const heading = (id: string, words: string, level = 1): JSONContent => ({
  type: 'heading',
  attrs: { id, level },
  content: [{ type: 'text', text: words }],
});
const text = standing({
  type: 'doc',
  content: [
    p('Before'),
    heading('a', 'One'),
    p('First'),
    heading('b', 'Within', 2),
    p('Second'),
    heading('a', 'Pasted'),
    p('Third'),
    p('Proposed', [{ type: 'insertion', attrs: { id: 's' } }]),
  ],
});
const wordsOf = (blocks: JSONContent[]) => blocks.map((b) => b.content?.[0]?.text ?? '');

it.each([
  ['', ['Before']],
  ['a', ['One', 'First', 'Within', 'Second']],
  ['a-2', ['Pasted', 'Third', '']],
  ['b', []],
])('what stands in section "%s"', (key, expected) => expect(wordsOf(blocksOfSection(text, key))).toEqual(expected));
