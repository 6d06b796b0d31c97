import type { Db } from '../../../db/connect';
import { isActive, type Reader } from '../../people/person';

/** `maySeeConsultation` as a condition on `consultation c`. What it leaves out is not selected, so it cannot leak by mistake. */
export function visibleConsultation(sql: Db, reader: Reader | null) {
  if (!isActive(reader)) return sql`(c.announced_at is not null and c.readers = 'public')`;
  if (reader.secretariat) return sql`true`;
  const role = sql`(select r.role from activity_role r where r.activity = 'consultation' and r.activity_id = c.id and r.person_id = ${reader.id})`;
  return sql`(
    (c.announced_at is not null and (c.readers in ('public', 'registered') or ${role} is not null or c.host_id = ${reader.organisationId}
      or exists (select from consultation_invitation i where i.consultation_id = c.id and i.organisation_id = ${reader.organisationId})))
    or ${role} = 'facilitator')`;
}

/** The texts to show of `consultation c`, with their language: the reader's version, else its own. A lateral join. */
export function textOf(sql: Db, language: string) {
  return sql`lateral (select x.title, x.purpose, x.purpose_html, x.feeds, x.language from consultation_text x where x.consultation_id = c.id
    order by x.language = ${language} desc, x.language = c.language desc, x.language limit 1)`;
}
