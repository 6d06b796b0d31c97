import { expect, test } from 'vitest';
import { answerBy } from './waiting';

test.each([
  ['Monday', '2026-11-23T09:00:00Z', '2026-11-25'],
  ['Wednesday', '2026-11-25T23:59:00Z', '2026-11-27'],
  ['Thursday', '2026-11-26T09:00:00Z', '2026-11-30'],
  ['Friday', '2026-11-27T09:00:00Z', '2026-12-01'],
  ['Saturday', '2026-11-28T09:00:00Z', '2026-12-01'],
  ['Sunday', '2026-11-29T09:00:00Z', '2026-12-01'],
])('confirmed on a %s (%s), answered by %s', (_day, confirmed, by) => {
  expect(answerBy(new Date(confirmed)).toISOString().slice(0, 10)).toBe(by);
});
