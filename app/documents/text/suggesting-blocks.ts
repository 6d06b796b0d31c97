import { Fragment, type Node, type ResolvedPos } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { decidedPart } from './proposals';
import { insertElements } from './suggesting-steps';
import { goOnAt, isInOwn, NotProposable, type Pen, removeElement } from './suggesting-words';

/** More characters than these are not written a second time because something around them changed. */
export const mostRepeated = 20_000;

/** Some children of an element, by their indices. */
interface Range {
  from: number;
  to: number;
}

/**
 * Any change at all: the blocks around it are proposed to go, and the blocks as they are after it to come in their
 * place. For what has no mark of its own, such as a list made of paragraphs, or cells made one.
 */
export function writeBlocks(pen: Pen, edit: Transaction): boolean {
  const [before, after] = [pen.tr.doc, edit.doc];
  const start = before.content.findDiffStart(after.content);
  const ends = before.content.findDiffEnd(after.content);
  if (start === null || !ends) return true;
  const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
  const [$start, $end] = [before.resolve(start), before.resolve(ends.a + overlap)];
  const [$from, $to] = [after.resolve(start), after.resolve(ends.b + overlap)];
  for (let depth = Math.min($start.sharedDepth($end.pos), $from.sharedDepth($to.pos)); depth >= 0; depth--) {
    const parent = $start.node(depth);
    if (parent.inlineContent || ['table', 'row'].includes(parent.type.spec.tableRole)) continue;
    const old = childrenFrom($start, $end, depth);
    const made = childrenFrom($from, $to, depth);
    widen(parent, $from.node(depth), old, made);
    const nodes = $from.node(depth).content.content.slice(made.from, made.to);
    const content = decidedPart(Fragment.fromArray(nodes), () => 'accept');
    if (!content) continue;
    const inserted = replaceBlocks(pen, $start, depth, old, content);
    const offset = edit.selection.head - $from.posAtIndex(made.from, depth);
    goOnAt(pen, inserted + Math.max(0, Math.min(offset, content.size)));
    return true;
  }
  return false;
}

function childrenFrom($from: ResolvedPos, $to: ResolvedPos, depth: number): Range {
  return { from: $from.index(depth), to: $to.indexAfter(depth) };
}

/** Blocks that are to be joined are decided together. */
function widen(before: Node, after: Node, old: Range, made: Range): void {
  const joins = (node: Node | null) => Boolean(node?.attrs.joined);
  while (old.from > 0 && made.from > 0 && (joins(before.maybeChild(old.from)) || joins(after.maybeChild(made.from)))) {
    old.from--;
    made.from--;
  }
  while (joins(before.maybeChild(old.to))) {
    old.to++;
    made.to++;
  }
}

/** Gives the position before what came in their place. */
function replaceBlocks(pen: Pen, $start: ResolvedPos, depth: number, old: Range, content: Fragment): number {
  const own = isInOwn($start, pen, depth);
  if (!own && content.textBetween(0, content.size).length > mostRepeated) throw new NotProposable('too-large');
  const steps = pen.tr.steps.length;
  const end = $start.posAtIndex(old.to, depth);
  for (let index = old.to - 1; index >= old.from; index--) removeElement(pen, $start.posAtIndex(index, depth), own);
  const at = pen.tr.mapping.slice(steps).map(end);
  insertElements(pen, at, content);
  return at;
}
