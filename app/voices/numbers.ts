/**
 * Counts that may be shown. Smaller groups than eleven people are never told apart (k = 11, the figure that the largest
 * open data set on trafficking uses), neither in one table nor by holding two beside each other:
 *
 * - the tables are fixed, each along one attribute, and are published together; there are no filters;
 * - a cell of fewer than eleven is withheld, zero too, and others beside it until those withheld are two or more and
 *   hold 22 people or more together: nothing can be had by taking the rest from the total. Which others, goes by their
 *   names and never by their size: were it the smallest, or the largest, then who knows the rule would know too much;
 * - what is shown is rounded to the nearest five;
 * - a publication stands, unchanged, until each count of it has moved by nothing or by eleven and more: whoever holds
 *   two of them beside each other sees no smaller group come or go, be it one person who withdraws.
 */
export const smallestShown = 11;
const roundTo = 5;

/** People by one attribute: each in exactly one cell. */
export type Counts = Record<string, number>;

/** All tables of one group of people, by name: every table sums up to the same total. */
export type Tables = Record<string, Counts>;

export interface Published {
  /** What was counted when this was published. Never shown, and never leaves the room. */
  basis: Tables;
  /** What is shown: rounded, or null where it is withheld. */
  total: number | null;
  tables: Record<string, Record<string, number | null>>;
}

/** The publication that holds from now: a new one of these counts, or the one before where they moved too little. */
export function publish(counts: Tables, before: Published | null): Published {
  const total = totalOf(counts);
  if (before && !mayFollow(counts, before.basis)) return before;
  if (total < smallestShown) return { basis: counts, total: null, tables: mapValues(counts, withholdAll) };
  return { basis: counts, total: rounded(total), tables: mapValues(counts, shownOf) };
}

/** Whether each count, and the total, is the same as before or has moved by eleven or more. */
function mayFollow(counts: Tables, basis: Tables): boolean {
  const moves = [totalOf(counts) - totalOf(basis)];
  for (const [table, cells] of Object.entries(counts)) {
    if (!basis[table] || !sameKeys(cells, basis[table])) throw new Error('Tables keep their cells for good');
    for (const [cell, count] of Object.entries(cells)) moves.push(count - basis[table][cell]!);
  }
  if (!sameKeys(counts, basis)) throw new Error('Tables keep their cells for good');
  return moves.every((move) => move === 0 || Math.abs(move) >= smallestShown);
}

function totalOf(counts: Tables): number {
  const totals = Object.values(counts).map(sum);
  if (totals.length === 0 || totals.some((t) => t !== totals[0])) {
    throw new Error('All tables count the same people, each of them once');
  }
  return totals[0]!;
}

function sum(cells: Counts): number {
  const all = Object.values(cells);
  if (!all.every((count) => Number.isInteger(count) && count >= 0)) throw new Error('Counts are whole numbers');
  return all.reduce((a, b) => a + b, 0);
}

function shownOf(cells: Counts): Record<string, number | null> {
  const withheld = withheldOf(cells);
  return mapValues(cells, (count, cell) => (withheld.has(cell) ? null : rounded(count)));
}

function withheldOf(cells: Counts): Set<string> {
  const names = Object.keys(cells).sort();
  const withheld = new Set(names.filter((cell) => cells[cell]! < smallestShown));
  if (withheld.size === 0) return withheld;
  const together = () => [...withheld].reduce((people, cell) => people + cells[cell]!, 0);
  for (const cell of names) {
    if (withheld.size >= 2 && together() >= 2 * smallestShown) break;
    withheld.add(cell);
  }
  return withheld;
}

function withholdAll(cells: Counts): Record<string, null> {
  return mapValues(cells, () => null);
}

function rounded(count: number): number {
  return Math.round(count / roundTo) * roundTo;
}

function sameKeys(a: object, b: object): boolean {
  return Object.keys(a).sort().join('\n') === Object.keys(b).sort().join('\n');
}

function mapValues<A, B>(of: Record<string, A>, by: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, by(value, key)]));
}
