import { diffWords } from 'diff';

/** A run of words that stayed, came or went, from one version to the next. */
export interface Change {
  kind: 'same' | 'added' | 'removed';
  words: string;
}

/** Changes after which two texts have so little in common that they are shown one after the other. */
const mostChanges = 1500;

/**
 * What changed from one text to the next, by words as their language has them: cut at spaces or Latin letters, Arabic
 * would be compared letter by letter and Chinese by the line.
 */
export function compare(before: string, after: string, language: string): Change[] {
  const intlSegmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const parts = diffWords(before, after, { maxEditLength: mostChanges, intlSegmenter });
  if (!parts) {
    return [
      { kind: 'removed', words: before },
      { kind: 'added', words: after },
    ];
  }
  return parts.map((p) => ({ kind: p.added ? 'added' : p.removed ? 'removed' : 'same', words: p.value }));
}
