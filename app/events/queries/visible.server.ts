import type { Db } from '../../../db/connect';
import { isActive, type Reader } from '../../people/person';

/** `maySeeEvent` as a condition on `event e`. What it leaves out is not selected, so it cannot leak by mistake. */
export function visibleEvent(sql: Db, reader: Reader | null) {
  if (!isActive(reader)) return sql`(e.announced_at is not null and e.readers = 'public')`;
  if (reader.secretariat) return sql`true`;
  const role = sql`(select r.role from activity_role r where r.activity = 'event' and r.activity_id = e.id and r.person_id = ${reader.id})`;
  return sql`(
    (e.announced_at is not null and (e.readers in ('public', 'registered') or ${role} is not null
      or exists (select from event_invitation i where i.event_id = e.id and i.organisation_id = ${reader.organisationId})
      or exists (select from event_speaker s where s.event_id = e.id and s.person_id = ${reader.id})))
    or ${role} = 'facilitator')`;
}

/** The title to show of `event e`, with its language: the reader's version, else the event's own. A lateral join. */
export function titleOf(sql: Db, language: string) {
  return sql`lateral (select x.title, x.language from event_text x where x.event_id = e.id
    order by x.language = ${language} desc, x.language = e.language desc, x.language limit 1)`;
}
