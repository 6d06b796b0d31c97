import { toBase32 } from '../crypto/base32';
import { makeKeyPair } from '../crypto/boxes';
import { newRecoveryKey, readRecoveryKey, unwrapPrivate, wrapPrivate } from '../crypto/private-keys';
import type { Secrets } from '../crypto/secrets';
import { newPassphrase, newSalt, stretchPassphrase } from '../crypto/stretch';
import { isSame } from '../crypto/tokens';
import { newTotpSecret, openTotp, sealTotp, totpAddress, totpStep, usedStep } from '../crypto/totp';

/** What is shown once. Whatever of it was not made this time is not there. */
export interface ShownSecrets {
  passphrase?: string;
  /** As one types it into an authenticator, and as an address for one that reads it. */
  totpSecret?: string;
  otpauth?: string;
  recovery?: string;
}

/** Columns of an account. */
export interface StaffSecrets {
  salt: Buffer;
  verifier: Buffer;
  publicKey: Buffer;
  wrappedPrivate: Buffer;
  recoveryWrapped: Buffer | null;
  totp: Buffer;
}

interface Phrased {
  salt: Buffer;
  verifier: Buffer;
  wrappedPrivate: Buffer;
  passphrase: string;
}

const place = (rowId: string, column: 'wrapped_private' | 'recovery_wrapped') =>
  ({ table: 'staff', column, rowId }) as const;

/** A new pair of keys with a passphrase and an authenticator for it, and a recovery key where one is asked for. */
export async function newStaffSecrets(
  keys: Secrets,
  of: { id: string; signIn: string; withRecovery: boolean },
): Promise<{ secrets: StaffSecrets; shown: ShownSecrets }> {
  const pair = makeKeyPair();
  const { passphrase, ...phrased } = await newPassphraseFor(keys, of.id, pair.privateKey);
  const { totp, totpSecret, otpauth } = newAuthenticator(keys, of.id, of.signIn);
  const recovery = of.withRecovery ? newRecoveryFor(of.id, pair.privateKey) : null;
  return {
    secrets: { ...phrased, publicKey: pair.publicKey, recoveryWrapped: recovery?.recoveryWrapped ?? null, totp },
    shown: { passphrase, totpSecret, otpauth, ...(recovery ? { recovery: recovery.recovery } : {}) },
  };
}

/** The same private key under a new passphrase. */
export async function newPassphraseFor(keys: Secrets, id: string, privateKey: Buffer): Promise<Phrased> {
  const passphrase = newPassphrase();
  const salt = newSalt();
  const { verifier, kek } = await stretchPassphrase(salt, passphrase, keys.costs.passphrase);
  return { salt, verifier, passphrase, wrappedPrivate: wrapPrivate(kek, place(id, 'wrapped_private'), privateKey) };
}

export function newAuthenticator(keys: Secrets, id: string, signIn: string) {
  const secret = newTotpSecret();
  return { totp: sealTotp(keys, id, secret), totpSecret: toBase32(secret), otpauth: totpAddress(secret, signIn) };
}

export function newRecoveryFor(id: string, privateKey: Buffer): { recoveryWrapped: Buffer; recovery: string } {
  const { key, shown } = newRecoveryKey();
  return { recoveryWrapped: wrapPrivate(key, place(id, 'recovery_wrapped'), privateKey), recovery: shown };
}

/** The private key, or null where the passphrase is another one. */
export async function openWithPassphrase(
  keys: Secrets,
  row: { id: string; salt: Buffer; verifier: Buffer; wrappedPrivate: Buffer },
  passphrase: string,
): Promise<Buffer | null> {
  const { verifier, kek } = await stretchPassphrase(row.salt, passphrase, keys.costs.passphrase);
  if (!isSame(verifier.toString('hex'), row.verifier.toString('hex'))) return null;
  return unwrapPrivate(kek, place(row.id, 'wrapped_private'), row.wrappedPrivate).privateKey;
}

/** The private key, or null where the paper is of another account, or no recovery key was ever made. */
export function openWithRecovery(row: { id: string; recoveryWrapped: Buffer | null }, typed: string): Buffer | null {
  const key = readRecoveryKey(typed);
  if (!key || !row.recoveryWrapped) return null;
  try {
    return unwrapPrivate(key, place(row.id, 'recovery_wrapped'), row.recoveryWrapped).privateKey;
  } catch {
    return null;
  }
}

/** The same work for a name that nobody has: the time of an answer must not tell who works here. */
export async function spendLikeSignIn(keys: Secrets, passphrase: string): Promise<void> {
  await stretchPassphrase(newSalt(), passphrase, keys.costs.passphrase);
}

/** The step that a typed code belongs to, or null: one step of drift to either side, and none that was used. */
export function checkCode(
  keys: Secrets,
  row: { id: string; totp: Buffer; totpMark: Buffer | null },
  code: string,
  now: Date,
): number | null {
  return totpStep(openTotp(keys, row.id, row.totp), code, now, usedStep(keys, row.id, row.totpMark, now));
}

/** A new pair of keys under a new passphrase, for an account whose authenticator stays as it is. */
export async function newKeysKeepingAuthenticator(
  keys: Secrets,
  id: string,
): Promise<{ secrets: Omit<StaffSecrets, 'recoveryWrapped' | 'totp'>; passphrase: string }> {
  const pair = makeKeyPair();
  const { passphrase, ...phrased } = await newPassphraseFor(keys, id, pair.privateKey);
  return { secrets: { ...phrased, publicKey: pair.publicKey }, passphrase };
}
