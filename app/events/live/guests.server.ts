import { randomBytes } from 'node:crypto';
import { announce } from '../../../db/announce';
import type { Db, Sql, Tx } from '../../../db/connect';
import { type Asked, checkMadeFor, signedIn } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { findByLink, hashOf } from '../registration/links.server';
import { type Comer, isGuest, placeCookie, placeIn } from './guest';
import { closesAt } from './talk';

const day = 24 * 3_600_000;

/**
 * Opens a place beside the talk for whoever holds the link of a mail about their registration, and returns its event with
 * the cookie to set. The cookie opens nothing but this: not the registration, and not the address. It holds for a day or,
 * where the talk is near, until it is over. Refusals: closed, where the link opens nothing or there is no place.
 */
export async function openPlace(
  sql: Sql,
  token: string | null,
  now: Date,
  secure: boolean,
): Promise<{ event: number; cookie: string }> {
  return sql.begin(async (tx) => {
    const found = await findByLink(tx, token, now);
    if (!found) throw refuse('closed', 'registration:refusals.link-dead');
    const [row] = await tx<{ endsAt: Date }[]>`
      select e.ends_at from registration r join event e on e.id = r.event_id
      where r.id = ${found.id} and r.state = 'registered' for key share of r`;
    if (!row) throw refuse('closed', 'talk:refusals.register-first');
    const secret = randomBytes(32).toString('base64url');
    const over = closesAt(row).getTime();
    const near = over > now.getTime() && over < now.getTime() + 7 * day;
    const until = near ? Math.max(over, now.getTime() + day) : now.getTime() + day;
    await tx`delete from talk_place where registration_id = ${found.id} and expires_at <= ${now}`;
    await tx`
      insert into talk_place (hash, registration_id, expires_at) values (${hashOf(secret)}, ${found.id}, ${new Date(until)})`;
    const seconds = Math.floor((until - now.getTime()) / 1000);
    return { event: found.eventId, cookie: written(found.eventId, secret, seconds, secure) };
  }) as Promise<{ event: number; cookie: string }>;
}

/** Gives the place up, in this browser and for good; what was asked and upvoted stays. Returns the emptied cookie. */
export async function leavePlace(sql: Sql, event: number, place: string, secure: boolean): Promise<string> {
  await sql`delete from talk_place where hash = ${place}`;
  return written(event, '', 0, secure);
}

function written(event: number, value: string, seconds: number, secure: boolean): string {
  const ours = `${placeCookie(event, secure)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax`;
  return secure ? `${ours}; Secure` : ours;
}

/** The place that a cookie header names for this event, as it is stored; null where it names none. */
export function placeFrom(cookieHeader: string | null | undefined, event: number, secure: boolean): string | null {
  const secret = placeIn(cookieHeader, event, secure);
  return secret && hashOf(secret);
}

/** Who this request comes from, beside one event's talk. No statement: the place is looked up with the talk. */
export function comerOf({ reader, request, secureCookies }: Asked, event: number): Comer {
  const place = placeFrom(request.headers.get('cookie'), event, secureCookies);
  return place ? { place, reader } : reader;
}

/**
 * Who does something beside the talk or in a session, and by which key it is counted for limits: a registration's places share
 * one. Whoever is neither signed in nor comes by the link of a mail is led to sign in. Refusal: not-allowed, where the place has
 * lapsed.
 */
export async function whoComes(asked: Asked, event: number, now: Date): Promise<{ comer: Comer; key: string }> {
  checkMadeFor(asked);
  const comer = comerOf(asked, event);
  if (!isGuest(comer)) return { comer, key: String(signedIn(asked).id) };
  if (asked.reader) return { comer, key: String(asked.reader.id) };
  const registration = await placeHeld(asked.sql, comer.place, event, now);
  if (registration === null) throw refuse('not-allowed', 'talk:refusals.place-over');
  return { comer, key: `registration-${registration}` };
}

/** The registration whose place a browser holds beside this talk, for what is told to it alone; null where it holds none. */
export async function placeHeld(sql: Db, place: string | null, event: number, now: Date): Promise<number | null> {
  if (!place) return null;
  const [row] = await sql<{ id: number }[]>`select g.id from ${placeOf(sql, place, now)} g where g.event_id = ${event}`;
  return row?.id ?? null;
}

/** The registration, with its event, that a place opens now. */
export function placeOf(sql: Db, place: string, now: Date) {
  return sql`(select r.id, r.event_id, r.time_zone from talk_place s join registration r on r.id = s.registration_id
    where s.hash = ${place} and s.expires_at > ${now} and r.state = 'registered')`;
}

/**
 * Whoever withdraws takes part no more. Before the end they could register anew and would count twice: their upvotes and
 * open answers go with them. Of what they asked the name goes with the registration.
 */
export async function leaveTalk(tx: Tx, event: number, registration: number, over: boolean): Promise<void> {
  await tx`delete from talk_place where registration_id = ${registration}`;
  const hands = await tx`delete from talk_hand where registration_id = ${registration} returning 1`;
  if (hands.length > 0) await announce(tx, 'event.hands-changed', { event, registration });
  const named = await tx<{ id: number }[]>`
    update talk_question set asker_registration_id = null where asker_registration_id = ${registration} returning id`;
  for (const { id } of named) await announce(tx, 'event.question-changed', { event, question: id });
  if (over) return;
  const votes = await tx<{ id: number }[]>`
    delete from talk_vote v using talk_question q where v.registration_id = ${registration} and q.id = v.question_id
    returning coalesce(q.merged_into, q.id) as id`;
  for (const { id } of votes) await announce(tx, 'event.question-voted', { event, question: id });
  const ballots = await tx<{ pollId: number }[]>`
    delete from talk_ballot where registration_id = ${registration} returning poll_id`;
  for (const { pollId } of ballots) await announce(tx, 'event.poll-answered', { event, poll: pollId });
}
