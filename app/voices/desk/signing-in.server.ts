import { refuse } from '../../shared/refusal';
import { markOfStep } from '../crypto/totp';
import {
  checkCode,
  newAuthenticator,
  newPassphraseFor,
  newRecoveryFor,
  openWithPassphrase,
  openWithRecovery,
  type ShownSecrets,
  spendLikeSignIn,
} from './account-keys.server';
import { openWhereConfirmed } from './accounts.server';
import type { Member } from './desk';
import type { Tools } from './tools';

interface Row {
  id: string;
  organisation: string;
  signIn: string;
  salt: Buffer;
  verifier: Buffer;
  wrappedPrivate: Buffer;
  recoveryWrapped: Buffer | null;
  hasOwnSecrets: boolean;
  totp: Buffer;
  totpMark: Buffer | null;
}

const wrong = () => refuse('invalid', 'desk:refusals.sign-in');

async function findRow(tools: Tools, signIn: string): Promise<Row | undefined> {
  const [row] = await tools.sql<Row[]>`
    select s.id, s.organisation, s.sign_in, s.salt, s.verifier, s.wrapped_private, s.recovery_wrapped, s.has_own_secrets,
      s.totp, s.totp_mark
    from staff s join organisation o on o.id = s.organisation
    where s.sign_in = ${signIn.trim().toLowerCase()} and s.state <> 'ended' and o.state <> 'ended'`;
  return row;
}

/**
 * Whether a code was good; then it is used up. A code is good once (RFC 6238, 5.2): where another request has used one
 * since the row was read, this one has to look again.
 */
async function isSpent(tools: Tools, row: Row, code: string): Promise<boolean> {
  const step = checkCode(tools.keys, row, code, tools.now());
  if (step === null) return false;
  const mark = markOfStep(tools.keys, row.id, step);
  const spent = await tools.sql`
    update staff set totp_mark = ${mark} where id = ${row.id} and totp_mark is not distinct from ${row.totpMark}`;
  return spent.count > 0;
}

async function spend(tools: Tools, row: Row, code: string): Promise<void> {
  if (!(await isSpent(tools, row, code))) throw wrong();
}

/**
 * Signs in with sign-in name, passphrase and a code of the authenticator. One refusal for whatever was wrong, and one
 * time: a name that nobody has is stretched too. Returns whose session to begin, and her private key.
 */
export async function signIn(
  tools: Tools,
  input: { signIn: string; passphrase: string; code: string },
): Promise<{ id: string; privateKey: Buffer }> {
  const row = await findRow(tools, input.signIn);
  if (!row) {
    await spendLikeSignIn(tools.keys, input.passphrase);
    throw wrong();
  }
  const privateKey = await openWithPassphrase(tools.keys, row, input.passphrase);
  if (!privateKey) throw wrong();
  await spend(tools, row, input.code);
  await enter(tools, row);
  return { id: row.id, privateKey };
}

async function enter(tools: Tools, row: Row): Promise<void> {
  await tools.sql.begin(async (tx) => {
    await tx`update staff set has_signed_in = true where id = ${row.id}`;
    // Whoever was given a new passphrase by a colleague agrees by coming in with her own authenticator.
    await tx`
      update two_person_act set state = 'done', agreed_by = ${row.id}
      where staff = ${row.id} and what = 'grant-again' and state = 'asked'`;
    await openWhereConfirmed(tx, row.organisation);
  });
}

/**
 * Two of the three (passphrase, authenticator, recovery key) give back the third. With the recovery key and a code: a
 * new passphrase. With the recovery key and the passphrase: a new authenticator. The recovery key is used up, and a new
 * one is shown. There is no other way: nobody who runs this has one.
 */
export async function recover(
  tools: Tools,
  input: { signIn: string; recovery: string; passphrase: string; code: string },
): Promise<{ id: string; shown: ShownSecrets }> {
  const row = await findRow(tools, input.signIn);
  if (!row) {
    await spendLikeSignIn(tools.keys, input.passphrase || 'nobody');
    throw wrong();
  }
  const opened = openWithRecovery(row, input.recovery);
  if (input.code !== '') {
    await spendLikeSignIn(tools.keys, 'nobody');
    if (!opened) throw wrong();
    await spend(tools, row, input.code);
    const made = await newPassphraseFor(tools.keys, row.id, opened);
    const next = newRecoveryFor(row.id, opened);
    await tools.sql`
      update staff set salt = ${made.salt}, verifier = ${made.verifier}, wrapped_private = ${made.wrappedPrivate},
        recovery_wrapped = ${next.recoveryWrapped}, has_own_secrets = true where id = ${row.id}`;
    return { id: row.id, shown: { passphrase: made.passphrase, recovery: next.recovery } };
  }
  const byPhrase = await openWithPassphrase(tools.keys, row, input.passphrase);
  if (!byPhrase || !opened) throw wrong();
  const authenticator = newAuthenticator(tools.keys, row.id, row.signIn);
  const next = newRecoveryFor(row.id, byPhrase);
  await tools.sql`
    update staff set totp = ${authenticator.totp}, totp_mark = null, recovery_wrapped = ${next.recoveryWrapped} where id = ${row.id}`;
  const { totpSecret, otpauth } = authenticator;
  return { id: row.id, shown: { totpSecret, otpauth, recovery: next.recovery } };
}

/** What somebody at the desk changes about her own account; each needs a code of the moment, for a desk may be left alone. */
export async function renew(
  tools: Tools,
  member: Pick<Member, 'id'>,
  privateKey: Buffer,
  input: { what: 'passphrase' | 'authenticator' | 'recovery'; code: string },
): Promise<ShownSecrets> {
  const [row] = await tools.sql<Row[]>`
    select id, organisation, sign_in, salt, verifier, wrapped_private, recovery_wrapped, has_own_secrets, totp, totp_mark
    from staff where id = ${member.id} and state <> 'ended'`;
  if (!row) throw refuse('not-found', 'desk:refusals.nothing');
  if (!(await isSpent(tools, row, input.code)))
    throw refuse('invalid', 'desk:refusals.code', undefined, { code: 'desk:refusals.code' });
  if (input.what === 'passphrase') {
    const made = await newPassphraseFor(tools.keys, row.id, privateKey);
    // Whoever made this sign-in has seen its authenticator and its recovery key: those two would give them the new passphrase.
    const next = row.recoveryWrapped && !row.hasOwnSecrets ? newRecoveryFor(row.id, privateKey) : null;
    await tools.sql`
      update staff set salt = ${made.salt}, verifier = ${made.verifier}, wrapped_private = ${made.wrappedPrivate},
        recovery_wrapped = ${next?.recoveryWrapped ?? row.recoveryWrapped}, has_own_secrets = true where id = ${row.id}`;
    return { passphrase: made.passphrase, ...(next ? { recovery: next.recovery } : {}) };
  }
  if (input.what === 'recovery') {
    const next = newRecoveryFor(row.id, privateKey);
    await tools.sql`update staff set recovery_wrapped = ${next.recoveryWrapped} where id = ${row.id}`;
    return { recovery: next.recovery };
  }
  const authenticator = newAuthenticator(tools.keys, row.id, row.signIn);
  await tools.sql`update staff set totp = ${authenticator.totp}, totp_mark = null where id = ${row.id}`;
  return { totpSecret: authenticator.totpSecret, otpauth: authenticator.otpauth };
}
