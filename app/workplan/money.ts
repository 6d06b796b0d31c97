import type { Currency } from '../programmes/budget';

/**
 * Tolerated on top of a plan, in hundredths of one per cent. Ten per cent: funders commonly let as much be moved without being asked,
 * so what goes beyond is what a governing body has to hear of; and less would flag the rounding of every small plan.
 */
export const tolerance = 1000;

export interface Money {
  currency: Currency;
  /** Minor units; null where nothing was planned in figures. */
  planned: bigint | null;
  /** Null where nothing was noted, which is not nought. */
  spent: bigint | null;
  /** Of how many of its lines something is planned, and nothing is noted yet. */
  unknown: number;
}

export type Apart = 'over' | 'under';

export interface Variance {
  /** Spent less planned. */
  difference: bigint;
  /** In hundredths of one per cent of the plan, towards nought; null of a plan of nought, of which nothing is a part. */
  share: number | null;
  apart: Apart | null;
}

/**
 * How what was spent stands to the plan; null where one of both is not known, and where less is noted than planned while a part is
 * not noted: that part may be spent. Too much is flagged at once; too little only when the
 * year is over, since before it is not spent yet. Of a plan of nought every amount is too much.
 */
export function varianceOf(
  { planned, spent, unknown }: Pick<Money, 'planned' | 'spent' | 'unknown'>,
  yearIsOver: boolean,
): Variance | null {
  if (planned === null || spent === null) return null;
  const difference = spent - planned;
  if (difference < 0n && unknown > 0) return null;
  const allowed = planned * BigInt(tolerance);
  const apart =
    difference * 10_000n > allowed ? 'over' : yearIsOver && -difference * 10_000n > allowed ? 'under' : null;
  return { difference, share: planned === 0n ? null : Number((difference * 10_000n) / planned), apart };
}

/** The sums of one currency after the other, in the order of their codes. What is not known is left out, and is no nought. */
export function sumsByCurrency(all: readonly Money[]): Money[] {
  const sums = new Map<Currency, Money>();
  const plus = (a: bigint | null, b: bigint | null) => (a === null ? b : b === null ? a : a + b);
  for (const { currency, planned, spent, unknown } of all) {
    const sum = sums.get(currency) ?? { currency, planned: null, spent: null, unknown: 0 };
    sums.set(currency, {
      ...{ currency, planned: plus(sum.planned, planned), spent: plus(sum.spent, spent) },
      unknown: sum.unknown + unknown,
    });
  }
  return [...sums.values()]
    .filter((m) => m.planned !== null || m.spent !== null)
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** Currencies in which the initiative itself is to cost more than its programmes. */
export function aboveProgrammes(
  own: readonly Money[],
  programmes: readonly Money[],
): { currency: Currency; own: bigint; programmes: bigint }[] {
  const theirs = new Map(sumsByCurrency(programmes).map((m) => [m.currency, m.planned ?? 0n]));
  return sumsByCurrency(own).flatMap(({ currency, planned }) => {
    const programmes = theirs.get(currency) ?? 0n;
    return planned !== null && planned > programmes ? [{ currency, own: planned, programmes }] : [];
  });
}
