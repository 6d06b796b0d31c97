import { randomBytes } from 'node:crypto';
import { aadOf, keyIdOf, open, seal } from './blob';
import { pad, unpad } from './padding';
import { OpenRefused } from './refused';
import type { Secrets } from './secrets';

/**
 * A released excerpt. Drafters read it without a key of their own, so its key is wrapped by the installation's release
 * key; and inside that by a shred key, so that it can be taken back. Weaker on purpose than a contribution.
 * Laid out as: length of the wrapped key (2 bytes), wrapped key, body.
 */
export function lockRelease(secrets: Secrets, id: string, text: Buffer, shredKey: Buffer): Buffer {
  const release = secrets.current('release');
  const dek = randomBytes(32);
  const wrapped = seal(release.key, keyPlace(id, 'release'), seal(shredKey, keyPlace(id, 'shred'), dek), release.id);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(wrapped.length);
  return Buffer.concat([length, wrapped, seal(dek, aadOf('excerpt', 'released_body', id), pad(text))]);
}

/** @throws OpenRefused */
export function openRelease(secrets: Secrets, id: string, released: Buffer, shredKey: Buffer): Buffer {
  if (released.length < 2) throw new OpenRefused();
  const at = 2 + released.readUInt16BE();
  const wrapped = released.subarray(2, at);
  const keyId = keyIdOf(wrapped);
  if (!secrets.ids('release').includes(keyId)) throw new OpenRefused();
  const dek = open(
    shredKey,
    keyPlace(id, 'shred'),
    open(secrets.byId('release', keyId), keyPlace(id, 'release'), wrapped),
  );
  return unpad(open(dek, aadOf('excerpt', 'released_body', id), released.subarray(at)));
}

function keyPlace(id: string, under: 'release' | 'shred'): Buffer {
  return aadOf('excerpt', `released_body.${under}`, id);
}
