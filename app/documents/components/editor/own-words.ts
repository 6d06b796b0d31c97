import { diffArrays } from 'diff';

const leastCopied = 2;

/**
 * What somebody added to a text, without the words that stood there before: words that were erased meanwhile must not
 * come back with what was typed beside them, nor where they were copied to from elsewhere in the `whole`. One line for
 * each place.
 */
export function ownWords(before: string, after: string, whole = before): string {
  const known = tokensOf(whole);
  const places = placesOf(known);
  const added: string[] = [];
  let removed = '';
  for (const part of diffArrays(tokensOf(before), tokensOf(after))) {
    if (part.removed) removed = part.value.join('');
    else if (part.added) added.push(withoutEdges(removed, withoutCopies(part.value, known, places)).trim());
    if (!part.removed) removed = '';
  }
  return added.filter((words) => words !== '').join('\n');
}

function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+|\s|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];
}

function placesOf(tokens: string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  tokens.forEach((token, i) => {
    const at = places.get(token);
    if (at) at.push(i);
    else places.set(token, [i]);
  });
  return places;
}

/** Two words on end that stood together before were most likely put here from there; so was a word that came alone. */
function withoutCopies(run: string[], known: string[], places: Map<string, number[]>): string {
  let left = '';
  for (let i = 0; i < run.length; ) {
    let longest = 1;
    let isCopied = false;
    for (const place of places.get(run[i]!) ?? []) {
      let length = 1;
      while (i + length < run.length && run[i + length] === known[place + length]) length++;
      longest = Math.max(longest, length);
      isCopied = true;
    }
    const copied = run.slice(i, i + longest);
    const isAll = copied.join('').trim() === run.join('').trim();
    if (isCopied && (copied.filter(isWord).length >= leastCopied || (isAll && copied.some(isWord)))) {
      left += left && '… ';
      i += longest;
    } else left += run[i++];
  }
  return left;
}

function isWord(token: string): boolean {
  return /[\p{L}\p{N}]/u.test(token);
}

/** Of a word that only got another ending, the ending. */
function withoutEdges(old: string, now: string): string {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start++;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  return now.slice(start, now.length - end);
}
