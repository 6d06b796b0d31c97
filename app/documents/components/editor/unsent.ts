/*
 * What was typed beside a text and not sent. A redaction opens the text anew, and everything beside it with it; what
 * somebody was writing there is theirs, and waits here for as long as the page is open. Never what it was about: that may
 * be what was erased.
 */

export interface Unsent {
  body: string;
  /** Of a comment that was begun on words: where those stand. */
  anchor: string | null;
}

const kept = new Map<string, Unsent>();

/** One person's comment on words of a document, or their answer in one thread of it. */
export function unsentKey(person: number, document: number, thread: number | 'new'): string {
  return `${person}/${document}/${thread}`;
}

export function unsentIn(key: string): Unsent | undefined {
  return kept.get(key);
}

export function keepUnsent(key: string, unsent: Unsent): void {
  if (unsent.body) kept.set(key, unsent);
  else kept.delete(key);
}

export function forgetUnsent(key: string): void {
  kept.delete(key);
}
