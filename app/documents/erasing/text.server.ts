import type { JSONContent } from '@tiptap/core';
import { marker } from '../../facilitation/facilitation';
import { type Folded, findFolded, fold, foldText, type Piece } from '../../shared/rich-text/fold';
import { containsPassage } from '../../shared/rich-text/redact';

/** One character of a line, where it stands in the tree; a break within a paragraph stands in no text node. */
interface Letter {
  node: JSONContent | null;
  at: number;
  text: string;
  inserted: boolean;
  deleted: boolean;
}

/** The ways in which one text is read: with what is proposed and what is to go, as it stands, as it would be. */
const views = {
  all: () => true,
  standing: (l: Letter) => !l.inserted,
  proposed: (l: Letter) => !l.deleted,
};
type View = (typeof views)[keyof typeof views];

/** More passes than this only a text needs that was made for it. */
const mostPasses = 8;

/**
 * Erases a passage from a text (its nodes, as JSON) wherever a reader can come upon it: over the borders of marks and
 * paragraphs, in words that are only proposed, in notes, in the words beside pictures, in addresses and in whatever a
 * client wrote into an attribute. `count` is in how many places it was. Where it cannot be cut out, all goes with it.
 */
export function eraseFromText(text: JSONContent, passage: string): { text: JSONContent; count: number } {
  const copy = structuredClone(text);
  const wanted = foldText(passage);
  if (!wanted.letters) return { text, count: 0 };
  const count = eraseFromAttributes(copy, passage) + cutOut(copy, wanted);
  if (count === 0) return { text, count };
  tidy(copy);
  if (isRead(copy, wanted)) return { text: emptied(copy), count };
  return { text: copy, count };
}

/** Nodes that are no whole text, such as a section that was cleared. */
export function eraseFromBlocks(blocks: JSONContent[], passage: string): { blocks: JSONContent[]; count: number } {
  const { text, count } = eraseFromText({ type: 'doc', content: blocks }, passage);
  return { blocks: text.content ?? [], count };
}

/** What came in the place of these letters of a text node, as they were counted at that moment. */
export type Cut = (node: JSONContent, from: number, to: number, sign: string) => void;

/** Cuts the words of a passage out of the text nodes, in place, and tells of each cut. In how many places it was. */
export function cutOut(root: JSONContent, wanted: Folded, tell: Cut = () => {}): number {
  let count = 0;
  for (let pass = 0, found = 1; pass < mostPasses && found > 0; pass++) {
    found = 0;
    for (const view of Object.values(views)) found += eraseInView(root, wanted, view, tell);
    count += found;
  }
  return count;
}

function eraseInView(root: JSONContent, wanted: Folded, view: View, tell: Cut): number {
  const { letters, pieces } = readAs(root, view);
  const places = findFolded(fold(pieces), wanted);
  // From the last to the first, so that what is cut moves nothing that is still to be cut.
  for (const { from, to } of places.reverse()) cut(letters.slice(from, to), tell);
  return places.length;
}

/** The letters in the order of reading, and the same as pieces with a break after each line. */
function readAs(root: JSONContent, view: View): { letters: Letter[]; pieces: Piece[] } {
  const letters: Letter[] = [];
  const pieces: Piece[] = [];
  for (const line of linesOf(root)) {
    for (const letter of line.filter(view)) {
      pieces.push([letter.text, letters.length, letters.length + 1]);
      letters.push(letter);
    }
    pieces.push(['\n', letters.length, letters.length]);
  }
  return { letters, pieces };
}

function cut(letters: Letter[], tell: Cut): void {
  const nodes = new Map<JSONContent, { from: number; to: number }>();
  for (const { node, at, text } of letters) {
    if (!node) continue;
    const range = nodes.get(node) ?? { from: at, to: at };
    nodes.set(node, { from: Math.min(range.from, at), to: Math.max(range.to, at + text.length) });
  }
  let sign = marker;
  for (const [node, { from, to }] of nodes) {
    tell(node, from, to, sign);
    node.text = node.text!.slice(0, from) + sign + node.text!.slice(to);
    sign = '';
  }
}

/** What one reads in one go: the words of a paragraph, and those of each note by themselves. */
function linesOf(root: JSONContent): Letter[][] {
  const lines: Letter[][] = [];
  const walk = (node: JSONContent) => {
    const children = node.content ?? [];
    if (children.some((child) => child.type === 'text')) lines.push(children.flatMap((child) => [...lettersIn(child)]));
    for (const child of children) walk(child);
  };
  walk(root);
  return lines;
}

function* lettersIn(node: JSONContent): Iterable<Letter> {
  if (node.type === 'hardBreak') yield { node: null, at: 0, text: '\n', inserted: false, deleted: false };
  if (node.type !== 'text') return;
  const has = (name: string) => (node.marks ?? []).some((mark) => mark.type === name);
  const [inserted, deleted] = [has('insertion'), has('deletion')];
  let at = 0;
  for (const text of node.text ?? '') {
    yield { node, at, text, inserted, deleted };
    at += text.length;
  }
}

/** Words in attributes: beside pictures they give way to the marker, everywhere else to nothing. Returns how many. */
function eraseFromAttributes(node: JSONContent, passage: string): number {
  let count = 0;
  for (const [name, value] of Object.entries(node.attrs ?? {})) {
    if (typeof value !== 'string' || !holds(value, passage)) continue;
    node.attrs![name] = name === 'alt' || name === 'caption' ? marker : null;
    count++;
  }
  if (node.marks) {
    const kept = node.marks.filter(
      (m) => !Object.values(m.attrs ?? {}).some((v) => typeof v === 'string' && holds(v, passage)),
    );
    count += node.marks.length - kept.length;
    node.marks = kept;
  }
  for (const child of node.content ?? []) count += eraseFromAttributes(child, passage);
  return count;
}

function holds(words: string, passage: string): boolean {
  return containsPassage(words, passage) || containsPassage(decoded(words), passage);
}

/** An address may hold the words as %41 or joined by signs. */
function decoded(words: string): string {
  try {
    return decodeURIComponent(words).replace(/[+._/=&?-]+/g, ' ');
  } catch {
    return words;
  }
}

/** A text node without text is none, and no schema takes it. */
function tidy(node: JSONContent): void {
  if (!node.content) return;
  node.content = node.content.filter((child) => child.type !== 'text' || child.text !== '');
  for (const child of node.content) tidy(child);
}

function isRead(root: JSONContent, wanted: Folded): boolean {
  return Object.values(views).some((view) => findFolded(fold(readAs(root, view).pieces), wanted).length > 0);
}

/** Better a lost page than a name that stays. */
function emptied(text: JSONContent): JSONContent {
  return { ...text, content: [{ type: 'paragraph', content: [{ type: 'text', text: marker }] }] };
}
