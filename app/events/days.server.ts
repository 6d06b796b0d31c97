import { DateTime } from 'luxon';

/** A day of a calendar's page, in one time zone. */
export interface DayOfMonth {
  /** ISO date. */
  date: string;
  /** False for the days before and after that fill the first and the last week. */
  within: boolean;
  today: boolean;
  /** Ids of the events that touch it, in their order. */
  events: number[];
}

export interface Month {
  /** `2026-11`, and those before and after it. */
  month: string;
  before: string;
  after: string;
  /** The first instant of its first week and the end of its last. */
  from: Date;
  until: Date;
}

interface Timed {
  id: number;
  startsAt: Date;
  endsAt: Date;
}

/** The first day of the week, as ISO counts days: Saturday where Arabic is read, Monday elsewhere. */
function firstWeekday(language: string): number {
  return language === 'ar' ? 6 : 1;
}

/** The month that an address names, or the one in which `now` is, in whole weeks of the zone. */
export function monthOf(asked: string | undefined, zone: string, language: string, now: Date): Month {
  const first = (
    asked ? DateTime.fromISO(`${asked}-01`, { zone }) : DateTime.fromJSDate(now, { zone }).startOf('month')
  ).startOf('day');
  const back = (first.weekday - firstWeekday(language) + 7) % 7;
  const last = first.endOf('month').startOf('day');
  const ahead = (firstWeekday(language) + 6 - last.weekday + 7) % 7;
  return {
    month: first.toFormat('yyyy-MM'),
    before: first.minus({ months: 1 }).toFormat('yyyy-MM'),
    after: first.plus({ months: 1 }).toFormat('yyyy-MM'),
    from: first.minus({ days: back }).toJSDate(),
    until: last.plus({ days: ahead + 1 }).toJSDate(),
  };
}

/** The weeks of a month with the events that touch each of their days; one that goes on past midnight touches both. */
export function weeksOf(month: Month, zone: string, now: Date, events: Timed[]): DayOfMonth[][] {
  const today = dayIn(now, zone);
  const weeks: DayOfMonth[][] = [];
  // By the calendar and not by hours: a day of changing clocks has 23 or 25 of them.
  for (
    let day = DateTime.fromJSDate(month.from, { zone });
    day.toMillis() < Number(month.until);
    day = day.plus({ days: 1 })
  ) {
    const date = day.toISODate()!;
    const next = day.plus({ days: 1 }).startOf('day').toMillis();
    const touching = events.filter(
      (e) => Number(e.startsAt) < next && Number(e.endsAt) > day.startOf('day').toMillis(),
    );
    if (weeks.length === 0 || weeks.at(-1)!.length === 7) weeks.push([]);
    weeks
      .at(-1)!
      .push({ date, within: date.startsWith(month.month), today: date === today, events: touching.map((e) => e.id) });
  }
  return weeks;
}

/** The day of the calendar (ISO date) on which an instant falls in a zone. */
export function dayIn(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toISODate()!;
}

/** The instant at which the next day begins in a zone: a page that marks today stays true until then. */
export function midnightAfter(now: Date, zone: string): Date {
  return DateTime.fromJSDate(now, { zone }).plus({ days: 1 }).startOf('day').toJSDate();
}
