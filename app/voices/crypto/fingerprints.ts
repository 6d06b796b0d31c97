import { createHmac } from 'node:crypto';
import type { Secrets } from './secrets';

/**
 * Fingerprints of released excerpts, for finding their words in other texts: each run of eight words as an HMAC of 16
 * bytes. Never of contributions: an index of those would tell whoever has it whether a guess at their words is right.
 */
export const shingleWords = 8;
const fingerprintBytes = 16;

/** Every run of eight words, once. None for a text that is shorter. */
export function shinglesOf(text: string): string[] {
  const words = wordsOf(text);
  const runs = words.slice(shingleWords - 1).map((_, i) => words.slice(i, i + shingleWords).join(' '));
  return [...new Set(runs)];
}

/** The fingerprints of a text under the newest guard key. */
export function fingerprintsOf(secrets: Secrets, text: string): Buffer[] {
  return under(secrets.current('guard').key, text);
}

/** The fingerprints of a text under every guard key that is still there: what to look a document up by. */
export function fingerprintsToFind(secrets: Secrets, text: string): Buffer[] {
  return secrets.ids('guard').flatMap((id) => under(secrets.byId('guard', id), text));
}

function under(key: Buffer, text: string): Buffer[] {
  return shinglesOf(text).map((run) => createHmac('sha256', key).update(run).digest().subarray(0, fingerprintBytes));
}

/** Words without case, accents, vowel marks and punctuation: small changes on the way do not hide a quotation. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/[\p{M}\p{Cf}\u0640]/gu, '');
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
