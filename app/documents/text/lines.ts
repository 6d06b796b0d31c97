import type { Mark, Node } from '@tiptap/pm/model';
import { sectionKeys } from './ids';
import { isProposalMark } from './proposals';

/** Words and how they look. What is cited is one as well, with its reference. */
export interface Token {
  text: string;
  look: string;
  cited?: { kind: string; id: string };
}

/** Pieces of words that look the same. */
export type Words = Token[];

/** A text as the list of what stands in it one below the other. */
export interface Line {
  kind: 'paragraph' | 'heading' | 'item' | 'quote' | 'picture' | 'rule' | 'table';
  /** Of a heading 1 to 4; of an item how deep it stands in lists, from 1. */
  level: number;
  /** Block id, '' where it has none. */
  id: string;
  section: string;
  /** All its words, cells of a table one after the other. */
  text: string;
  /** Its words part by part; they are taken apart only where two lines differ. */
  words: Words;
  /** The cells of a table, row by row. */
  rows?: Words[][];
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
  const put = (words: Words, more?: Partial<Line>) => {
    const id = String(node.attrs.id ?? '');
    lines.push({ id, section, ...around, text: textOfTokens(words), words, ...more });
  };
  const name = node.type.name;
  if (name === 'heading') put(wordsIn(node), { kind: 'heading', level: node.attrs.level });
  else if (node.isTextblock) put(wordsIn(node));
  else if (name === 'horizontalRule') put([], { kind: 'rule' });
  else if (name === 'image') {
    const text = [node.attrs.alt, node.attrs.caption].filter(Boolean).join('\n');
    put([{ text, look: '' }], { kind: 'picture', picture: String(node.attrs.image ?? '') });
  } else if (name === 'programmePart') {
    // Which part it is: what it says is not the text's, and changes without it.
    put([{ text: `[${node.attrs.part} ${node.attrs.programme}]`, look: '' }]);
  } else if (name === 'table') {
    const rows = node.content.content.map((row) => row.content.content.map(wordsInCell));
    put(rows.flat(2), { kind: 'table', rows });
  } else {
    const level = name === 'listItem' ? (around.kind === 'item' ? around.level + 1 : 1) : around.level;
    const kind = name === 'listItem' ? 'item' : name === 'blockquote' ? 'quote' : around.kind;
    for (const child of node.content.content) collect(child, { kind, level }, section, lines);
  }
}

function wordsInCell(cell: Node): Words {
  const lines: Line[] = [];
  for (const block of cell.content.content) collect(block, { kind: 'paragraph', level: 0 }, '', lines);
  return lines.flatMap((line, i) => (i ? [{ text: '\n', look: '' }, ...line.words] : line.words));
}

function wordsIn(block: Node): Words {
  return block.content.content.flatMap((node): Words => {
    if (node.isText) return [{ text: node.text!, look: lookOf(node.marks) }];
    if (node.type.name === 'hardBreak') return [{ text: '\n', look: '' }];
    if (node.type.name === 'footnote') return [{ text: ` (${node.textContent})`, look: 'note' }];
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

/** Taken apart into words as a dictionary has them: there are languages that put no spaces between them. */
export function tokensOf(words: Words): Token[] {
  return words.flatMap((piece) =>
    piece.cited || !piece.text
      ? [piece]
      : Array.from(segmenter.segment(piece.text), ({ segment }) => ({ text: segment, look: piece.look })),
  );
}

export function textOfTokens(tokens: Token[]): string {
  return tokens.map(({ text }) => text).join('');
}
