import type { TFunction } from 'i18next';
import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { visibleEvent } from '../queries/visible.server';
import { ownedBy } from '../registration/holder.server';
import { type CalendarEvent, type CalendarWords, entryOf } from './entry';
import { writeCalendar } from './ics';

/** What is over stays in a feed for so long, and a cancelled event says so there. */
const keptDays = 180;
/** The most that one feed holds, so that no calendar grows beyond what programs read. */
const mostEntries = 500;
const everyHours = 1;

/** Columns of `event e` and of its text `x`, as `CalendarEvent` has them. */
export function calendarColumns(sql: Db) {
  return sql`e.id, e.slug, e.readers, e.time_zone, e.starts_at, e.ends_at, e.survivor_speaks, e.uid, e.sequence, e.announced_at,
    e.cancelled_at, e.created_at, e.changed_at, e.venue, x.title, x.introduction`;
}

/** The text to show of `event e`: in the reader's language, else in the event's own. A lateral join, as `x`. */
export function textOf(sql: Db, language: string) {
  return sql`lateral (select t.title, t.introduction, t.language from event_text t where t.event_id = e.id
    order by t.language = ${language} desc, t.language = e.language desc, t.language limit 1) x`;
}

export function calendarWords(t: TFunction): CalendarWords {
  return { neutral: t('calendar:neutral'), page: t('calendar:entry.page'), join: t('calendar:entry.join') };
}

/** Where a calendar is written for, and in whose words. */
export interface Audience {
  language: string;
  t: TFunction;
  publicUrl: string;
}

/** One event, for whoever may see it; not-found for everyone else. It never holds the joining link. */
export async function eventCalendar(sql: Db, reader: Reader | null, id: number, asked: Audience): Promise<string> {
  const [event] = await sql<CalendarEvent[]>`
    select ${calendarColumns(sql)} from event e cross join ${textOf(sql, asked.language)}
    where e.id = ${id} and ${visibleEvent(sql, reader)}`;
  if (!event) throw refuse('not-found', 'shared:errors.not-found');
  return writeCalendar({ entries: [entryOf(event, calendarWords(asked.t), asked.publicUrl)] });
}

/** All announced events of a series that this reader may see; not-found where there is none. */
export async function seriesCalendar(sql: Db, reader: Reader | null, id: number, asked: Audience): Promise<string> {
  const events = await sql<(CalendarEvent & { series: string })[]>`
    select ${calendarColumns(sql)}, s.title as series
    from event e cross join ${textOf(sql, asked.language)}
    cross join lateral (select t.title from event_series r join event_series_text t on t.series_id = r.id where r.id = ${id}
      order by t.language = ${asked.language} desc, t.language = r.language desc, t.language limit 1) s
    where e.series_id = ${id} and e.announced_at is not null and ${visibleEvent(sql, reader)}
    order by e.starts_at desc, e.id limit ${mostEntries}`;
  if (events.length === 0) throw refuse('not-found', 'shared:errors.not-found');
  const entries = events.map((event) => entryOf(event, calendarWords(asked.t), asked.publicUrl));
  return writeCalendar({ entries, feed: { name: events[0]!.series, everyHours, timeZone: 'UTC' } });
}

/**
 * What a person comes to, speaks at or facilitates, as far as they may see it now. It names nobody, and holds no joining
 * link: whoever else gets hold of the address learns where to sign in.
 */
export async function personalCalendar(sql: Db, reader: Reader, asked: Audience, now: Date): Promise<string> {
  const events = await sql<CalendarEvent[]>`
    select ${calendarColumns(sql)} from event e cross join ${textOf(sql, asked.language)}
    where e.announced_at is not null and e.ends_at > ${new Date(now.getTime() - keptDays * 24 * 3_600_000)}
      and ${visibleEvent(sql, reader)}
      and (exists (select from registration r where r.event_id = e.id and r.state = 'registered' and ${ownedBy(sql, reader)})
        or exists (select from event_speaker s where s.event_id = e.id and s.person_id = ${reader.id})
        or exists (select from activity_role a where a.activity = 'event' and a.activity_id = e.id and a.person_id = ${reader.id}))
    order by e.starts_at desc, e.id limit ${mostEntries}`;
  const entries = events.map((event) => entryOf(event, calendarWords(asked.t), asked.publicUrl));
  return writeCalendar({ entries, feed: { name: 'Plenary', everyHours, timeZone: reader.timeZone } });
}
