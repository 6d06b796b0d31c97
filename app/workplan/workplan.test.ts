import { describe, expect, test } from 'vitest';
import type { Reader } from '../people/person';
import {
  aboutTyped,
  isLate,
  mayCorrect,
  maySee,
  whyNotCorrect,
  whyNotDays,
  whyNotDue,
  whyNotIssue,
  yearTyped,
} from './workplan';

const reader = (of: Partial<Reader>) =>
  ({ state: 'active', secretariat: false, offices: [], ...of }) as unknown as Reader;
const focal = reader({ offices: [{ organisationId: 7, role: 'focal-point' }] });
const secretariat = reader({ secretariat: true });

test.each([
  ['2027', 2027],
  [' 2027 ', 2027],
  ['٢٠٢٧', 2027],
  ['۲۰۲۷', 2027],
  ['1990', 1990],
  ['2150', 2150],
  ['1989', null],
  ['2151', null],
  ['27', null],
  ['20270', null],
  ['2027.5', null],
  ['', null],
  ['next', null],
])('the year %s', (typed, year) => {
  expect(yearTyped(typed)).toBe(year);
});

test.each<[string | null, string | null, Record<string, string> | undefined]>([
  ['2027-01-01', '2027-12-31', undefined],
  ['2027-03-01', '2027-03-01', undefined],
  [null, null, undefined],
  [null, '2027-05-01', undefined],
  ['2027-05-01', null, undefined],
  ['2027-05-02', '2027-05-01', { endsOn: 'workplan:mistakes.ends-early' }],
  ['2026-12-31', '2027-05-01', { startsOn: 'workplan:mistakes.outside' }],
  ['2027-05-01', '2028-01-01', { endsOn: 'workplan:mistakes.outside' }],
  ['2028-05-01', '2026-05-01', { startsOn: 'workplan:mistakes.outside', endsOn: 'workplan:mistakes.outside' }],
])('an activity of 2027 from %s until %s', (startsOn, endsOn, fields) => {
  expect(whyNotDays({ startsOn, endsOn }, 2027)?.fields).toEqual(fields);
});

test.each([
  ['2027-03-01', 'open', '2027-03-02', true],
  ['2027-03-01', 'under-way', '2027-03-02', true],
  ['2027-03-01', 'open', '2027-03-01', false],
  ['2027-03-01', 'done', '2027-12-31', false],
  ['2027-03-01', 'not-pursued', '2027-12-31', false],
  [null, 'open', '2027-12-31', false],
] as const)('due %s and %s, on %s', (endsOn, state, today, late) => {
  expect(isLate({ endsOn, state }, today)).toBe(late);
});

test.each([
  [null, null, false, false],
  [null, focal, false, false],
  [null, focal, true, true],
  [null, secretariat, false, true],
  ['2027-01-01T00:00:00Z', null, false, true],
] as const)('approved %s, seen by %#', (approvedAt, who, member, sees) => {
  expect(maySee({ approvedAt, issues: 0 }, who, member)).toBe(sees);
  expect(maySee({ approvedAt, issues: 1 }, who, member)).toBe(true);
});

describe('a corrective action', () => {
  test('is written by the secretariat and by the lead of the programme', () => {
    expect(mayCorrect(secretariat, false)).toBe(true);
    expect(mayCorrect(focal, true)).toBe(true);
    expect(mayCorrect(focal, false)).toBe(false);
    expect(mayCorrect(null, true)).toBe(false);
    expect(mayCorrect(reader({ state: 'waiting' }), true)).toBe(false);
  });

  test('has something to correct, and a day that is not over', () => {
    expect(whyNotCorrect({ late: false, overspent: false })?.kind).toBe('closed');
    expect(whyNotCorrect({ late: true, overspent: false })).toBeUndefined();
    expect(whyNotCorrect({ late: false, overspent: true })).toBeUndefined();
    expect(whyNotDue('2027-03-01', '2027-03-02')?.fields).toEqual({ dueOn: 'workplan:mistakes.day-past' });
    expect(whyNotDue('2027-03-02', '2027-03-02')).toBeUndefined();
  });

  test.each([
    ['own-1', { about: 'own', id: 1 }],
    ['line-12', { about: 'line', id: 12 }],
    ['programme-3', { about: 'programme', id: 3 }],
    ['line-0', null],
    ['line-', null],
    ['money-3', null],
    ['line-1x', null],
  ])('is about %s', (typed, about) => {
    expect(aboutTyped(typed)).toEqual(about);
  });
});

test.each([
  [2026, 0, '', 'Much.', undefined],
  [2027, 0, '', 'Much.', 'closed'],
  [2025, 0, '', '', 'closed'],
  [2026, 1, '', 'Much.', 'invalid'],
  [2026, 1, 'A sum was wrong.', 'Much.', undefined],
] as const)('a review of %i after %i issues', (year, issues, reason, done, kind) => {
  expect(whyNotIssue({ year, issues, reason, done }, new Date('2026-12-31T23:59:59Z'))?.kind).toBe(kind);
});
