import type { Db, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { maySeeEvent } from '../event';
import type { RuledEvent } from '../queries/rules.server';
import { findByLink } from './links.server';
import { lockEvent, lockVisible } from './places.server';
import type { RegistrationState } from './registration';

/** Whose registration it is: a reader's for one event, or that which a link in a mail opens. */
export type Holder = { reader: Reader; event: number } | { token: string | null };

export interface Held {
  id: number;
  personId: number | null;
  email: string;
  state: RegistrationState;
  sector: string;
  offeredUntil: Date | null;
  passedAt: Date | null;
}

/** A registration is its owner's by the account, and by the address: who registered first and joined later is the same person. */
export function ownedBy(sql: Db, reader: Reader | null) {
  if (!reader) return sql`false`;
  return sql`(r.person_id = ${reader.id} or (r.person_id is null and r.email = ${reader.email}))`;
}

/**
 * Holds the event and then the holder's registration. Refusals: closed, where a link opens nothing any more; not-found,
 * where a reader may not see the event or has not registered.
 */
export async function lockMine(tx: Tx, holder: Holder, now: Date): Promise<{ event: RuledEvent; mine: Held }> {
  return 'token' in holder ? lockByLink(tx, holder.token, now) : lockOfReader(tx, holder);
}

async function lockByLink(tx: Tx, token: string | null, now: Date): Promise<{ event: RuledEvent; mine: Held }> {
  const found = await findByLink(tx, token, now);
  const event = found && (await lockEvent(tx, found.eventId, null));
  const mine = event && (await lockHeld(tx, found.id));
  // Withdrawn in the same instant by another window.
  if (!event || !mine) throw refuse('closed', 'registration:refusals.link-dead');
  return { event, mine };
}

async function lockOfReader(
  tx: Tx,
  { reader, event: id }: { reader: Reader; event: number },
): Promise<{ event: RuledEvent; mine: Held }> {
  const event = await lockVisible(tx, id, reader);
  const [own] = event
    ? await tx<{ id: number }[]>`
        select r.id from registration r
        where r.event_id = ${id} and r.state <> 'unconfirmed' and ${ownedBy(tx, reader)}
        order by r.person_id nulls last limit 1`
    : [];
  const mine = own && (await lockHeld(tx, own.id));
  if (!event || !mine) throw refuse('not-found', 'shared:errors.not-found');
  return { event, mine };
}

async function lockHeld(tx: Tx, id: number): Promise<Held | null> {
  const [row] = await tx<Held[]>`
    select id, person_id, email, state, sector, offered_until, passed_at from registration
    where id = ${id} and email is not null for update`;
  return row ?? null;
}

/** Whether whoever opens a link may still see what it is about: an event may have been closed to the public since. */
export function seenByLink(event: RuledEvent): boolean {
  return maySeeEvent(event, null, event.tie);
}
