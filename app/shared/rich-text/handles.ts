/** A handle names a person or an organisation: 3 to 40 characters, lower case. */
export const handlePattern = /^[a-z0-9][a-z0-9.-]{1,38}[a-z0-9]$/;

export function isHandle(text: string): boolean {
  return handlePattern.test(text);
}

/** `written` is as the author typed it, with the sign; `handle` in lower case, without. */
export interface WrittenHandle {
  handle: string;
  written: string;
}

/**
 * Letters that would make the sign part of an address or of a word. Scripts that join a word to the next without a
 * space (Arabic "and", Chinese, Japanese) are not among them: there a handle may follow or precede directly.
 */
const joined = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}_.%+/@-]/u;
const joinedAfter = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}_@]/u;

/** Cuts plain text at the handles in it. `before` is what the reader sees just before this text, if anything. */
export function splitHandles(text: string, before = ''): (string | WrittenHandle)[] {
  const parts: (string | WrittenHandle)[] = [];
  let kept = 0;
  for (const match of text.matchAll(/@([a-z0-9][a-z0-9.-]*)/gi)) {
    const run = match[1]!;
    const name = withoutTail(run);
    const at = match.index;
    const previous = at > 0 ? text[at - 1]! : before;
    if (joined.test(previous) || joinedAfter.test(text[at + 1 + run.length] ?? '')) continue;
    if (!isHandle(name.toLowerCase())) continue;
    if (at > kept) parts.push(text.slice(kept, at));
    kept = at + 1 + name.length;
    parts.push({ handle: name.toLowerCase(), written: text.slice(at, kept) });
  }
  if (kept < text.length) parts.push(text.slice(kept));
  return parts;
}

/** The full stop that ends a sentence is no part of the handle before it. A loop: a pattern would look back each time. */
function withoutTail(run: string): string {
  let end = run.length;
  while (end > 0 && (run[end - 1] === '.' || run[end - 1] === '-')) end--;
  return run.slice(0, end);
}
