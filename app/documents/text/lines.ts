import type { Mark, Node } from '@tiptap/pm/model';
import { sectionKeys } from './ids';
import { isProposalMark } from './proposals';

/** A word, a space or a sign, and how it looks. What is cited is one as well, with its reference. */
export interface Token {
  text: string;
  look: string;
  cited?: { kind: string; id: string };
}

/** A text as the list of what stands in it one below the other. */
export interface Line {
  kind: 'paragraph' | 'heading' | 'item' | 'quote' | 'picture' | 'rule' | 'table';
  /** Of a heading 1 to 4; of an item how deep it stands in lists, from 1. */
  level: number;
  /** Block id, '' where it has none. */
  id: string;
  section: string;
  tokens: Token[];
  /** The cells of a table, row by row. */
  rows?: Token[][][];
  /** The uuid of a picture. */
  picture?: string;
}

export function linesOf(text: Node): Line[] {
  const lines: Line[] = [];
  const keyOf = sectionKeys();
  let section = '';
  for (const block of text.content.content) {
    section = keyOf(block) ?? section;
    collect(block, { kind: 'paragraph', level: 0 }, section, lines);
  }
  return lines;
}

function collect(node: Node, around: Pick<Line, 'kind' | 'level'>, section: string, lines: Line[]): void {
  const common = { id: String(node.attrs.id ?? ''), section, ...around };
  const name = node.type.name;
  if (name === 'heading') {
    lines.push({ ...common, kind: 'heading', level: node.attrs.level, tokens: tokensOf(node) });
  } else if (node.isTextblock) lines.push({ ...common, tokens: tokensOf(node) });
  else if (name === 'horizontalRule') lines.push({ ...common, kind: 'rule', tokens: [] });
  else if (name === 'image') {
    const words = [node.attrs.alt, node.attrs.caption].filter(Boolean).join('\n');
    lines.push({ ...common, kind: 'picture', picture: String(node.attrs.image ?? ''), tokens: split(words, '') });
  } else if (name === 'table') {
    const rows = node.content.content.map((row) => row.content.content.map(cellTokens));
    lines.push({ ...common, kind: 'table', rows, tokens: rows.flat(2) });
  } else {
    const level = name === 'listItem' ? (around.kind === 'item' ? around.level + 1 : 1) : around.level;
    const kind = name === 'listItem' ? 'item' : name === 'blockquote' ? 'quote' : around.kind;
    for (const child of node.content.content) collect(child, { kind, level }, section, lines);
  }
}

function cellTokens(cell: Node): Token[] {
  const lines: Line[] = [];
  for (const block of cell.content.content) collect(block, { kind: 'paragraph', level: 0 }, '', lines);
  return lines.flatMap((line, i) => (i ? [{ text: '\n', look: '' }, ...line.tokens] : line.tokens));
}

function tokensOf(block: Node): Token[] {
  return block.content.content.flatMap((node): Token[] => {
    if (node.isText) return split(node.text!, lookOf(node.marks));
    if (node.type.name === 'hardBreak') return [{ text: '\n', look: '' }];
    if (node.type.name === 'footnote')
      return [...split(' (', 'note'), ...split(node.textContent, 'note'), ...split(')', 'note')];
    if (node.type.name !== 'citation') return [];
    const { kind, cited } = node.attrs;
    return [{ text: `[${kind} ${cited}]`, look: '', cited: { kind: String(kind), id: String(cited) } }];
  });
}

function lookOf(marks: readonly Mark[]): string {
  return marks
    .filter((mark) => !isProposalMark(mark))
    .map((mark) => (mark.type.name === 'link' ? `link ${mark.attrs.href}` : mark.type.name))
    .sort()
    .join(', ');
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Words as a dictionary has them: there are languages that put no spaces between them. */
function split(text: string, look: string): Token[] {
  return Array.from(segmenter.segment(text), ({ segment }) => ({ text: segment, look }));
}

export function textOfTokens(tokens: Token[]): string {
  return tokens.map(({ text }) => text).join('');
}
