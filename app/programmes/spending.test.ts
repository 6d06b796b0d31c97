import { describe, expect, it } from 'vitest';
import type { Reader } from '../people/person';
import type { Rules } from './programme';
import { besidePlan, lastYearBegun, mayNote, notesFor, type Spent, sumOfSpent } from './spending';

const said = (lineId: number, year: number, amount: bigint | null): Spent => ({
  id: lineId * 10_000 + year,
  lineId,
  year,
  amount,
  note: '',
  organisationId: 20,
  at: '2026-03-29T01:30:00Z',
});
const line = (id: number, ...years: [number, bigint][]) => ({
  id,
  years: years.map(([year, amount]) => ({ year, amount })),
});

describe('what was spent beside the plan', () => {
  const lines = [line(1, [2026, 100n], [2027, 50n]), line(2, [2026, 30n], [2027, 0n])];

  it.each<[string, Spent[], (bigint | null)[], [bigint, bigint | null, bigint | null, number]]>([
    ['is not known where nothing is noted', [], [null, null, null], [180n, null, null, 3]],
    ['is nought where nought is noted', [said(2, 2026, 0n)], [null, null, 0n], [180n, 0n, -30n, 2]],
    [
      'goes beyond the plan in one line and stays below it in another',
      [said(1, 2026, 120n), said(2, 2026, 10n)],
      [120n, null, 10n],
      [180n, 130n, 0n, 1],
    ],
    ['is not known again once it was taken back', [said(1, 2026, null)], [null, null, null], [180n, null, null, 3]],
    [
      'is shown in a year for which nothing was planned',
      [said(2, 2027, 5n)],
      [null, null, null, 5n],
      [180n, 5n, 5n, 3],
    ],
    ['is not that of a line that is not there', [said(9, 2026, 5n)], [null, null, null], [180n, null, null, 3]],
  ])('%s', (_, spending, spent, sum) => {
    const rows = besidePlan(lines, spending);
    expect(rows.map((row) => row.spent)).toEqual(spent);
    const { planned, spent: all, difference, unknown } = sumOfSpent(rows);
    expect([planned, all, difference, unknown]).toEqual(sum);
  });

  it('is nothing of no lines', () => {
    expect(sumOfSpent([])).toEqual({ planned: 0n, spent: null, difference: null, unknown: 0 });
  });
});

const reader = (rest: Partial<Reader>) =>
  ({ id: 3, state: 'active', secretariat: false, offices: [], ...rest }) as unknown as Reader;
const focal = (organisationId: number) => reader({ offices: [{ organisationId, role: 'focal-point' }] });
const programme: Rules = { id: 1, leadId: 10, partners: [10, 20, 30], openedAt: null, closedAt: null, namedFor: null };

it.each<[string, Rules, Reader | null, number | null, boolean]>([
  ['the holder of the fiduciary duty', programme, focal(20), 20, true],
  ['the lead', programme, focal(10), 10, true],
  ['another partner', programme, focal(30), null, false],
  ['whom the holder has named', { ...programme, namedFor: 20 }, reader({}), 20, true],
  ['whom another partner has named', { ...programme, namedFor: 30 }, reader({}), null, false],
  ['the secretariat', programme, reader({ secretariat: true }), null, true],
  ['a focal point whose account is suspended', programme, { ...focal(20), state: 'suspended' } as Reader, null, false],
  ['a holder that is a partner no more', { ...programme, partners: [10, 30] }, focal(20), null, false],
])('%s notes what was spent, or does not', (_, of, who, organisation, may) => {
  expect(mayNote(of, { fiduciaryId: 20 }, who)).toBe(may);
  if (may) expect(notesFor(of, { fiduciaryId: 20 }, who!)).toBe(organisation);
});

it('is noted by nobody who is not signed in', () => {
  expect(mayNote(programme, { fiduciaryId: 20 }, null)).toBe(false);
});

it.each([
  ['2026-12-31T09:59:59Z', 2026],
  // It is the first of January on Kiritimati.
  ['2026-12-31T10:00:00Z', 2027],
  ['2027-01-01T00:00:00Z', 2027],
])('at %s the last year that has begun is %i', (at, year) => {
  expect(lastYearBegun(new Date(at))).toBe(year);
});
