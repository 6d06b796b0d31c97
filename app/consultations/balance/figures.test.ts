import { describe, expect, it } from 'vitest';
import { behindOf, evennessOf, lineOf, nothing, overlapOf } from './figures';

const n = (target: number, submitted: number) => ({ target, submitted });

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

describe('overlap', () => {
  it.each<[string, { target: number; submitted: number }[], number | null]>([
    ['as aimed for', [n(10, 2), n(20, 4)], 1],
    ['one of two empty', [n(10, 6), n(10, 0)], 0.5],
    ['all in a line that was not aimed for', [n(0, 5), n(10, 0)], 0],
    ['nobody yet', [n(10, 0)], null],
    ['no target', [n(0, 3)], null],
  ])('%s', (_, lines, expected) => {
    const overlap = overlapOf(lines);
    if (expected === null) expect(overlap).toBeNull();
    else expect(overlap).toBeCloseTo(expected);
  });
});

describe('the lowest rate over the highest', () => {
  it.each<[string, (number | null)[], number | null]>([
    ['alike', [0.4, 0.4], 1],
    ['half', [0.2, 0.4, null], 0.5],
    ['one that is silent makes it nothing', [0, 0.4], 0],
    ['all silent', [0, 0], null],
    ['nobody invited', [null, null], null],
  ])('%s', (_, rates, expected) => expect(evennessOf(rates.map((rate) => ({ rate })))).toBe(expected));
});

describe('how many more a sector needs among those who have submitted', () => {
  const lines = [n(10, 7), n(10, 2), n(10, 0)];
  it.each([
    [0, 0],
    [1, 1],
    [2, 3],
  ])('line %i: %i', (line, expected) => expect(behindOf(lines[line]!, lines)).toBe(expected));
  it('is nothing where thirds make a whole', () => expect(behindOf(n(1, 1), [n(1, 1), n(1, 1), n(1, 1)])).toBe(0));
  it('is nothing without targets', () => expect(behindOf(n(0, 0), [n(0, 4)])).toBe(0));
});
