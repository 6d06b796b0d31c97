import type { Db, Tx } from '../../../db/connect';

/**
 * Registrations by which somebody without an account may be written to about more than their event, as `registration r` with
 * `event e`: they confirmed the address, consented and have not taken it back. Where an account has the address, its own choice
 * holds. Who was declined is not counted as what they said they are; and where a survivor speaks nobody comes onto a list that
 * others send to, whatever they ticked.
 */
export function contactable(sql: Db) {
  return sql`
    registration r join event e on e.id = r.event_id and not e.survivor_speaks
    where r.contact_consent_at is not null and r.person_id is null
      and r.state in ('asking', 'registered', 'waiting', 'offered')
      and not exists (select from person p where p.email = r.email and p.state <> 'unconfirmed')`;
}

/** Each of their addresses once, as a table: with the sector, region and language that were given there last. */
export function contactableOnce(sql: Db) {
  return sql`(
    select distinct on (r.email) r.id, r.email, r.language, r.sector, r.region from ${contactable(sql)}
    order by r.email, r.asked_at desc, r.id desc)`;
}

/**
 * Takes back the consent of whoever registered with the address of this registration, wherever they gave it: they end mail to
 * themselves, not to one event. Answers the address; null where it was withdrawn, and with it the consent. Twice is once.
 */
export async function takeBackConsent(tx: Tx, registration: number): Promise<string | null> {
  const [row] = await tx<{ email: string | null }[]>`select email from registration where id = ${registration}`;
  if (!row?.email) return null;
  await tx`
    update registration set contact_consent_at = null where id in (
      select id from registration where email = ${row.email} and contact_consent_at is not null order by id for update)`;
  return row.email;
}
