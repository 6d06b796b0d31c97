import { announce } from '../../../../db/announce';
import type { Sql, Tx } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import type { Comer } from '../guest';
import { whyNotRaiseHand } from '../talk';
import { holdTalk } from './held.server';
import { holdTaker } from './taking.server';

/**
 * Raises one's hand, or lowers it. Raised again, it keeps its place in the line. Lowered, nothing is left of it. Those who
 * moderate read the name of whoever comes by an account; a guest says whether they do.
 */
export async function raiseHand(
  sql: Sql,
  comer: Comer,
  { event, up, named = false }: { event: number; up: boolean; named?: boolean },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const { talk, taker } = await holdTaker(tx, comer, event, now, up ? whyNotRaiseHand : undefined);
    const changed = up
      ? await tx`
          insert into talk_hand (event_id, person_id, registration_id, named)
          values (${event}, ${taker.person}, ${taker.registration}, ${talk.reader !== null || named}) on conflict do nothing returning 1`
      : await tx`delete from talk_hand where event_id = ${event} and taker = ${taker.key} returning 1`;
    // Only whoever lowers their own is named, for the sake of their other windows: nobody else is told so.
    if (changed.length > 0)
      await tellHand(tx, event, up ? null : { personId: taker.person, registrationId: taker.registration });
  });
}

interface WhoseHand {
  personId: number | null;
  registrationId: number | null;
}

function tellHand(tx: Tx, event: number, lowered: WhoseHand | null): Promise<void> {
  if (!lowered) return announce(tx, 'event.hands-changed', { event });
  const { personId, registrationId } = lowered;
  return announce(tx, 'event.hands-changed', {
    event,
    ...(personId === null ? {} : { person: personId }),
    ...(registrationId === null ? {} : { registration: registrationId }),
  });
}

/** Calls on somebody whose hand is up. Whoever was called before has spoken: their hand is lowered. */
export async function callOn(
  sql: Sql,
  reader: Reader,
  { event, hand }: { event: number; hand: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdTalk(tx, reader, event);
    const [called] = await tx`
      update talk_hand set called_at = ${now} where event_id = ${event} and id = ${hand} returning 1`;
    if (!called) throw refuse('conflict', 'talk:refusals.hand-down');
    const spoken = await tx<WhoseHand[]>`
      delete from talk_hand where event_id = ${event} and id <> ${hand} and called_at is not null returning person_id, registration_id`;
    for (const whose of spoken) await tellHand(tx, event, whose);
    await tellHand(tx, event, null);
  });
}

/** Lowers the hand of somebody who has spoken. */
export async function lowerHandOf(
  sql: Sql,
  reader: Reader,
  { event, hand }: { event: number; hand: number },
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdTalk(tx, reader, event);
    const lowered = await tx<WhoseHand[]>`
      delete from talk_hand where event_id = ${event} and id = ${hand} returning person_id, registration_id`;
    for (const whose of lowered) await tellHand(tx, event, whose);
  });
}
