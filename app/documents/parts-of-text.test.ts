import type { JSONContent } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import { citationsOf, passagesOf } from './parts-of-text';
import { sectionsOf } from './sections';

const p = (id: string, ...content: JSONContent[]): JSONContent => ({ type: 'paragraph', attrs: { id }, content });
const t = (text: string): JSONContent => ({ type: 'text', text });
const heading = (id: string, text: string): JSONContent => ({
  type: 'heading',
  attrs: { id, level: 1 },
  content: [t(text)],
});
const cites = (attrs: Record<string, unknown>): JSONContent => ({ type: 'citation', attrs });
const sections = (...content: JSONContent[]) => sectionsOf({ type: 'doc', content });

describe('passages', () => {
  it('are paragraphs, headings and pictures with words, in order, by section', () => {
    const list: JSONContent = {
      type: 'bulletList',
      content: [{ type: 'listItem', attrs: { id: 'i' }, content: [p('q', t('Item'))] }],
    };
    const picture: JSONContent = { type: 'image', attrs: { id: 'm', alt: 'A map', caption: 'Of the region' } };
    expect(
      passagesOf(sections(p('p', t('First')), heading('a', 'One'), list, p('e'), picture, p('p', t('Again')))),
    ).toEqual([
      { block: 'p', section: '', position: 1, plain: 'First' },
      { block: 'a', section: 'a', position: 2, plain: 'One' },
      { block: 'q', section: 'a', position: 3, plain: 'Item' },
      { block: 'm', section: 'a', position: 4, plain: 'A map Of the region' },
    ]);
  });
});

describe('citations', () => {
  it.each<[string, Record<string, unknown>, unknown]>([
    [
      'a post',
      { kind: 'post', cited: '12', version: '3', key: 'k1' },
      { anchor: 'k1', kind: 'post', cited: 12, version: 3 },
    ],
    [
      'without a version',
      { kind: 'passage', cited: '4', version: null, key: 'k' },
      { anchor: 'k', kind: 'passage', cited: 4, version: 1 },
    ],
    [
      'without a key',
      { kind: 'statement', cited: '4', version: '1', key: null },
      { anchor: 'statement-4', kind: 'statement', cited: 4, version: 1 },
    ],
    [
      'with a key that is none',
      { kind: 'post', cited: '4', version: '1', key: '<b>' },
      { anchor: 'post-4', kind: 'post', cited: 4, version: 1 },
    ],
    ['of a kind that is none', { kind: 'voice', cited: '4' }, undefined],
    ['of no id', { kind: 'post', cited: 'all' }, undefined],
  ])('%s', (_, attrs, expected) => {
    const [found] = citationsOf(sections(heading('a', 'One'), p('p', t('x'), cites(attrs))));
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toEqual({ ...(expected as object), section: 'a', block: 'p' });
  });

  it('a copy is another citation, also within a note', () => {
    const note: JSONContent = { type: 'footnote', content: [t('x')] };
    const one = cites({ kind: 'post', cited: '1', version: '1', key: 'k' });
    expect(citationsOf(sections(p('p', one, note), p('q', one))).map((c) => [c.anchor, c.block])).toEqual([
      ['k', 'p'],
      ['k-2', 'q'],
    ]);
  });
});
