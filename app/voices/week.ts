/**
 * An ISO week as year * 100 + week: 202647. The room keeps no time finer than that, so that nothing in it says on which
 * day somebody was here.
 */
export type Week = number;

const day = 86_400_000;

/** The ISO week (UTC) an instant falls into. The year is that of its Thursday. */
export function weekOf(instant: Date): Week {
  const thursday = thursdayOf(instant);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - first) / (7 * day)) + 1;
  return thursday.getUTCFullYear() * 100 + week;
}

/** Monday, 00:00 UTC, of a week. Refuses what is no week, 202654 for one. */
export function mondayOf(week: Week): Date {
  const year = Math.floor(week / 100);
  const monday = new Date(mondayOfFirst(year) + ((week % 100) - 1) * 7 * day);
  if (!Number.isInteger(week) || weekOf(monday) !== week) throw new Error('This is no week');
  return monday;
}

export function addWeeks(week: Week, count: number): Week {
  return weekOf(new Date(mondayOf(week).getTime() + count * 7 * day));
}

/** Weeks from `from` to `to`; negative where `to` is the earlier one. */
export function weeksBetween(from: Week, to: Week): number {
  return Math.round((mondayOf(to).getTime() - mondayOf(from).getTime()) / (7 * day));
}

export function isWeek(week: number): boolean {
  try {
    mondayOf(week);
    return true;
  } catch {
    return false;
  }
}

function thursdayOf(instant: Date): Date {
  const midnight = Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth(), instant.getUTCDate());
  const fromMonday = (new Date(midnight).getUTCDay() + 6) % 7;
  return new Date(midnight + (3 - fromMonday) * day);
}

function mondayOfFirst(year: number): number {
  return thursdayOf(new Date(Date.UTC(year, 0, 4))).getTime() - 3 * day;
}
