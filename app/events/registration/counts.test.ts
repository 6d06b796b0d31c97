import { describe, expect, it, test } from 'vitest';
import { type Count, shownCounts, smallest } from './counts';

const counts = (values: Record<string, number>): Count[] =>
  Object.entries(values).map(([key, count]) => ({ key, count }));

describe('where no survivor spoke every count is said', () => {
  it('the largest first, and none that is nothing', () => {
    expect(shownCounts(counts({ a: 1, b: 7, c: 0 }), false)).toEqual({
      total: 8,
      shown: counts({ b: 7, a: 1 }),
      others: null,
    });
  });
});

describe('where a survivor spoke', () => {
  it.each<[string, Record<string, number>, { total: number | null; shown: string[]; others: number | null }]>([
    ['nobody came', {}, { total: null, shown: [], others: null }],
    ['four came', { a: 4 }, { total: null, shown: [], others: null }],
    ['all are many', { a: 9, b: 7 }, { total: 16, shown: ['a', 'b'], others: null }],
    ['one small count takes another with it', { a: 20, b: 9, c: 1 }, { total: 30, shown: ['a'], others: 10 }],
    ['two small ones that are few together', { a: 20, b: 9, c: 1, d: 1 }, { total: 31, shown: ['a'], others: 11 }],
    [
      'two small ones that are enough together',
      { a: 20, b: 9, c: 3, d: 2 },
      { total: 34, shown: ['a', 'b'], others: 5 },
    ],
    ['all are small', { a: 3, b: 3 }, { total: 6, shown: [], others: null }],
    ['one sector and one other person', { a: 20, b: 1 }, { total: 21, shown: [], others: null }],
    ['a survivor group of ten', { 'survivor-group': 10, a: 30, b: 12 }, { total: 52, shown: ['a'], others: 22 }],
    [
      'a survivor group of eleven',
      { 'survivor-group': 11, a: 30 },
      { total: 41, shown: ['a', 'survivor-group'], others: null },
    ],
  ])('%s', (_, values, expected) => {
    const { total, shown, others } = shownCounts(counts(values), true);
    expect({ total, shown: shown.map((c) => c.key), others }).toEqual(expected);
  });

  test('whatever the counts are, nothing small is said and nothing small follows', () => {
    // A small generator of its own: the same cases in each run.
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    for (let run = 0; run < 2000; run++) {
      const given = Array.from({ length: 1 + next(8) }, (_, i) => ({ key: `s${i}`, count: next(3) ? next(12) : 0 }));
      const { total, shown, others } = shownCounts(given, true);
      const said = shown.reduce((all, c) => all + c.count, 0);
      expect(shown.filter((c) => c.count < smallest)).toEqual([]);
      if (total === null) expect([shown, others]).toEqual([[], null]);
      else expect(total).toBe(given.reduce((all, c) => all + c.count, 0));
      if (others !== null) {
        expect(others).toBeGreaterThanOrEqual(smallest);
        expect(said + others).toBe(total);
        expect(given.filter((c) => c.count > 0).length - shown.length).toBeGreaterThanOrEqual(2);
      } else if (shown.length > 0) expect(said).toBe(total);
    }
  });
});
