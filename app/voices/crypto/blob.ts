import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { OpenRefused } from './refused';

export { OpenRefused };

/**
 * AES-256-GCM. A blob is: version (1 byte), key id (1 byte), nonce (12), ciphertext, tag (16). The two first bytes are
 * authenticated with the place, so that none of them can be changed either.
 */
const version = 1;
const header = 2;
const nonceLength = 12;
const tagLength = 16;
export const blobOverhead = header + nonceLength + tagLength;

/**
 * The place something belongs to, authenticated with it: a blob that is moved to another row, column or table does not
 * open there.
 */
export function aadOf(table: string, column: string, rowId: string, contract = 1): Buffer {
  for (const part of [table, column, rowId]) {
    if (part === '' || part.includes('|')) throw new Error('A place has a table, a column and a row, without bars');
  }
  return Buffer.from(`${table}|${column}|${rowId}|${contract}`);
}

export function seal(key: Buffer, aad: Buffer, plain: Buffer, keyId = 1): Buffer {
  const start = Buffer.from([version, keyId]);
  if (start[1] !== keyId) throw new Error('A key id is a byte');
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.concat([start, aad]));
  return Buffer.concat([start, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws OpenRefused where the key or the place is another one, or any bit was changed. */
export function open(key: Buffer, aad: Buffer, blob: Buffer): Buffer {
  if (blob.length < blobOverhead || blob[0] !== version) throw new OpenRefused();
  const at = blob.length - tagLength;
  const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(header, header + nonceLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(Buffer.concat([blob.subarray(0, header), aad]));
  decipher.setAuthTag(blob.subarray(at));
  const plain = decipher.update(blob.subarray(header + nonceLength, at));
  try {
    decipher.final();
  } catch {
    plain.fill(0);
    throw new OpenRefused();
  }
  return plain;
}

/** Which key of its kind a blob was sealed with. */
export function keyIdOf(blob: Buffer): number {
  if (blob.length < blobOverhead) throw new OpenRefused();
  return blob[1]!;
}
