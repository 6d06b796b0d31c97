import type { JSONContent } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import { difference, isSame } from '../text/difference';
import { isSuggestion } from '../text/is-suggestion';
import { renderText } from '../text/render.server';
import { textSchema } from '../text/schema';
import { rejectAll } from '../text/suggestions';
import { stateOf, textOf, updateTo } from '../text/yjs';
import { livePartsIn, withTables } from './expand';
import { filled, placesIn } from './html.server';
import { type LiveTable, linesOfTable, livePartNode, livePartOf } from './parts';

const table = (more: Partial<LiveTable> = {}): LiveTable => ({
  programme: 7,
  part: 'budget',
  title: 'Budget',
  head: ['Line', 'Total (USD)'],
  rows: [
    ['Beds <b>', '1,200'],
    ['Total', '1,200'],
  ],
  figures: [false, true],
  hasSum: true,
  notes: ['It is "short".'],
  of: 'Ports & roads',
  path: '/programmes/7#budget',
  language: 'en',
  ...more,
});
const p = (words: string): JSONContent => ({ type: 'paragraph', content: [{ type: 'text', text: words }] });
const doc = (...content: JSONContent[]): JSONContent => ({ type: 'doc', content });
const node = (of: JSONContent) => textSchema.nodeFromJSON(of);
const shown = doc(p('Before'), livePartNode(7, 'budget', 'b1'), p('After'));
const says = { from: (t: LiveTable) => `From ${t.of}`, nothing: 'Nothing' };
const words = (of: JSONContent) => renderText(node(of), { document: 1 }).plain;

it.each<[string, Record<string, unknown>, object | undefined]>([
  ['a part', { programme: '7', part: 'risks' }, { programme: 7, part: 'risks' }],
  ['a part that there is not', { programme: '7', part: 'names' }, undefined],
  ['no programme', { programme: null, part: 'risks' }, undefined],
  ['more than a number', { programme: '7 or 1=1', part: 'risks' }, undefined],
  ['an element', { programme: '"><script>', part: 'risks' }, undefined],
])('%s', (_, attrs, part) => {
  expect(livePartOf(attrs)).toEqual(part);
});

describe('a text that shows a part', () => {
  it('has its place, which whoever shows it fills, and every word of it escaped', () => {
    const { html, plain } = renderText(node(shown), { document: 1 });
    expect(html).toBe(
      '<p dir="auto">Before</p><div id="b1" data-programme="7" data-part="budget"></div><p dir="auto">After</p>',
    );
    expect(plain).toBe('Before\nAfter');
    expect(placesIn(html)).toEqual([{ programme: 7, part: 'budget' }]);
    const full = filled(html, () => table(), { nothing: 'Nothing' });
    expect(full).toContain('<th scope="row">Beds &lt;b&gt;</th><td class="number">1,200</td>');
    expect(full).toContain('It is &quot;short&quot;.');
    expect(full).toContain('<a href="/programmes/7#budget" lang="en" dir="ltr">Budget · Ports &amp; roads</a>');
    expect(filled(html, () => null, { nothing: 'Not & yours' })).toContain('<p class="hint">Not &amp; yours</p>');
  });

  it('holds no place that was typed', () => {
    const { html } = renderText(node(doc(p('<div data-programme="7" data-part="budget"></div>'))), { document: 1 });
    expect(placesIn(html)).toEqual([]);
  });

  it('is found by its words where they are given', () => {
    const live = () => linesOfTable(table());
    expect(renderText(node(shown), { document: 1, live }).plain).toBe(
      'Before\nBudget\nLine · Total (USD)\nBeds <b> · 1,200\nTotal · 1,200\nIt is "short".\nAfter',
    );
  });

  it('leaves as an ordinary table, or says that there is nothing', () => {
    const sizes: number[] = [];
    const left = withTables(
      shown,
      () => table(),
      says,
      (blocks) => sizes.push(blocks.length),
    );
    expect(node(left).check()).toBeUndefined();
    expect(left.content!.map((n) => n.type)).toEqual(['paragraph', 'table', 'paragraph', 'paragraph', 'paragraph']);
    expect(left.content![1]!.attrs).toMatchObject({ id: 'b1' });
    expect(sizes).toEqual([3]);
    expect(words(left).split('\n').slice(-4)).toEqual(['1,200', 'It is "short".', 'From Ports & roads', 'After']);
    expect(words(withTables(shown, () => null, says))).toBe('Before\nNothing\nAfter');
    expect(words(withTables(shown, () => table({ rows: [], notes: ['No budget yet.'] }), says))).toBe(
      'Before\nNo budget yet.\nFrom Ports & roads\nAfter',
    );
    const bare = doc(p('Before'));
    expect(withTables(bare, () => table(), says)).toEqual(bare);
  });

  it('shows each part once, however often it stands, also within a list', () => {
    const item = { type: 'bulletList', content: [{ type: 'listItem', content: [livePartNode(8, 'risks', 'r')] }] };
    const all = doc(livePartNode(7, 'budget', 'a'), livePartNode(7, 'budget', 'b'), item);
    expect(livePartsIn(all)).toEqual([
      { programme: 7, part: 'budget' },
      { programme: 8, part: 'risks' },
    ]);
    expect(node(withTables(all, () => table(), says)).check()).toBeUndefined();
  });

  it('keeps it in what is written together, in what is proposed, and in what is compared', () => {
    const state = stateOf(shown);
    expect(textOf(state).toJSON()).toEqual(node(shown).toJSON());
    const other = doc(p('Before'), livePartNode(7, 'risks', 'b1'), p('After'));
    expect(isSame(difference(node(shown), node(other)))).toBe(false);
    expect(isSame(difference(node(shown), node(shown)))).toBe(true);
    const by = { person: 1, organisation: 2 };
    expect(isSuggestion(state, updateTo(state, other), by)).toBe(false);
    const proposed = doc(...shown.content!, {
      ...livePartNode(7, 'risks', 'n1'),
      attrs: { ...livePartNode(7, 'risks', 'n1').attrs, inserted: JSON.stringify({ id: 's', ...by, at: null }) },
    });
    expect(isSuggestion(state, updateTo(state, proposed), by)).toBe(true);
    expect(rejectAll(node(proposed)).toJSON()).toEqual(node(shown).toJSON());
  });
});
