import type { Db } from '../../../db/connect';
import { titleOf } from '../../events/queries/visible.server';
import { isActive, type Reader } from '../../people/person';

/** An event that this reader may prepare and about which nothing is asked yet. */
export interface EventWithout {
  id: number;
  title: string;
  language: string;
}

/** What is over for longer is not asked about any more. */
const askedForDays = 60;
const most = 20;

/**
 * Events to whose feedback this reader could see: those they facilitate; for the secretariat those that were announced.
 * Newest first. One statement.
 */
export async function eventsWithout(sql: Db, reader: Reader, language: string, now: Date): Promise<EventWithout[]> {
  if (!isActive(reader)) return [];
  return sql<EventWithout[]>`
    select e.id, t.title, t.language from event e cross join ${titleOf(sql, language)} t
    where e.cancelled_at is null and e.ends_at > ${now}::timestamptz - make_interval(days => ${askedForDays})
      and ((${reader.secretariat} and e.announced_at is not null)
        or exists (select from activity_role r where r.activity = 'event' and r.activity_id = e.id
          and r.person_id = ${reader.id} and r.role = 'facilitator'))
      and not exists (select from questionnaire q where q.subject_kind = 'event' and q.subject_id = e.id)
    order by e.starts_at desc, e.id limit ${most}`;
}
