import type { Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { takeOutOfCalendar } from '../calendar/telling.server';
import { type RuledEvent, whoIn } from '../queries/rules.server';
import { endAsking } from './asking.server';
import { fillPlaces, lockVisible, readPlaces, registrationsChanged, tellOne, tellPlace } from './places.server';
import {
  maySeeParticipants,
  type RegistrationState,
  stateOnPlacing,
  whyNotApprove,
  whyNotComing,
  whyNotDecline,
} from './registration';

/** Holds the event for a deed of those who see who comes. For everyone else there is no such list. */
async function deedOnList(
  sql: Sql,
  reader: Reader,
  eventId: number,
  write: (tx: Tx, event: RuledEvent) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    const event = await lockVisible(tx, eventId, reader);
    if (!event || !maySeeParticipants(event, whoIn(event, reader)))
      throw refuse('not-found', 'shared:errors.not-found');
    await write(tx, event);
    await registrationsChanged(tx, event.id);
  });
}

async function lockOne(tx: Tx, eventId: number, id: number): Promise<{ state: RegistrationState }> {
  const [row] = await tx<{ state: RegistrationState }[]>`
    select state from registration where id = ${id} and event_id = ${eventId} for update`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}

/** Lets somebody come: to a place where one is free, else in line, by when they asked. Refusals: conflict, closed. */
export async function approve(
  sql: Sql,
  reader: Reader,
  { event: eventId, registration }: { event: number; registration: number },
  now: Date,
): Promise<void> {
  await deedOnList(sql, reader, eventId, async (tx, event) => {
    const no = whyNotApprove((await lockOne(tx, eventId, registration)).state) ?? whyNotComing(event, now);
    if (no) throw no;
    const state = stateOnPlacing(event, await readPlaces(tx, eventId), now);
    await tx`
      update registration set state = ${state}, state_at = ${now}, decided_by = ${reader.id}, decided_reason = '',
        passed_at = null
      where id = ${registration}`;
    await endAsking(tx, eventId);
    if (state === 'registered') await tellPlace(tx, registration);
    else await tellOne(tx, 'registration-waiting', registration);
  });
}

/** Says no, with the reason that the person is told; a place that they held goes to the next in line. Refusal: conflict. */
export async function decline(
  sql: Sql,
  reader: Reader,
  { event: eventId, registration, reason }: { event: number; registration: number; reason: string },
  now: Date,
): Promise<void> {
  await deedOnList(sql, reader, eventId, async (tx, event) => {
    const { state } = await lockOne(tx, eventId, registration);
    const no = whyNotDecline(state);
    if (no) throw no;
    if (state === 'registered') await takeOutOfCalendar(tx, registration);
    await tx`
      update registration set state = 'declined', state_at = ${now}, offered_until = null, passed_at = null,
        decided_by = ${reader.id}, decided_reason = ${reason}
      where id = ${registration}`;
    await endAsking(tx, eventId);
    await tellOne(tx, 'registration-declined', registration);
    if (state === 'registered' || state === 'offered') await fillPlaces(tx, event, now);
  });
}

function whyNotAttendance(event: RuledEvent, now: Date): void {
  if (event.cancelledAt) throw refuse('closed', 'registration:refusals.cancelled');
  if (!event.announcedAt || now < event.startsAt) throw refuse('closed', 'registration:refusals.not-begun');
}

/** Marks who of those on a page of the list was there: who is ticked was, who is not was not. Refusal: closed. */
export async function markAttendance(
  sql: Sql,
  reader: Reader,
  { event: eventId, listed, there }: { event: number; listed: number[]; there: number[] },
  now: Date,
): Promise<void> {
  await deedOnList(sql, reader, eventId, async (tx, event) => {
    whyNotAttendance(event, now);
    await tx`
      update registration set attended_at = case when id = any(${there}::bigint[]) then coalesce(attended_at, ${now}) end
      where event_id = ${eventId} and state = 'registered' and id = any(${listed}::bigint[])`;
  });
}

/** Marks everybody who opened the joining link.. Refusal: closed. */
export async function markJoined(sql: Sql, reader: Reader, eventId: number, now: Date): Promise<void> {
  await deedOnList(sql, reader, eventId, async (tx, event) => {
    whyNotAttendance(event, now);
    await tx`
      update registration set attended_at = joined_at
      where event_id = ${eventId} and state = 'registered' and joined_at is not null and attended_at is null`;
  });
}
