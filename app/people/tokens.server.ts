import { createHash, randomBytes } from 'node:crypto';
import type { Db, Tx } from '../../db/connect';
import { refuse } from '../shared/refusal';

export type TokenKind = 'confirm' | 'sign-in' | 'reset' | 'invitation' | 'address';

/** How long a link in a mail can be used, in hours. */
export const tokenHours: Record<TokenKind, number> = {
  'sign-in': 1 / 3,
  reset: 1,
  address: 24,
  confirm: 48,
  invitation: 14 * 24,
};

/** What a token stands for. */
export interface Token {
  personId: number | null;
  invitationId: number | null;
  address: string | null;
}

/**
 * Makes a token and returns it for the mail that is being written, the only place where it can be read: the table
 * holds its SHA-256, which opens nothing. 256 random bits need no salt.
 */
export async function makeToken(tx: Tx, kind: TokenKind, of: Partial<Token>): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx`
    insert into token (hash, kind, person_id, invitation_id, address, expires_at)
    values (${hashOf(token)}, ${kind}, ${of.personId ?? null}, ${of.invitationId ?? null}, ${of.address ?? null},
      now() + make_interval(secs => ${tokenHours[kind] * 3600}))`;
  return token;
}

/** What a token stands for, leaving it as it is: mail scanners follow links, so looking at a page spends nothing. */
export async function findToken(sql: Db, kind: TokenKind, token: string | null): Promise<Token | null> {
  if (!token) return null;
  const [found] = await sql<Token[]>`
    select person_id, invitation_id, address from token
    where hash = ${hashOf(token)} and kind = ${kind} and expires_at > now()`;
  return found ?? null;
}

/**
 * Spends a token in the deed's transaction: of two at once, the second waits and finds nothing, and a deed that is
 * refused further on leaves the token whole. Refusal: closed.
 */
export async function spendToken(tx: Tx, kind: TokenKind, token: string | null): Promise<Token> {
  const [spent] = token
    ? await tx<Token[]>`
        delete from token where hash = ${hashOf(token)} and kind = ${kind} and expires_at > now()
        returning person_id, invitation_id, address`
    : [];
  if (!spent) throw refuse('closed', 'people:refusals.link-dead');
  return spent;
}

/** Ends the links that lie in this person's mailbox: all of them, or those of some kinds. */
export async function endTokens(tx: Tx, personId: number, kinds: TokenKind[]): Promise<void> {
  await tx`delete from token where person_id = ${personId} and kind in ${tx(kinds)}`;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
