import type { Db } from '../../../db/connect';
import { isActive, type Reader } from '../../people/person';

/** `mayRead` as a condition on `discussion d`. What it leaves out is not selected, so it cannot leak by mistake. */
export function visibleTo(sql: Db, reader: Reader | null) {
  if (isActive(reader) && reader.secretariat) return sql`true`;
  const role = sql`(select r.role from activity_role r where r.activity = 'discussion' and r.activity_id = d.id and r.person_id = ${reader?.id ?? null})`;
  if (!isActive(reader)) return sql`(d.announced_at is not null and d.readers = 'public')`;
  return sql`(
    (d.announced_at is not null and (d.readers in ('public', 'registered') or ${role} is not null
      or exists (select from discussion_invitation i where i.discussion_id = d.id and i.organisation_id = ${reader.organisationId})))
    or ${role} = 'facilitator')`;
}

/** The same for `person x`, who is active: for what is told to many at once. */
export function visibleToPerson(sql: Db) {
  const role = sql`(select r.role from activity_role r where r.activity = 'discussion' and r.activity_id = d.id and r.person_id = x.id)`;
  return sql`(x.secretariat or (d.announced_at is not null and (d.readers in ('public', 'registered') or ${role} is not null
      or exists (select from discussion_invitation i where i.discussion_id = d.id and i.organisation_id = x.organisation_id)))
    or ${role} = 'facilitator')`;
}

/**
 * Posts of which everyone who may read knows: shown, or gone after they had been. One that was refused or withdrawn
 * while it waited was never here; its place and its author's name would tell of it.
 */
export function known(sql: Db) {
  return sql`(p.state <> 'waiting' and (p.shown_at is not null or p.state in ('shown', 'moved')))`;
}
