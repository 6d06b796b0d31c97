import { hkdfSync, randomBytes } from 'node:crypto';
import { aadOf, open, seal } from './blob';
import type { KeyPair } from './boxes';
import { pad, unpad } from './padding';
import { type Reader, unwrapAs, type Wrapped, wrapFor } from './wraps';

/**
 * Conversations of a group. A key for each epoch is wrapped for its members and facilitators; whoever joins or leaves
 * begins a new one. A message that waits is under a key of its own, wrapped for the facilitators alone. A released one
 * is under a key made of the epoch's key and the message's own shred key, so that it can be taken back by itself.
 */
export function newEpoch(of: { epoch: string; readers: Reader[]; shredKey: Buffer }): {
  key: Buffer;
  wrapped: Wrapped[];
} {
  const key = randomBytes(32);
  return {
    key,
    wrapped: of.readers.map((reader) => wrapEpoch({ epoch: of.epoch, key, shredKey: of.shredKey }, reader)),
  };
}

/** The key of an epoch for one more reader. */
export function wrapEpoch(of: { epoch: string; key: Buffer; shredKey: Buffer }, reader: Reader): Wrapped {
  return wrapFor({ table: 'group_key', of: of.epoch }, reader, of.key, of.shredKey);
}

/** @throws OpenRefused */
export function openEpoch(of: {
  epoch: string;
  reader: string;
  blob: Buffer;
  keys: KeyPair;
  shredKey: Buffer;
}): Buffer {
  return unwrapAs({ table: 'group_key', of: of.epoch }, { reader: of.reader, blob: of.blob }, of.keys, of.shredKey);
}

/** A message that waits: for the facilitators alone, whoever wrote it cannot open it either. */
export function lockWaiting(of: { message: string; text: Buffer; facilitators: Reader[]; shredKey: Buffer }): {
  body: Buffer;
  wrapped: Wrapped[];
} {
  const dek = randomBytes(32);
  return {
    body: seal(dek, aadOf('group_message', 'body', of.message), pad(of.text)),
    wrapped: of.facilitators.map((reader) =>
      wrapFor({ table: 'group_message_key', of: of.message }, reader, dek, of.shredKey),
    ),
  };
}

/** @throws OpenRefused */
export function openWaiting(of: {
  message: string;
  body: Buffer;
  reader: string;
  blob: Buffer;
  keys: KeyPair;
  shredKey: Buffer;
}): Buffer {
  const wrapping = { table: 'group_message_key', of: of.message } as const;
  const dek = unwrapAs(wrapping, { reader: of.reader, blob: of.blob }, of.keys, of.shredKey);
  return unpad(open(dek, aadOf('group_message', 'body', of.message), of.body));
}

/** A message as the group reads it. `shredKey` is the message's own, the epoch's key comes from `openEpoch`. */
export function lockReleased(of: { message: string; text: Buffer; epochKey: Buffer; shredKey: Buffer }): Buffer {
  return seal(releasedKey(of), aadOf('group_message', 'body.released', of.message), pad(of.text));
}

/** @throws OpenRefused */
export function openReleased(of: { message: string; body: Buffer; epochKey: Buffer; shredKey: Buffer }): Buffer {
  return unpad(open(releasedKey(of), aadOf('group_message', 'body.released', of.message), of.body));
}

function releasedKey(of: { message: string; epochKey: Buffer; shredKey: Buffer }): Buffer {
  return Buffer.from(hkdfSync('sha256', of.epochKey, of.shredKey, `group_message|${of.message}`, 32));
}
