import type { CitedThing, SourceState } from '../../../citations/citation';
import type { CitedChip } from './write-data';

/** A reference as the text holds it, in one word: `post:12:3:`. */
export function referenceOf(attrs: Record<string, unknown>): string {
  return [attrs.kind, attrs.cited, attrs.version ?? '', attrs.key ?? ''].join(':');
}

export interface Reference {
  written: string;
  kind: CitedChip['kind'];
  cited: number;
  version: number;
  key: string;
}

const most = 50;

/** The references among these words, at most 50: whatever else was sent is none. */
export function referencesIn(words: string[]): Reference[] {
  return words.slice(0, most).flatMap((written) => {
    const [, kind, cited, version, key] =
      /^(post|statement|passage|claim|decision):([1-9]\d{0,14}):(\d{0,9}):([\w-]{0,40})$/.exec(written) ?? [];
    if (!kind) return [];
    return [{ written, kind: kind as Reference['kind'], cited: Number(cited), version: Number(version), key: key! }];
  });
}

/** What is shown of a cited thing beside its reference. */
export function chipFrom(
  { kind, cited, key }: Reference,
  thing: CitedThing,
  state: SourceState | 'not-for-you',
): CitedChip {
  const words = 'excerpt' in thing ? thing.excerpt : '';
  const path = 'path' in thing ? thing.path : '';
  const names = 'author' in thing ? [thing.author, thing.organisation].filter(Boolean) : [];
  return { kind, cited, key, source: names.join(', '), words, path, state };
}
