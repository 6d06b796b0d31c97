import type { KeyPair } from '../crypto/boxes';
import { readCode } from '../crypto/codes';
import { unwrapPrivate, wrapPrivate } from '../crypto/private-keys';
import { invitationHmac, stretchReceipt } from '../crypto/stretch';
import { weekOf } from '../week';
import type { Busy, Provenance, Tools } from './contributing';

export interface Invited {
  kind: 'invited';
  invitation: string;
  room: string;
  organisation: string;
  provenance: Provenance;
}

export type Back =
  | { kind: 'back'; contributor: string; can: 'all'; privateKey: Buffer }
  | { kind: 'back'; contributor: string; can: 'withdraw' };

/**
 * What a typed code opens, or null: one null for what was never a code, is used, over, or somebody else's. A receipt is
 * stretched under every pair of salt and pepper there is before anything is looked up, so that a hit takes no longer.
 */
export async function enter(tools: Tools, busy: Busy, typed: string): Promise<Invited | Back | null> {
  const code = readCode(typed);
  if (!code) return null;
  return code.kind === 'invitation' ? byInvitation(tools, code.canonical) : byReceipt(tools, busy, code.canonical);
}

async function byInvitation({ sql, keys, now }: Tools, canonical: string): Promise<Invited | null> {
  const week = weekOf(now());
  const [found] = await sql<Omit<Invited, 'kind'>[]>`
    select i.id as invitation, i.room, i.organisation, i.provenance
    from invitation i join room r on r.id = i.room join organisation o on o.id = i.organisation
    where i.hmac = any(${sql.array(keys.ids('pepper').map((id) => invitationHmac(keys, canonical, id).hmac))})
      and i.state = 'open' and i.expires_week >= ${week}
      and r.state = 'open' and r.closes_week >= ${week} and o.state = 'open'`;
  return found ? { kind: 'invited', ...found } : null;
}

interface ReceiptRow {
  lookup: Buffer;
  contributor: string;
  can: 'all' | 'withdraw';
  wrappedPrivate: Buffer | null;
}

async function byReceipt(tools: Tools, busy: Busy, canonical: string): Promise<Back | null> {
  const { sql, keys } = tools;
  const stretched = await busy(() => Promise.all(keys.ids('salt').map((id) => stretchReceipt(keys, canonical, id))));
  const [row] = await sql<ReceiptRow[]>`
    select lookup, contributor, can, wrapped_private from receipt
    where lookup = any(${sql.array(stretched.map((s) => s.lookup))})`;
  const by = stretched.find((s) => row?.lookup.equals(s.lookup));
  if (!row || !by) return null;
  const pair = row.wrappedPrivate ? unwrapPrivate(by.kek, placeOf(row.contributor), row.wrappedPrivate) : null;
  if (by !== stretched[0]) await renew(tools, row, stretched[0]!, pair);
  if (!pair) return { kind: 'back', contributor: row.contributor, can: 'withdraw' };
  return { kind: 'back', contributor: row.contributor, can: 'all', privateKey: pair.privateKey };
}

/** A receipt of an older salt and pepper moves under the newest when it is used: that is the only time its code is here. */
async function renew(
  { sql }: Tools,
  row: ReceiptRow,
  to: { lookup: Buffer; kek: Buffer; keyId: number },
  pair: KeyPair | null,
): Promise<void> {
  await sql`
    update receipt set lookup = ${to.lookup}, key_id = ${to.keyId},
      wrapped_private = ${pair && wrapPrivate(to.kek, placeOf(row.contributor), pair.privateKey)}
    where lookup = ${row.lookup}`;
}

export function placeOf(contributor: string) {
  return { table: 'receipt', column: 'wrapped_private', rowId: contributor } as const;
}
