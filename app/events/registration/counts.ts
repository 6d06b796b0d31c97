/** How many of one sector, or of one region. */
export interface Count {
  key: string;
  count: number;
}

export interface ShownCounts {
  /** Null: fewer than `smallest`. */
  total: number | null;
  shown: Count[];
  /** Those of sectors or regions that are not named; null where there are none, or where everybody is. */
  others: number | null;
}

/** Numbers below this are not said where they could tell who was there. */
export const smallest = 5;
/** Of survivor groups more have to be there before their number is said. */
export const smallestBySector: Readonly<Record<string, number>> = { 'survivor-group': 11 };

/**
 * Counts as they may be published, the largest first. `together`: where a survivor spoke, or a consultation asks, small ones
 * are put together and not named, and so many besides that neither one count nor a small number follows from the total and
 * the rest.
 */
export function shownCounts(counts: readonly Count[], together: boolean): ShownCounts {
  const there = counts.filter((c) => c.count > 0).sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  const total = sum(there);
  if (!together) return { total, shown: there, others: null };
  if (total < smallest) return { total: null, shown: [], others: null };
  const shown = there.filter((c) => c.count >= (smallestBySector[c.key] ?? smallest));
  const hidden = there.filter((c) => !shown.includes(c));
  while (shown.length > 0 && hidden.length > 0 && (hidden.length < 2 || sum(hidden) < smallest))
    hidden.push(shown.pop()!);
  return { total, shown, others: shown.length > 0 && hidden.length > 0 ? sum(hidden) : null };
}

function sum(counts: readonly Count[]): number {
  return counts.reduce((all, c) => all + c.count, 0);
}
