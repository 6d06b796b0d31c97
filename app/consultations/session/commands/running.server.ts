import type { Sql, Tx } from '../../../../db/connect';
import { askInSession, endInSession } from '../../../events/live/commands/polling.server';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import type { Here, RuledSession } from '../rules.server';
import { whyNotRun, whyNotStart, whyNotVersion } from '../session';
import {
  type HeldItem,
  holdItem,
  holdSession,
  itemsOf,
  tellConsultation,
  tellHands,
  tellMoved,
  tellSession,
} from './held.server';

/** Begins with the first item of the agenda. */
export async function startSession(
  sql: Sql,
  reader: Reader,
  { event, version }: { event: number; version: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const session = await holdSession(tx, reader, event, () => undefined);
    const items = await itemsOf(tx, event);
    const no = whyNotStart(session, items.length, reader, now) ?? whyNotVersion(session.led, version);
    if (no) throw no;
    await tx`update led_session set started_at = ${now} where event_id = ${event}`;
    await putOn(tx, event, items[0]!, now);
    await tellMoved(tx, event);
    await tellConsultation(tx, session);
  });
}

/**
 * Goes to an item, the next or any other. Conflict where the session has been moved since the page was read: two who press at
 * once go one step and not two.
 */
export async function goToItem(
  sql: Sql,
  reader: Reader,
  { event, item, version }: { event: number; item: number; version: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const session = await holdSession(tx, reader, event, (s) => whyNotRun(s, reader) ?? whyNotVersion(s.led, version));
    const held = await holdItem(tx, event, item);
    if (session.led.currentItemId === held.id) return;
    await takeOff(tx, session, now);
    await putOn(tx, event, held, now);
    await tellMoved(tx, event);
  });
}

/** Shows everybody how the item that is on, or was on, comes out; or no more. */
export async function showResults(
  sql: Sql,
  reader: Reader,
  { event, item, on }: { event: number; item: number; on: boolean },
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdSession(tx, reader, event, (s) => whyNotRun(s, reader));
    const held = await holdItem(tx, event, item);
    if (!held.openedAt) throw refuse('conflict', 'session:refusals.not-on-yet');
    const changed = await tx`
      update led_item set results_shown = ${on} where id = ${item} and results_shown <> ${on} returning 1`;
    if (changed.length > 0) await tellSession(tx, event);
  });
}

/** Ends it: hands go down, and how everything came out that was on is shown from now on. */
export async function closeSession(
  sql: Sql,
  reader: Reader,
  { event, version }: { event: number; version: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const session = await holdSession(tx, reader, event, (s) => whyNotRun(s, reader) ?? whyNotVersion(s.led, version));
    await takeOff(tx, session, now);
    await tx`
      update led_session set ended_at = greatest(${now}, started_at), current_item_id = null, current_since = null
      where event_id = ${event}`;
    await tx`update led_item set results_shown = true where event_id = ${event} and opened_at is not null`;
    const down = await tx<Here[]>`
      delete from led_hand where event_id = ${event} returning person_id as person, registration_id as registration`;
    for (const whose of down) await tellHands(tx, event, whose);
    await tellMoved(tx, event);
    await tellConsultation(tx, session);
  });
}

async function putOn(tx: Tx, event: number, item: HeldItem, now: Date): Promise<void> {
  await tx`update led_item set opened_at = coalesce(opened_at, ${now}) where id = ${item.id}`;
  await tx`update led_session set current_item_id = ${item.id}, current_since = ${now} where event_id = ${event}`;
  if (item.pollId !== null) await askInSession(tx, { event, poll: item.pollId }, now);
}

/** A poll is over with its item; statements stay open in the consultation. */
async function takeOff(tx: Tx, { event: { id: event }, led }: RuledSession, now: Date): Promise<void> {
  const [off] = await tx<{ pollId: number | null }[]>`
    update led_item i set spent_ms = spent_ms + greatest(0, extract(epoch from ${now}::timestamptz - l.current_since) * 1000)::bigint
    from led_session l where l.event_id = ${event} and i.id = l.current_item_id and i.id = ${led.currentItemId}
    returning i.poll_id`;
  if (off?.pollId != null) await endInSession(tx, { event, poll: off.pollId }, now);
}
