import type { Db } from '../../../db/connect';
import { memberToday } from '../../decisions/queries/rules.server';
import { isActive, isSecretariat, type Reader } from '../../people/person';

/** That this reader may see `pilot_call c`: everybody once it is announced; drafts are the secretariat's. */
export function visibleCall(sql: Db, reader: Reader | null, now: Date) {
  return isSecretariat(reader) ? sql`true` : sql`coalesce(c.announced_at <= ${now}, false)`;
}

/** That a proposal about `pilot i` is with the committee, or was. */
export function wasPut(sql: Db) {
  return sql`exists (select from proposal p where p.subject_kind = 'pilot' and p.subject_id = i.id and p.opened_at is not null)`;
}

/** That one is with the committee at this time. */
export function isPut(sql: Db) {
  return sql`exists (select from proposal p where p.subject_kind = 'pilot' and p.subject_id = i.id and p.opened_at is not null
    and p.outcome is null)`;
}

/** That this reader reviews for `pilot_call c`. */
export function reviewsFor(sql: Db, reader: Reader | null) {
  return isActive(reader)
    ? sql`exists (select from pilot_reviewer r where r.call_id = c.id and r.person_id = ${reader.id})`
    : sql`false`;
}

/** That the call is closed and `pilot i` was handed in. */
export function isScored(sql: Db, now: Date) {
  return sql`(i.submitted_at is not null and c.closes_at <= ${now} and c.cancelled_at is null)`;
}

/** That this reader speaks for the organisation that proposes `pilot i`. */
export function ownPilot(sql: Db, reader: Reader | null) {
  const offices = isActive(reader) ? reader.offices.map((o) => o.organisationId) : [];
  return sql`(i.organisation_id = any(${offices}::bigint[]))`;
}

/**
 * That this reader may see `pilot i` of `pilot_call c`: everybody once it is adopted; whoever speaks for its organisation always;
 * the secretariat once it is handed in; reviewers once the call is closed, and people of the committee once it was put to them
 * then: a draft is nobody else's, whoever puts it. What it leaves out is not selected, so it cannot leak by mistake.
 */
export function visiblePilot(sql: Db, reader: Reader | null, now: Date) {
  const adopted = sql`coalesce(i.outcome like 'adopted%', false)`;
  if (!isActive(reader)) return adopted;
  return sql`(${adopted} or ${ownPilot(sql, reader)} or (i.submitted_at is not null and ${isSecretariat(reader)})
    or (${isScored(sql, now)} and (${reviewsFor(sql, reader)} or (${memberToday(sql, reader, now)} and ${wasPut(sql)}))))`;
}

/** That this reader has handed in a review of `pilot i`. */
export function hasScored(sql: Db, reader: Reader | null) {
  return sql`exists (select from pilot_review v where v.pilot_id = i.id and v.person_id = ${reader?.id ?? null} and v.submitted_at is not null)`;
}

/**
 * That this reader may see who scored `pilot i` and how: a reviewer who has handed in their own; of the secretariat, whoever does not
 * review. Never whoever speaks for its organisation, whatever else they are.
 */
export function seesReviews(sql: Db, reader: Reader | null) {
  if (!isActive(reader)) return sql`false`;
  return sql`(not ${ownPilot(sql, reader)}
    and (${hasScored(sql, reader)} or (${isSecretariat(reader)} and not ${reviewsFor(sql, reader)})))`;
}

/**
 * That this reader may see what the reviewers say together, without a name: those above; people of the committee once it was put
 * to them; whoever proposed it once it is decided. A reviewer who could still score it has handed in first.
 */
export function seesSummary(sql: Db, reader: Reader | null, now: Date) {
  if (!isActive(reader)) return sql`false`;
  const decided = sql`i.decided_at is not null`;
  return sql`(${seesReviews(sql, reader)} or (${ownPilot(sql, reader)} and ${decided})
    or (not ${ownPilot(sql, reader)} and ${memberToday(sql, reader, now)} and ${wasPut(sql)}
      and (${decided} or not ${reviewsFor(sql, reader)})))`;
}

/** That `person x` has a part in `pilot i`: `hasPart` as a condition. */
export function personHasPart(sql: Db) {
  const own = sql`(select x.organisation_id where x.organisation_id is not null
    union select o.organisation_id from organisation_role o where o.person_id = x.id)`;
  return sql`(i.organisation_id in ${own}
    or exists (select from pilot_partner k where k.pilot_id = i.id and k.organisation_id in ${own}))`;
}

/** Marks of all who handed in, one list for each reviewer and no name, as a JSON column. */
export function marksOf(sql: Db) {
  return sql`(select jsonb_agg(coalesce((select jsonb_agg(jsonb_build_object('item', m.item, 'mark', m.mark, 'cannot', m.cannot, 'words', '')
      order by m.item) from pilot_mark m where m.pilot_id = v.pilot_id and m.person_id = v.person_id), '[]'::jsonb))
    from pilot_review v where v.pilot_id = i.id and v.submitted_at is not null)`;
}
