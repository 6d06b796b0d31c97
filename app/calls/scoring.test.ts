import { describe, expect, test } from 'vitest';
import { isRefusal } from '../shared/refusal';
import {
  items,
  type Judged,
  type Mark,
  medianOf,
  type ReviewTie,
  reviewLacks,
  summaryOf,
  whyNotScore,
} from './scoring';

const review = (mark: Mark | null, change: Partial<Judged> = {}): Judged[] =>
  items.map((item) => ({ item, mark, cannot: mark === null, words: mark === null ? 'Too early.' : '', ...change }));

test('a pilot is judged by eleven principles and five criteria, each once', () => {
  expect(items).toHaveLength(16);
  expect(new Set(items).size).toBe(16);
});

test.each([
  ['nobody', [], null],
  ['one', [3], 3],
  ['two that agree', [2, 2], 2],
  ['two that differ, between them', [2, 3], 2.5],
  ['three in whatever order', [4, 1, 2], 2],
  ['four, between the middle two', [1, 4, 3, 1], 2],
  ['one far off, which moves nothing', [4, 4, 4, 4, 1], 4],
] as [string, Mark[], number | null][])('the middle mark of %s', (_, given, median) => {
  expect(medianOf(given)).toBe(median);
});

describe('what reviewers say together', () => {
  test.each([
    [
      'no reviewer',
      [],
      { median: null, lowest: null, highest: null, judged: 0, cannot: 0, isLow: false, isApart: false },
    ],
    ['one', [3], { median: 3, lowest: 3, highest: 3, judged: 1, cannot: 0, isLow: false, isApart: false }],
    ['partly met', [2, 2], { median: 2, lowest: 2, highest: 2, judged: 2, cannot: 0, isLow: true, isApart: false }],
    [
      'above partly',
      [2, 3],
      { median: 2.5, lowest: 2, highest: 3, judged: 2, cannot: 0, isLow: false, isApart: false },
    ],
    [
      'two steps apart',
      [2, 4, 4],
      { median: 4, lowest: 2, highest: 4, judged: 3, cannot: 0, isLow: false, isApart: true },
    ],
    [
      'one who cannot judge',
      [4, null],
      { median: 4, lowest: 4, highest: 4, judged: 1, cannot: 1, isLow: false, isApart: false },
    ],
    [
      'nobody who can',
      [null, null],
      { median: null, lowest: null, highest: null, judged: 0, cannot: 2, isLow: false, isApart: false },
    ],
  ] as [string, (Mark | null)[], object][])('of an item: %s', (_, given, wanted) => {
    const { items: said } = summaryOf(given.map((mark) => review(mark)));
    expect(said.map(({ item: _i, ...rest }) => rest)).toEqual(items.map(() => wanted));
  });

  test.each([
    [0, true],
    [1, true],
    [2, false],
    [3, false],
  ])('%i reviewers are few: %s', (count, isFew) => {
    const summary = summaryOf(Array.from({ length: count }, () => review(4)));
    expect([summary.reviewers, summary.isFew, summary.met]).toEqual([count, isFew, count === 0 ? 0 : 16]);
  });

  test('between partly and mostly is not mostly', () => {
    expect(summaryOf([review(2), review(3)]).met).toBe(0);
    expect(summaryOf([review(3), review(3)]).met).toBe(16);
  });
});

describe('a review is handed in', () => {
  test.each([
    ['whole', review(2), {}],
    ['with what cannot be judged, and why', review(null), {}],
    ['without a mark', review(3).slice(1), { [`mark-${items[0]}`]: 'no-mark' }],
    [
      'with words and no mark',
      review(3).map((j, i) => (i === 15 ? { ...j, mark: null, words: 'Well.' } : j)),
      { [`mark-${items[15]}`]: 'no-mark' },
    ],
    [
      'without a reason why it cannot be judged',
      review(3).map((j, i) => (i === 4 ? { ...j, mark: null, cannot: true } : j)),
      { [`words-${items[4]}`]: 'no-why' },
    ],
  ] as [string, Judged[], Record<string, string>][])('%s', (_, judged, wanted) => {
    const fields = Object.fromEntries(Object.entries(wanted).map(([k, v]) => [k, `pilots:mistakes.${v}`]));
    expect(reviewLacks(judged)).toEqual(fields);
  });
});

test.each([
  [{}, undefined],
  [{ isReviewer: false }, 'not-found'],
  [{ isScored: false }, 'not-found'],
  [{ isScored: false, hasPart: true }, 'not-found'],
  [{ hasPart: true }, 'not-allowed'],
  [{ hasDeclared: true }, 'closed'],
  [{ hasSubmitted: true }, 'closed'],
  [{ isDecided: true }, 'closed'],
] as [Partial<ReviewTie>, string | undefined][])('whoever is %j scores: refused as %s', (change, kind) => {
  const tie = {
    isReviewer: true,
    hasPart: false,
    hasDeclared: false,
    hasSubmitted: false,
    isScored: true,
    isDecided: false,
  };
  const no = whyNotScore({ ...tie, ...change });
  expect(isRefusal(no) ? no.kind : undefined).toBe(kind);
});
