import { createHmac } from 'node:crypto';
import type { Secrets } from './secrets';

/**
 * What stands for the exact bytes of a wording that a contributor approved. Under a key outside the database: a plain
 * hash would tell whoever has a copy of it whether a guess at her words is right.
 */
export function wordingHash(secrets: Secrets, excerpt: string, text: Buffer): Buffer {
  return under(secrets.current('release').key, excerpt, text);
}

/** The hash of these bytes under the key that `approved` was made with, or under the newest where it fits none. */
export function wordingHashLike(secrets: Secrets, excerpt: string, text: Buffer, approved: Buffer | null): Buffer {
  const all = secrets.ids('release').map((id) => under(secrets.byId('release', id), excerpt, text));
  return all.find((hash) => approved?.equals(hash)) ?? all[0]!;
}

function under(key: Buffer, excerpt: string, text: Buffer): Buffer {
  return createHmac('sha256', key).update('wording').update(excerpt).update(text).digest();
}
