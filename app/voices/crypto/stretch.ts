import { createHash, createHmac, randomBytes, randomInt, scrypt } from 'node:crypto';
import { dictionary } from '@zxcvbn-ts/language-common';
import { productionCosts, type Secrets } from './secrets';
import { evened } from './typed-digits';

const blockSize = 8;

/** scrypt with r = 8, p = 1, 64 bytes, outside the event loop. */
export function stretched(secret: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // scrypt needs 128 * N * r bytes, and something for itself.
    const options = { N: cost, r: blockSize, p: 1, maxmem: 256 * cost * blockSize };
    scrypt(secret, salt, 64, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/**
 * A receipt, as `readCode` gives it, to what its row is found by (`lookup`, under the pepper) and to the key that opens
 * the contributor's private key (`kek`). `keyId` names the pair of salt and pepper; without one the newest.
 */
export async function stretchReceipt(
  secrets: Secrets,
  canonical: string,
  keyId = secrets.current('salt').id,
): Promise<{ lookup: Buffer; kek: Buffer; keyId: number }> {
  const long = await stretched(canonical, secrets.byId('salt', keyId), secrets.costs.receipt);
  const lookup = createHmac('sha256', secrets.byId('pepper', keyId)).update('receipt').update(long.subarray(0, 32));
  return { lookup: lookup.digest(), kek: long.subarray(32), keyId };
}

/** An invitation, as `readCode` gives it, to what its row is found by. */
export function invitationHmac(
  secrets: Secrets,
  canonical: string,
  keyId = secrets.current('pepper').id,
): { hmac: Buffer; keyId: number } {
  const hmac = createHmac('sha256', secrets.byId('pepper', keyId)).update('invitation').update(canonical);
  return { hmac: hmac.digest(), keyId };
}

/** A staff member's passphrase to its `verifier`, which is stored, and to the key around their private key. */
export async function stretchPassphrase(
  salt: Buffer,
  phrase: string,
  cost = productionCosts.passphrase,
): Promise<{ verifier: Buffer; kek: Buffer }> {
  const long = await stretched(evened(phrase) ?? '', salt, cost);
  return { verifier: createHash('sha256').update(long.subarray(0, 32)).digest(), kek: long.subarray(32) };
}

const passphraseWords = 5;
const words = dictionary.diceware as string[];

export const passphraseBits = passphraseWords * Math.log2(words.length);

/** A passphrase for staff: nobody chooses their own, because chosen ones can be guessed from a copied disk. */
export function newPassphrase(): string {
  return Array.from({ length: passphraseWords }, () => words[randomInt(words.length)]).join(' ');
}

export function newSalt(): Buffer {
  return randomBytes(16);
}
