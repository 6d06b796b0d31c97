import { DateTime } from 'luxon';
import type { DigestTime } from './notice';

/**
 * The next instant at which a digest is due after `after`, or null where none is wanted. An hour that the change of clocks
 * leaves out counts as the one after it; one that comes twice, as the first: so there is one digest a day, or a week, always.
 */
export function nextDigest(time: DigestTime, zone: string, after: Date): Date | null {
  if (time.digest === 'off') return null;
  const local = DateTime.fromJSDate(after, { zone });
  const start = local.isValid ? local : DateTime.fromJSDate(after, { zone: 'UTC' });
  // A zone may leave out a whole day (Apia, 30 December 2011): the search goes on by the calendar.
  for (let day = 0; day <= 8; day++) {
    const at = atHour(start.startOf('day').plus({ days: day }), time.digestHour);
    if (time.digest === 'weekly' && at.weekday !== time.digestWeekday) continue;
    if (at.toMillis() > after.getTime()) return at.toJSDate();
  }
  return null;
}

/** The first instant of that day in the zone that says this hour or, where none does, the first after it. */
function atHour(day: DateTime, hour: number): DateTime {
  const guess = day.set({ hour, minute: 0, second: 0, millisecond: 0 });
  // Of an hour that comes twice luxon may give either; an hour earlier it is the first.
  const before = guess.minus({ hours: 1 });
  return before.hour === guess.hour && before.day === guess.day ? before : guess;
}
