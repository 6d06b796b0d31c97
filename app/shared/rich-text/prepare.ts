import { type Refusal, refuse } from '../refusal';

/** Counted as a text area counts them (UTF-16 units, one for a line's end), so `maxlength` and the server agree. */
export interface TextLimit {
  max: number;
}

/** What shows nothing: spaces, joiners, marks of direction, the braille blank. */
const somethingToRead = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u;
const noncharacters = /[\p{Cs}\uFEFF\uFDD0-\uFDEF\p{Noncharacter_Code_Point}]/gu;
/** Overrides turn the letters of everything after them. A form that holds one is refused; elsewhere they are dropped. */
const overrides = /[\u202D\u202E]/g;
/** Embeddings are what isolates were made to replace: each becomes its isolate, and stays where it is closed. */
const embeddings: Record<string, string> = { '\u202A': '\u2066', '\u202B': '\u2067', '\u202C': '\u2069' };
const isolates = /[\u2066-\u2069]/;

/**
 * Makes a text of several lines fit to keep: line ends as \n, NFC, nothing that a database, a mail or a reader's page
 * would trip over. Left-to-right and right-to-left marks stay, people who write Arabic type them.
 * Refuses 'invalid': `text:empty`, or `text:too-long` with `{ max, length }`.
 */
export function prepareText(raw: string, limit: TextLimit): { text: string } | Refusal {
  return withinLimit(
    clean(raw)
      .replace(/^(?:[^\S\n]*\n)+/, '')
      .trimEnd(),
    limit,
  );
}

/** The same for what stands on one line: a title, a name. Line ends and runs of spaces become one space. */
export function prepareLine(raw: string, limit: TextLimit): { text: string } | Refusal {
  return withinLimit(
    clean(raw.replace(/[\r\n\v\f\u0085\u2028\u2029]+/g, ' '))
      .replace(/\s+/g, ' ')
      .trim(),
    limit,
  );
}

function clean(raw: string): string {
  const text = raw
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/\p{Cc}/gu, (c) => (c === '\n' || c === '\t' ? c : ''))
    .replace(noncharacters, (c) => (/\p{Cs}/u.test(c) ? '\uFFFD' : ''))
    .replace(overrides, '')
    .replace(/[\u202A-\u202C]/g, (c) => embeddings[c]!)
    .normalize('NFC');
  return isolates.test(text) ? text.split('\n').map(balanceIsolates).join('\n') : text;
}

/** Keeps the isolates of a line that are closed on it, drops the others: an open one would hold what follows. */
export function balanceIsolates(line: string): string {
  const open: number[] = [];
  const paired = new Set<number>();
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code >= 0x2066 && code <= 0x2068) open.push(i);
    if (code !== 0x2069) continue;
    const start = open.pop();
    if (start !== undefined) paired.add(start).add(i);
  }
  return Array.from({ length: line.length }, (_, i) => (isolates.test(line[i]!) && !paired.has(i) ? '' : line[i])).join(
    '',
  );
}

function withinLimit(text: string, { max }: TextLimit): { text: string } | Refusal {
  if (!somethingToRead.test(text)) return refuse('invalid', 'text:empty');
  if (text.length > max) return refuse('invalid', 'text:too-long', { max, length: text.length });
  return { text };
}
