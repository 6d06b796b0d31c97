import type { Db } from '../../../db/connect';
import { isActive, type Reader } from '../../people/person';

/** That this reader works on `programme g`: `mayWork` as a condition. */
export function workedOnBy(sql: Db, reader: Reader | null) {
  if (!isActive(reader)) return sql`false`;
  if (reader.secretariat) return sql`true`;
  const offices = reader.offices.map((o) => o.organisationId);
  return sql`(exists (select from programme_partner k where k.programme_id = g.id and k.organisation_id = any(${offices}::bigint[]))
    or exists (select from programme_person n where n.programme_id = g.id and n.person_id = ${reader.id}
      and n.organisation_id = ${reader.organisationId}))`;
}

/** `mayRead` as a condition on `programme g`. What it leaves out is not selected, so it cannot leak by mistake. */
export function visibleProgramme(sql: Db, reader: Reader | null, now: Date) {
  return sql`(g.opened_at <= ${now} or ${workedOnBy(sql, reader)})`;
}
