import { describe, expect, it } from 'vitest';
import { lineOf, nothing } from './figures';

describe('cells added up', () => {
  it('what is too much in one cell fills no other', () => {
    const line = lineOf([
      { target: 3, invited: 4, answered: 1, started: 6, submitted: 5 },
      { target: 2, invited: 0, answered: 0, started: 0, submitted: 0 },
    ]);
    expect(line).toEqual({ target: 5, invited: 4, answered: 1, started: 6, submitted: 5, rate: 0.25, missing: 2 });
  });
  it('nobody invited has no rate', () => expect(lineOf([nothing]).rate).toBeNull());
});
