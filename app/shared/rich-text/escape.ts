import { addressLength } from './addresses';
import { splitHandles } from './handles';

/**
 * Markdown that reads as exactly this plain text. Escapes only what would be taken for a mark, since people see the
 * backslashes in a text area. Bare addresses stay as they are: the parser takes them whole, backslash and all.
 */
export function escapeMarkdown(text: string): string {
  return escapeLineStarts(
    text
      .split('\n')
      .map((line) => escapeInline(line))
      .join('\n'),
  );
}

/** A backslash before each sign that would mention somebody: quoted words call nobody a second time. */
export function withoutMentions(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      splitHandles(line)
        .map((part) => (typeof part === 'string' ? part : `\\${part.written}`))
        .join(''),
    )
    .join('\n');
}

/** Lines that would open a heading, a quote or a list. `*` has been escaped by then. */
export function escapeLineStarts(text: string): string {
  return text
    .replace(/^([^\S\n]*)(#{1,6}(?=\s|$)|>|[-+](?=\s|$))/gm, '$1\\$2')
    .replace(/^([^\S\n]*\d{1,9})([.)])(?=\s|$)/gm, '$1\\$2');
}

/** A part of a line, as it may stand anywhere in one. Within the words of a link brackets would end them. */
export function escapeInline(line: string, inLink = false): string {
  let out = '';
  let at = 0;
  for (const match of line.matchAll(/(?<![\p{L}\p{N}\\+.-])https?:(?=\/\/)/giu)) {
    if (match.index < at) continue;
    const from = match.index + match[0].length;
    const length = addressLength(line, from);
    if (!length) continue;
    out += escapeMarks(line, at, match.index, inLink) + line.slice(match.index, from + length);
    at = from + length;
  }
  return out + escapeMarks(line, at, line.length, inLink);
}

function escapeMarks(line: string, from: number, to: number, inLink: boolean): string {
  let out = '';
  for (let i = from; i < to; i++) {
    const c = line[i]!;
    out += /[\\`*_[\]<&]/.test(c) && isMark(line, i, inLink) ? `\\${c}` : c;
  }
  return out;
}

function isMark(line: string, i: number, inLink: boolean): boolean {
  const before = line[i - 1] ?? ' ';
  const after = line[i + 1] ?? ' ';
  switch (line[i]) {
    case '\\':
      return i === line.length - 1 || /[!-/:-@[-`{-~]/.test(after);
    case '*':
      return !(/\s/.test(before) && /\s/.test(after)) || !line.slice(0, i).trim();
    case '_':
      return !(/\s/.test(before) && /\s/.test(after)) && !(isWord(before) && isWord(after));
    case '[':
      return inLink;
    case ']':
      return inLink || after === '(';
    case '<':
      return /^<(?:[a-z][a-z\d+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>/i.test(line.slice(i, i + 2100));
    case '&':
      return /^&(?:#x?[\da-f]{1,7}|[a-z][a-z\d]{1,31});/i.test(line.slice(i, i + 40));
    default:
      return true;
  }
}

function isWord(c: string): boolean {
  return /[\p{L}\p{N}]/u.test(c);
}
