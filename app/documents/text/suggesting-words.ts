import { Fragment, type Mark, type Node, type ResolvedPos } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type { proposalAttributes } from './extensions';
import { mapChildren } from './ids';
import {
  type Change,
  decidedPart,
  isProposalMark,
  type Look,
  lookOf,
  type Proposal,
  proposalIn,
  withLook,
} from './proposals';

/** Whose proposal is being written, and where. `caret`: where the person goes on, in the text after so many steps. */
export interface Pen {
  tr: Transaction;
  proposal: Proposal;
  caret?: { at: number; steps: number };
  /** What was written is not what was asked for, on purpose. */
  settled?: boolean;
}

/** Why something cannot be proposed; the editor has a sentence for each. */
export type WhyNot =
  | 'too-large' // a change of structure that would repeat more than so many words
  | 'taken' // somebody else has proposed another kind for the same element
  | 'voice' // a survivor's voice comes and goes by hand alone
  | 'impossible';

export class NotProposable extends Error {
  constructor(readonly why: WhyNot) {
    super(why);
  }
}

export function isMine(proposal: Proposal | undefined, pen: Pen): boolean {
  return proposal !== undefined && proposal.person === pen.proposal.person;
}

/** Whether a position lies in an element that the person proposed: what happens in there is theirs alone. */
export function isInOwn($pos: ResolvedPos, pen: Pen, depth = $pos.depth): boolean {
  for (let d = depth; d > 0; d--) if (isMine(proposalIn($pos.node(d), 'inserted'), pen)) return true;
  return false;
}

export function goOnAt(pen: Pen, at: number): void {
  pen.caret = { at, steps: pen.tr.steps.length };
}

function ownMark(marks: readonly Mark[], name: string, pen: Pen): Mark | undefined {
  return marks.find((mark) => mark.type.name === name && mark.attrs.person === pen.proposal.person);
}

/** Proposes that what stands between two positions of the same paragraph goes; what the person proposed there goes now. */
export function removeWords(pen: Pen, from: number, to: number): void {
  const $from = pen.tr.doc.resolve(from);
  const mine = isInOwn($from, pen);
  const neighbour = pen.tr.doc.resolve(to).nodeAfter;
  const adjacent =
    ownMark($from.nodeBefore?.marks ?? [], 'deletion', pen) ?? ownMark(neighbour?.marks ?? [], 'deletion', pen);
  const deletion = adjacent ?? pen.tr.doc.type.schema.marks.deletion!.create(pen.proposal);
  const parts: { from: number; to: number; node: Node }[] = [];
  $from.parent.forEach((node, offset) => {
    const start = Math.max(from, $from.start() + offset);
    const end = Math.min(to, $from.start() + offset + node.nodeSize);
    if (start < end) parts.push({ from: start, to: end, node });
  });
  for (const part of parts.reverse()) {
    if (!part.node.isText) removeElement(pen, part.from, mine);
    else if (isOwnText(part.node, mine, pen)) pen.tr.delete(part.from, part.to);
    else if (!part.node.marks.some((mark) => mark.type.name === 'deletion')) {
      pen.tr.addMark(part.from, part.to, deletion);
    }
  }
}

function isOwnText(text: Node, inOwn: boolean, pen: Pen): boolean {
  const insertions = text.marks.filter((mark) => mark.type.name === 'insertion');
  return insertions.length ? insertions.every((mark) => mark.attrs.person === pen.proposal.person) : inOwn;
}

/** Proposes that the element at a position goes. */
export function removeElement(pen: Pen, at: number, inOwn: boolean): void {
  const node = pen.tr.doc.nodeAt(at)!;
  const inserted = proposalIn(node, 'inserted');
  if (isMine(inserted, pen) || (inOwn && !inserted)) pen.tr.delete(at, at + node.nodeSize);
  else if (node.type.name === 'voice') throw new NotProposable('voice');
  else if (!node.attrs.deleted) propose(pen, at, 'deleted');
}

export function propose(pen: Pen, at: number, name: (typeof proposalAttributes)[number], more?: Partial<Change>): void {
  pen.tr.setNodeAttribute(at, name, JSON.stringify({ ...pen.proposal, ...more }));
}

/** Puts words in as a proposal and gives the position after them. */
export function insertWords(pen: Pen, at: number, words: Fragment): number {
  if (!words.size) return at;
  const $at = pen.tr.doc.resolve(at);
  const mine = isInOwn($at, pen);
  const near = [$at.nodeBefore, $at.nodeAfter].map((node) => ownMark(node?.marks ?? [], 'insertion', pen));
  const type = pen.tr.doc.type.schema.marks.insertion!;
  const insertion = near.find((mark) => mark && !mark.attrs.split) ?? type.create(pen.proposal);
  const nodes = words.content.flatMap((node) => {
    const split = splitIn(node);
    if (split) return [node.mark([type.create({ ...pen.proposal, split })])];
    return cleaned(Fragment.from(node)).content.map((clean) => {
      if (clean.isText) return mine ? clean : clean.mark(insertion.addToSet(clean.marks));
      return mine ? clean : withAttribute(clean, 'inserted', JSON.stringify(pen.proposal));
    });
  });
  pen.tr.insert(at, nodes);
  return at + Fragment.fromArray(nodes).size;
}

/** Of how many levels a division is proposed by these words, 0 for others. */
function splitIn(node: Node): number {
  const proposed = node.marks.find((mark) => mark.type.name === 'insertion' && mark.attrs.split);
  return proposed && !node.marks.some((mark) => mark.type.name === 'deletion') ? proposed.attrs.split : 0;
}

export function withAttribute(node: Node, name: string, value: string | null): Node {
  return node.type.create({ ...node.attrs, [name]: value }, node.content, node.marks);
}

/** Content to put in: as if all that is proposed in it were accepted, and with no ids that stand elsewhere already. */
export function cleaned(content: Fragment): Fragment {
  const accepted = decidedPart(content, () => 'accept');
  if (!accepted) throw new NotProposable('impossible');
  return mapChildren(accepted, withoutIds);
}

function withoutIds(node: Node): Node {
  if (node.type.name === 'voice') throw new NotProposable('voice');
  if (node.isText) return node;
  const content = mapChildren(node.content, withoutIds);
  const bears = node.isBlock && node.attrs.id;
  if (!bears && content === node.content) return node;
  return node.type.create(bears ? { ...node.attrs, id: null } : node.attrs, content, node.marks);
}

/** Proposes that words look otherwise. */
export function changeLook(pen: Pen, from: number, to: number, mark: Mark, add: boolean): void {
  if (isProposalMark(mark)) throw new NotProposable('impossible');
  const parts: { from: number; to: number; node: Node; own: boolean }[] = [];
  pen.tr.doc.nodesBetween(from, to, (node, at) => {
    if (!node.isText) return;
    const own = isOwnText(node, isInOwn(pen.tr.doc.resolve(at), pen), pen);
    parts.push({ from: Math.max(from, at), to: Math.min(to, at + node.nodeSize), node, own });
  });
  for (const part of parts) {
    if (part.own && add) pen.tr.addMark(part.from, part.to, mark);
    else if (part.own) pen.tr.removeMark(part.from, part.to, mark);
    else proposeLook(pen, part.from, part.to, part.node, mark, add);
  }
}

function proposeLook(pen: Pen, from: number, to: number, text: Node, mark: Mark, add: boolean): void {
  if (add === mark.isInSet(text.marks)) return;
  const before = ownMark(text.marks, 'modification', pen);
  const look = changed(before ? lookOf(before) : { add: [], remove: [] }, mark, add);
  if (before) pen.tr.removeMark(from, to, before);
  const without = text.marks.filter((other) => !isProposalMark(other));
  const after = withLook(without, look, mark.type.schema);
  if (after.length === without.length && after.every((other) => other.isInSet(without))) return;
  const proposal = before ? { ...before.attrs } : pen.proposal;
  pen.tr.addMark(from, to, mark.type.schema.marks.modification!.create({ ...proposal, change: JSON.stringify(look) }));
}

function changed(look: Look, mark: Mark, add: boolean): Look {
  const name = mark.type.name;
  const others = look.add.filter(({ type }) => type !== name);
  if (!add) return { add: others, remove: [...new Set([...look.remove, name])] };
  const { type, attrs } = mark.toJSON() as Look['add'][number];
  return {
    add: [...others, attrs ? { type, attrs } : { type }],
    remove: look.remove.filter((other) => other !== name),
  };
}
