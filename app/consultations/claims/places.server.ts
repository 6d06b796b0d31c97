import { createHash } from 'node:crypto';
import type { Db } from '../../../db/connect';
import { type Span, wordsAt } from './spans';

/** Of words as they stand, SHA-256 in hexadecimal: the same as `hashIn` has the database make. */
export function hashOf(words: string): string {
  return createHash('sha256').update(words, 'utf8').digest('hex');
}

/** The same for a passage of a column of words, by the columns that hold its place. */
export function hashIn(words: ReturnType<Db>, sql: Db) {
  return sql`encode(sha256(convert_to(${words}, 'UTF8')), 'hex')`;
}

/**
 * Where a passage stands in a text that may have changed since: at its place; elsewhere, moved by what was written before
 * it; or nowhere any more. Of several places where the same words stand, the nearest to where they were.
 */
export function placeOf(text: string, span: Span & { hash: string }): (Span & { moved: boolean }) | null {
  if (span.hash === '') return null;
  const length = span.end - span.start;
  if (hashOf(wordsAt(text, span)) === span.hash) return { start: span.start, end: span.end, moved: false };
  const letters = [...text];
  const places = Array.from({ length: Math.max(0, letters.length - length + 1) }, (_, i) => i);
  places.sort((a, b) => Math.abs(a - span.start) - Math.abs(b - span.start) || a - b);
  for (const start of places)
    if (hashOf(letters.slice(start, start + length).join('')) === span.hash)
      return { start, end: start + length, moved: true };
  return null;
}
