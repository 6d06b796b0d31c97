import { randomBytes } from 'node:crypto';
import { fromBase32, toBase32 } from './base32';
import { aadOf, open, seal } from './blob';
import { type KeyPair, pairOf } from './boxes';
import { evened } from './typed-digits';

/** Where a wrapped private key stands: it opens nowhere else. */
export interface KeyPlace {
  table: 'receipt' | 'staff';
  column: 'wrapped_private' | 'recovery_wrapped';
  /** Of a receipt, the contributor's id; of staff, the staff member's. */
  rowId: string;
}

export function wrapPrivate(kek: Buffer, place: KeyPlace, privateKey: Buffer): Buffer {
  return seal(kek, aadOf(place.table, place.column, place.rowId), privateKey);
}

/** @throws OpenRefused where the code or passphrase behind `kek` is another one. */
export function unwrapPrivate(kek: Buffer, place: KeyPlace, blob: Buffer): KeyPair {
  return pairOf(open(kek, aadOf(place.table, place.column, place.rowId), blob));
}

const recoveryBytes = 32;

/** A recovery key: 256 bits, printed once as Base32 and kept in a sealed envelope. It is a `kek` as it is. */
export function newRecoveryKey(): { key: Buffer; shown: string } {
  const key = randomBytes(recoveryBytes);
  return { key, shown: toBase32(key).replace(/.{4}(?=.)/g, '$& ') };
}

/** What somebody typed off the paper, or null where it cannot be a recovery key. */
export function readRecoveryKey(typed: string): Buffer | null {
  const text = evened(typed);
  const key = text === null ? null : fromBase32(text);
  return key?.length === recoveryBytes ? key : null;
}
