import { expect, it } from 'vitest';
import { copyName, copyOf, isForeign } from './local-copy';

const mine = { person: 3, document: 7, epoch: 1 };

it('is named so that it can be told whose it is', () => {
  expect(copyOf(copyName(mine))).toEqual(mine);
});

it.each(['other', 'plenary-text', 'plenary-text/1/2', 'plenary-text/1/x/3', 'plenary-text/1/2/3/4'])(
  '%s is none of ours',
  (name) => expect(copyOf(name)).toBeUndefined(),
);

it.each([
  [mine, false],
  [{ ...mine, person: 4 }, true],
  [{ ...mine, epoch: 0 }, true],
  [{ ...mine, epoch: 2 }, false],
  [{ ...mine, document: 8, epoch: 0 }, false],
])('%j is not to be found: %s', (copy, foreign) => expect(isForeign(copy, mine)).toBe(foreign));
