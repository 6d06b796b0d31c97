import { expect, it } from 'vitest';
import { textSchema } from '../../text/schema';
import { blockAt, endsOf, nearest, quoteOf } from './anchors';

const paragraph = (words: string, id: string) => textSchema.node('paragraph', { id }, textSchema.text(words));
const doc = textSchema.node('doc', null, [
  paragraph('seasonal work', 'a'),
  paragraph('Before: seasonal and daily work (paid).', 'b'),
  paragraph('Cost: 5.00 (net)', 'c'),
]);
const found = (quote: string, near: number) => {
  const place = nearest(doc, quote, near);
  return place && doc.textBetween(place.from, place.to);
};

it.each([
  ['the same words', 'seasonal work', 30, 'seasonal work'],
  ['words between the first and the last', 'Before: daily work', 0, 'Before: seasonal and daily work'],
  ['signs that mean something to a pattern', '5.00 (net)', 0, '5.00 (net)'],
  ['the longest line of several', 'x\nseasonal and daily', 0, 'seasonal and daily'],
  ['a quote that was cut', 'Before: seasonal…', 0, 'Before: seasonal'],
  ['words that are nowhere', 'trafficking routes', 0, null],
  ['too little to tell', 'is', 0, null],
])('finds %s', (_, quote, near, expected) => expect(found(quote, near)).toBe(expected));

it('prefers what is near', () => {
  expect(nearest(doc, 'seasonal', 0)?.from).toBe(1);
  expect(nearest(doc, 'seasonal', 40)?.from).toBeGreaterThan(15);
});

it('cuts a long quote, and names the block', () => {
  expect(quoteOf(doc, { from: 1, to: 5 })).toBe('seas');
  expect(blockAt(doc, 20)).toBe('b');
});

it.each(['', 'no base64 ###', btoa('xyz')])('takes %j for no anchor', (anchor) =>
  expect(endsOf(anchor)).toBeUndefined(),
);
