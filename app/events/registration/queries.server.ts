import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { ownedBy } from './holder.server';
import { findByLink } from './links.server';
import type { RegistrationState } from './registration';

/** A registration as its owner sees it. */
export interface OwnRegistration {
  id: number;
  eventId: number;
  personId: number | null;
  email: string;
  name: string;
  organisation: string;
  sector: string;
  region: string;
  language: string;
  timeZone: string;
  state: RegistrationState;
  consent: boolean;
  offeredUntil: Date | null;
  passedAt: Date | null;
  reason: string;
}

function ownColumns(sql: Db) {
  return sql`r.id, r.event_id, r.person_id, r.email, r.name, r.organisation, r.sector, r.region, r.language, r.time_zone, r.state,
    r.contact_consent_at is not null as consent, r.offered_until, r.passed_at, r.decided_reason as reason`;
}

/** The reader's own registration; one that was asked for by mail and never confirmed counts as none. */
export async function registrationOf(sql: Db, eventId: number, reader: Reader | null): Promise<OwnRegistration | null> {
  if (!reader) return null;
  const [row] = await sql<OwnRegistration[]>`
    select ${ownColumns(sql)} from registration r
    where r.event_id = ${eventId} and r.state <> 'unconfirmed' and ${ownedBy(sql, reader)}
    order by r.person_id nulls last limit 1`;
  return row ?? null;
}

/** The registration that a link from a mail opens; null where it opens none any more. */
export async function registrationByToken(sql: Db, token: string | null, now: Date): Promise<OwnRegistration | null> {
  const found = await findByLink(sql, token, now);
  if (!found) return null;
  const [row] = await sql<OwnRegistration[]>`select ${ownColumns(sql)} from registration r where r.id = ${found.id}`;
  return row ?? null;
}

/** Somebody who has a place, as mails and calendars address them: by their account where they have one. */
export interface RegisteredFor {
  id: number;
  personId: number | null;
  email: string;
  name: string;
  language: string;
  timeZone: string;
}

/** Everybody who has a place, by when they asked. */
export async function registeredFor(sql: Db, eventId: number): Promise<RegisteredFor[]> {
  return sql<RegisteredFor[]>`
    select r.id, r.person_id, coalesce(p.email, r.email) as email, coalesce(p.name, r.name) as name,
      coalesce(p.language, r.language) as language, coalesce(p.time_zone, r.time_zone) as time_zone
    from registration r left join person p on p.id = r.person_id
    where r.event_id = ${eventId} and r.state = 'registered' order by r.place_order`;
}

export { mayJoin } from './joining.server';
