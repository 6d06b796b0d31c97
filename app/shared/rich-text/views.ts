import { unescapeAll } from 'markdown-it/lib/common/utils.mjs';
import { type Piece, piecesOf } from './fold';
import { splitHandles } from './handles';
import type { Mentions } from './mentions';

interface How {
  /** What opens a line (quote, list, heading) is not read. */
  lines?: boolean;
  /** Where a link leads is not read, only its words. */
  links?: boolean;
  /** Entities and backslashes are read as what they stand for. */
  decode?: boolean;
  /** So are the percent signs of addresses. */
  percent?: boolean;
  /** Tags are not read. */
  tags?: RegExp;
  /** Handles are read as the names they stand for. */
  mentions?: Mentions;
}

const anyTag = /<\/?([a-z][a-z0-9]*)\b[^<>]{0,3000}>/iy;
const ownTag =
  /<\/?(p|h[1-6]|ul|ol|li|blockquote|em|strong|code|bdi|span|a|br)(?: (?:dir="(?:auto|ltr|rtl)"|rel="nofollow ugc noopener"|class="mention"|start="\d{1,9}"|href="[^"<>]*"))*>/y;

/**
 * The ways in which a passage can stand in a piece of Markdown, or in a text of which we do not know what it is: as a
 * reader sees it, spelled out with what links lead to, to the letter, and between tags.
 */
export const viewsOfSource: ((source: string, mentions?: Mentions) => Piece[])[] = [
  (source, mentions) => read(source, { lines: true, links: true, decode: true, mentions }),
  (source) => read(source, { decode: true, percent: true }),
  (source) => [...piecesOf(source)],
  (source) => read(source, { tags: anyTag, decode: true }),
];

/**
 * The same for what `renderText` has written: its words, and where its links lead. Its own tags and attributes are not
 * words: a passage such as "strong" would seem to be in every text.
 */
export const viewsOfHtml: ((html: string) => Piece[])[] = [
  (html) => read(html, { tags: ownTag, decode: true }),
  (html) =>
    read([...html.matchAll(/ href="([^"<>]*)"/g)].map(([, href]) => href).join('\n'), { decode: true, percent: true }),
];

export function looksRendered(text: string): boolean {
  return /^\s*<(?:p|h[1-6]|ul|ol|blockquote)(?: start="\d{1,9}")? dir="/.test(text);
}

const opening = /(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)]|#{1,6})(?=[ \t\n]|$)))*[ \t]*/y;
const linkTail =
  /\]\([ \t\n]*(?:<[^<>\n]{0,2500}>|[^\s()<>]{0,2500}(?:\([^\s()]{0,500}\)[^\s()]{0,500}){0,8})(?:\s{1,9}(?:"(?:\\.|[^"\\]){0,1000}"|'(?:\\.|[^'\\]){0,1000}'|\((?:\\.|[^()\\]){0,1000}\)))?\s{0,9}\)/y;
const addressInBrackets = /\(https?:\/\/[^\s()]{1,2500}\)/y;
const entity = /&(?:#x[\da-f]{1,6}|#\d{1,7}|[a-z][a-z\d]{1,31});/iy;
const percents = /(?:%[\da-f]{2})+/iy;
const blockTag = /^<\/?(?:p|h[1-6]|ul|ol|li|blockquote|br|div|tr|td|th|table|hr)\b/i;

/** How much of the line that begins at `at` only opens it. */
export function openingAt(source: string, at: number): number {
  return lengthAt(opening, source, at);
}

/** The `](…)` that ends a link, from its bracket on; 0 where there is none. */
export function linkTailAt(source: string, at: number): number {
  return source[at] === ']' && source[at + 1] === '(' ? lengthAt(linkTail, source, at) : 0;
}

function lengthAt(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex - at : 0;
}

function read(source: string, how: How): Piece[] {
  const handles = how.mentions ? handlePlaces(source, how.mentions) : undefined;
  const pieces: Piece[] = [];
  let at = how.lines ? openingAt(source, 0) : 0;
  while (at < source.length) {
    const mentioned = handles?.get(at);
    const [text, length] = mentioned ?? next(source, at, how);
    for (const c of text) pieces.push([c, at, at + length]);
    at += length;
  }
  return pieces;
}

/** What is read at `at`, and how many characters of the source that takes. */
function next(source: string, at: number, how: How): [text: string, length: number] {
  const c = source[at]!;
  switch (c) {
    case '\n':
      return ['\n', 1 + (how.lines ? openingAt(source, at + 1) : 0)];
    case '\\':
      if (how.decode && /[!-/:-@[-`{-~]/.test(source[at + 1] ?? '')) return [source[at + 1]!, 2];
      break;
    case '&':
      if (how.decode) return whole(source, at, entity, unescapeAll);
      break;
    case '%':
      if (how.percent) return whole(source, at, percents, decodePercents);
      break;
    case ']':
      if (how.links && linkTailAt(source, at)) return ['*', linkTailAt(source, at)];
      break;
    case '(':
      if (how.links) return whole(source, at, addressInBrackets, () => '*');
      break;
    case '<':
      if (how.tags) return whole(source, at, how.tags, (tag) => (blockTag.test(tag) ? '\n' : '*'));
      break;
  }
  return character(source, at);
}

function whole(source: string, at: number, pattern: RegExp, reading: (text: string) => string): [string, number] {
  const length = lengthAt(pattern, source, at);
  return length ? [reading(source.slice(at, at + length)), length] : character(source, at);
}

function character(source: string, at: number): [string, number] {
  const c = String.fromCodePoint(source.codePointAt(at)!);
  return [c, c.length];
}

function handlePlaces(source: string, mentions: Mentions): Map<number, [text: string, length: number]> {
  const places = new Map<number, [string, number]>();
  let at = 0;
  for (const part of splitHandles(source)) {
    const written = typeof part === 'string' ? part : part.written;
    const mentioned = typeof part === 'string' ? undefined : mentions.get(part.handle);
    if (mentioned) places.set(at, [`@${mentioned.name}`, written.length]);
    at += written.length;
  }
  return places;
}

function decodePercents(text: string): string {
  const bytes = Uint8Array.from(text.slice(1).split('%'), (byte) => Number.parseInt(byte, 16));
  return new TextDecoder().decode(bytes);
}
