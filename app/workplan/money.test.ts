import { expect, test } from 'vitest';
import { aboveProgrammes, sumsByCurrency, varianceOf } from './money';

test.each<[bigint | null, bigint | null, boolean, ReturnType<typeof varianceOf>]>([
  [100_000n, 100_000n, false, { difference: 0n, share: 0, apart: null }],
  [100_000n, 110_000n, false, { difference: 10_000n, share: 1000, apart: null }],
  [100_000n, 110_001n, false, { difference: 10_001n, share: 1000, apart: 'over' }],
  [100_000n, 40_000n, false, { difference: -60_000n, share: -6000, apart: null }],
  [100_000n, 40_000n, true, { difference: -60_000n, share: -6000, apart: 'under' }],
  [100_000n, 90_000n, true, { difference: -10_000n, share: -1000, apart: null }],
  [0n, 0n, true, { difference: 0n, share: null, apart: null }],
  [0n, 1n, false, { difference: 1n, share: null, apart: 'over' }],
  [null, 5n, false, null],
  [5n, null, true, null],
])('planned %s and spent %s', (planned, spent, over, variance) => {
  expect(varianceOf({ planned, spent, unknown: 0 }, over)).toEqual(variance);
});

test('what a part of is not noted is not below its plan, and may be above it', () => {
  expect(varianceOf({ planned: 100n, spent: 10n, unknown: 1 }, true)).toBeNull();
  expect(varianceOf({ planned: 100n, spent: 120n, unknown: 1 }, false)?.apart).toBe('over');
});

test('what lies beyond any float is exact', () => {
  const planned = 10n ** 15n;
  expect(varianceOf({ planned, spent: planned + 1n, unknown: 0 }, false)).toEqual({
    difference: 1n,
    share: 0,
    apart: null,
  });
});

test('no sum goes across currencies, and what is not known is no nought', () => {
  expect(
    sumsByCurrency([
      { currency: 'USD', planned: 100n, spent: null, unknown: 1 },
      { currency: 'EUR', planned: 7n, spent: 3n, unknown: 0 },
      { currency: 'USD', planned: 50n, spent: 20n, unknown: 2 },
      { currency: 'JPY', planned: null, spent: null, unknown: 0 },
    ]),
  ).toEqual([
    { currency: 'EUR', planned: 7n, spent: 3n, unknown: 0 },
    { currency: 'USD', planned: 150n, spent: 20n, unknown: 3 },
  ]);
  expect(sumsByCurrency([])).toEqual([]);
});

test('says in which currency the initiative is to cost more than its programmes', () => {
  const money = (currency: 'USD' | 'EUR', planned: bigint) => ({ currency, planned, spent: null, unknown: 1 });
  expect(aboveProgrammes([money('USD', 10n), money('EUR', 3n)], [money('USD', 10n)])).toEqual([
    { currency: 'EUR', own: 3n, programmes: 0n },
  ]);
  expect(aboveProgrammes([money('USD', 11n)], [money('USD', 10n)])).toHaveLength(1);
  expect(aboveProgrammes([], [money('USD', 10n)])).toEqual([]);
});
