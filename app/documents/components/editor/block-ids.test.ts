import { expect, it } from 'vitest';
import { textSchema } from '../../text/schema';
import { blocksToName } from './block-ids';

const doc = (...ids: (string | null)[]) =>
  textSchema.node(
    'doc',
    null,
    ids.map((id) => textSchema.node('paragraph', { id }, textSchema.text('ab'))),
  );

it.each<[string, (string | null)[], [number, number][], number[]]>([
  ['all have one of their own', ['a', 'b'], [], []],
  ['one has none', ['a', null, 'b'], [], [4]],
  ['a copy below its original', ['a', 'b', 'a'], [[8, 12]], [8]],
  ['a copy above its original', ['a', 'b', 'a'], [[0, 4]], [0]],
  [
    'two copies of what is there',
    ['a', 'a', 'a'],
    [
      [0, 4],
      [8, 12],
    ],
    [0, 8],
  ],
  ['the same twice for an unknown reason', ['a', 'a'], [], [4]],
])('%s', (_, ids, fresh, expected) => {
  const ranges = fresh.map(([from, to]) => ({ from, to }));
  expect(blocksToName(doc(...ids), ranges).sort((a, b) => a - b)).toEqual(expected);
});
