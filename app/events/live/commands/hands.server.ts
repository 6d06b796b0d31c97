import { announce } from '../../../../db/announce';
import type { Sql } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import { readTalk } from '../rules.server';
import { whyNotRaiseHand } from '../talk';
import { holdTalk } from './held.server';

/** Raises one's hand, or lowers it. Raised again, it keeps its place in the line. Lowered, nothing is left of it. */
export async function raiseHand(
  sql: Sql,
  reader: Reader,
  { event, up }: { event: number; up: boolean },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const talk = await readTalk(tx, reader, event);
    const no = up ? whyNotRaiseHand(talk, talk.standing, reader, now) : undefined;
    if (no) throw no;
    const changed = up
      ? await tx`insert into talk_hand (event_id, person_id) values (${event}, ${reader.id}) on conflict do nothing returning 1`
      : await tx`delete from talk_hand where event_id = ${event} and person_id = ${reader.id} returning 1`;
    // Only a person who lowers their own is named, for the sake of their other windows: nobody else is told so.
    if (changed.length > 0) await announce(tx, 'event.hands-changed', { event, ...(up ? {} : { person: reader.id }) });
  });
}

/** Calls on somebody whose hand is up. Whoever was called before has spoken: their hand is lowered. */
export async function callOn(
  sql: Sql,
  reader: Reader,
  { event, person }: { event: number; person: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdTalk(tx, reader, event);
    const [called] = await tx`
      update talk_hand set called_at = ${now} where event_id = ${event} and person_id = ${person} returning 1`;
    if (!called) throw refuse('conflict', 'talk:refusals.hand-down');
    const spoken = await tx<{ personId: number }[]>`
      delete from talk_hand where event_id = ${event} and person_id <> ${person} and called_at is not null returning person_id`;
    for (const { personId } of spoken) await announce(tx, 'event.hands-changed', { event, person: personId });
    await announce(tx, 'event.hands-changed', { event });
  });
}

/** Lowers the hand of somebody who has spoken. */
export async function lowerHandOf(
  sql: Sql,
  reader: Reader,
  { event, person }: { event: number; person: number },
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdTalk(tx, reader, event);
    const lowered = await tx`delete from talk_hand where event_id = ${event} and person_id = ${person} returning 1`;
    if (lowered.length > 0) await announce(tx, 'event.hands-changed', { event, person });
  });
}
