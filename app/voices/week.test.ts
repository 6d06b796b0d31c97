import { expect, test } from 'vitest';
import { addWeeks, isWeek, mondayOf, weekOf, weeksBetween } from './week';

test.each([
  ['2026-01-01T00:00:00Z', 202601],
  ['2025-12-29T00:00:00Z', 202601],
  ['2025-12-28T23:59:59Z', 202552],
  ['2026-11-22T12:00:00Z', 202647],
  ['2026-12-31T12:00:00Z', 202653],
  ['2027-01-03T23:59:59Z', 202653],
  ['2027-01-04T00:00:00Z', 202701],
  ['2021-01-01T00:00:00Z', 202053],
  ['2024-12-30T00:00:00Z', 202501],
  ['2023-01-01T00:00:00Z', 202252],
])('%s is in week %i (ISO 8601)', (instant, week) => {
  expect(weekOf(new Date(instant))).toBe(week);
});

test('every day for fifty years is in the week of its Monday', () => {
  for (let day = Date.UTC(2000, 0, 1); day < Date.UTC(2050, 0, 1); day += 86_400_000) {
    const week = weekOf(new Date(day));
    const monday = mondayOf(week);
    expect(monday.getUTCDay()).toBe(1);
    const days = (day - monday.getTime()) / 86_400_000;
    expect(days >= 0 && days < 7).toBe(true);
  }
});

test('weeks are added over the ends of years', () => {
  expect(addWeeks(202647, 0)).toBe(202647);
  expect(addWeeks(202652, 1)).toBe(202653);
  expect(addWeeks(202653, 1)).toBe(202701);
  expect(addWeeks(202552, 1)).toBe(202601);
  expect(addWeeks(202701, -1)).toBe(202653);
  expect(addWeeks(202647, 13)).toBe(202707);
  expect(addWeeks(202601, 53)).toBe(202701);
});

test('weeks between two are those that have to be added', () => {
  expect(weeksBetween(202647, 202647)).toBe(0);
  for (let n = -120; n <= 120; n += 7) expect(weeksBetween(202647, addWeeks(202647, n))).toBe(n);
});

test.each([202600, 202654, 202553, 202699, 202601.5, 0, 53, Number.NaN, Infinity])('%d is no week', (week) => {
  expect(isWeek(week)).toBe(false);
  expect(() => mondayOf(week)).toThrow('This is no week');
});

test('53 weeks are in years that have them', () => {
  expect([isWeek(202653), isWeek(202053), isWeek(202552), isWeek(202601)]).toEqual([true, true, true, true]);
});
