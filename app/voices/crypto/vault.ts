import { hkdfSync } from 'node:crypto';
import { aadOf, open, seal } from './blob';

/**
 * What a session holds in memory (a private key, words not yet sent) under a key made of its cookie: a copy of the
 * memory's sessions opens nothing, and a cookie alone opens nothing after the session ended.
 */
export function sealInSession(cookie: string, what: string, plain: Buffer): Buffer {
  return seal(keyOf(cookie), aadOf('session', what, '-'), plain);
}

/** @throws OpenRefused */
export function openInSession(cookie: string, what: string, sealed: Buffer): Buffer {
  return open(keyOf(cookie), aadOf('session', what, '-'), sealed);
}

function keyOf(cookie: string): Buffer {
  return Buffer.from(hkdfSync('sha256', cookie, '', 'room session', 32));
}
