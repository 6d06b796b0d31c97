/** Days of the calendar as ISO dates (UTC). They compare as texts do. */

export function dayAfter(day: string): string {
  return moved(day, 1);
}

export function dayBefore(day: string): string {
  return moved(day, -1);
}

export function moved(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The same day so many years later. Always counted from the first day, never from the last result: what begins on 29 February
 * begins on the 28th in other years, and on the 29th again in the next leap year.
 */
export function yearsAfter(day: string, years: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  return new Date(Date.UTC(year + years, month - 1, Math.min(date, last))).toISOString().slice(0, 10);
}

/** A day of the year before: a schedule that begins there holds the turn before the one that is running. */
export function yearBefore(day: string): string {
  return moved(day, -366);
}
