import type { Db } from '../../db/connect';
import { draftsAsked } from '../consultations/queries/drafts.server';
import { isActive, isSecretariat, type Reader } from '../people/person';

/** That this person works on `document d` at this instant, or administers it: `mayOpenText` as a condition. */
export function openTo(sql: Db, reader: Reader | null, now: Date) {
  if (!isActive(reader)) return sql`false`;
  if (isSecretariat(reader)) return sql`true`;
  const offices = reader.offices.map((o) => o.organisationId);
  return sql`(d.lead_id = any(${offices}::bigint[])
    or exists (select from document_organisation i where i.document_id = d.id and i.organisation_id = any(${offices}::bigint[]))
    or exists (select from document_person n where n.document_id = d.id and n.person_id = ${reader.id}
      and n.organisation_id = ${reader.organisationId}
      and (n.from_at is null or n.from_at <= ${now}) and (n.until_at is null or n.until_at > ${now}))
    or exists (select from (${draftsAsked(sql)}) c where c.document_id = d.id and c.person_id = ${reader.id}
      and c.opens_at <= ${now} and c.closes_at > ${now}))`;
}

/** `mayRead` as a condition on `document d`. What it leaves out is not selected, so it cannot leak by mistake. */
export function readableBy(sql: Db, reader: Reader | null, now: Date) {
  if (!isActive(reader)) return sql`(d.readers = 'public')`;
  return sql`(d.readers in ('public', 'registered') or ${openTo(sql, reader, now)})`;
}

/** That `person x`, who is active, works on `document d`: for what is told to many at once. */
export function openToPerson(sql: Db, now: Date) {
  return sql`(x.secretariat
    or exists (select from organisation_role r where r.person_id = x.id and (r.organisation_id = d.lead_id
      or exists (select from document_organisation i where i.document_id = d.id and i.organisation_id = r.organisation_id)))
    or exists (select from document_person n where n.document_id = d.id and n.person_id = x.id
      and n.organisation_id = x.organisation_id
      and (n.from_at is null or n.from_at <= ${now}) and (n.until_at is null or n.until_at > ${now}))
    or exists (select from (${draftsAsked(sql)}) c where c.document_id = d.id and c.person_id = x.id
      and c.opens_at <= ${now} and c.closes_at > ${now}))`;
}

/** The title in the language asked for, or its own. */
export function titleIn(sql: Db, language: string) {
  return sql`coalesce(d.titles ->> ${language}, d.title)`;
}

/** In which language that title is. */
export function titleLanguage(sql: Db, language: string) {
  return sql`case when d.titles ? ${language} then ${language} else d.language end`;
}
