import type { JSONContent } from '@tiptap/core';
import { isAllowedAddress } from './addresses';
import { noMention } from './editor-document';
import { escapeInline } from './escape';

export type MarkName = 'link' | 'bold' | 'italic' | 'code';

/** One character, what marks it bears, and where it leads if it is in a link. */
interface Character {
  c: string;
  marks: Partial<Record<MarkName, string>>;
}

/** The words of a paragraph, one line for each that the reader sees. */
export function wordsOf(nodes: JSONContent[]): string {
  return nodes.map((node) => (node.type === 'hardBreak' ? '\n' : (node.text ?? ''))).join('');
}

/** The Markdown of the words in a paragraph, with these of their marks. */
export function inlineMarkdown(nodes: JSONContent[], keep: MarkName[]): string {
  const characters = withoutEmptyLines(nodes.flatMap((node) => charactersOf(node, keep)));
  joinBreaks(characters);
  return write(characters, 0, characters.length, []);
}

function charactersOf(node: JSONContent, keep: MarkName[]): Character[] {
  const marks: Character['marks'] = {};
  for (const { type, attrs } of node.marks ?? []) {
    if (!keep.includes(type as MarkName)) continue;
    if (type === 'link' && !isAllowedAddress(String(attrs?.href))) continue;
    marks[type as MarkName] = type === 'link' ? String(attrs?.href) : '';
  }
  if (marks.code !== undefined) return [...wordsOf([node])].map((c) => ({ c, marks: { code: '' } }));
  return [...wordsOf([node])].map((c) => ({ c, marks }));
}

/** An empty line would end the paragraph. */
function withoutEmptyLines(characters: Character[]): Character[] {
  let empty = true;
  return characters.filter(({ c }) => {
    const dropped = empty && /\s/.test(c);
    empty = c === '\n' || (empty && dropped);
    return !dropped;
  });
}

/** A break between two bold lines is bold, or each line would need signs of its own. */
function joinBreaks(characters: Character[]): void {
  characters.forEach((character, i) => {
    const before = characters[i - 1]?.marks;
    const after = characters[i + 1]?.marks;
    if (character.c !== '\n' || !before || !after) return;
    character.marks = {};
    for (const name of ['link', 'bold', 'italic'] as const) {
      if (before[name] !== undefined && before[name] === after[name]) character.marks[name] = before[name];
    }
  });
}

/** Writes the characters from `from` to `to`, all of which stand within the marks in `within`. */
function write(all: Character[], from: number, to: number, within: MarkName[]): string {
  let out = '';
  for (let i = from; i < to; ) {
    const longest = longestMark(all, i, to, within);
    let end = i + 1;
    if (longest) {
      end = longest.end;
      out += writeMark(all, i, end, longest.name, within);
    } else {
      while (end < to && !longestMark(all, end, to, within)) end++;
      const words = all
        .slice(i, end)
        .map(({ c }) => c)
        .join('');
      const lines = words.split('\n').map((line) => escapeInline(line, within.includes('link')));
      out += lines.join('\n').replaceAll(noMention, '\\@');
    }
    i = end;
  }
  return out;
}

/** Of the marks that begin here the one that reaches farthest: it goes around the others. */
function longestMark(
  all: Character[],
  at: number,
  to: number,
  within: MarkName[],
): { name: MarkName; end: number } | undefined {
  let longest: { name: MarkName; end: number } | undefined;
  for (const name of ['link', 'bold', 'italic', 'code'] as const) {
    const value = all[at]!.marks[name];
    if (value === undefined || within.includes(name)) continue;
    let end = at + 1;
    while (end < to && all[end]!.marks[name] === value) end++;
    if (!longest || end > longest.end) longest = { name, end };
  }
  return longest;
}

function writeMark(all: Character[], from: number, to: number, name: MarkName, within: MarkName[]): string {
  const inside = [...within, name];
  if (name === 'code')
    return writeCode(
      all
        .slice(from, to)
        .map(({ c }) => c)
        .join(''),
    );
  const [start, end] = name === 'link' ? withoutSpace(all, from, to) : withinWords(all, from, to);
  if (start >= end) return write(all, from, to, inside);
  const words = write(all, start, end, inside);
  const marked = name === 'link' ? writeLink(words, all.slice(start, end)) : signs[name] + words + signs[name];
  return write(all, from, start, inside) + marked + write(all, end, to, inside);
}

const signs = { bold: '**', italic: '*' };

function writeLink(words: string, characters: Character[]): string {
  const href = characters[0]!.marks.link!;
  if (characters.map(({ c }) => c).join('') === href && /^[^\s<>]+$/.test(href)) return `<${href}>`;
  if (/^(?:[^()\\\s<>]|\([^()\\\s<>]*\))*$/.test(href)) return `[${words}](${href})`;
  return `[${words}](<${href.replace(/[<>\\\s]/g, encodeURIComponent)}>)`;
}

function writeCode(text: string): string {
  const words = text.replace(/\n/g, ' ');
  const fence = '`'.repeat(Math.max(0, ...(words.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  const room = /^`|`$|^ .* $/.test(words) && words.trim() ? ' ' : '';
  return fence + room + words + room + fence;
}

function withoutSpace(all: Character[], from: number, to: number): [start: number, end: number] {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(all[start]!.c)) start++;
  while (end > start && /\s/.test(all[end - 1]!.c)) end--;
  return [start, end];
}

/** Signs next to a space, or between a letter and a full stop, are not read as signs: those stay outside. */
function withinWords(all: Character[], from: number, to: number): [start: number, end: number] {
  let [start, end] = withoutSpace(all, from, to);
  while (start < end && isSign(all[start]!.c) && isLetter(all[start - 1]?.c)) start++;
  while (end > start && isSign(all[end - 1]!.c) && isLetter(all[end]?.c)) end--;
  return withoutSpace(all, start, end);
}

function isSign(c: string): boolean {
  return /[\p{P}\p{S}]/u.test(c);
}

function isLetter(c: string | undefined): boolean {
  return c !== undefined && !/[\s\p{P}\p{S}]/u.test(c);
}
