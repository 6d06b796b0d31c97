import { createHash } from 'node:crypto';
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia';
import { announce } from '../../db/announce';
import type { Db, Sql, Tx } from '../../db/connect';
import type { Reader } from './person';

/*
 * The only file that knows lucia, which is frozen upstream: what it gives (ids of enough entropy, sliding expiry, the
 * cookie) could be replaced here without anyone else noticing.
 */

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaFor>;
    UserId: number;
    DatabaseUserAttributes: PersonAttributes;
    DatabaseSessionAttributes: { agent?: string; lastSeenAt?: Date };
  }
}

type PersonAttributes = Omit<Reader, 'id' | 'session'>;

const lifetime = new TimeSpan(30, 'd');
/** "Last used" is true to the hour: to the second would be a write for every page. */
const seenEvery = 3600 * 1000;

export function hashed(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex');
}

function luciaFor(sql: Db, secure: boolean, found: Map<string, FoundSession> | null = null) {
  return new Lucia(adapterFor(sql, found), {
    sessionExpiresIn: lifetime,
    // A __Host- cookie cannot be planted by a neighbouring subdomain; browsers take it over TLS alone.
    sessionCookie: { name: cookieName(secure), attributes: { secure, sameSite: 'lax', path: '/' } },
    getUserAttributes: (attributes) => attributes,
    getSessionAttributes: ({ lastSeenAt }) => ({ lastSeenAt }),
  });
}

export function cookieName(secure: boolean): string {
  return secure ? '__Host-plenary' : 'plenary';
}

interface FoundSession extends PersonAttributes {
  hash: string;
  id: number;
  sessionExpiresAt: Date;
  lastSeenAt: Date;
}

/** Sessions of people who may come in, by the hash of each, in one query. */
async function readSessions(sql: Db, hashes: string[]): Promise<Map<string, FoundSession>> {
  const rows = await sql<FoundSession[]>`
    select s.id as hash, s.expires_at as session_expires_at, s.last_seen_at,
      p.id, p.handle, p.email, p.name, p.state, p.secretariat, p.language, p.time_zone, p.shortcuts,
      p.organisation_id, coalesce(o.short_name, o.name) as organisation_name,
      coalesce((select jsonb_agg(jsonb_build_object('organisationId', r.organisation_id, 'role', r.role))
        from organisation_role r where r.person_id = p.id), '[]') as offices,
      array(select distinct g.sector from organisation g where g.id = p.organisation_id
        or g.id in (select r.organisation_id from organisation_role r where r.person_id = p.id) order by 1) as sectors,
      (select count(*) from task t where t.person_id = p.id and t.done_at is null) as waiting,
      (select count(*) from (select from notice n where n.person_id = p.id and n.read_at is null limit 100) n) as unread
    from session s join person p on p.id = s.user_id left join organisation o on o.id = p.organisation_id
    where s.id = any(${hashes}::text[]) and p.state not in ('refused', 'suspended')`;
  return new Map(rows.map((row) => [row.hash, row]));
}

/**
 * Stores the SHA-256 of each id and hands back the raw one: lucia passes what it was handed to the next call, and a
 * hash of a hash finds nothing.
 */
function adapterFor(sql: Db, found: Map<string, FoundSession> | null): Adapter {
  return {
    async getSessionAndUser(id) {
      const row = (found ?? (await readSessions(sql, [hashed(id)]))).get(hashed(id));
      if (!row) return [null, null];
      const { hash: _hash, sessionExpiresAt, lastSeenAt, id: userId, ...attributes } = row;
      const session: DatabaseSession = { id, userId, expiresAt: sessionExpiresAt, attributes: { lastSeenAt } };
      const user: DatabaseUser = { id: userId, attributes };
      return [session, user];
    },
    async getUserSessions() {
      // Raw ids are nowhere to be had; owners list theirs through listSessions.
      return [];
    },
    async setSession(session) {
      await sql`
        insert into session (id, user_id, expires_at, agent)
        values (${hashed(session.id)}, ${session.userId}, ${session.expiresAt}, ${session.attributes.agent ?? ''})`;
    },
    async updateSessionExpiration(id, expiresAt) {
      await sql`update session set expires_at = ${expiresAt}, last_seen_at = now() where id = ${hashed(id)}`;
    },
    async deleteSession(id) {
      await sql`delete from session where id = ${hashed(id)}`;
    },
    async deleteUserSessions(personId) {
      await sql`delete from session where user_id = ${personId}`;
    },
    async deleteExpiredSessions() {
      await sql`delete from session where expires_at < now()`;
    },
  };
}

export interface FoundReader {
  reader: Reader | null;
  /** A cookie to send back: renewed, or emptied where the one received opens nothing. */
  setCookie: string | null;
}

/** Who holds this cookie header, in one query. A garbled or ended cookie is nobody, and is taken back. */
export async function findReader(sql: Sql, cookieHeader: string | null, secure: boolean): Promise<FoundReader> {
  const lucia = luciaFor(sql, secure);
  return findBy(sql, lucia, idIn(cookieHeader ?? '', lucia.sessionCookieName));
}

/** The same for many who come at once, in the order given: one query for all of them. */
export async function findReaders(sql: Sql, cookieHeaders: string[], secure: boolean): Promise<FoundReader[]> {
  const ids = cookieHeaders.map((header) => idIn(header, cookieName(secure)));
  const hashes = ids.filter((id) => id !== null && isId(id)).map((id) => hashed(id!));
  const lucia = luciaFor(sql, secure, hashes.length > 0 ? await readSessions(sql, hashes) : new Map());
  return Promise.all(ids.map((id) => findBy(sql, lucia, id)));
}

async function findBy(sql: Sql, lucia: ReturnType<typeof luciaFor>, id: string | null): Promise<FoundReader> {
  if (!id) return { reader: null, setCookie: null };
  if (!isId(id)) return { reader: null, setCookie: lucia.createBlankSessionCookie().serialize() };
  const { session, user } = await lucia.validateSession(id);
  if (!session) return { reader: null, setCookie: lucia.createBlankSessionCookie().serialize() };
  const reader: Reader = { ...user, id: user.id, session: hashed(session.id) };
  if (session.lastSeenAt && Date.now() - session.lastSeenAt.getTime() > seenEvery) {
    await sql`update session set last_seen_at = now() where id = ${reader.session}`;
  }
  return { reader, setCookie: session.fresh ? lucia.createSessionCookie(session.id).serialize() : null };
}

function isId(id: string): boolean {
  return /^[a-z0-9]{20,80}$/.test(id);
}

/** Read as it stands: lucia decodes every cookie of the header, and throws at one that another program garbled. */
function idIn(cookieHeader: string, name: string): string | null {
  for (const pair of cookieHeader.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

/** True where the request carries a session cookie at all, whatever it is worth: it must not get a kept page. */
export function carriesSession(cookieHeader: string | undefined): boolean {
  return cookieHeader !== undefined && /(?:^|;\s*)(?:__Host-)?plenary=/.test(cookieHeader);
}

/** Begins a session and returns the cookie to set. `agent` is a short description such as "Firefox on Android". */
export async function beginSession(tx: Db, personId: number, agent: string, secure: boolean): Promise<string> {
  const lucia = luciaFor(tx, secure);
  const session = await lucia.createSession(personId, { agent: agent.slice(0, 120) });
  return lucia.createSessionCookie(session.id).serialize();
}

export function blankCookie(sql: Db, secure: boolean): string {
  return luciaFor(sql, secure).createBlankSessionCookie().serialize();
}

export interface SessionRow {
  id: string;
  agent: string;
  createdAt: Date;
  lastSeenAt: Date;
}

/** The reader's own sessions, newest use first. Ids are the stored hashes, which open nothing. */
export async function listSessions(sql: Db, personId: number): Promise<SessionRow[]> {
  return sql<SessionRow[]>`
    select id, agent, created_at, last_seen_at from session
    where user_id = ${personId} and expires_at > now() order by last_seen_at desc`;
}

/** Ends one session of this person, by its stored id, and tells the sockets that live from it. */
export async function endSession(tx: Tx, personId: number, storedId: string): Promise<void> {
  const ended = await tx`delete from session where user_id = ${personId} and id = ${storedId} returning id`;
  // An id that is not this person's ends nothing, and must not put anybody's sockets out either.
  if (ended.length > 0) await announce(tx, 'person.session-ended', { person: personId, session: storedId });
}

/** Ends all sessions of this person, or all but one: after a new password, at suspension, when asked to. */
export async function endSessions(tx: Tx, personId: number, except: string | null = null): Promise<void> {
  const ended = await tx<{ id: string }[]>`
    delete from session where user_id = ${personId} and id is distinct from ${except} returning id`;
  for (const { id } of ended) await announce(tx, 'person.session-ended', { person: personId, session: id });
}
