import { describe, expect, it, test } from 'vitest';
import type { Value } from './answer';
import { changesSince, countsOf, mayRelease, type ReleasedSheet, withoutWords } from './release';

const sheet = (id: number, answers: Record<string, Value> = { q1: 'o1' }): ReleasedSheet => ({
  id: `set ${id}`,
  version: 1,
  language: 'en',
  onPaper: false,
  answers,
});
const sheets = (from: number, to: number, answers?: Record<string, Value>) =>
  Array.from({ length: to - from + 1 }, (_, i) => sheet(from + i, answers));
const changed = (from: number, to: number) => sheets(from, to, { q1: 'o2' });

describe('results are given out in steps', () => {
  it.each<[string, ReleasedSheet[] | null, ReleasedSheet[], number, boolean]>([
    ['nobody yet', null, [], 0, false],
    ['four', null, sheets(1, 4), 4, false],
    ['five', null, sheets(1, 5), 5, true],
    ['one more than was given out', sheets(1, 5), sheets(1, 6), 1, false],
    ['four more', sheets(1, 5), sheets(1, 9), 4, false],
    ['five more', sheets(1, 5), sheets(1, 10), 5, true],
    ['one was changed', sheets(1, 10), [...sheets(1, 9), ...changed(10, 10)], 1, false],
    ['one was taken back', sheets(1, 10), sheets(1, 9), 1, false],
    ['two are gone, two changed, one came', sheets(1, 10), [...sheets(1, 6), ...changed(7, 8), sheet(11)], 5, true],
    ['all but four are gone', sheets(1, 10), sheets(1, 4), 6, false],
    ['the same in another order', sheets(1, 5), sheets(1, 5).reverse(), 0, false],
    [
      'rows of a table in another order',
      [sheet(1, { q5: { r1: 'o1', r2: 'o2' } })],
      [sheet(1, { q5: { r2: 'o2', r1: 'o1' } })],
      0,
      false,
    ],
    ['another language of the same words', [sheet(1)], [{ ...sheet(1), language: 'fr' }], 1, false],
  ])('%s', (_, released, now, changes, may) => {
    expect(changesSince(released ?? [], now)).toBe(changes);
    expect(mayRelease(released, now)).toBe(may);
  });

  test('whatever comes and goes, two views never differ by fewer than five', () => {
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    let now: ReleasedSheet[] = [];
    let released: ReleasedSheet[] | null = null;
    let releases = 0;
    for (let step = 0; step < 500; step++) {
      const at = next(now.length + 1);
      if (next(3) > 0 || at === now.length) now = [...now, sheet(step, { q1: `o${next(3)}` })];
      else if (next(2) === 0) now = now.filter((_, i) => i !== at);
      else now = now.map((s, i) => (i === at ? sheet(Number(s.id.slice(4)), { q1: `o${next(3)}` }) : s));
      if (!mayRelease(released, now)) continue;
      expect(changesSince(released ?? [], now)).toBeGreaterThanOrEqual(5);
      expect(now.length).toBeGreaterThanOrEqual(5);
      released = now;
      releases++;
    }
    expect(releases).toBeGreaterThan(10);
  });
});

test('what is in somebody’s own words is counted and not held', () => {
  const types = { q1: 'single', q2: 'text', q5: 'matrix', q8: 'date' } as const;
  const typeOf = (q: string) => types[q as keyof typeof types];
  const answers = { q1: 'o1', q2: 'Words', q5: { r1: 'o1', r2: 'o2' }, q8: '2026-01-01' };
  const two = [sheet(1, answers), sheet(2, { ...answers, q2: 'Others', q5: { r2: 'o2', r1: 'o1' }, q77: 'gone' })];
  expect(countsOf(two, typeOf)).toEqual([
    { question: 'q1', value: 'o1', count: 2 },
    { question: 'q2', value: '', count: 2 },
    { question: 'q5', value: { r1: 'o1', r2: 'o2' }, count: 2 },
    { question: 'q8', value: '', count: 2 },
  ]);
  expect(withoutWords(answers, typeOf)).toEqual({ q1: 'o1', q2: '', q5: { r1: 'o1', r2: 'o2' }, q8: '' });
});
