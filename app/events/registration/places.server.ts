import { announce } from '../../../db/announce';
import type { Db, Tx } from '../../../db/connect';
import { putDue } from '../../../db/due';
import type { ActivityRole, Reader } from '../../people/person';
import { sendMail } from '../../shared/mail.server';
import { planRemindersOf } from '../calendar/reminders.server';
import { maySeeEvent } from '../event';
import { type FoundEvent, type RuledEvent, ruledFrom, rulesColumns, tieColumns } from '../queries/rules.server';
import { type InLine, offerUntil, type Places, promote, whyNotComing } from './registration';

/**
 * The event, held until the end of the transaction: places are counted and given one deed after the other. Always taken
 * before any registration is, so that no two deeds wait for each other. Null where there is none.
 */
export async function lockEvent(tx: Tx, id: number, reader: Reader | null): Promise<RuledEvent | null> {
  const [row] = await tx<(FoundEvent & { role: ActivityRole | null; invited: boolean; speaker: boolean })[]>`
    select ${rulesColumns(tx)}, ${tieColumns(tx, reader)} from event e where e.id = ${id} for no key update of e`;
  return row ? ruledFrom(row) : null;
}

/** The same where the reader may see it. */
export async function lockVisible(tx: Tx, id: number, reader: Reader | null): Promise<RuledEvent | null> {
  const event = await lockEvent(tx, id, reader);
  return event && maySeeEvent(event, reader, event.tie) ? event : null;
}

/** As columns: how many places are taken, and whether somebody is in line for one. Counted after the event is held. */
export function placesColumns(sql: Db, eventId: number) {
  return sql`
    (select count(*)::int from registration r where r.event_id = ${eventId} and r.state in ('registered', 'offered')) as taken,
    (exists (select from registration r where r.event_id = ${eventId} and r.state = 'waiting' and r.passed_at is null))::int as in_line`;
}

/** How many places are taken; an offer that runs takes one. */
export async function readPlaces(tx: Db, eventId: number): Promise<Places> {
  const [row] = await tx<Places[]>`select ${placesColumns(tx, eventId)}`;
  return row!;
}

/**
 * Offers the places that are free to those in line, and tells them. Called in the transaction of every deed that may
 * free a place: a withdrawal, an offer that lapses, a capacity that is raised. The event is held by the caller.
 */
export async function fillPlaces(tx: Tx, event: FoundEvent, now: Date): Promise<void> {
  if (!event.announcedAt || whyNotComing(event, now)) return;
  if (event.capacity === null) return letAllIn(tx, event, now);
  const until = offerUntil(now, event.startsAt);
  if (!until) return;
  const present = await tx<{ sector: string; count: number }[]>`
    select sector, count(*)::int as count from registration
    where event_id = ${event.id} and state in ('registered', 'offered') group by sector`;
  const free = event.capacity - present.reduce((all, s) => all + s.count, 0);
  if (free <= 0) return;
  // Of each sector no more than could all be chosen: a line may be ten thousand long.
  const line = await tx<InLine[]>`
    select id, place_order, sector from (
      select id, place_order, sector, row_number() over (partition by sector order by place_order) as n from registration
      where event_id = ${event.id} and state = 'waiting' and passed_at is null) w
    where n <= ${free}`;
  const bySector = Object.fromEntries(present.map((s) => [s.sector, s.count]));
  for (const { id } of promote(event.waitingOrder, free, bySector, line)) await offer(tx, id, until, now);
}

async function offer(tx: Tx, id: number, until: Date, now: Date): Promise<void> {
  await tx`update registration set state = 'offered', offered_until = ${until}, state_at = ${now} where id = ${id}`;
  // A row of its own for each offer, never taken back: whoever holds the event must not wait for one that runs.
  await putDue(tx, 'registration-offer-lapses', { registration: id }, { at: until });
  await tellOne(tx, 'registration-offered', id);
}

/** Nobody waits where as many may come as want to. */
async function letAllIn(tx: Tx, event: FoundEvent, now: Date): Promise<void> {
  const rows = await tx<{ id: number }[]>`
    update registration set state = 'registered', offered_until = null, passed_at = null, state_at = ${now}
    where event_id = ${event.id} and state in ('waiting', 'offered') returning id`;
  for (const { id } of rows.sort((a, b) => a.id - b.id)) await tellPlace(tx, id);
}

/** Tells somebody that their place is theirs; from now on they are reminded. */
export async function tellPlace(tx: Tx, id: number): Promise<void> {
  await tellOne(tx, 'registration-registered', id);
  await planRemindersOf(tx, id);
}

/** Puts a letter about one registration in the queue, to its own address. */
export async function tellOne(tx: Tx, kind: string, id: number): Promise<void> {
  const [to] = await tx<{ eventId: number; personId: number | null; email: string; language: string }[]>`
    select r.event_id, r.person_id, coalesce(p.email, r.email) as email, coalesce(p.language, r.language) as language
    from registration r left join person p on p.id = r.person_id where r.id = ${id} and r.email is not null`;
  if (!to) return;
  await sendMail(tx, {
    kind,
    to: to.email,
    personId: to.personId,
    language: to.language,
    about: { registration: id, event: to.eventId },
  });
}

export async function registrationsChanged(tx: Tx, eventId: number): Promise<void> {
  await announce(tx, 'event.registrations-changed', { event: eventId });
}
