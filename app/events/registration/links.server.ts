import { createHash, randomBytes } from 'node:crypto';
import type { Db, Tx } from '../../../db/connect';
import { isLinkAlive, type RegistrationState } from './registration';

/**
 * The way to one's own registration, for a mail that is being written: the event's page for people with an account, for
 * others a link with a token of this mail's own. Only its SHA-256 is kept, which opens nothing.
 */
export async function linkTo(
  tx: Tx,
  registration: { id: number; eventId: number; personId: number | null },
): Promise<string> {
  if (registration.personId !== null) return `/events/${registration.eventId}/register`;
  const token = randomBytes(32).toString('base64url');
  await tx`insert into registration_link (hash, registration_id) values (${hashOf(token)}, ${registration.id})`;
  return `/registrations?token=${token}`;
}

/** Which registration a link opens now; null where it opens none. Looking spends nothing: mail scanners follow links. */
export async function findByLink(
  sql: Db,
  token: string | null,
  now: Date,
): Promise<{ id: number; eventId: number } | null> {
  if (!token) return null;
  const [found] = await sql<{ id: number; eventId: number; madeAt: Date; state: RegistrationState; endsAt: Date }[]>`
    select r.id, r.event_id, l.made_at, r.state, e.ends_at
    from registration_link l join registration r on r.id = l.registration_id join event e on e.id = r.event_id
    where l.hash = ${hashOf(token)}`;
  return found && isLinkAlive(found, now) ? { id: found.id, eventId: found.eventId } : null;
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
