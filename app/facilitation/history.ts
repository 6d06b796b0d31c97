import { diffArrays } from 'diff';

/** A run of words that stayed, came or went, from one version to the next. */
export interface Change {
  kind: 'same' | 'added' | 'removed';
  words: string;
}

/** Changes after which two texts have so little in common that they are shown one after the other. */
const mostChanges = 400;

/** Milliseconds for all versions of a page. Rewriting a long post many times must not hold up everyone else. */
const budget = 200;

/**
 * Words, the spaces between them, and signs. Where a script puts no spaces, each of its letters counts as a word. Not
 * Intl.Segmenter, which takes half a second for a long post.
 */
const token =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}\p{M}_'’]+|./gu;

/** What changed from one text to the next, by words. `timeout` in milliseconds. */
export function compare(before: string, after: string, timeout = budget): Change[] {
  const options = { maxEditLength: mostChanges, timeout };
  const parts = diffArrays(before.match(token) ?? [], after.match(token) ?? [], options);
  if (!parts) {
    return [
      { kind: 'removed', words: before },
      { kind: 'added', words: after },
    ];
  }
  return parts.map((p) => ({ kind: p.added ? 'added' : p.removed ? 'removed' : 'same', words: p.value.join('') }));
}

/** Each of these texts, newest first, compared with the next; the last one is the first that was written. */
export function compareAll(texts: string[]): Change[][] {
  const until = performance.now() + budget;
  return texts.map((text, i) => {
    const before = texts[i + 1];
    if (before === undefined) return [{ kind: 'same', words: text }];
    return compare(before, text, Math.max(1, until - performance.now()));
  });
}
