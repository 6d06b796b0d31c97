import type { Db, Sql } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { visibleEvent } from '../queries/visible.server';
import { ownedBy } from './holder.server';
import { hashOf } from './links.server';
import { joinAfterHours } from './registration';

/** From so long before it begins, opening the link counts as having come. */
const earlyMinutes = 60;

/**
 * `isJoinable`, and who may, as a condition on `event e`: those with a place, by their account or by a link from a mail,
 * and those who speak or facilitate. An account that may not see the event any more may not join it either.
 */
function joinableBy(sql: Db, who: Reader | string, now: Date) {
  const on = sql`(e.announced_at is not null and e.cancelled_at is null
    and e.ends_at > ${new Date(now.getTime() - joinAfterHours * 3_600_000)})`;
  if (typeof who === 'string') {
    return sql`(${on} and ${visibleEvent(sql, null)} and exists (
      select from registration r join registration_link l on l.registration_id = r.id
      where l.hash = ${hashOf(who)} and r.event_id = e.id and r.state = 'registered'))`;
  }
  return sql`(${on} and ${visibleEvent(sql, who)} and (
    exists (select from registration r where r.event_id = e.id and r.state = 'registered' and ${ownedBy(sql, who)})
    or exists (select from event_speaker s where s.event_id = e.id and s.person_id = ${who.id})
    or exists (select from activity_role f where f.activity = 'event' and f.activity_id = e.id
      and f.person_id = ${who.id} and f.role = 'facilitator')))`;
}

/** Whether somebody may join now: a reader, or whoever holds a link from a mail about their registration. */
export async function mayJoin(sql: Db, eventId: number, who: Reader | string | null, now: Date): Promise<boolean> {
  if (who === null) return false;
  const [row] = await sql`select from event e where e.id = ${eventId} and ${joinableBy(sql, who, now)}`;
  return row !== undefined;
}

export interface Joining {
  url: string;
  note: string;
  /** Where people meet in a room; empty where nobody does. */
  venue: string;
}

/** The joining link for those who may join, and null for everybody else. Nothing else in the house reads these columns to show them. */
export async function readJoining(
  sql: Db,
  eventId: number,
  who: Reader | string | null,
  now: Date,
): Promise<Joining | null> {
  if (who === null) return null;
  const [row] = await sql<Joining[]>`
    select e.joining_url as url, e.joining_note as note, e.venue from event e
    where e.id = ${eventId} and ${joinableBy(sql, who, now)}`;
  return row ?? null;
}

/**
 * Where to go to join, noting that this person came: for the list of attendance, which a facilitator marks. Refuses
 * not-found for whoever may not join, and where there is no address.
 */
export async function openJoining(sql: Sql, eventId: number, who: Reader | string | null, now: Date): Promise<string> {
  const joining = await readJoining(sql, eventId, who, now);
  if (who === null || !joining || !/^https?:\/\//.test(joining.url))
    throw refuse('not-found', 'shared:errors.not-found');
  const mine =
    typeof who === 'string'
      ? sql`r.id = (select l.registration_id from registration_link l where l.hash = ${hashOf(who)})`
      : ownedBy(sql, who);
  await sql`
    update registration r set joined_at = ${now} from event e
    where e.id = r.event_id and r.event_id = ${eventId} and r.state = 'registered' and r.joined_at is null and ${mine}
      and ${now} >= e.starts_at - make_interval(mins => ${earlyMinutes})`;
  return joining.url;
}
