import { placeName, regions, world } from '../organisations/places';
import { isSecretariat } from '../people/person';
import type { Asked } from '../shared/edge.server';
import { type DayOfMonth, dayIn, midnightAfter, monthOf, weeksOf } from './days.server';
import { type ScheduleSearch, scheduleSearch } from './forms';
import { type ListedEvent, listEvents, listEventsWithin, listLength } from './queries/list.server';
import { shownEvent, untilOf } from './schedule.server';

/** What the schedule shows of its events, in the way that was asked for. */
interface Shown {
  listed: ListedEvent[];
  total: number;
  length: number;
  /** By day, as an agenda has it. */
  days: { date: string; events: number[] }[] | null;
  month: { month: string; before: string; after: string; weeks: DayOfMonth[][] } | null;
}

const agendaLength = 60;

/** The schedule as its address asks for it: which events, and what else can be chosen. One statement. */
export async function loadSchedule(asked: Asked) {
  const { reader, language, url, keep, t } = asked;
  const now = asked.now();
  const search = scheduleSearch.parse(Object.fromEntries(url.searchParams));
  const zone = search.zone ?? reader?.timeZone ?? 'UTC';
  const { listed, total, length, days, month } = await shownOf(asked, search, zone, now);
  const instants = [untilOf(listed, now), search.view === 'month' ? midnightAfter(now, zone) : null].filter(
    (at) => at !== null,
  );
  keep({
    tags: ['events', 'everything'],
    until: instants.length ? new Date(Math.min(...instants.map(Number))) : null,
  });
  return {
    title: t('events:title'),
    search: { ...search, page: undefined },
    total,
    page: search.page,
    pages: Math.max(1, Math.ceil(total / length)),
    mayPrepare: isSecretariat(reader),
    /** The reader's zone; null for visitors. */
    zone: reader?.timeZone ?? null,
    /** The zone by whose days an agenda or a month is parted, and whether one was asked for that does not exist. */
    dayZone: zone,
    noSuchZone: Boolean(url.searchParams.get('zone')) && !search.zone,
    regions: [world, ...regions].map((value) => ({ value, label: placeName(value, language) })),
    /** The name of what is chosen, where it is none of those. */
    region: search.region ? placeName(search.region, language) : null,
    events: listed.map((e) => shownEvent(e, language, now)),
    days,
    month,
  };
}

export type ScheduleData = Awaited<ReturnType<typeof loadSchedule>>;

async function shownOf(
  { sql, reader, language }: Asked,
  search: ScheduleSearch,
  zone: string,
  now: Date,
): Promise<Shown> {
  if (search.view === 'month') {
    const month = monthOf(search.month, zone, language, now);
    const { from, until, ...names } = month;
    const listed = await listEventsWithin(sql, reader, { ...search, inLanguage: language, from, until });
    const weeks = weeksOf(month, zone, now, listed);
    return { listed, total: listed.length, length: Math.max(1, listed.length), days: null, month: { ...names, weeks } };
  }
  const length = search.view === 'agenda' ? agendaLength : listLength;
  const { events, total } = await listEvents(sql, reader, { ...search, inLanguage: language, now, length });
  const days = search.view === 'agenda' ? byDay(events, zone) : null;
  return { listed: events, total, length, days, month: null };
}

/** Under the day on which each begins, in the order in which they were given. */
function byDay(events: ListedEvent[], zone: string): NonNullable<Shown['days']> {
  const days: NonNullable<Shown['days']> = [];
  for (const e of events) {
    const date = dayIn(e.startsAt, zone);
    const last = days.at(-1);
    if (last?.date === date) last.events.push(e.id);
    else days.push({ date, events: [e.id] });
  }
  return days;
}
