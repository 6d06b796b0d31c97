import { expect, it } from 'vitest';
import { textSchema } from '../../text/schema';
import { folded, placesOf } from './finding';

const text = (words: string) => textSchema.text(words);
const paragraph = (...content: Parameters<typeof textSchema.node>[2][]) =>
  textSchema.node('paragraph', null, content.flat() as never);
const doc = textSchema.node('doc', null, [
  paragraph(text('Évaluer le Suivi, évaluer')),
  paragraph(
    text('Before '),
    textSchema.node('footnote', null, text('suivi of 2025')),
    textSchema.text('bold ', [textSchema.mark('bold')]),
    text('suivi'),
  ),
]);

it.each([
  ['evaluer', ['Évaluer', 'évaluer']],
  ['SUIVI', ['Suivi', 'suivi', 'suivi']],
  ['le suivi', ['le Suivi']],
  ['bold suivi', ['bold suivi']],
  ['before suivi', []],
  ['  ', []],
  ['nothing', []],
])('%s', (query, expected) => {
  expect(placesOf(doc, query).map(({ from, to }) => doc.textBetween(from, to))).toEqual(expected);
});

it.each(['ﬁne', 'İstanbul', 'Straße', 'e\u0301', '👩‍👩‍👧', 'مُرَاقَبَة'])('keeps the length of %s', (words) => {
  expect(folded(words)).toHaveLength(words.length);
});
