import { expect, test } from 'vitest';
import { cellsOf, monthsOf, quarterOf } from './calendar';

test.each<[string | null, string | null, number | null, [number, number] | null]>([
  ['2027-01-01', '2027-12-31', 4, [1, 12]],
  ['2027-02-10', '2027-03-31', 1, [2, 3]],
  ['2027-04-01', '2027-04-01', 2, [4, 4]],
  ['2026-05-01', '2027-07-01', 3, [1, 7]],
  ['2027-11-30', '2028-06-30', 4, [11, 12]],
  ['2025-01-01', '2029-01-01', 4, [1, 12]],
  [null, '2027-09-30', 3, [9, 9]],
  ['2027-10-01', null, 4, [10, 10]],
  [null, null, null, null],
  ['2025-01-01', '2026-12-31', 1, null],
])('from %s until %s in 2027', (startsOn, endsOn, quarter, months) => {
  expect(quarterOf({ startsOn, endsOn }, 2027)).toBe(quarter);
  const found = monthsOf({ startsOn, endsOn }, 2027);
  expect(found && [found.from, found.until]).toEqual(months);
});

test('the cells of a row are twelve months in all', () => {
  const of = (startsOn: string | null, endsOn: string | null) =>
    cellsOf({ startsOn, endsOn }, 2027).map((c) => (c.goesOn ? c.columns : -c.columns));
  expect(of('2027-03-05', '2027-06-30')).toEqual([-2, 4, -6]);
  expect(of('2027-01-01', '2027-12-31')).toEqual([12]);
  expect(of('2027-12-01', '2027-12-31')).toEqual([-11, 1]);
  expect(of(null, null)).toEqual([-12]);
});
