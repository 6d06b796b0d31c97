import { addressLength } from './addresses';
import { escapeMarkdown } from './escape';
import type { Place } from './fold';
import { balanceIsolates } from './prepare';
import { linkTailAt, openingAt } from './views';

interface Edit extends Place {
  insert: string;
}

/**
 * Cuts the places out of the Markdown and puts the marker in. What is left stays well formed: an address is cut out
 * whole, a link that loses a part becomes its words, bold that loses one end loses the other, and what stood in two
 * paragraphs, list items or quotes stays in two. Otherwise an author's words could end up in another's quote.
 */
export function erasePlaces(source: string, places: Place[], marker: string): string {
  const links = findLinks(source);
  const addresses = findAddresses(source);
  const edits: Edit[] = [];
  const unmarked = new Map<number, number>();
  for (const place of places) {
    const tail = links.find((link) => place.from >= link.labelEnd && place.to <= link.end);
    if (tail) {
      edits.push({ from: tail.open, to: tail.open + 1, insert: '' });
      edits.push({ from: tail.labelEnd, to: tail.end, insert: ` ${marker}` });
      continue;
    }
    const whole = wholeAddresses(place, addresses);
    for (const link of links) {
      const touched = whole.from < link.end && whole.to > link.open;
      if (!touched || (whole.from > link.open && whole.to <= link.labelEnd)) continue;
      edits.push({ from: link.open, to: link.open + 1, insert: '' });
      edits.push({ from: link.labelEnd, to: link.end, insert: '' });
    }
    for (const part of splitAtBlocks(source, whole)) {
      const balanced = balance(source, part);
      edits.push({ ...(balanced ?? part), insert: marker });
      if (!balanced) unmarked.set(...blockAround(source, part));
    }
  }
  for (const [from, to] of unmarked) edits.push(...withoutMarks(source, from, to));
  return applyEdits(source, edits).split('\n').map(balanceIsolates).join('\n');
}

function applyEdits(source: string, edits: Edit[]): string {
  let out = '';
  let done = 0;
  // A cut with a marker comes before one without that begins at the same place, or the marker would be lost in it.
  for (const edit of edits.sort((a, b) => a.from - b.from || b.insert.length - a.insert.length || b.to - a.to)) {
    if (edit.from >= done) {
      out += source.slice(done, edit.from);
      out += edit.insert && escapeMarkdown(edit.insert);
    }
    done = Math.max(done, edit.to);
    // `[removed](` would begin a link.
    if (edit.insert.endsWith(']') && (source[done] === '(' || source[done] === '[')) out += ' ';
  }
  return out + source.slice(done);
}

interface LinkPlace {
  open: number;
  labelEnd: number;
  end: number;
}

function findLinks(source: string): LinkPlace[] {
  const links: LinkPlace[] = [];
  const open: number[] = [];
  for (let i = 0; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === '[') open.push(i);
    else if (source[i] === ']') {
      const start = open.pop();
      const tail = start === undefined ? 0 : linkTailAt(source, i);
      if (tail) links.push({ open: start!, labelEnd: i, end: i + tail });
      if (tail) i += tail - 1;
    }
  }
  return links;
}

function findAddresses(source: string): Place[] {
  const places: Place[] = [];
  for (const { 0: scheme, index } of source.matchAll(/https?:(?=\/\/)/gi)) {
    const length = addressLength(source, index + scheme.length);
    if (length) places.push({ from: index, to: index + scheme.length + length });
  }
  for (const { 0: mail, index } of source.matchAll(/[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g)) {
    places.push({ from: index, to: index + mail.length });
  }
  return places;
}

/** Half an address still leads somewhere, or tells who it was. */
function wholeAddresses(place: Place, addresses: Place[]): Place {
  let { from, to } = place;
  for (const address of addresses) {
    if (address.from >= to || address.to <= from) continue;
    from = Math.min(from, address.from);
    to = Math.max(to, address.to);
  }
  return { from, to };
}

/** The parts of a place that stand in paragraphs, items or quotes of their own. */
function splitAtBlocks(source: string, place: Place): Place[] {
  const parts: Place[] = [];
  let from = place.from;
  for (let at = source.indexOf('\n', from); at >= 0 && at < place.to; at = source.indexOf('\n', at + 1)) {
    let end = at + 1 + openingAt(source, at + 1);
    let blank = false;
    while (source[end] === '\n') {
      blank = true;
      end += 1 + openingAt(source, end + 1);
    }
    if (end >= place.to) break;
    const lineStart = source.lastIndexOf('\n', at - 1) + 1;
    const before = source.slice(lineStart, lineStart + openingAt(source, lineStart));
    const after = source.slice(source.lastIndexOf('\n', end - 1) + 1, end);
    if (!blank && !/[-+*#\d]/.test(after) && !before.includes('#') && quoteDepth(before) === quoteDepth(after))
      continue;
    parts.push({ from, to: at });
    from = end;
    at = end - 1;
  }
  parts.push({ from, to: place.to });
  return parts;
}

function quoteDepth(opening: string): number {
  return opening.split('>').length;
}

interface Run extends Place {
  mark: string;
}

/** Runs of `*`, `_` and backticks that may be marks; not those behind a backslash, or between spaces. */
function markRuns(source: string, from: number, to: number): Run[] {
  const runs: Run[] = [];
  for (let i = from; i < to; i++) {
    if (source[i] === '\\') i++;
    else if (/[*_`]/.test(source[i]!)) {
      let end = i + 1;
      while (end < to && source[end] === source[i]) end++;
      const alone = /\s/.test(source[i - 1] ?? ' ') && /\s/.test(source[end] ?? ' ');
      const inWord = source[i] === '_' && isWord(source[i - 1]) && isWord(source[end]);
      if (!alone && !inWord) runs.push({ from: i, to: end, mark: source.slice(i, end) });
      i = end - 1;
    }
  }
  return runs;
}

function isWord(c: string | undefined): boolean {
  return c !== undefined && /[\p{L}\p{N}]/u.test(c);
}

/** The place, wider by the marks that touch it where that leaves none without its partner; undefined if nothing does. */
function balance(source: string, { from, to }: Place): Place | undefined {
  let left = from;
  while (left > 0 && /[*_`]/.test(source[left - 1]!) && source[left - 2] !== '\\') left--;
  let right = to;
  while (right < source.length && /[*_`]/.test(source[right]!)) right++;
  const tries: [number, number][] = [
    [from, to],
    [left, to],
    [from, right],
    [left, right],
  ];
  for (const [start, end] of tries) {
    if (isBalanced(markRuns(source, start, end))) return { from: start, to: end };
  }
  return undefined;
}

function isBalanced(runs: Run[]): boolean {
  const open: string[] = [];
  for (const { mark } of runs) {
    let rest = mark;
    while (rest && open.length && open.at(-1)![0] === rest[0] && open.at(-1)!.length <= rest.length) {
      rest = rest.slice(open.pop()!.length);
    }
    if (rest) open.push(rest);
  }
  return !open.length;
}

/** Takes the marks from a paragraph, where one of them has lost its partner. */
function withoutMarks(source: string, from: number, to: number): Edit[] {
  return markRuns(source, from, to)
    .filter((run) => !(run.mark === '*' && /(?:^|\n)[ \t>]*$/.test(source.slice(Math.max(0, run.from - 40), run.from))))
    .map((run) => ({ from: run.from, to: run.to, insert: '' }));
}

/** Where the paragraph around a place begins, after what opens it, and where it ends. */
function blockAround(source: string, place: Place): [from: number, to: number] {
  let start = source.lastIndexOf('\n', place.from - 1) + 1;
  while (start > 0 && isSameBlock(source, start)) start = source.lastIndexOf('\n', start - 2) + 1;
  let end = lineEnd(source, place.to);
  while (end < source.length && isSameBlock(source, end + 1)) end = lineEnd(source, end + 1);
  return [start + openingAt(source, start), end];
}

/** Whether the line that begins at `at` goes on with the paragraph of the line before. */
function isSameBlock(source: string, at: number): boolean {
  const opening = source.slice(at, at + openingAt(source, at));
  const before = source.slice(source.lastIndexOf('\n', at - 2) + 1, at - 1);
  const rest = source.slice(at + opening.length, lineEnd(source, at));
  return Boolean(rest.trim() && before.replace(/[>\s]/g, '')) && !/[-+*#\d]/.test(opening);
}

function lineEnd(source: string, at: number): number {
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end;
}
