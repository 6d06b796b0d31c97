import { DateTime } from 'luxon';
import type { Ago, DayTime } from './shape';

/** The instant of a time of the clock in a zone, so many days from the day that `now` is there. */
export function instantOf(time: DayTime, zone: string, now: Date): Date {
  const [hour, minute] = time.at.split(':').map(Number);
  return DateTime.fromJSDate(now, { zone }).plus({ days: time.days }).startOf('day').set({ hour, minute }).toJSDate();
}

/** Exact hours before `now`: a day here is 24 hours whatever the clocks did. */
export function instantAgo(ago: Ago, now: Date): Date {
  return new Date(now.getTime() - minutesAgo(ago) * 60_000);
}

export function minutesAgo({ days = 0, hours = 0, minutes = 0 }: Ago): number {
  return (days * 24 + hours) * 60 + minutes;
}
