import { OpenRefused } from './refused';

/**
 * Plaintext is padded to 1, 2, 4, … KiB before it is sealed: a size says how long a text is, and a length can tell one
 * text from another. The first four bytes hold the length, the rest of the bucket zeros.
 */
const smallest = 1024;
const prefix = 4;
export const largestPadded = 1024 * 1024;

/** Bytes a text of so many bytes takes, padded. */
export function bucketOf(length: number): number {
  let bucket = smallest;
  while (bucket < length + prefix) bucket *= 2;
  if (bucket > largestPadded) throw new Error('Too long to be padded');
  return bucket;
}

export function pad(plain: Buffer): Buffer {
  const padded = Buffer.alloc(bucketOf(plain.length));
  padded.writeUInt32BE(plain.length);
  plain.copy(padded, prefix);
  return padded;
}

/** @throws OpenRefused where this is not what `pad` gives. */
export function unpad(padded: Buffer): Buffer {
  if (padded.length < smallest) throw new OpenRefused();
  const length = padded.readUInt32BE();
  if (length > largestPadded - prefix || padded.length !== bucketOf(length)) throw new OpenRefused();
  if (padded.subarray(prefix + length).some((byte) => byte !== 0)) throw new OpenRefused();
  return padded.subarray(prefix, prefix + length);
}
