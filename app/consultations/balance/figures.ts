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
