import { announce } from '../../../db/announce';
import type { Sql } from '../../../db/connect';
import { sendMail } from '../../shared/mail.server';
import { checkAll, refuse } from '../../shared/refusal';
import type { Profile } from '../forms';
import { checkPassword, hashPassword, isPassword } from '../password.server';
import type { Reader } from '../person';
import { findAccount } from '../queries.server';
import { endSession, endSessions } from '../sessions.server';
import { endTokens, findToken, spendToken } from '../tokens.server';
import { lockAllowed, setPassword } from './signing-in.server';

export async function changeProfile(sql: Sql, reader: Reader, input: Profile): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`
      update person set name = ${input.name}, language = ${input.language}, time_zone = ${input.timeZone},
        shortcuts = ${input.shortcuts}
      where id = ${reader.id}`;
    // The hour of a digest is one of this zone.
    if (input.timeZone !== reader.timeZone) await announce(tx, 'person.zone-changed', { person: reader.id });
    // Names stand on pages that are kept for visitors.
    if (input.name !== reader.name) await announce(tx, 'person.renamed', { person: reader.id });
  });
}

/** The language of the screens alone, chosen at the foot of any page. */
export async function changeLanguage(sql: Sql, reader: Reader, language: string): Promise<void> {
  await sql`update person set language = ${language} where id = ${reader.id}`;
}

/**
 * Changes the password of someone who knows the old one, or who has none yet, and ends all their other sessions.
 * Refusals: invalid (either password).
 */
export async function changePassword(
  sql: Sql,
  reader: Reader,
  input: { oldPassword?: string | undefined; password: string },
): Promise<void> {
  await checkAll(
    () => checkOldPassword(sql, reader, input.oldPassword),
    () => checkPassword(input.password, reader),
  );
  const hash = await hashPassword(input.password);
  await sql.begin(async (tx) => setPassword(tx, await lockAllowed(tx, reader.id), hash, reader.session));
}

/** A session that was left open on somebody's desk must not be enough to take the account over. */
export async function checkOldPassword(sql: Sql, reader: Reader, oldPassword: string | undefined): Promise<void> {
  const account = await findAccount(sql, { id: reader.id });
  if (!account?.passwordHash || (await isPassword(account.passwordHash, oldPassword ?? ''))) return;
  throw refuse('invalid', 'shared:errors.check-fields', undefined, { oldPassword: 'people:mistakes.old-password' });
}

/**
 * Asks for another address: a mail goes to it, and nothing changes until its link is followed. Whether the address has
 * an account already is not said here; its owner is told. Refusals: invalid (the password, the same address).
 */
export async function askAddressChange(
  sql: Sql,
  reader: Reader,
  input: { email: string; oldPassword?: string | undefined },
): Promise<void> {
  await checkAll(
    () => {
      if (input.email.toLowerCase() !== reader.email.toLowerCase()) return;
      throw refuse('invalid', 'shared:errors.check-fields', undefined, { email: 'people:mistakes.same-address' });
    },
    () => checkOldPassword(sql, reader, input.oldPassword),
  );
  const taken = await findAccount(sql, { email: input.email });
  await sql.begin((tx) =>
    taken
      ? sendMail(tx, { kind: 'known', to: input.email, language: taken.language })
      : sendMail(tx, { kind: 'address', to: input.email, personId: reader.id, language: reader.language }),
  );
}

/** Whose address a link would change, and to what, spending nothing; null where it no longer works. */
export async function findAddressChange(
  sql: Sql,
  token: string | null,
): Promise<{ name: string; from: string; to: string } | null> {
  const found = await findToken(sql, 'address', token);
  const account = found?.personId ? await findAccount(sql, { id: found.personId }) : null;
  return account && found?.address ? { name: account.name, from: account.email, to: found.address } : null;
}

/**
 * Gives the account the address that the link was sent to. Every other link ends, since they lie in the old mailbox,
 * and the old address is told. Where the browser holds somebody else's session (`before`), that one ends, and true says
 * so: what is shown next would be another's account. Refusals: closed (the link), not-allowed, conflict (the address has
 * an account by now).
 */
export async function changeAddress(
  sql: Sql,
  token: string | null,
  before: Pick<Reader, 'id' | 'session'> | null = null,
): Promise<boolean> {
  const change = sql.begin(async (tx) => {
    const { personId, address } = await spendToken(tx, 'address', token);
    const person = await lockAllowed(tx, personId);
    await tx`update person set email = ${address}, email_confirmed_at = now() where id = ${person.id}`;
    await endTokens(tx, person.id, ['sign-in', 'reset', 'address']);
    await sendMail(tx, { kind: 'address-changed', to: person.email, personId: person.id, language: person.language });
    if (before === null || before.id === person.id) return false;
    await endSession(tx, before.id, before.session);
    return true;
  }) as Promise<boolean>;
  // Only the database knows for certain that nobody took the address in the same instant.
  return change.catch((e: { code?: string; constraint_name?: string }) => {
    throw e.code === '23505' && e.constraint_name === 'person_email_key'
      ? refuse('conflict', 'people:refusals.address-taken')
      : e;
  });
}

/** Ends one of the reader's own sessions; the id of somebody else's ends nothing. */
export async function endMySession(sql: Sql, reader: Reader, storedId: string): Promise<void> {
  await sql.begin((tx) => endSession(tx, reader.id, storedId));
}

/** Ends all of the reader's sessions but the one that asks. */
export async function endMyOtherSessions(sql: Sql, reader: Reader): Promise<void> {
  await sql.begin((tx) => endSessions(tx, reader.id, reader.session));
}
