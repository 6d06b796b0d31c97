import type { Sql, Tx } from '../../../db/connect';
import { sendMail } from '../../shared/mail.server';
import { refuse } from '../../shared/refusal';
import { checkPassword, hashPassword, isPassword } from '../password.server';
import { type PersonState, whyNotSignIn } from '../person';
import { findAccount } from '../queries.server';
import { endSessions } from '../sessions.server';
import { endTokens, findToken, spendToken } from '../tokens.server';
import { type Door, enter } from './door.server';
import { sendConfirmation } from './registration.server';

/** Asking again and again for the mail of an unconfirmed address brings one in this many minutes. */
const confirmationMinutes = 10;

/**
 * Begins a session for whoever knows the password; returns the cookie. Without the password nothing is said about the
 * account, not even by the time it takes. With it, who may not come in is told why, and one who has not confirmed the
 * address gets the mail again. Refusals: invalid, not-allowed.
 */
export async function signInByPassword(
  sql: Sql,
  input: { email: string; password: string },
  door: Door,
): Promise<string> {
  const account = await findAccount(sql, { email: input.email });
  if (!(await isPassword(account?.passwordHash ?? null, input.password)) || !account) {
    throw refuse('invalid', 'people:refusals.wrong-sign-in');
  }
  if (account.state === 'unconfirmed') await sql.begin((tx) => sendConfirmation(tx, account, confirmationMinutes));
  const no = whyNotSignIn(account.state);
  if (no) throw no;
  return sql.begin((tx) => enter(tx, account.id, door)) as Promise<string>;
}

/**
 * Asks for a link to sign in, or to choose a new password. Whether there is an account is looked up when the mail is
 * written, so neither the answer nor its time tells, and the mail of an unconfirmed account is the one that confirms.
 * The language is that of the page where it was asked. No place with a token in it goes into the queue.
 */
export async function askLink(
  sql: Sql,
  kind: 'sign-in' | 'reset',
  input: { email: string; to?: string; language: string },
): Promise<void> {
  const to = input.to && !/[?&]token=/.test(input.to) ? input.to : '/';
  await sql.begin((tx) =>
    sendMail(tx, { kind, to: input.email, language: input.language, about: kind === 'sign-in' ? { to } : {} }),
  );
}

/** Whose link this is, spending nothing; null where it no longer works. */
export async function findLinkOwner(
  sql: Sql,
  kind: 'sign-in' | 'reset',
  token: string | null,
): Promise<{ name: string; email: string } | null> {
  const found = await findToken(sql, kind, token);
  const account = found?.personId ? await findAccount(sql, { id: found.personId }) : null;
  return account && { name: account.name, email: account.email };
}

/** Begins a session with a link's token, once. Returns the cookie. Refusals: closed (the link), not-allowed. */
export async function signInByLink(sql: Sql, token: string | null, door: Door): Promise<string> {
  return sql.begin(async (tx) => {
    const { personId } = await spendToken(tx, 'sign-in', token);
    await lockAllowed(tx, personId);
    await endTokens(tx, personId!, ['sign-in']);
    return enter(tx, personId!, door);
  }) as Promise<string>;
}

/**
 * Sets a new password with a link's token, ends every session and every other link, and begins a session here. Returns
 * the cookie. Refusals: closed (the link), not-allowed, invalid (the password).
 */
export async function resetPassword(sql: Sql, token: string | null, password: string, door: Door): Promise<string> {
  return sql.begin(async (tx) => {
    const { personId } = await spendToken(tx, 'reset', token);
    const person = await lockAllowed(tx, personId);
    checkPassword(password, person);
    await setPassword(tx, person, await hashPassword(password), null);
    return enter(tx, person.id, door);
  }) as Promise<string>;
}

interface Locked {
  id: number;
  name: string;
  email: string;
  language: string;
  state: PersonState;
  passwordHash: string | null;
}

/** The person, held until the deed ends, so that nobody is let in while being suspended. */
export async function lockAllowed(tx: Tx, personId: number | null): Promise<Locked> {
  const [person] = await tx<Locked[]>`
    select id, name, email, language, state, password_hash from person where id = ${personId} for update`;
  if (!person) throw refuse('closed', 'people:refusals.link-dead');
  const no = whyNotSignIn(person.state);
  if (no) throw no;
  return person;
}

/** Writes a new password and ends all that the old one, or whoever knew it, may have opened. */
export async function setPassword(tx: Tx, person: Locked, hash: string, keepSession: string | null): Promise<void> {
  await tx`update person set password_hash = ${hash} where id = ${person.id}`;
  await endTokens(tx, person.id, ['sign-in', 'reset', 'address']);
  await endSessions(tx, person.id, keepSession);
  await sendMail(tx, { kind: 'password-changed', to: person.email, personId: person.id, language: person.language });
}
