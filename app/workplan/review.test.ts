import { expect, test } from 'vitest';
import { i18nFor } from '../shared/i18n.server';
import { composeReview, signedMoney, signedShare } from './compose';
import type { OwnActivity, Planned, YearRecord } from './record';
import { countsOf, figuresOf, type ReviewContent } from './review';

const line = (id: number, more: Partial<Planned>): Planned => ({
  ...{ about: 'line', id, programme: { id: 9, title: 'Ports', language: 'en' }, title: `Line ${id}`, language: 'en' },
  ...{
    owner: { id: 1, name: 'ILO', handle: 'ilo' },
    startsOn: '2027-01-01',
    endsOn: '2027-06-30',
    state: 'open',
    reason: '',
  },
  ...{ done: '', commitment: 100 + id, late: false },
  ...more,
});
const own = (id: number, planned: bigint | null, spent: bigint | null, more: Partial<OwnActivity> = {}) =>
  ({
    ...line(id, {}),
    about: 'own',
    programme: null,
    money: { currency: 'USD', planned, spent, unknown: planned !== null && spent === null ? 1 : 0 },
    ...more,
  }) as OwnActivity;

const record = {
  ...{ id: 1, year: 2027, language: 'en', words: '', corrections: [] },
  own: [own(1, 10_000n, 12_000n, { state: 'done', done: 'All.' }), own(2, 5000n, 0n), own(3, null, null)],
  lines: [line(1, { state: 'done' }), line(2, { late: true }), line(3, { state: 'not-pursued', reason: 'No boat.' })],
  programmes: [{ id: 9, title: 'Ports', language: 'en', currency: 'EUR', planned: 20_000n, spent: 1000n, unknown: 0 }],
} as unknown as YearRecord;

const figures = figuresOf(record, [], { today: '2028-01-10', over: '2028-01-09' });

test('counts what stands how', () => {
  expect(countsOf([])).toEqual({ open: 0, 'under-way': 0, done: 0, 'not-pursued': 0, all: 0, late: 0 });
  expect(figures.activities).toEqual({ open: 3, 'under-way': 0, done: 2, 'not-pursued': 1, all: 6, late: 1 });
  expect(figures.programmes.map((p) => [p.title, p.counts.all, p.counts.done])).toEqual([
    [null, 3, 1],
    ['Ports', 3, 1],
  ]);
  expect([figures.done.length, figures.undone.length]).toEqual([2, 4]);
  expect(figures.undone.find((a) => a.state === 'not-pursued')?.words).toBe('No boat.');
});

test('sums money by currency, and says what is apart from its plan once the year is over', () => {
  expect(figures.money).toEqual([
    {
      programme: null,
      language: 'en',
      currency: 'USD',
      planned: '15000',
      spent: '12000',
      difference: '-3000',
      share: -2000,
      apart: 'under',
    },
    {
      programme: 'Ports',
      language: 'en',
      currency: 'EUR',
      planned: '20000',
      spent: '1000',
      difference: '-19000',
      share: -9500,
      apart: 'under',
    },
  ]);
});

test.each([
  ['en', -150_050n, 'USD\u00a0\u22121,500.50'],
  ['fr', 150_000n, '+1\u202f500\u00a0USD'],
  ['ar', -5n, '\u200e\u22120.05\u00a0USD'],
  ['en', 0n, 'USD\u00a00'],
] as const)('in %s a difference of %s has its sign before its figure', (language, minor, words) => {
  expect(signedMoney(minor, 'USD', language)).toBe(words);
});

test('so has a share', () => {
  expect([signedShare(-2050, 'en'), signedShare(1000, 'en'), signedShare(0, 'en')]).toEqual([
    '\u221220.5%',
    '+10%',
    '0%',
  ]);
});

test('is composed in each language, twice the same', () => {
  const words = { done: 'One.\n\nTwo\nlines.', undone: '', lessons: '', heard: 'They spoke.' };
  const content: ReviewContent = { year: 2027, language: 'en', approved: '2026/4', words, figures };
  const issue = { number: 2, reason: 'A sum.', hash: 'a'.repeat(64), issuedAt: '2028-01-10T09:00:00Z' };
  for (const language of ['en', 'fr', 'ar'] as const) {
    const composing = { t: i18nFor(language).getFixedT(language), language, publicUrl: 'https://example.test' };
    const text = composeReview(content, issue, composing);
    expect(composeReview(content, issue, composing)).toEqual(text);
    const said = JSON.stringify(text);
    for (const part of ['One.', 'Two lines.', 'They spoke.', 'No boat.', '2026/4', 'A sum.', issue.hash])
      expect(said).toContain(part);
    // A key that has no text would stand there as it is.
    expect(said).not.toMatch(/workplan:|commitments:/);
  }
});
