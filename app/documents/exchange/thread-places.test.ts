import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { stateOf, textOf, updateTo } from '../text/yjs';
import { placeFor, placesOf } from './thread-places.server';

const saying = (words: string) => ({
  type: 'doc',
  content: [
    { type: 'paragraph', attrs: { id: 'p1' }, content: [{ type: 'text', text: words }] },
    { type: 'paragraph', attrs: { id: 'p2' }, content: [{ type: 'text', text: 'The end.' }] },
  ],
});

it.each([
  ['in the middle', 5, 14, 'Three provinces report.', 'provinces'],
  ['from the very first letter on', 1, 14, 'Three provinces report.', 'Three provinces'],
])('a comment %s stands where its words are now, also when they are others', (_, from, to, now, about) => {
  const state = stateOf(saying('Two provinces report.'));
  const { anchor, block, quote } = placeFor(state, textOf(state), { from, to });
  const update = updateTo(state, saying(now));
  const changed = Y.mergeUpdates([state, update]);
  const thread = {
    anchor: Buffer.from(anchor!).toString('base64'),
    ...{ block, quote, resolved: false },
    comments: [{ author: 'A', organisation: null, at: '2026-03-01T09:00:00.000Z', html: '<p>Why?</p>' }],
  };
  const text = textOf(changed);
  const [place] = placesOf(changed, text, [thread as never]);
  expect(text.textBetween(place!.from, place!.to)).toBe(about);
});
