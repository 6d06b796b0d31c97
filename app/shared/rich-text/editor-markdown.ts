import type { JSONContent } from '@tiptap/core';
import { documentOf, noMention } from './editor-document';
import { inlineMarkdown, type MarkName, wordsOf } from './editor-marks';
import { escapeLineStarts } from './escape';

/**
 * The Markdown of a document of the editor. What a person wrote is kept to the letter, though not always how it looks:
 * Markdown cannot make bold every part of every word. Empty paragraphs go, two lists in a row stay two.
 */
export function markdownOf(document: JSONContent): string {
  return writeBlocks(document.content ?? [], '\n\n');
}

function writeBlocks(nodes: JSONContent[], beforeList: '\n' | '\n\n'): string {
  let out = '';
  let previous: JSONContent | undefined;
  let other = false;
  for (const node of nodes) {
    // Two lists with the same sign would be read as one.
    other = previous?.type === node.type && isList(node) && !other;
    const block = writeBlock(node, other);
    if (!block) continue;
    if (out) out += previous?.type === 'paragraph' && mayFollow(node) ? beforeList : '\n\n';
    out += block;
    previous = node;
  }
  return out;
}

function isList(node: JSONContent): boolean {
  return node.type === 'bulletList' || node.type === 'orderedList';
}

/** A list that is read as one right under the lines of a paragraph. */
function mayFollow(node: JSONContent): boolean {
  if (!isList(node) || (node.attrs?.start ?? 1) !== 1) return false;
  return Boolean(writeBlocks(node.content?.[0]?.content ?? [], '\n'));
}

function writeBlock(node: JSONContent, other: boolean): string {
  switch (node.type) {
    case 'paragraph':
      return writeLines(node, (text) => escapeLineStarts(text), '');
    case 'heading':
      return writeHeading(node);
    case 'blockquote': {
      const words = writeBlocks(node.content ?? [], '\n\n');
      return words ? words.replace(/^/gm, '> ').replace(/^> $/gm, '>') : '';
    }
    case 'bulletList':
      return writeItems(node, () => (other ? '* ' : '- '));
    case 'orderedList':
      return writeItems(node, (i) => `${Number(node.attrs?.start ?? 1) + i}${other ? ')' : '.'} `);
    default:
      return '';
  }
}

function writeItems(list: JSONContent, mark: (i: number) => string): string {
  return (list.content ?? [])
    .map((item, i) => {
      const lead = mark(i);
      const words = writeBlocks(item.content ?? [], '\n');
      return (lead + words.replace(/\n(?=[^\n])/g, `\n${' '.repeat(lead.length)}`)).trimEnd();
    })
    .join('\n');
}

function writeHeading(node: JSONContent): string {
  const hashes = '#'.repeat(Number(node.attrs?.level ?? 1));
  const words = writeLines(
    node,
    (text) => text.replace(/\s*\n\s*/g, ' ').replace(/(^|\s)(#+)$/, '$1\\$2'),
    `${hashes} `,
  );
  return words && `${hashes} ${words}`;
}

const allMarks: MarkName[] = ['link', 'bold', 'italic', 'code'];

/**
 * The words of a paragraph or a heading with their marks, read back to see that they are still the same words. Where
 * they are not, with fewer marks, at last with a backslash before every sign: words are worth more than how they look.
 */
function writeLines(node: JSONContent, finish: (text: string) => string, lead: string): string {
  const nodes = node.content ?? [];
  for (const marks of [allMarks, ['link', 'bold'], ['link'], []] as MarkName[][]) {
    const written = finish(trimLines(inlineMarkdown(nodes, marks)));
    if (/^[\p{L}\p{N} ,]*$/u.test(written) || isReadAs(lead + written, node)) return written;
  }
  const literal = wordsOf(nodes).replace(/[!-/:-?[-`{-~]/g, '\\$&');
  return finish(trimLines(literal.replaceAll(noMention, '\\@')));
}

function isReadAs(markdown: string, node: JSONContent): boolean {
  const [read, ...more] = documentOf(markdown).content ?? [];
  return read?.type === node.type && !more.length && plain(read!) === plain(node);
}

function plain(node: JSONContent): string {
  return wordsOf(node.content ?? [])
    .replace(/\s+/g, ' ')
    .trim();
}

function trimLines(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter(Boolean).join('\n');
}
