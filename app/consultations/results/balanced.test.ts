import { describe, expect, it, test } from 'vitest';
import {
  crossSectorAgreement,
  deficits,
  effectiveSize,
  equalSectorWeights,
  evenness,
  overlap,
  type Part,
  participationRate,
  raw,
  weighted,
} from './balanced';

const parts = (of: Record<string, [yes: number, of: number]>): Part[] =>
  Object.entries(of).map(([sector, [yes, n]]) => ({ sector, yes, of: n }));
const voices = (all: Part[]) => Object.fromEntries(all.map((p) => [p.sector, p.of]));

/** Figures that are the same in every run. */
function numbersFrom(seed: number) {
  let at = seed;
  return (below: number) => {
    at = (at * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((at / 2_147_483_648) * below);
  };
}

describe('every voice the same', () => {
  it.each<[string, Part[], ReturnType<typeof raw>]>([
    ['two sectors', parts({ a: [6, 10], b: [9, 90] }), { yes: 15, of: 100, share: 0.15 }],
    ['nobody', [], { yes: 0, of: 0, share: null }],
    ['a sector without a voice', parts({ a: [0, 0], b: [1, 2] }), { yes: 1, of: 2, share: 0.5 }],
  ])('%s', (_, all, expected) => expect(raw(all)).toEqual(expected));
});

describe('every sector the same', () => {
  it.each<[string, Part[], number | null]>([
    ['the mean of the sectors', parts({ a: [6, 10], b: [4, 40] }), (0.6 + 0.1) / 2],
    ['one sector alone is itself', parts({ a: [6, 10] }), 0.6],
    ['one with four voices has no weight', parts({ a: [6, 10], b: [0, 4] }), 0.6],
    ['one with five has', parts({ a: [6, 10], b: [0, 5] }), 0.3],
    ['none has enough', parts({ a: [4, 4], b: [3, 4] }), null],
    ['nobody', [], null],
  ])('%s', (_, all, expected) => {
    const share = weighted(all, equalSectorWeights(voices(all)).weights);
    if (expected === null) expect(share).toBeNull();
    else expect(share).toBeCloseTo(expected, 12);
  });

  test('those who are too few are named, those who are not there are not', () => {
    const { left, voices: n } = equalSectorWeights({ b: 4, a: 1, c: 9, d: 0 });
    expect(left).toEqual(['a', 'b']);
    expect(n).toBe(9);
  });

  test('no voice weighs more than five times the middle one', () => {
    const { weights, capped } = equalSectorWeights({ a: 5, b: 100, c: 90 });
    expect(capped).toEqual(['a']);
    const middle = weights.b!;
    expect(weights.a).toBeCloseTo(5 * middle, 12);
    expect(equalSectorWeights({ a: 20, b: 100, c: 90 }).capped).toEqual([]);
    // Exactly five times is no more than five times.
    expect(equalSectorWeights({ a: 20, b: 100 }).capped).toEqual([]);
  });

  test('the sum of what a sector weighs is the same for each, where no cap holds', () => {
    const counts = { a: 10, b: 20, c: 35 };
    const { weights } = equalSectorWeights(counts);
    for (const [sector, n] of Object.entries(counts)) expect(weights[sector]! * n).toBeCloseTo(1 / 3, 12);
  });

  it.each<[string, Record<string, number>, number, boolean]>([
    ['as many as there are where all weigh the same', { a: 10, b: 10 }, 20, false],
    ['one sector', { a: 12 }, 12, false],
    ['fewer where one counts for many', { a: 10, b: 90 }, 36, true],
    ['none', { a: 2 }, 0, false],
  ])('effective size: %s', (_, counts, effective, isLow) => {
    const out = equalSectorWeights(counts, { cap: 100 });
    expect(out.effective).toBeCloseTo(effective, 9);
    expect(out.isLow).toBe(isLow);
  });

  test('effective size of a list, and of the same list counted', () => {
    expect(effectiveSize([1, 1, 1, 1])).toBe(4);
    expect(effectiveSize([2, 1, 1])).toBeCloseTo(16 / 6, 12);
    expect(effectiveSize([2, 1], [1, 2])).toBeCloseTo(16 / 6, 12);
    expect(effectiveSize([])).toBe(0);
  });

  test('whatever the counts: shares lie among those of the sectors, and nothing is more effective than all', () => {
    const next = numbersFrom(7);
    for (let run = 0; run < 500; run++) {
      const all: Part[] = Array.from({ length: 1 + next(8) }, (_, i) => {
        const of = next(40);
        return { sector: `s${i}`, of, yes: of === 0 ? 0 : next(of + 1) };
      });
      const out = equalSectorWeights(voices(all));
      const share = weighted(all, out.weights);
      const shares = all.filter((p) => p.of >= 5).map((p) => p.yes / p.of);
      expect(share === null).toBe(shares.length === 0);
      if (share === null) continue;
      expect(share).toBeGreaterThanOrEqual(Math.min(...shares) - 1e-12);
      expect(share).toBeLessThanOrEqual(Math.max(...shares) + 1e-12);
      expect(out.effective).toBeLessThanOrEqual(out.voices + 1e-9);
      expect(equalSectorWeights(voices([...all].reverse()))).toEqual(out);
    }
  });
});

describe('agreement across sectors', () => {
  test('is the geometric mean, with the weakest beside it', () => {
    const { agreement, weakest, sectors, left } = crossSectorAgreement(
      parts({ b: [1, 8], a: [8, 8], c: [4, 4], d: [0, 0] }),
    );
    expect(sectors).toEqual([
      { sector: 'a', agreement: 0.9 },
      { sector: 'b', agreement: 0.2 },
    ]);
    expect(agreement).toBeCloseTo(Math.sqrt(0.9 * 0.2), 12);
    expect(weakest).toEqual({ sector: 'b', agreement: 0.2 });
    expect(left).toEqual(['c']);
  });

  test('says nothing where no sector has enough', () => {
    expect(crossSectorAgreement(parts({ a: [4, 4] }))).toMatchObject({ agreement: null, weakest: null, left: ['a'] });
    expect(crossSectorAgreement([])).toEqual({ agreement: null, weakest: null, sectors: [], left: [] });
  });

  test('a large sector cannot outweigh a small one that does not agree', () => {
    const both = (n: number) => crossSectorAgreement(parts({ a: [n, n], b: [0, 8] })).agreement!;
    expect(both(10_000)).toBeLessThan(0.33);
    expect(both(10_000) - both(100)).toBeLessThan(0.01);
  });
});

describe('taking part', () => {
  test('rates, and how even they are', () => {
    expect(participationRate(3, 12)).toBe(0.25);
    expect(participationRate(1, 0)).toBeNull();
    expect(evenness([0.25, 0.5, null])).toBe(0.5);
    expect(evenness([0.5, 0])).toBe(0);
    expect(evenness([null, 0])).toBeNull();
    expect(evenness([])).toBeNull();
  });

  it.each<[string, Record<string, number>, Record<string, number>, number | null, [string, number][]]>([
    ['as it was meant', { a: 5, b: 5 }, { a: 1, b: 1 }, 1, []],
    ['one is missing', { a: 10 }, { a: 0.5, b: 0.5 }, 0.5, [['b', 5]]],
    ['nobody has come', {}, { a: 1 }, null, []],
    ['no targets', { a: 4 }, {}, null, []],
    ['those without a target lie beside it', { a: 5, c: 5 }, { a: 1, b: 1 }, 0.5, [['b', 5]]],
    [
      'the greatest first, then by name',
      { a: 9, b: 1, c: 1, d: 1 },
      { a: 1, b: 1, c: 1, d: 1 },
      0.5,
      [
        ['b', 2],
        ['c', 2],
        ['d', 2],
      ],
    ],
    ['parts of a voice are a voice', { a: 7, b: 3 }, { a: 2, b: 1 }, 2 / 3 + 0.3, [['b', 1]]],
  ])('%s', (_, counts, targets, shared, missing) => {
    const found = overlap(counts, targets);
    if (shared === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(shared, 12);
    expect(deficits(counts, targets).map((d) => [d.of, d.missing])).toEqual(missing);
  });
});
