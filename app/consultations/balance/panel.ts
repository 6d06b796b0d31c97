import type { Sector } from '../../organisations/sectors';
import { deficits, evenness, overlap, smallest } from '../results/balanced';
import { type CellRegion, cellRegions, cellSectors, keyOf } from './cells';
import { type Cell, lineOf, nothing } from './figures';
import { shownTable } from './withholding';

/** A sector, a region or all, as it is shown: null is withheld, or not known. */
export interface ShownLine {
  target: number;
  invited: number | null;
  started: number | null;
  submitted: number | null;
  /** People who speak for themselves and have submitted: counted beside the organisations, and in no target. */
  people: number | null;
  /** Submitted of those invited, 0 to 1. To those who prepare it alone: it would tell what is withheld. */
  rate: number | null;
  /** Places aimed for that are not filled. */
  missing: number | null;
}

export interface ShownCell {
  target: number;
  started: number | null;
  submitted: number | null;
}

export interface Panel {
  total: ShownLine;
  sectors: { sector: Sector; line: ShownLine; cells: ShownCell[] }[];
  regions: { region: CellRegion; line: ShownLine }[];
  /** How far those who submitted are shared out by sector as was aimed for, 0 to 1; null where it cannot be said. */
  overlap: number | null;
  /** Lowest rate of a sector over the highest. */
  evenness: number | null;
  /** Sectors with less than their share of those who have submitted, and by how many. */
  behind: { sector: string; missing: number }[];
  /** Whether something is withheld: then the page says the rule. */
  withheld: boolean;
}

interface Read {
  cells: readonly Cell[];
  people: readonly { sector: string | null; region: string | null; count: number }[];
}

type Measure = 'invited' | 'started' | 'submitted';

/**
 * What the balance panel shows of a consultation. `whole` to those who prepare it: the invitations are theirs. Everybody
 * else is shown nothing smaller than five, and nothing from which that could be worked out. `columns` are the regions over
 * which it is spread; others are shown where somebody is in them.
 */
export function panelOf(read: Read, columns: readonly CellRegion[], whole: boolean): Panel {
  const found = new Map(read.cells.map((cell) => [keyOf(cell.sector, cell.region), cell]));
  const cellAt = (sector: string, region: string) => found.get(keyOf(sector, region)) ?? { ...nothing, sector, region };
  const table = (counts: number[][]) => (whole ? withSums(counts) : shownTable(counts, smallest));
  const counted = (measure: Measure) => table(countsOf(read, measure));
  const [invited, started, submitted] = [counted('invited'), counted('started'), counted('submitted')];
  const people = table(peopleOf(read));
  const shown = (cells: Cell[], row: number, column: number, peopleRow = row, peopleColumn = column): ShownLine => {
    const line = lineOf(cells);
    const done = submitted[row]![column]!;
    return {
      target: line.target,
      invited: invited[row]![column]!,
      started: started[row]![column]!,
      submitted: done,
      people: people[peopleRow]![peopleColumn]!,
      rate: whole ? line.rate : null,
      missing: whole ? line.missing : done === null ? null : Math.max(0, line.target - done),
    };
  };
  const lastRow = cellSectors.length;
  const lastColumn = cellRegions.length;
  const rowOf = (sector: string) => cellRegions.map((region) => cellAt(sector, region));
  const columnOf = (region: string) => cellSectors.map((sector) => cellAt(sector, region));
  const isShown = (region: CellRegion) =>
    columns.includes(region) || columnOf(region).some((c) => c.target > 0 || (whole && c.invited + c.started > 0));
  const across = cellRegions.filter(isShown);
  const sectors = cellSectors.map((sector, row) => ({
    sector,
    line: shown(rowOf(sector), row, lastColumn, row, lastColumn + 1),
    cells: across.map((region) => {
      const column = cellRegions.indexOf(region);
      return {
        target: cellAt(sector, region).target,
        started: started[row]![column]!,
        submitted: submitted[row]![column]!,
      };
    }),
  }));
  const lines = sectors.map(({ line }) => line);
  const known = lines.every((line) => line.submitted !== null);
  const counts = Object.fromEntries(sectors.map(({ sector, line }) => [sector, line.submitted ?? 0]));
  const targets = Object.fromEntries(sectors.map(({ sector, line }) => [sector, line.target]));
  return {
    total: shown([...read.cells], lastRow, lastColumn, lastRow + 1, lastColumn + 1),
    sectors,
    regions: across.map((region) => {
      const column = cellRegions.indexOf(region);
      return { region, line: shown(columnOf(region), lastRow, column, lastRow + 1, column) };
    }),
    overlap: known ? overlap(counts, targets) : null,
    evenness: whole ? evenness(lines.map((line) => line.rate)) : null,
    behind: known ? deficits(counts, targets).map(({ of, missing }) => ({ sector: of, missing })) : [],
    withheld: [invited, started, submitted].some((t) => t.flat().includes(null)),
  };
}

/** Sectors, and '' for those who belong to none, whose number the table of participation withholds. */
export interface WithheldNumbers {
  organisations: ReadonlySet<string>;
  people: ReadonlySet<string>;
}

/**
 * Whose number of voices stands nowhere else either, since the table of participation, as everybody reads it, withholds it:
 * printed beside other figures, it would give away what is withheld there. Where no number is small, but for those that are
 * nought, there is nobody to protect, and no sector is named.
 */
export function withheldNumbers(read: Read): WithheldNumbers {
  const withheld = (counts: number[][], rows: readonly string[]) => {
    if (!counts.flat().some((n) => n > 0 && n < smallest)) return new Set<string>();
    const shown = shownTable(counts, smallest);
    return new Set(rows.filter((_, r) => shown[r]!.at(-1) === null));
  };
  return {
    organisations: withheld(countsOf(read, 'submitted'), cellSectors),
    people: withheld(peopleOf(read), [...cellSectors, '']),
  };
}

/** Organisations by sector and region. */
function countsOf({ cells }: Read, measure: Measure): number[][] {
  const found = new Map(cells.map((cell) => [keyOf(cell.sector, cell.region), cell[measure]]));
  return cellSectors.map((sector) => cellRegions.map((region) => found.get(keyOf(sector, region)) ?? 0));
}

/** Those who belong to no organisation are a row and a column of their own, so that the sums are of all. */
function peopleOf({ people }: Read): number[][] {
  const count = (s: string, r: string) =>
    people.find((p) => (p.sector ?? '') === s && (p.region ?? '') === r)?.count ?? 0;
  return [...cellSectors, ''].map((sector) => [...cellRegions, ''].map((region) => count(sector, region)));
}

function withSums(counts: number[][]): number[][] {
  const rows = counts.map((row) => [...row, row.reduce((a, b) => a + b, 0)]);
  return [...rows, rows[0]!.map((_, c) => rows.reduce((all, row) => all + row[c]!, 0))];
}
