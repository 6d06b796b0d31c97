import { aadOf, open, seal } from './blob';
import { type KeyPair, openSealed, sealTo } from './boxes';

/**
 * A key for several readers: sealed to each one's public key, and that sealed once more under a shred key which is
 * kept outside the database. When the shred key is destroyed nobody opens it any more, reader or not, nor from any
 * backup of the database.
 */
export interface Reader {
  reader: string;
  publicKey: Buffer;
}

export interface Wrapped {
  reader: string;
  blob: Buffer;
}

/** Which key this is: the table of the wrapped keys, and the row the key belongs to. */
export interface Wrapping {
  table: 'wrapped_key' | 'group_key' | 'group_message_key';
  of: string;
}

export function wrapFor(wrapping: Wrapping, reader: Reader, key: Buffer, shredKey: Buffer): Wrapped {
  const blob = seal(shredKey, placeOf(wrapping, reader.reader), sealTo(reader.publicKey, key));
  return { reader: reader.reader, blob };
}

/** @throws OpenRefused where the reader, their key, the shred key or the place is another one. */
export function unwrapAs(wrapping: Wrapping, wrapped: Wrapped, keys: KeyPair, shredKey: Buffer): Buffer {
  return openSealed(keys, open(shredKey, placeOf(wrapping, wrapped.reader), wrapped.blob));
}

function placeOf(wrapping: Wrapping, reader: string): Buffer {
  return aadOf(wrapping.table, 'blob', `${wrapping.of}/${reader}`);
}
