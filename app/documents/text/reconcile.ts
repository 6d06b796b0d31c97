import type { Node } from '@tiptap/pm/model';
import { updateYFragment } from '@tiptap/y-tiptap';
import { diffArrays } from 'diff';
import * as Y from 'yjs';
import { align } from './align';

/** Reads the elements that a child of a fragment stands for, as the text's own reader does. */
type Reader = (child: unknown) => Node[];

/**
 * Makes an element in a Y.Doc hold these nodes. y-tiptap matches children from both ends and rewrites all between the
 * first and the last that differ; here they are matched by id, words and likeness first, so that to accept two
 * proposals leaves what stands between them to whoever wrote it, and to whoever is writing in it at that moment.
 */
export function reconcile(
  doc: Y.Doc,
  element: Y.XmlFragment,
  wanted: readonly Node[],
  read: Reader,
  /** Between which of its children: those before and after are the same already. */
  { start, end }: { start: number; end: number } = { start: 0, end: element.length },
): void {
  const children = element.toArray();
  const old = children.slice(start, end).flatMap((child) => {
    const nodes = read(child);
    // What cannot be read is nothing to anyone and stays.
    return nodes.length === 1 && child instanceof Y.XmlElement ? [{ child, node: nodes[0]! }] : [];
  });
  type Block = { child?: Y.XmlElement; node: Node };
  const pairs = align<Block>(
    old,
    wanted.map((node) => ({ node })),
    {
      id: ({ node }) => (typeof node.attrs.id === 'string' ? `${node.type.name} ${node.attrs.id}` : ''),
      text: ({ node }) => JSON.stringify(node),
      likeness: (a, b) => (a.node.type === b.node.type ? likeness(a.node, b.node) : 0),
    },
  );
  let after = (children[start - 1] as Y.XmlElement | undefined) ?? null;
  for (const { from, to } of pairs) {
    if (from && to && from.node.type === to.node.type) {
      after = from.child!;
      if (!from.node.eq(to.node)) change(doc, after, to.node, read);
      continue;
    }
    if (from) element.delete(element.toArray().indexOf(from.child!), 1);
    if (to) after = put(doc, element, after, to.node);
  }
}

function put(doc: Y.Doc, element: Y.XmlFragment, after: Y.XmlElement | null, node: Node): Y.XmlElement {
  const made = new Y.XmlElement(node.type.name);
  element.insert(after ? element.toArray().indexOf(after) + 1 : 0, [made]);
  updateYFragment(doc, made, node, { mapping: new Map(), isOMark: new Map() });
  return made;
}

function change(doc: Y.Doc, element: Y.XmlElement, node: Node, read: Reader): void {
  if (node.inlineContent || node.isLeaf) {
    changeWords(element, node);
    updateYFragment(doc, element, node, { mapping: new Map(), isOMark: new Map() });
    return;
  }
  const attributes = element.getAttributes() as Record<string, unknown>;
  for (const [name, value] of Object.entries(node.attrs)) {
    if (value === null && name in attributes) element.removeAttribute(name);
    else if (value !== null && JSON.stringify(attributes[name]) !== JSON.stringify(value)) {
      element.setAttribute(name, value);
    }
  }
  reconcile(doc, element, node.content.content, read);
}

/** A letter, and how it is proposed. */
interface Letter {
  letter: string;
  inserted: boolean;
  deleted: boolean;
}

/**
 * The letters of each run of words, where the runs are as many as before; how they look is left to y-tiptap, which
 * would write everything again between the first letter that differs and the last.
 */
function changeWords(element: Y.XmlElement, node: Node): void {
  const runs: (Letter[] | null)[] = [];
  let inRun = false;
  for (const child of node.content.content) {
    if (!inRun || !child.isText) runs.push(child.isText ? [] : null);
    const has = (name: string) => child.marks.some((mark) => mark.type.name === name);
    if (child.isText) runs.at(-1)!.push(...lettersOf(child.text!, has('insertion'), has('deletion')));
    inRun = child.isText;
  }
  const children = element.toArray();
  if (children.length !== runs.length || children.some((c, i) => c instanceof Y.XmlText !== (runs[i] !== null))) return;
  children.forEach((child, i) => {
    if (child instanceof Y.XmlText) changeLetters(child, runs[i]!);
  });
}

function lettersOf(words: string, inserted: boolean, deleted: boolean): Letter[] {
  return Array.from(words, (letter) => ({ letter, inserted, deleted }));
}

/**
 * In which ways letters are taken for the same, the first preferred. Where words are proposed or a proposal is rejected
 * none that stands becomes one that is proposed, nor the other way round; where one is accepted none that is to go
 * becomes one that stays. Without that a blank before a proposed word would stand for the one after it: one would be the
 * proposer's that was not theirs.
 */
const samenesses: ((a: Letter, b: Letter) => boolean)[] = [
  (a, b) => a.letter === b.letter && a.inserted === b.inserted,
  (a, b) => a.letter === b.letter && a.deleted === b.deleted,
  (a, b) => a.letter === b.letter,
];

function changeLetters(text: Y.XmlText, wanted: Letter[]): void {
  const parts: { insert: unknown; attributes?: Record<string, unknown> }[] = text.toDelta();
  if (parts.some(({ insert }) => typeof insert !== 'string')) return;
  const old = parts.flatMap(({ insert, attributes = {} }) => {
    const has = (name: string) => Object.keys(attributes).some((key) => key === name || key.startsWith(`${name}--`));
    return lettersOf(insert as string, has('insertion'), has('deletion'));
  });
  if (wordsOf(old) === wordsOf(wanted)) return;
  let at = 0;
  for (const { added, removed, value } of smallest(old, wanted)) {
    const letters = wordsOf(value);
    if (removed) text.delete(at, letters.length);
    else {
      if (added) text.insert(at, letters);
      at += letters.length;
    }
  }
}

/** The smallest change of the letters, by the first way in which it is as small as that. Nothing where it is too large. */
function smallest(old: Letter[], wanted: Letter[]) {
  let best: { parts: ReturnType<typeof diffArrays<Letter>>; size: number } = {
    parts: [],
    size: Number.POSITIVE_INFINITY,
  };
  for (const comparator of samenesses) {
    const parts = diffArrays(old, wanted, { comparator, maxEditLength: 2000 }) ?? [];
    const size = parts.reduce((sum, part) => sum + (part.added || part.removed ? part.value.length : 0), 0);
    if (parts.length && size < best.size) best = { parts, size };
  }
  return best.parts;
}

function wordsOf(letters: Letter[]): string {
  return letters.map(({ letter }) => letter).join('');
}

/** Two with ids of their own are two things unless they say much the same; one without an id may be any. */
function likeness(a: Node, b: Node): number {
  const shared = sharedEnds(a.textContent, b.textContent);
  return a.attrs.id && b.attrs.id ? shared : 0.5 + shared / 2;
}

/** How much of the longer of two the beginning and the end are that they share. */
function sharedEnds(a: string, b: string): number {
  const most = Math.max(a.length, b.length);
  const least = Math.min(a.length, b.length);
  let start = 0;
  while (start < least && a[start] === b[start]) start++;
  let end = 0;
  while (end < least - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return most ? (start + end) / most : 1;
}
