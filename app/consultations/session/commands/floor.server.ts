import type { Sql, Tx } from '../../../../db/connect';
import { type Comer, readerOf } from '../../../events/live/guest';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import { handsUp, sectorOfHand } from '../queries/shown.server';
import { type Here, readSession } from '../rules.server';
import { whyNotAskFloor, whyNotRun } from '../session';
import { mayBeLabelled } from '../speaking';
import { holdSession, tellHands, tellSession } from './held.server';

/**
 * Asks for the floor, or takes that back. Asked again, it keeps its place. Whether their sector may be said while they speak,
 * they choose; of survivor groups it is never said, whatever was sent. A guest has no sector to be said, and chooses whether those
 * who lead read the name. Whoever has a hand up by their account has none besides by the link of their mail, nor the other way.
 */
export async function askFloor(
  sql: Sql,
  comer: Comer,
  { event, up, labelled = false, named = false }: { event: number; up: boolean; labelled?: boolean; named?: boolean },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    // Shared among those who ask: whoever closes the session waits for them, and leaves no hand behind.
    await tx`select from led_session where event_id = ${event} for share`;
    const session = await readSession(tx, comer, event, 'en', now);
    const { here } = session;
    if (!up) return here ? lower(tx, event, here) : undefined;
    const no = whyNotAskFloor(session, readerOf(comer));
    if (no) throw no;
    const asked = session.asGuest
      ? await askAsGuest(
          tx,
          event,
          { registration: here!.registration!, named: named && !session.event.survivorSpeaks },
          now,
        )
      : await askByAccount(tx, event, { person: here!.person!, labelled }, now);
    if (asked) await tellHands(tx, event);
  });
}

async function askByAccount(
  tx: Tx,
  event: number,
  { person, labelled }: { person: number; labelled: boolean },
  now: Date,
): Promise<boolean> {
  const [own] = await tx<{ sector: string | null }[]>`
    select o.sector from person p left join organisation o on o.id = p.organisation_id where p.id = ${person}`;
  const asked = await tx`
    insert into led_hand (event_id, person_id, asked_at, labelled)
    select ${event}, p.id, ${now}, ${labelled && mayBeLabelled(own?.sector ?? null)} from person p where p.id = ${person}
      and not exists (select from led_hand h join registration r on r.id = h.registration_id
        where h.event_id = ${event} and (r.person_id = p.id or r.email = p.email))
    on conflict do nothing returning 1`;
  return asked.length > 0;
}

/** The registration is held: whoever withdraws in the same instant leaves no hand behind. */
async function askAsGuest(
  tx: Tx,
  event: number,
  { registration, named }: { registration: number; named: boolean },
  now: Date,
): Promise<boolean> {
  const [there] = await tx`select from registration where id = ${registration} and state = 'registered' for share`;
  if (!there) throw refuse('not-allowed', 'talk:refusals.place-over');
  const asked = await tx`
    insert into led_hand (event_id, registration_id, asked_at, named)
    select ${event}, r.id, ${now}, ${named} from registration r where r.id = ${registration}
      and not exists (select from led_hand h join person p on p.id = h.person_id
        where h.event_id = ${event} and (r.person_id = p.id or r.email = p.email))
    on conflict do nothing returning 1`;
  return asked.length > 0;
}

async function lower(tx: Tx, event: number, { person, registration }: Here): Promise<void> {
  const own = person === null ? tx`registration_id = ${registration}` : tx`person_id = ${person}`;
  const [down] = await tx<{ floorId: number | null }[]>`
    delete from led_hand where event_id = ${event} and ${own} returning floor_id`;
  if (!down) return;
  await tellHands(tx, event, person === null ? { person, registration } : { person, registration: null });
  // Whoever had the floor has spoken: everybody sees that it is free.
  if (down.floorId !== null) await tellSession(tx, event);
}

interface About {
  event: number;
  hand: number;
}

/** Gives somebody the floor. Whoever had it has spoken: their hand goes down. Refused where the hand is down meanwhile. */
export async function giveFloor(sql: Sql, reader: Reader, { event, hand }: About, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    await holdSession(tx, reader, event, (s) => whyNotRun(s, reader));
    const [next] = await tx<{ floorId: number | null; sector: string | null }[]>`
      select h.floor_id, ${sectorOfHand(tx)} as sector from ${handsUp(tx)}
      where h.event_id = ${event} and h.id = ${hand} for update of h`;
    if (!next) throw refuse('conflict', 'session:refusals.hand-down');
    // Pressed twice, by whomever.
    if (next.floorId !== null) return;
    await haveSpoken(tx, event);
    const [floor] = await tx<{ id: number }[]>`
      insert into led_floor (event_id, sector, given_at) values (${event}, ${next.sector}, ${now}) returning id`;
    await tx`update led_hand set floor_id = ${floor!.id} where id = ${hand}`;
    await tellHands(tx, event);
    await tellSession(tx, event);
  });
}

/** Whoever has the floor has spoken. Nothing is left of who it was; that one of their sector spoke is counted. */
export async function endFloor(sql: Sql, reader: Reader, event: number): Promise<void> {
  await sql.begin(async (tx) => {
    await holdSession(tx, reader, event, (s) => whyNotRun(s, reader));
    if (await haveSpoken(tx, event)) await tellSession(tx, event);
  });
}

async function haveSpoken(tx: Tx, event: number): Promise<boolean> {
  const spoken = await tx<Here[]>`
    delete from led_hand where event_id = ${event} and floor_id is not null returning person_id as person, registration_id as registration`;
  for (const whose of spoken) await tellHands(tx, event, whose);
  return spoken.length > 0;
}

/** Takes the floor back that was given by mistake: it is not counted, and their hand is up where it was. */
export async function takeBackFloor(sql: Sql, reader: Reader, { event, hand }: About): Promise<void> {
  await sql.begin(async (tx) => {
    await holdSession(tx, reader, event, (s) => whyNotRun(s, reader));
    const [back] = await tx<{ floorId: number }[]>`
      select floor_id from led_hand where event_id = ${event} and id = ${hand} and floor_id is not null for update`;
    if (!back) throw refuse('conflict', 'session:refusals.hand-down');
    await tx`update led_hand set floor_id = null where id = ${hand}`;
    await tx`delete from led_floor where id = ${back.floorId}`;
    await tellHands(tx, event);
    await tellSession(tx, event);
  });
}

/** Whoever was called and is not there goes behind all others. One who has the floor already: it was not used. */
export async function skipHand(sql: Sql, reader: Reader, { event, hand }: About): Promise<void> {
  await sql.begin(async (tx) => {
    await holdSession(tx, reader, event, (s) => whyNotRun(s, reader));
    const [skipped] = await tx<{ floorId: number | null }[]>`
      select floor_id from led_hand where event_id = ${event} and id = ${hand} for update`;
    if (!skipped) throw refuse('conflict', 'session:refusals.hand-down');
    await tx`update led_hand set skipped = skipped + 1, floor_id = null where id = ${hand}`;
    if (skipped.floorId !== null) {
      await tx`delete from led_floor where id = ${skipped.floorId}`;
      await tellSession(tx, event);
    }
    await tellHands(tx, event);
  });
}
