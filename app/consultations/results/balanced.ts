/**
 * Counting voices so that a sector with many does not drown one with few, and showing how far that carries. Pure figures:
 * a voice is one organisation, or one person; the two are never counted together.
 *
 * Sources: equal-sector weights and their effective size after Kish (Survey Sampling, 1965); raking after Deming and
 * Stephan (1940); agreement across sectors is the group-aware consensus of Polis with sectors that were declared in place
 * of groups that were found.
 */
export { type Shown, suppress, type Table, withheldRows } from './suppress';

/** Fewer voices of a sector than this are neither shown nor weighted. */
export const smallest = 5;

/** No voice weighs more than so many times what the middle one weighs. */
export const cap = 5;

/** How many of those who answered in one sector said so. */
export interface Part {
  sector: string;
  yes: number;
  of: number;
}

/** Every voice the same: null where there is none. */
export function raw(parts: Part[]): { yes: number; of: number; share: number | null } {
  const yes = sum(parts.map((p) => p.yes));
  const of = sum(parts.map((p) => p.of));
  return { yes, of, share: of === 0 ? null : yes / of };
}

export interface Weights {
  /** What one voice of each sector weighs: 1 / (sectors * voices of its sector), or less where the cap holds it. */
  weights: Record<string, number>;
  /** Sectors that have voices, but too few to be weighted: they are named, and in no weighted figure. */
  left: string[];
  /** Sectors whose voices would weigh more than the cap allows. */
  capped: string[];
  /** Voices that are weighted. */
  voices: number;
  /** As many voices of the same weight would tell as much (Kish). 0 where nobody is weighted. */
  effective: number;
  /** Less than half is left of the voices: the figure hangs on few, and has to say so. */
  isLow: boolean;
}

/** Weights by which every sector with enough voices counts the same, from the voices of each sector. */
export function equalSectorWeights(
  counts: Record<string, number>,
  bounds: { smallest?: number; cap?: number } = {},
): Weights {
  const least = Math.max(1, bounds.smallest ?? smallest);
  const here = Object.entries(counts)
    .filter(([, n]) => n > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const weighted = here.filter(([, n]) => n >= least);
  const plain = weighted.map(([sector, n]) => ({ sector, n, weight: 1 / (weighted.length * n) }));
  const most = (bounds.cap ?? cap) * medianOf(plain);
  const capped = plain.filter((p) => p.weight > most * (1 + 1e-12)).map((p) => p.sector);
  const held = plain.map((p) => ({ ...p, weight: Math.min(p.weight, most) }));
  const voices = sum(held.map((p) => p.n));
  const effective = effectiveSize(
    held.map((p) => p.weight),
    held.map((p) => p.n),
  );
  return {
    weights: Object.fromEntries(held.map((p) => [p.sector, p.weight])),
    left: here.filter(([, n]) => n < least).map(([sector]) => sector),
    capped,
    voices,
    effective,
    isLow: effective < voices / 2,
  };
}

/** The weight of the middle voice, not of the middle sector. */
function medianOf(plain: { n: number; weight: number }[]): number {
  const sorted = [...plain].sort((a, b) => a.weight - b.weight);
  const all = sum(sorted.map((p) => p.n));
  const nth = (place: number) => {
    let seen = 0;
    for (const { n, weight } of sorted) {
      seen += n;
      if (seen >= place) return weight;
    }
    return 0;
  };
  return (nth(Math.ceil(all / 2)) + nth(Math.floor(all / 2) + 1)) / 2;
}

/** (sum w)^2 / sum w^2 over all voices; `counts`, where it is given, says how many voices have each of the weights. */
export function effectiveSize(weights: readonly number[], counts?: readonly number[]): number {
  const times = (i: number) => counts?.[i] ?? 1;
  const squares = sum(weights.map((w, i) => w * w * times(i)));
  return squares === 0 ? 0 : sum(weights.map((w, i) => w * times(i))) ** 2 / squares;
}

/** The share of those who said so where every sector counts the same; null where no sector has enough voices. */
export function weighted(parts: Part[], weights: Record<string, number>): number | null {
  const of = sum(parts.map((p) => (weights[p.sector] ?? 0) * p.of));
  return of === 0 ? null : sum(parts.map((p) => (weights[p.sector] ?? 0) * p.yes)) / of;
}

export interface Agreement {
  /** Geometric mean of the sectors' agreement, above 0 and below 1; null where no sector has enough votes. */
  agreement: number | null;
  weakest: { sector: string; agreement: number } | null;
  sectors: { sector: string; agreement: number }[];
  /** Sectors with votes, but with too few. */
  left: string[];
}

/**
 * How far one statement is agreed to in every sector: (A + 1) / (V + 2) of each that has enough votes, agreements A among
 * votes V with passes. One sector that does not agree pulls it down, however small it is beside the others.
 */
export function crossSectorAgreement(parts: Part[], bounds: { smallest?: number } = {}): Agreement {
  const sorted = parts.filter((p) => p.of > 0).sort((a, b) => (a.sector < b.sector ? -1 : 1));
  const enough = sorted.filter((p) => p.of >= Math.max(1, bounds.smallest ?? smallest));
  const sectors = enough.map((p) => ({ sector: p.sector, agreement: (p.yes + 1) / (p.of + 2) }));
  const weakest = sectors.reduce<Agreement['weakest']>(
    (least, s) => (least && least.agreement <= s.agreement ? least : s),
    null,
  );
  const logs = sum(sectors.map((s) => Math.log(s.agreement)));
  return {
    agreement: sectors.length === 0 ? null : Math.exp(logs / sectors.length),
    weakest,
    sectors,
    left: sorted.filter((p) => !enough.includes(p)).map((p) => p.sector),
  };
}

/** Targets as shares of their sum, by name; those of nothing are left out. */
function sharesOf(targets: Record<string, number>): [string, number][] {
  const all = sum(Object.values(targets));
  return Object.entries(targets)
    .filter(([, target]) => target > 0)
    .map(([name, target]): [string, number] => [name, target / all])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Those who submitted among those who were invited; null where nobody was. Above 1 where others came too. */
export function participationRate(submitted: number, invited: number): number | null {
  return invited === 0 ? null : submitted / invited;
}

/** The least rate of a sector beside the greatest: 1 where all took part alike, 0 where one invited sector is missing. */
export function evenness(rates: (number | null)[]): number | null {
  const known = rates.filter((rate) => rate !== null);
  const most = Math.max(0, ...known);
  return most === 0 ? null : Math.min(...known) / most;
}

/** How much of the voices lies where the targets want it, 0 to 1. Targets are taken as shares of their sum. */
export function overlap(counts: Record<string, number>, targets: Record<string, number>): number | null {
  const all = sum(Object.values(counts));
  const wanted = sharesOf(targets);
  if (all === 0 || wanted.length === 0) return null;
  return sum(wanted.map(([name, share]) => Math.min((counts[name] ?? 0) / all, share)));
}

/** How many voices each is short of its share of all that there are now, the greatest first. */
export function deficits(
  counts: Record<string, number>,
  targets: Record<string, number>,
): { of: string; missing: number }[] {
  const all = sum(Object.values(counts));
  return sharesOf(targets)
    .map(([of, share]) => ({ of, missing: Math.ceil(share * all - 1e-9) - (counts[of] ?? 0) }))
    .filter((d) => d.missing > 0)
    .sort((a, b) => b.missing - a.missing || (a.of < b.of ? -1 : 1));
}

function sum(numbers: number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
