import { DateTime } from 'luxon';

/**
 * A local time as a form gives it (`2026-11-26T18:00`) in an IANA zone, as an instant. Null where it is not a time or
 * does not exist there (the hour that a change to summer time leaves out); of an hour that comes twice, the first.
 */
export function instantOf(local: string, zone: string): Date | null {
  return instantsOf(local, zone)[0] ?? null;
}

/**
 * Every instant that a local time (`2026-10-25T02:30`) names in a zone, earlier first: none where the clocks leave it out or
 * it is no time, two where they are set back and the hour comes again.
 */
export function instantsOf(local: string, zone: string): Date[] {
  const at = DateTime.fromISO(local, { zone });
  if (!at.isValid || at.toFormat("yyyy-MM-dd'T'HH:mm") !== local.slice(0, 16)) return [];
  // Which of two the library takes by itself hangs on the clocks of today.
  return at
    .getPossibleOffsets()
    .map((possible) => possible.toJSDate())
    .sort((a, b) => Number(a) - Number(b));
}

/** An instant as a form field of type datetime-local shows it, in the zone. */
export function localOf(instant: Date, zone: string): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** So many days later at the same hour of the clock there; null where the clocks leave that hour out on that day. */
export function movedByDays(instant: Date, zone: string, days: number): Date | null {
  const at = DateTime.fromJSDate(instant, { zone });
  const moved = at.plus({ days });
  return moved.isValid && moved.toFormat('HH:mm') === at.toFormat('HH:mm') ? moved.toJSDate() : null;
}

/** The first instant of a day (`2026-11-26`) in the zone. */
export function beginningOf(day: string, zone: string): Date {
  return DateTime.fromISO(day, { zone }).startOf('day').toJSDate();
}

/** The last instant of a day in the zone: shown as a date it is that day, not the next. */
export function endOf(day: string, zone: string): Date {
  return DateTime.fromISO(day, { zone }).endOf('day').toJSDate();
}
