/** What was aimed for and what there is, of one cell or of several together. Organisations are counted, not people. */
export interface Counts {
  target: number;
  invited: number;
  /** Invited, and have submitted: those who came of themselves make nobody's rate better. */
  answered: number;
  /** Have begun, whether they have submitted or not; invited or not. */
  started: number;
  submitted: number;
}

export interface Cell extends Counts {
  sector: string;
  region: string;
}

/** A sector, a region or all of them: its cells added up. */
export interface Line extends Counts {
  /** Submitted of those invited, from 0 to 1; null where nobody was invited. */
  rate: number | null;
  /** Places aimed for that are not filled, cell by cell: what one region has too many fills no other's. */
  missing: number;
}

export const nothing: Counts = { target: 0, invited: 0, answered: 0, started: 0, submitted: 0 };

export function missingIn(cell: Pick<Counts, 'target' | 'submitted'>): number {
  return Math.max(0, cell.target - cell.submitted);
}

export function lineOf(cells: readonly Counts[]): Line {
  const sum = (of: (c: Counts) => number) => cells.reduce((all, cell) => all + of(cell), 0);
  const invited = sum((c) => c.invited);
  const answered = sum((c) => c.answered);
  return {
    target: sum((c) => c.target),
    invited,
    answered,
    started: sum((c) => c.started),
    submitted: sum((c) => c.submitted),
    rate: invited > 0 ? answered / invited : null,
    missing: sum(missingIn),
  };
}

/**
 * How far those who submitted are shared out as was aimed for: sum over the lines of min(n / N, t / T), from 0 to 1. Unlike
 * the lowest rate over the highest it does not fall to nothing by one line that is empty. Null while there is no target or
 * nobody has submitted.
 */
export function overlapOf(lines: readonly Pick<Counts, 'target' | 'submitted'>[]): number | null {
  const all = totals(lines);
  if (all.target === 0 || all.submitted === 0) return null;
  return lines.reduce((sum, l) => sum + Math.min(l.submitted / all.submitted, l.target / all.target), 0);
}

/** Lowest rate of participation over the highest; null while nobody was invited or nobody has answered. */
export function evennessOf(lines: readonly Pick<Line, 'rate'>[]): number | null {
  const rates = lines.flatMap(({ rate }) => (rate === null ? [] : [rate]));
  const highest = Math.max(0, ...rates);
  return highest > 0 ? Math.min(...rates) / highest : null;
}

/**
 * How many more a line would need to have its share among those who have submitted: ceil(t N) - n. Nothing where it has
 * enough. This is of the balance now; `missing` is of what was aimed for in the end.
 */
export function behindOf(
  line: Pick<Counts, 'target' | 'submitted'>,
  lines: readonly Pick<Counts, 'target' | 'submitted'>[],
): number {
  const all = totals(lines);
  if (all.target === 0) return 0;
  return Math.max(0, Math.ceil((line.target * all.submitted) / all.target - 1e-9) - line.submitted);
}

function totals(lines: readonly Pick<Counts, 'target' | 'submitted'>[]): { target: number; submitted: number } {
  return {
    target: lines.reduce((all, l) => all + l.target, 0),
    submitted: lines.reduce((all, l) => all + l.submitted, 0),
  };
}
