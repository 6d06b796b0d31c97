import { type Area, type Region, regionOf, regions, world } from '../../organisations/places';
import { type Sector, sectorKeys } from '../../organisations/sectors';

/** Where an organisation counts: one of the five regions of M49, or everywhere. */
export type CellRegion = Region | typeof world;

/** The columns of a balance: the five regions, then those who work everywhere. */
export const cellRegions: readonly CellRegion[] = [...regions, world];

/**
 * Survivor groups are in no live figure and in no total from which others could be taken (survivor-room brief, small
 * cells): neither invited nor counted here. They are reached through the support organisations beside them.
 */
export function outOfLiveFigures(sector: string | null): boolean {
  return sector === 'survivor-group';
}

/** The rows of a balance, in the order of the sectors. */
export const cellSectors: readonly Sector[] = sectorKeys.filter((sector) => !outOfLiveFigures(sector));

/** The column in which an organisation of an area is counted. */
export function cellRegionOf(area: Area): CellRegion {
  return regionOf(area) ?? world;
}

/** The field of one cell in a form: `media-002`. Here and not beside the form's schema, which would come into the browser with it. */
export function targetField(sector: string, region: string): string {
  return `${sector}-${region}`;
}

/** Names one cell: 'media 014' is none, since balance is measured by region. */
export function keyOf(sector: string, region: string): string {
  return `${sector} ${region}`;
}

export function isCellRegion(code: unknown): code is CellRegion {
  return cellRegions.includes(code as CellRegion);
}

export function isCellSector(sector: unknown): sector is Sector {
  return cellSectors.includes(sector as Sector);
}

/**
 * The columns over which a consultation is spread: all of them, or of a regional one its region and those who work
 * everywhere. `region` is where the consultation is held, any area of M49.
 */
export function columnsFor({ scope, region }: { scope: string; region: string }): readonly CellRegion[] {
  const own = scope === 'region' ? cellRegionOf(region as Area) : world;
  return own === world ? cellRegions : [own, world];
}
