import { describe, expect, it } from 'vitest';
import {
  type Agreed,
  type Currency,
  flagsOf,
  type Line,
  plainMoney,
  readMoney,
  shareOf,
  sharesOf,
  sumsOf,
  whyNotAddUp,
} from './budget';

describe('an amount as it was typed', () => {
  it.each<[string, Currency, bigint | string]>([
    ['1250000', 'USD', 125_000_000n],
    ['1 250 000', 'USD', 125_000_000n],
    ['1,250,000', 'USD', 125_000_000n],
    ['1.250.000', 'EUR', 125_000_000n],
    ["1'250'000.50", 'CHF', 125_000_050n],
    ['1.250.000,5', 'EUR', 125_000_050n],
    ['1 250 000,05', 'EUR', 125_000_005n],
    ['1,250', 'USD', 125_000n],
    ['1.250', 'EUR', 125_000n],
    ['0.250', 'USD', 25n],
    ['12.50', 'USD', 1250n],
    ['12,5', 'USD', 1250n],
    ['0', 'USD', 0n],
    ['١٬٢٥٠٫٥', 'USD', 125_050n],
    ['1250', 'JPY', 1250n],
    ['1250.5', 'JPY', 'too-fine'],
    ['12.505', 'USD', 1_250_500n],
    ['12.5051', 'USD', 'too-fine'],
    ['-5', 'USD', 'unreadable'],
    ['', 'USD', 'unreadable'],
    ['ten', 'USD', 'unreadable'],
    ['1e6', 'USD', 'unreadable'],
    ['12 %', 'USD', 'unreadable'],
    ['10000000000000.01', 'USD', 'too-much'],
    ['99999999999999999999', 'USD', 'too-much'],
  ])('%j in %s', (typed, currency, minor) => {
    expect(readMoney(typed, currency)).toBe(minor);
  });

  it.each<[bigint, Currency, string]>([
    [125_000_050n, 'USD', '1250000.50'],
    [125_000_000n, 'USD', '1250000'],
    [5n, 'USD', '0.05'],
    [0n, 'USD', '0'],
    [1250n, 'JPY', '1250'],
    [999_999_999_999_999n, 'USD', '9999999999999.99'],
  ])('%s in %s is shown as %s, and read again as it was', (minor, currency, shown) => {
    expect(plainMoney(minor, currency)).toBe(shown);
    expect(readMoney(shown, currency)).toBe(minor);
  });
});

const line = (total: bigint, years: [number, bigint][], more: Partial<Line> = {}): Line => ({
  earmark: 'none',
  funding: 'later',
  organisationId: 1,
  fiduciaryId: 1,
  total,
  years: years.map(([year, amount]) => ({ year, amount })),
  ...more,
});

it.each<[string, Line, bigint | undefined]>([
  [
    'its years come to it',
    line(300n, [
      [2026, 100n],
      [2027, 200n],
    ]),
    undefined,
  ],
  [
    'a cent is missing',
    line(301n, [
      [2026, 100n],
      [2027, 200n],
    ]),
    1n,
  ],
  [
    'a cent is too much',
    line(299n, [
      [2026, 100n],
      [2027, 200n],
    ]),
    -1n,
  ],
  ['nothing at all', line(0n, []), undefined],
  ['more than floats can tell apart', line(9_007_199_254_740_993n, [[2026, 9_007_199_254_740_992n]]), 1n],
])('a line: %s', (_, of, missing) => {
  expect(whyNotAddUp(of)?.missing).toBe(missing);
});

const budget = [
  line(
    400n,
    [
      [2026, 100n],
      [2027, 300n],
    ],
    { earmark: 'direct-assistance', funding: 'seed' },
  ),
  line(200n, [[2026, 200n]], { earmark: 'victim-support', organisationId: 2 }),
  line(50n, [[2027, 50n]], { earmark: 'evaluation' }),
  line(
    350n,
    [
      [2026, 0n],
      [2027, 350n],
    ],
    { organisationId: 2 },
  ),
];

it('sums by year, organisation, funding and earmark', () => {
  expect(sumsOf(budget, 2026, 2027)).toEqual({
    total: 1000n,
    years: [
      { year: 2026, amount: 300n },
      { year: 2027, amount: 700n },
    ],
    organisations: [
      { organisationId: 1, total: 450n, years: [100n, 350n] },
      { organisationId: 2, total: 550n, years: [200n, 350n] },
    ],
    fundings: { seed: 400n, later: 600n },
    victims: 600n,
    direct: 400n,
    evaluation: 50n,
  });
});

it.each<[bigint, bigint, number]>([
  [1n, 3n, 3333],
  [2999n, 10_000n, 2999],
  [29_999n, 100_000n, 2999],
  [0n, 0n, 0],
])('%s of %s is a share of %s', (part, whole, share) => {
  expect(shareOf(part, whole)).toBe(share);
});

const agreed: Agreed[] = [
  { kind: 'victim-support', basisPoints: 3000 },
  { kind: 'evaluation', basisPoints: 500 },
];

it.each<[string, bigint, bigint, bigint, boolean[]]>([
  ['kept to the cent', 10_000n, 3000n, 500n, [false, false]],
  ['missed by a cent', 10_001n, 3000n, 500n, [true, true]],
  ['one of both', 10_000n, 2999n, 600n, [true, false]],
  ['without money', 0n, 0n, 0n, [false, false]],
])('agreed shares: %s', (_, total, victims, evaluation, below) => {
  expect(sharesOf({ total, victims, evaluation }, agreed).map((s) => s.isBelow)).toEqual(below);
});

describe('what does not hold', () => {
  const numbered = budget.map((of, i) => ({ ...of, id: i + 1 }));
  const kinds = (lines: typeof numbered, total: bigint | null, of: Agreed[] = agreed) =>
    flagsOf(lines, total, of, 2026, 2027).map((flag) =>
      flag.kind === 'share-below'
        ? `${flag.kind} ${flag.share.kind}`
        : flag.kind === 'no-lines'
          ? flag.kind
          : `${flag.kind} ${flag.missing}`,
    );
  it.each<[string, string[], string[]]>([
    ['nothing', kinds(numbered, 1000n), []],
    ['no total said', kinds(numbered, null), []],
    ['no lines', kinds([], 1000n), ['no-lines']],
    ['lines that do not come to the whole', kinds(numbered, 1200n), ['total-apart 200']],
    ['lines beyond the whole', kinds(numbered, 999n), ['total-apart -1']],
    [
      'a line that is apart',
      kinds([{ ...numbered[0]!, total: 401n }, ...numbered.slice(1)], 1001n, []),
      ['line-apart 1'],
    ],
    [
      'a share that is missed',
      kinds(numbered, 1000n, [{ kind: 'evaluation', basisPoints: 501 }]),
      ['share-below evaluation'],
    ],
  ])('%s', (_, found, wanted) => {
    expect(found).toEqual(wanted);
  });
});
