import { DateTime } from 'luxon';
import type { Which } from './time';

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

/**
 * The instants that the times typed in a form name in a zone; null where a field is empty or names none. `fields`: i18n keys of
 * what is wrong, beside each: an hour that the clocks leave out, or one that comes twice where nobody has said which.
 */
export function instantsTyped<N extends string>(
  form: { [name in N]: string } & { [name in N as `${name}Which`]: Which },
  names: readonly N[],
  zone: string,
): { at: Record<N, Date | null>; fields: Record<string, string> } {
  const fields: Record<string, string> = {};
  const read = (name: N): Date | null => {
    const local: string = form[name];
    const which = (form as Record<string, string | null>)[`${name}Which`];
    if (local === '') return null;
    const [first, second] = instantsOf(local, zone);
    if (!first) fields[name] = 'preparing:mistakes.time-skipped';
    else if (second && !which) fields[name] = 'preparing:mistakes.time-twice';
    return (second && which === 'second' ? second : first) ?? null;
  };
  const at = Object.fromEntries(names.map((name) => [name, read(name)])) as Record<N, Date | null>;
  return { at, fields };
}

/** An instant as the form shows it, and which of two hours of one name it is; empty where there is none. */
export function asTyped(at: Date | null, zone: string): { local: string; which: Which } {
  if (!at) return { local: '', which: null };
  const local = localOf(at, zone);
  const [first, second] = instantsOf(local, zone);
  if (!first || !second) return { local, which: null };
  return { local, which: Math.abs(Number(at) - Number(first)) < 60_000 ? 'first' : 'second' };
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
