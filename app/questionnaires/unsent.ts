/** Names and values of a question's fields as its form would send them, in their order. */
export type Said = [name: string, value: string][];

/** What was typed and nobody has acknowledged: with what it was made with, by which the server knows what is newer. */
export interface Kept {
  said: Said;
  was: string;
}

/** By question. */
export type Unsent = Record<string, Kept>;

/**
 * What an answer of the server means for what was sent: it has it; it may have it later; it never will, as it stands.
 * `null` where no answer came.
 */
export function outcomeOf(status: number | null): 'taken' | 'later' | 'refused' {
  if (status === null || status === 408 || status === 429 || status >= 500) return 'later';
  return status < 300 ? 'taken' : 'refused';
}

const firstPauseMs = 1000;
const longestPauseMs = 60_000;

/** Milliseconds until what may be taken later is sent again: as long as the server says, or longer each time. */
export function pauseAfter(tries: number, retryAfter: string | null): number {
  const asked = /^\d{1,5}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : 0;
  return Math.max(asked, Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs));
}

/** Browsers send no more than 64 KiB of what outlives its page, of all its requests together. */
export function mayOutlive(bytes: number): boolean {
  return bytes < 30_000;
}

/** What is still unsent when `sent` was taken: what was typed since, made with what stands there now. */
export function afterTaken(unsent: Unsent, sent: Unsent, was: Record<string, string>): Unsent {
  const left: Unsent = {};
  for (const [id, kept] of Object.entries(unsent)) {
    const before = sent[id];
    if (before && isSame(before.said, kept.said)) continue;
    left[id] = before && was[id] !== undefined ? { ...kept, was: was[id] } : kept;
  }
  return left;
}

/**
 * What becomes of what this device has kept when a page comes anew: what stands on the page too is done with; what the page
 * shows as of before is filled in; the rest (answered elsewhere meanwhile, or not on this page) is sent as it is, and where it
 * contradicts what stands, the server keeps both until one is chosen.
 */
export function restored(kept: Unsent, onPage: Unsent): { fill: Unsent; apart: Unsent } {
  const fill: Unsent = {};
  const apart: Unsent = {};
  for (const [id, one] of Object.entries(kept)) {
    const here = onPage[id];
    if (here && isSame(here.said, one.said)) continue;
    if (here && here.was === one.was) fill[id] = one;
    else apart[id] = one;
  }
  return { fill, apart };
}

/** Whether two would be the same answer: what is empty says nothing, and forms may send line ends in two ways. */
export function isSame(a: Said, b: Said): boolean {
  const plain = (said: Said) =>
    JSON.stringify(said.filter(([, v]) => v !== '').map(([name, v]) => [name, v.replaceAll('\r\n', '\n')]));
  return plain(a) === plain(b);
}

/** What lies on a device under a name of ours; anything else is nothing. */
export function readKept(text: string | null): Unsent {
  try {
    const kept = JSON.parse(text ?? '{}') as { unsent?: Record<string, Partial<Kept>> };
    const entries = Object.entries(kept.unsent ?? {}).filter(
      (entry): entry is [string, Kept] =>
        /^q\d{1,6}$/.test(entry[0]) &&
        typeof entry[1].was === 'string' &&
        Array.isArray(entry[1].said) &&
        entry[1].said.every((pair) => Array.isArray(pair) && pair.every((part) => typeof part === 'string')),
    );
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}
