import type { KeyPair } from '../crypto/boxes';
import { readCode } from '../crypto/codes';
import { unwrapPrivate, wrapPrivate } from '../crypto/private-keys';
import { invitationHmac, stretchReceipt } from '../crypto/stretch';
import { newId } from '../crypto/tokens';
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
 * stretched under every pair of salt and pepper there is before anything is looked up, and a wrong one opens a row of nobody's
 * by the same steps, so that a hit takes no longer.
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

/** What a wrong code opens. Nothing was ever sealed to it. */
const keyOfNobody = Buffer.alloc(32, 1);

async function byReceipt(tools: Tools, busy: Busy, canonical: string): Promise<Back | null> {
  const { sql, keys } = tools;
  const stretched = await busy(() => Promise.all(keys.ids('salt').map((id) => stretchReceipt(keys, canonical, id))));
  const newest = stretched[0]!;
  const nobody = newId();
  const ofNobody = wrapPrivate(newest.kek, placeOf(nobody), keyOfNobody);
  const [row] = await sql<ReceiptRow[]>`
    with found as (
      select lookup, contributor, can, wrapped_private from receipt
      where lookup = any(${sql.array(stretched.map((s) => s.lookup))})
    )
    select * from found
    union all select ${newest.lookup}::bytea, ${nobody}::uuid, 'all', ${ofNobody}::bytea where not exists (select from found)`;
  const by = stretched.find((s) => row!.lookup.equals(s.lookup))!;
  const { contributor, wrappedPrivate } = row!;
  // The code that only takes back opens nobody's key as well: it would be known by being quick.
  const pair = wrappedPrivate
    ? unwrapPrivate(by.kek, placeOf(contributor), wrappedPrivate)
    : unwrapPrivate(newest.kek, placeOf(nobody), ofNobody);
  if (contributor === nobody) return null;
  if (by !== newest) await renew(tools, row!, newest, wrappedPrivate ? pair : null);
  if (!wrappedPrivate) return { kind: 'back', contributor, can: 'withdraw' };
  return { kind: 'back', contributor, can: 'all', privateKey: pair.privateKey };
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
