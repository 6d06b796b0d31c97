import type { Db } from '../../../db/connect';
import { refuse } from '../../shared/refusal';
import { type ConsentEvent, liveScopes } from '../consent';
import { pairOf } from '../crypto/boxes';
import type { Opening } from '../crypto/contribution';
import { unwrapAs, wrapFor } from '../crypto/wraps';
import { weekOf } from '../week';
import { isAtWork, type Member, type StaffRole } from './desk';
import type { Tools } from './tools';

const nothing = () => refuse('not-found', 'desk:refusals.nothing');

export interface KeptRow {
  id: string;
  contributor: string;
  room: string;
  organisation: string;
  provenance: 'direct' | 'proxy' | 'group';
  language: string;
  body: Buffer;
  week: number;
  expiresWeek: number;
  state: 'kept' | 'withdrawn' | 'expired';
  shred: string;
  blob: Buffer;
}

/**
 * A contribution that somebody at work has a key of and may read in this week, or the one refusal that everything else
 * gets. With what opens it: nobody else's key does, so a fault in a rule here shows nothing either.
 */
export async function openFor(
  tools: Tools,
  sql: Db,
  member: Member,
  privateKey: Buffer,
  contribution: string,
): Promise<{ row: KeptRow; opening: Opening; consents: ConsentEvent[] }> {
  if (!isAtWork(member) || !isId(contribution)) throw nothing();
  const week = weekOf(tools.now());
  const [row] = await sql<KeptRow[]>`
    select c.*, k.blob from contribution c join wrapped_key k on k.contribution = c.id and k.reader = ${member.id}
    where c.id = ${contribution} and c.state = 'kept' and c.expires_week >= ${week}
      and c.organisation = ${member.organisation}`;
  if (!row) throw nothing();
  const shredKey = await tools.shred.read(row.shred).catch(() => {
    throw nothing();
  });
  const consents = await consentsOf(sql, contribution);
  // A key that should have gone with her yes is no leave to read.
  if (!mayBeReader(member.role, consents, week)) throw nothing();
  return {
    row,
    opening: { id: row.id, reader: member.id, blob: row.blob, keys: pairOf(privateKey), shredKey },
    consents,
  };
}

/** Caseworkers read what is read by support; facilitators only what she shared with them, for as long as she does. */
export function mayBeReader(role: StaffRole, consents: readonly ConsentEvent[], week: number): boolean {
  return role === 'caseworker' || liveScopes(consents, week).has('share_with_facilitator');
}

export async function consentsOf(sql: Db, contribution: string): Promise<ConsentEvent[]> {
  return sql<ConsentEvent[]>`
    select contribution, n, scope, state, text_hash, language, week, expires_week, previous_hash, hash
    from consent_event where contribution = ${contribution} order by n`;
}

/** Postgres would answer anything else with an error. */
export function isId(text: string | undefined): text is string {
  return text !== undefined && /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(text);
}

/**
 * Wraps the key of a contribution anew for all who may still read it, under a shred key that is new too: whoever was a
 * reader before opens nothing with an old copy of the rows. Returns the shred key to destroy after the commit.
 */
export async function rewrapAll(tools: Tools, tx: Db, opening: Opening): Promise<string> {
  const { id } = opening;
  const [row] = await tx<
    { shred: string }[]
  >`select shred from contribution where id = ${id} and state = 'kept' for update`;
  if (!row) throw nothing();
  const wrapping = { table: 'wrapped_key', of: id } as const;
  const dek = unwrapAs(wrapping, { reader: opening.reader, blob: opening.blob }, opening.keys, opening.shredKey);
  const readers = await tx<{ reader: string; publicKey: Buffer }[]>`
    select k.reader, coalesce(s.public_key, c.public_key, o.recovery_public_key) as public_key from wrapped_key k
    left join staff s on k.reader_kind = 'staff' and s.id = k.reader and s.state <> 'ended'
    left join contributor c on k.reader_kind = 'contributor' and c.id = k.reader
    left join organisation o on k.reader_kind = 'organisation' and o.id = k.reader
    where k.contribution = ${id}`;
  const name = await tools.shred.make();
  const shredKey = await tools.shred.read(name);
  for (const reader of readers) {
    if (!reader.publicKey) continue;
    const { blob } = wrapFor(wrapping, reader, dek, shredKey);
    await tx`update wrapped_key set blob = ${blob} where contribution = ${id} and reader = ${reader.reader}`;
  }
  dek.fill(0);
  await tx`update contribution set shred = ${name} where id = ${id}`;
  // A key that was made ready for a colleague is of the old wrapping: it has to be asked for again.
  await tx`update two_person_act set sealed = null, state = 'refused' where contribution = ${id} and state = 'asked'`;
  return row.shred;
}
