import type { Db } from '../../db/connect';
import { dayOf } from './organisation';

/** Organisations that are members of the Steering Committee on the day of `now`, by the name in a language. One statement. */
export async function memberChoices(sql: Db, language: string, now: Date): Promise<{ id: number; name: string }[]> {
  const day = dayOf(now);
  return sql<{ id: number; name: string }[]>`
    select o.id, coalesce(o.names ->> ${language}, o.name) as name from organisation o
    where exists (select from membership m where m.organisation_id = o.id
      and m.since <= ${day}::date and (m.until is null or ${day}::date <= m.until))
    order by coalesce(o.names ->> ${language}, o.name) collate "und-x-icu", o.id`;
}
