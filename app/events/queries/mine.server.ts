import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { titleOf, visibleEvent } from './visible.server';

/** An event that somebody runs, speaks at or has a place at, as the page of what waits for them shows it. */
export interface MyEvent {
  id: number;
  path: string;
  title: string;
  /** Language of the title. */
  language: string;
  timeZone: string;
  startsAt: string;
  endsAt: string;
}

const most = 10;

/**
 * The next events of a reader as one column, for a statement of another slice: those that are not over or cancelled, drafts that
 * they prepare among them.
 */
export function myEventsColumn(sql: Db, reader: Reader, language: string, now: Date) {
  return sql`
    (select jsonb_agg(jsonb_build_object('id', v.id, 'path', '/events/' || v.id || '/' || v.slug, 'title', v.title, 'language', v.language,
        'timeZone', v.time_zone, 'startsAt', v.starts_at, 'endsAt', v.ends_at) order by v.starts_at, v.id)
      from (
        select e.id, e.slug, e.time_zone, e.starts_at, e.ends_at, t.title, t.language from event e cross join ${titleOf(sql, language)} t
        where e.ends_at > ${now} and e.cancelled_at is null and ${visibleEvent(sql, reader)} and (
          exists (select from activity_role f where f.activity = 'event' and f.activity_id = e.id and f.person_id = ${reader.id} and f.role = 'facilitator')
          or exists (select from event_speaker s where s.event_id = e.id and s.person_id = ${reader.id})
          or exists (select from registration g where g.event_id = e.id and g.person_id = ${reader.id} and g.state = 'registered'))
        order by e.starts_at, e.id limit ${most}
      ) v)`;
}

/** What the column gives, with its instants as they are said everywhere (ISO 8601). */
export function myEventsFrom(column: MyEvent[] | null): MyEvent[] {
  return (column ?? []).map((e) => ({
    ...e,
    startsAt: new Date(e.startsAt).toISOString(),
    endsAt: new Date(e.endsAt).toISOString(),
  }));
}
