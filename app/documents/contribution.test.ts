import { expect, it } from 'vitest';
import { sharesOf } from './contribution';

it('sums by organisation, the largest first, and what belongs to none at the end', () => {
  expect(
    sharesOf([
      { organisation: null, characters: 50 },
      { organisation: 'A', characters: 10 },
      { organisation: 'B', characters: 30 },
      { organisation: 'A', characters: 10 },
      { organisation: 'C', characters: 0 },
    ]),
  ).toEqual([
    { organisation: 'B', characters: 30, share: 0.3 },
    { organisation: 'A', characters: 20, share: 0.2 },
    { organisation: null, characters: 50, share: 0.5 },
  ]);
});

it('of nothing there are none', () => expect(sharesOf([])).toEqual([]));
