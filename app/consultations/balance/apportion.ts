import type { Sector } from '../../organisations/sectors';
import { type CellRegion, cellRegions, cellSectors, keyOf } from './cells';

/**
 * So many seats by shares, by largest remainder (Hamilton): each gets the whole part of its quota, and the seats that are
 * left go to the largest remainders, of equal ones to the first. Nobody gets fewer than `floor`: whoever's quota is below
 * it gets the floor, and the others share the rest. Shares that are all nothing count as equal. The seats given always add
 * up to `seats`, which is at least `floor` for each.
 */
export function apportion(shares: readonly number[], seats: number, floor = 0): number[] {
  if (seats < floor * shares.length) throw new Error('fewer seats than the floor gives away');
  const atFloor = new Set<number>();
  for (;;) {
    const others = shares.map((_, i) => i).filter((i) => !atFloor.has(i));
    const left = seats - floor * atFloor.size;
    const quotas = quotasOf(
      others.map((i) => shares[i]!),
      left,
    );
    const below = others.filter((_, n) => quotas[n]! < floor);
    if (below.length === 0) {
      const given = round(quotas, left);
      return shares.map((_, i) => (atFloor.has(i) ? floor : given[others.indexOf(i)]!));
    }
    for (const i of below) atFloor.add(i);
  }
}

function quotasOf(shares: readonly number[], seats: number): number[] {
  const all = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => (all > 0 ? (seats * share) / all : seats / shares.length));
}

/** Whole numbers of the same sum. `ahead` goes before the remainders: who was given too little before comes first. */
function round(quotas: readonly number[], seats: number, ahead: readonly number[] = quotas.map(() => 0)): number[] {
  const given = quotas.map((q) => Math.floor(q + tiny));
  const left = seats - given.reduce((a, b) => a + b, 0);
  const order = quotas
    .map((q, i) => ({ i, lacks: q - given[i]! + ahead[i]! }))
    .sort((a, b) => (Math.abs(b.lacks - a.lacks) > tiny ? b.lacks - a.lacks : a.i - b.i));
  for (const { i } of order.slice(0, left)) given[i]!++;
  return given;
}

/** What a sum of thirds may be off by. */
const tiny = 1e-9;

/** Every sector and region alike, or in proportion to the organisations of the directory. */
export const proposalsBy = ['equal', 'directory'] as const;
export type ProposedBy = (typeof proposalsBy)[number];

/** At least one organisation of each sector is aimed for. */
export const fewestSeats = cellSectors.length;
export const mostSeats = 2000;
/** Of one sector in one region. */
export const mostInCell = 500;

/**
 * Targets for so many organisations, by sector and region: the sectors by largest remainder with one for each at least,
 * then each sector over the regions in the same way. What a region was given too little of in one sector it gets first in
 * the next: else every odd seat would go to the first region. `columns` are the regions to be spread over; those who work
 * everywhere get seats by the directory alone. `available` says how many organisations the directory has in a cell.
 */
export function proposeTargets(
  available: ReadonlyMap<string, number>,
  { seats, by, columns = cellRegions }: { seats: number; by: ProposedBy; columns?: readonly CellRegion[] },
): Map<string, number> {
  const inCell = (sector: Sector, region: CellRegion) => available.get(keyOf(sector, region)) ?? 0;
  const placed = by === 'equal' ? columns.filter((region) => region !== '001') : columns;
  const shares = cellSectors.map((sector) =>
    by === 'equal' ? 1 : placed.reduce((all, region) => all + inCell(sector, region), 0),
  );
  const ofSector = apportion(shares, seats, 1);
  const lacking = placed.map(() => 0);
  const targets = new Map<string, number>();
  cellSectors.forEach((sector, s) => {
    const quotas = quotasOf(
      placed.map((region) => (by === 'equal' ? 1 : inCell(sector, region))),
      ofSector[s]!,
    );
    const given = round(quotas, ofSector[s]!, lacking);
    placed.forEach((region, r) => {
      lacking[r]! += quotas[r]! - given[r]!;
      if (given[r]! > 0) targets.set(keyOf(sector, region), given[r]!);
    });
  });
  return targets;
}
