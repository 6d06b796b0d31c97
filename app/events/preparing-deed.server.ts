import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { tellAllCalendars } from './calendar/telling.server';
import { whyNotPrepareEvent } from './event';
import { type RuledEvent, readEventRules } from './queries/rules.server';

/** What happened to an event, as the other parts of the house are told; of several, the last is what counts most. */
export type EventHappened =
  | 'event.changed'
  | 'event.announced'
  | 'event.moved'
  | 'event.cancelled'
  | 'event.materials-changed';

/**
 * The first two beats of every deed of preparing, and the last: may they, has nobody changed it meanwhile; then tell. The
 * event is locked until the deed is done, as whoever counts its places locks it. `write` says what happened.
 */
export async function deedOnEvent(
  sql: Sql,
  reader: Reader | null,
  id: number,
  version: number | null,
  write: (tx: Tx, event: RuledEvent, by: Reader) => Promise<EventHappened>,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select 1 from event where id = ${id} for update`;
    const event = await readEventRules(tx, reader, id);
    const no = whyNotPrepareEvent(event, reader, event.tie);
    if (no || !reader) throw no ?? refuse('not-found', 'shared:errors.not-found');
    if (version !== null && version !== event.version) throw refuse('conflict', 'events:refusals.changed-meanwhile');
    const happened = await write(tx, event, reader);
    await tx`update event set version = version + 1, changed_at = now() where id = ${id}`;
    await announce(tx, happened, { event: id });
  });
}

/**
 * What calendars were told is not true any more: whoever has it in one is sent it anew, as the same entry. Called when the
 * event is as it is to be told; `CANCEL` takes it out.
 */
export async function raiseSequence(
  tx: Tx,
  event: Pick<RuledEvent, 'id' | 'announcedAt'>,
  method: 'REQUEST' | 'CANCEL' = 'REQUEST',
): Promise<void> {
  if (!event.announcedAt) return;
  await tx`update event set sequence = sequence + 1 where id = ${event.id}`;
  await tellAllCalendars(tx, event.id, method);
}
