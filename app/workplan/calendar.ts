import type { Span } from './workplan';

export type Quarter = 1 | 2 | 3 | 4;

/** The quarter of the year in which an activity ends; what goes on beyond it is in its last, what has no day in none. */
export function quarterOf({ startsOn, endsOn }: Span, year: number): Quarter | null {
  const day = endsOn ?? startsOn;
  if (day === null) return null;
  if (Number(day.slice(0, 4)) > year) return 4;
  if (Number(day.slice(0, 4)) < year) return 1;
  return Math.ceil(Number(day.slice(5, 7)) / 3) as Quarter;
}

/**
 * The months of the year, 1 to 12, in which it goes on, both among them; null where it has no day in the year. With one day alone it
 * is a single month: how long it takes is not said.
 */
export function monthsOf({ startsOn, endsOn }: Span, year: number): { from: number; until: number } | null {
  const first = startsOn ?? endsOn;
  const last = endsOn ?? startsOn;
  if (first === null || last === null) return null;
  const at = (day: string) => (Number(day.slice(0, 4)) - year) * 12 + Number(day.slice(5, 7));
  const [from, until] = [Math.max(1, at(first)), Math.min(12, at(last))];
  return from <= until ? { from, until } : null;
}

/** Cells of a row of twelve months: those before, those in which it goes on, those after; as many columns each as it says. */
export function cellsOf(span: Span, year: number): { goesOn: boolean; columns: number }[] {
  const months = monthsOf(span, year);
  if (months === null) return [{ goesOn: false, columns: 12 }];
  return [
    { goesOn: false, columns: months.from - 1 },
    { goesOn: true, columns: months.until - months.from + 1 },
    { goesOn: false, columns: 12 - months.until },
  ].filter((cell) => cell.columns > 0);
}
