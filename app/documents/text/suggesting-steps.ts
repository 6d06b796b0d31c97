import { Fragment, type Node, type ResolvedPos, Slice } from '@tiptap/pm/model';
import { AddMarkStep, AttrStep, RemoveMarkStep, ReplaceAroundStep, ReplaceStep, type Step } from '@tiptap/pm/transform';
import { proposalAttributes } from './extensions';
import { holdsProposals, proposalIn, splitSign } from './proposals';
import {
  changeLook,
  cleaned,
  goOnAt,
  insertWords,
  isInOwn,
  isMine,
  NotProposable,
  type Pen,
  propose,
  removeElement,
  removeWords,
  withAttribute,
} from './suggesting-words';

/** Where a step lies in the text with proposals, and where the person's caret was before it. */
export interface Place {
  from: number;
  to: number;
  caret: number | null;
}

/** Writes one step of an edit as a proposal; false where it is none of the known shapes. */
export function writeStep(pen: Pen, step: Step, place: Place): boolean {
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
    changeLook(pen, place.from, place.to, step.mark, step instanceof AddMarkStep);
    return true;
  }
  if (step instanceof AttrStep) return writeKind(pen, place.from, undefined, { [step.attr]: step.value });
  if (step instanceof ReplaceAroundStep) return writeAround(pen, step, place);
  return step instanceof ReplaceStep && writeReplacement(pen, step.slice, place);
}

function writeReplacement(pen: Pen, slice: Slice, place: Place): boolean {
  const { from, to } = place;
  const $from = pen.tr.doc.resolve(from);
  const $to = pen.tr.doc.resolve(to);
  const flat = $from.sameParent($to) && !slice.openStart && !slice.openEnd;
  if (flat && $from.parent.inlineContent) return writeWords(pen, slice.content, place);
  if (flat) return writeElements(pen, $from, to, slice.content);
  if ($from.sameParent($to) && slice.openStart && slice.openStart === slice.openEnd)
    return writeSplit(pen, slice, place);
  if (isInOwn($from, pen, $from.sharedDepth(to))) return writeNow(pen, slice, from, to);
  return !slice.size && writeJoin(pen, $from, $to, place);
}

/** In an element that the person proposed themselves an edit is made, not proposed. */
function writeNow(pen: Pen, slice: Slice, from: number, to: number): boolean {
  const step = new ReplaceStep(from, to, new Slice(withoutProposals(slice.content), slice.openStart, slice.openEnd));
  if (pen.tr.maybeStep(step).failed) return false;
  goOnAt(pen, pen.tr.mapping.slice(pen.tr.steps.length - 1).map(to));
  return true;
}

/** Open ends hold what was there before, with what others proposed in it: only whole new content is cleaned. */
function withoutProposals(content: Fragment): Fragment {
  return content.content.some(holdsProposals) ? cleaned(content) : content;
}

function writeWords(pen: Pen, words: Fragment, { from, to, caret }: Place): boolean {
  const steps = pen.tr.steps.length;
  removeWords(pen, from, to);
  const at = pen.tr.mapping.slice(steps).map(to);
  if (words.size) goOnAt(pen, insertWords(pen, at, words));
  else goOnAt(pen, caret === to ? from : at);
  return true;
}

function writeElements(pen: Pen, $from: ResolvedPos, to: number, content: Fragment): boolean {
  const mine = isInOwn($from, pen);
  const before = pen.tr.steps.length;
  const at: number[] = [];
  $from.parent.forEach((_, offset) => {
    const start = $from.start() + offset;
    if (start >= $from.pos && start < to) at.push(start);
  });
  for (const start of at.reverse()) removeElement(pen, start, mine);
  insertElements(pen, pen.tr.mapping.slice(before).map(to), content);
  return true;
}

/** Puts elements in as a proposal and gives the position after them. */
export function insertElements(pen: Pen, at: number, content: Fragment): number {
  if (!content.size) return at;
  const mine = isInOwn(pen.tr.doc.resolve(at), pen);
  const proposal = JSON.stringify(pen.proposal);
  const nodes = cleaned(content).content.map((node) => (mine ? node : withAttribute(node, 'inserted', proposal)));
  const made = Fragment.fromArray(nodes);
  pen.tr.step(new ReplaceStep(at, at, new Slice(made, 0, 0)));
  goOnAt(pen, at + made.size - 1);
  return at + made.size;
}

/**
 * A division, or several paragraphs put into one. At the end of a block the rest comes as new blocks after it, at its
 * beginning before it; between words each division is a ¶, so that the words after it stay where they are.
 */
function writeSplit(pen: Pen, slice: Slice, { from, to }: Place): boolean {
  const levels = slice.openStart;
  const parts = slice.content.content;
  const $from = pen.tr.doc.resolve(from);
  const $to = pen.tr.doc.resolve(to);
  const depth = $to.depth - levels + 1;
  const first = onlyWords(parts[0], levels);
  const last = onlyWords(parts.at(-1), levels);
  if (!$to.parent.isTextblock || depth < 1 || parts.length < 2 || !first || !last) return false;
  if (isInOwn($to, pen, depth)) return writeOwnSplit(pen, slice, from, to, $to.node(depth));
  const steps = pen.tr.steps.length;
  const now = (position: number) => pen.tr.mapping.slice(steps).map(position);
  removeWords(pen, from, to);
  if (isAtEnd($to, depth)) {
    const end = insertWords(pen, now(to), first);
    const after = pen.tr.doc.resolve(end).after(depth);
    goOnAt(pen, insertElements(pen, after, Fragment.fromArray(parts.slice(1))) - levels);
  } else if (isAtStart($from, depth)) {
    const end = insertWords(pen, now(to), last);
    const before = pen.tr.doc.resolve(end).before(depth);
    insertElements(pen, before, Fragment.fromArray(parts.slice(0, -1)));
    goOnAt(pen, pen.tr.mapping.slice(pen.tr.steps.length - 1).map(end));
  } else {
    const sign = pen.tr.doc.type.schema.text(splitSign, [
      pen.tr.doc.type.schema.marks.insertion!.create({ ...pen.proposal, split: levels }),
    ]);
    let words = first;
    for (const part of parts.slice(1)) {
      const more = onlyWords(part, levels);
      if (!more) return false;
      words = words.append(Fragment.from(sign)).append(more);
    }
    goOnAt(pen, insertWords(pen, now(to), words));
  }
  return true;
}

function writeOwnSplit(pen: Pen, slice: Slice, from: number, to: number, divided: Node): boolean {
  const content = withoutProposals(slice.content).content.map((part) =>
    'inserted' in part.attrs ? withAttribute(part, 'inserted', divided.attrs.inserted) : part,
  );
  const step = new ReplaceStep(from, to, new Slice(Fragment.fromArray(content), slice.openStart, slice.openEnd));
  if (pen.tr.maybeStep(step).failed) return false;
  goOnAt(pen, pen.tr.mapping.slice(pen.tr.steps.length - 1).map(to));
  return true;
}

/** The words in an element that holds nothing else so many levels down. */
function onlyWords(node: Node | undefined, levels: number): Fragment | undefined {
  if (!node) return undefined;
  if (levels === 1) return node.isTextblock ? node.content : undefined;
  return node.childCount === 1 ? onlyWords(node.firstChild!, levels - 1) : undefined;
}

function isAtEnd($pos: ResolvedPos, depth: number): boolean {
  for (let d = $pos.depth; d >= depth; d--) if ($pos.end(d) !== $pos.pos + ($pos.depth - d)) return false;
  return true;
}

function isAtStart($pos: ResolvedPos, depth: number): boolean {
  for (let d = $pos.depth; d >= depth; d--) if ($pos.start(d) !== $pos.pos - ($pos.depth - d)) return false;
  return true;
}

/** Two paragraphs, and what stands between them, become one. */
function writeJoin(pen: Pen, $from: ResolvedPos, $to: ResolvedPos, { caret }: Place): boolean {
  const depth = $from.depth;
  if (depth !== $to.depth || $from.sharedDepth($to.pos) !== depth - 1) return false;
  if (!$from.parent.isTextblock || !$to.parent.isTextblock) return false;
  const [from, to] = [$from.pos, $to.pos];
  if ($from.parent.attrs.deleted || $to.parent.attrs.deleted) {
    // One of the two is to go: there is nothing to be joined to it, or the words that stay would go with it.
    removeWords(pen, $to.start(), to);
    removeBetween(pen, $from, $to.before());
    removeWords(pen, from, $from.end());
    pen.settled = true;
    goOnAt(pen, caret === from ? to : from);
    return true;
  }
  const steps = pen.tr.steps.length;
  const now = (position: number, side = 1) => pen.tr.mapping.slice(steps).map(position, side);
  const second = $to.before();
  const own = isMine(proposalIn($to.parent, 'inserted'), pen) && !$to.parent.content.content.some(holdsProposals);
  const emptied = isMine(proposalIn($from.parent, 'inserted'), pen) && !$from.parentOffset && !own;
  removeWords(pen, $to.start(), to);
  if (own) {
    const rest = $to.parent.content.cut($to.parentOffset);
    pen.tr.delete(second, pen.tr.doc.resolve(second + 1).after());
    removeBetween(pen, $from, second);
    removeWords(pen, from, $from.end());
    insertWords(pen, now($from.end()), rest);
  } else if (emptied) {
    removeBetween(pen, $from, second);
    pen.tr.delete($from.before(), $from.after());
    goOnAt(pen, now(second) + 1);
    return true;
  } else {
    if (!$to.parent.attrs.joined) propose(pen, second, 'joined');
    removeBetween(pen, $from, second);
    removeWords(pen, from, $from.end());
  }
  goOnAt(pen, caret === from && !own ? now(to) : from);
  return true;
}

function removeBetween(pen: Pen, $from: ResolvedPos, to: number): void {
  const at: number[] = [];
  pen.tr.doc.nodesBetween($from.after(), to, (_, position, parent) => {
    if (position >= $from.after() && position < to && parent === pen.tr.doc.resolve(position).parent) at.push(position);
    return false;
  });
  for (const position of at.reverse()) removeElement(pen, position, isInOwn($from, pen, $from.depth - 1));
}

/** Another kind or other attributes of an element; everything else around a gap is not known here. */
function writeAround(pen: Pen, step: ReplaceAroundStep, { from, to }: Place): boolean {
  const node = pen.tr.doc.nodeAt(from);
  const made = step.slice.content.firstChild;
  const isKind = step.gapFrom === step.from + 1 && step.gapTo === step.to - 1 && step.insert === 1;
  if (isKind && node && made && step.slice.content.childCount === 1 && from + node.nodeSize === to) {
    return writeKind(pen, from, made.type.name, made.attrs);
  }
  const $from = pen.tr.doc.resolve(from);
  if (!isInOwn($from, pen, $from.sharedDepth(to))) return false;
  const slice = new Slice(cleaned(step.slice.content), step.slice.openStart, step.slice.openEnd);
  const gap = [from + step.gapFrom - step.from, to - (step.to - step.gapTo)] as const;
  return !pen.tr.maybeStep(new ReplaceAroundStep(from, to, ...gap, slice, step.insert)).failed;
}

function writeKind(pen: Pen, at: number, type: string | undefined, attrs: Record<string, unknown>): boolean {
  const node = pen.tr.doc.nodeAt(at);
  if (!node || node.isText || !('changed' in node.attrs)) throw new NotProposable('impossible');
  const other = type ? node.type.schema.nodes[type]! : node.type;
  const kept = new Set<string>(['id', ...proposalAttributes]);
  const wanted = Object.fromEntries(Object.entries(attrs).filter(([name]) => !kept.has(name)));
  if (isMine(proposalIn(node, 'inserted'), pen) || isInOwn(pen.tr.doc.resolve(at), pen)) {
    const own = Object.fromEntries(
      Object.entries(node.attrs).filter(([name]) => kept.has(name) || other === node.type),
    );
    pen.tr.setNodeMarkup(at, other, { ...own, ...wanted }, node.marks);
    return true;
  }
  const before = proposalIn(node, 'changed');
  if (before && !isMine(before, pen)) throw new NotProposable('taken');
  const all: Record<string, unknown> =
    before && (before.type ?? node.type.name) === other.name ? { ...before.attrs, ...wanted } : wanted;
  const same = other === node.type;
  const different = Object.entries(all).filter(([name, value]) => !same || node.attrs[name] !== value);
  if (same && !different.length) pen.tr.setNodeAttribute(at, 'changed', null);
  else {
    const more = { ...(same ? {} : { type: other.name }), attrs: Object.fromEntries(different) };
    propose({ ...pen, proposal: before ? { ...pen.proposal, id: before.id } : pen.proposal }, at, 'changed', more);
  }
  return true;
}
