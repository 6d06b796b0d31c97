import { announce } from '../../../../db/announce';
import type { Tx } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { type Refusal, refuse } from '../../../shared/refusal';
import { type Here, type RuledSession, readSession } from '../rules.server';
import { mayLead } from '../session';

/** An item of the agenda, as the deeds need it. */
export interface HeldItem {
  id: number;
  kind: string;
  position: number;
  pollId: number | null;
  openedAt: Date | null;
  version: number;
}

/**
 * The first two beats of what those do who lead: they may, and the session is theirs until it is done. Its row begins with
 * the first of their deeds. Not-found for everybody else.
 */
export async function holdSession(
  tx: Tx,
  reader: Reader | null,
  event: number,
  why: (session: RuledSession) => Refusal | undefined,
): Promise<RuledSession> {
  const before = await readSession(tx, reader, event);
  if (!mayLead(before, reader)) throw refuse('not-found', 'shared:errors.not-found');
  await tx`insert into led_session (event_id) values (${event}) on conflict do nothing`;
  await tx`select from led_session where event_id = ${event} for update`;
  // Read again under the lock: somebody may have moved it meanwhile.
  const session = await readSession(tx, reader, event);
  const no = why(session);
  if (no) throw no;
  return session;
}

/** The agenda in its order; the session must be held. */
export async function itemsOf(tx: Tx, event: number): Promise<HeldItem[]> {
  return tx<HeldItem[]>`
    select id, kind, position, poll_id, opened_at, version from led_item where event_id = ${event} order by position`;
}

/** One of them. Not-found where it is another session's; conflict where somebody has removed it meanwhile. */
export async function holdItem(tx: Tx, event: number, id: number): Promise<HeldItem> {
  const item = (await itemsOf(tx, event)).find((i) => i.id === id);
  if (!item) throw refuse('conflict', 'session:refusals.item-gone');
  return item;
}

/** What everybody sees has changed. */
export async function tellSession(tx: Tx, event: number): Promise<void> {
  await announce(tx, 'event.session-changed', { event });
}

/** The same where it goes on, or its agenda has another order: whoever pressed for what stood there before is told. */
export async function tellMoved(tx: Tx, event: number): Promise<void> {
  await tx`update led_session set version = version + 1 where event_id = ${event}`;
  await tellSession(tx, event);
}

/** It has begun, or is over: the page of the consultation says so. */
export async function tellConsultation(tx: Tx, session: RuledSession): Promise<void> {
  await announce(tx, 'consultation.session-changed', { consultation: session.consultation.id });
}

/** Whose hand went down is named, for the sake of their own windows: nobody else is told so. */
export async function tellHands(tx: Tx, event: number, lowered: Here | null = null): Promise<void> {
  const { person = null, registration = null } = lowered ?? {};
  await announce(tx, 'event.session-hands-changed', {
    event,
    ...(person === null ? {} : { person }),
    ...(registration === null ? {} : { registration }),
  });
}
