import { describe, expect, it, test } from 'vitest';
import { inOrderOfAgreement, noSector, type SectorVotes, shownOf } from './figures';

const votes = (sector: string, agree: number, disagree: number, pass: number): SectorVotes => ({
  sector,
  agree,
  disagree,
  pass,
});

describe('what may be shown of a statement', () => {
  it('of sectors with enough votes, everything', () => {
    const shown = shownOf([votes('government', 20, 10, 5), votes('media', 8, 7, 6)]);
    expect(shown).toMatchObject({ voters: 56, agree: 28, disagree: 17, pass: 11 });
    expect(shown.sectors).toEqual([
      { sector: 'government', voters: 35, agree: 20, disagree: 10, pass: 5, agreement: 57 },
      { sector: 'media', voters: 21, agree: 8, disagree: 7, pass: 6, agreement: 39 },
    ]);
    expect(shown.weakest).toEqual({ sector: 'media', agreement: 39 });
    // sqrt(21/37 * 9/23).
    expect(shown.agreement).toBe(47);
  });

  it('of fewer than five people, nothing', () => {
    expect(shownOf([votes('media', 4, 0, 0)])).toEqual({
      voters: null,
      agree: null,
      disagree: null,
      pass: null,
      agreement: null,
      weakest: null,
      sectors: [],
    });
  });

  it('one sector alone agrees with nobody across sectors', () => {
    expect(shownOf([votes('media', 20, 10, 10), votes(noSector, 20, 10, 10)])).toMatchObject({
      agreement: null,
      weakest: null,
    });
  });

  it('names no sector of which fewer than five voted, nor whether anybody did', () => {
    const shown = shownOf([votes('government', 20, 10, 8), votes('media', 9, 9, 9), votes('academia', 1, 0, 0)]);
    expect(shown.sectors.map((s) => s.sector)).toEqual(['government', 'media']);
  });

  it('a sector that is against is the weakest, though few of it agree', () => {
    const shown = shownOf([votes('government', 30, 8, 6), votes('employers-organisation', 1, 40, 0)]);
    expect(shown.sectors.find((s) => s.sector === 'employers-organisation')!.agree).toBeNull();
    // From 0 to 4 of 41: (2 + 1) / 43.
    expect(shown.weakest).toEqual({ sector: 'employers-organisation', agreement: 7 });
  });

  it('says no agreement where the steps and their sum would tell the number', () => {
    // 34 and 4 are the most of their steps: 38 together leaves nothing else.
    const shown = shownOf([votes('government', 34, 8, 6), votes('employers-organisation', 4, 40, 0)]);
    expect(shown.sectors.map((s) => s.agreement)).toEqual([null, null]);
    expect(shown.weakest).toBeNull();
  });

  it('says the same of two counts in one step', () => {
    const told = (agree: number) => {
      const shown = shownOf([
        votes('government', 31, 9, 9),
        votes('media', agree, 41 - agree, 0),
        votes('igo', 9, 9, 9),
      ]);
      return shown.sectors.find((s) => s.sector === 'media')?.agreement;
    };
    expect(told(1)).toBe(told(2));
  });
});

describe('the vote of a sector with one member', () => {
  /** Everything that is shown, for each way in which the one member could have voted. */
  const others = [votes('government', 20, 10, 8), votes('media', 9, 12, 9), votes('igo', 6, 5, 7)];
  const shownFor = (one: SectorVotes) => shownOf([...others, one]);

  /** What the counts of the others leave for the one, as somebody would work it out who takes sectors from totals. */
  function workedOut(one: SectorVotes): (number | null)[] {
    const shown = shownFor(one);
    return (['agree', 'disagree', 'pass'] as const).map((choice) => {
      const parts = others.map((o) => shown.sectors.find((s) => s.sector === o.sector)?.[choice] ?? null);
      const total = shown[choice];
      return total === null || parts.includes(null) ? null : total - parts.reduce((a, b) => a! + b!, 0)!;
    });
  }

  test.each(['agree', 'disagree', 'pass'] as const)('%s: cannot be taken from the totals', (choice) => {
    const one = { ...votes('academia', 0, 0, 0), [choice]: 1 };
    const left = workedOut(one);
    expect(left.filter((count) => count !== null).length).toBeLessThan(3);
    expect(left).not.toContain(1);
  });
});

it('puts what all sectors agree to first, and what has no figure last', () => {
  const shown = (agreement: number | null) => ({ ...shownOf([]), agreement });
  const order = inOrderOfAgreement([
    { number: 1, shown: null },
    { number: 2, shown: shown(40) },
    { number: 3, shown: shown(70) },
    { number: 4, shown: shown(40) },
    { number: 5, shown: shown(null) },
  ]);
  expect(order.map((s) => s.number)).toEqual([3, 2, 4, 1, 5]);
});
