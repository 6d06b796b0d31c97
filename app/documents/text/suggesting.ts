import type { Node } from '@tiptap/pm/model';
import { type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep, type Step } from '@tiptap/pm/transform';
import { newId } from './ids';
import { isProposalMark, type Proposal, proposalMarks, withoutProposalsOf } from './proposals';
import { tellApartBySection } from './suggesting-apart';
import { writeBlocks } from './suggesting-blocks';
import { type Place, writeStep } from './suggesting-steps';
import { NotProposable, type Pen, type WhyNot } from './suggesting-words';
import { acceptAll } from './suggestions';

export type { WhyNot } from './suggesting-words';

export interface Author {
  person: number;
  organisation: number | null;
}

/** A transaction with this meta is let through as it is, for instance one that gives ids to blocks. */
export const asItIs = 'not-a-suggestion';

/**
 * For an editor in which a person may only suggest: `dispatchTransaction({ transaction, next })` of an extension calls
 * the function that this gives. What comes from others, from undo, or changes no text, goes through untouched.
 */
export function suggesting(author: () => Author, refused: (why: WhyNot) => void) {
  return (state: EditorState, transaction: Transaction, next: (transaction: Transaction) => void): void => {
    if (!transaction.docChanged || isNotTyped(transaction)) {
      next(transaction);
      return;
    }
    const made = asSuggestion(state, transaction, author());
    if (typeof made === 'string') refused(made);
    else next(made);
  };
}

/**
 * An edit of somebody who writes, without marks of proposals on the words they typed: ProseMirror gives new words the
 * marks of those around them, and words typed within a proposed deletion would go with it when it is accepted.
 */
export function asStanding(edit: Transaction): Transaction {
  if (!edit.docChanged || isNotTyped(edit)) return edit;
  edit.steps.slice().forEach((step, i) => {
    if (!(step instanceof ReplaceStep) || step.slice.openStart || step.slice.openEnd) return;
    const { content } = step.slice;
    if (!content.firstChild?.isInline || !content.content.some((node) => node.marks.some(isProposalMark))) return;
    const after = edit.mapping.slice(i + 1);
    const [from, to] = [after.map(step.from, 1), after.map(step.from + content.size, -1)];
    for (const name of proposalMarks) edit.removeMark(from, to, edit.doc.type.schema.marks[name]!);
  });
  return edit;
}

/** What comes from others, from undo, or is to be left as it is. */
function isNotTyped(transaction: Transaction): boolean {
  return Boolean(transaction.getMeta('y-sync$') || transaction.getMeta('history$') || transaction.getMeta(asItIs));
}

/**
 * An edit as a proposal: a transaction after which what stands is what stood, and after accepting all is what it would
 * be had the edit been made. Both are checked each time, so an edit of a shape that was never thought of is at worst
 * proposed as other blocks in place of the old ones, or not at all.
 */
export function asSuggestion(
  state: EditorState,
  edit: Transaction,
  author: Author,
  at = new Date().toISOString(),
  id = newId(),
): Transaction | WhyNot {
  const proposal: Proposal = { id, person: author.person, organisation: author.organisation, at };
  try {
    const steps = written(state, edit, proposal, writeSteps);
    if (steps && (steps.settled || isWhatWasAsked(edit, steps))) return finished(steps, edit);
    const blocks = written(state, edit, proposal, writeBlocks);
    if (blocks && isWhatWasAsked(edit, blocks)) return finished(blocks, edit);
    return 'impossible';
  } catch (error) {
    if (error instanceof NotProposable) return error.why;
    throw error;
  }
}

function written(
  state: EditorState,
  edit: Transaction,
  proposal: Proposal,
  write: (pen: Pen, edit: Transaction) => boolean,
): Pen | undefined {
  const pen: Pen = { tr: state.tr, proposal };
  try {
    return write(pen, edit) ? pen : undefined;
  } catch (error) {
    // Positions that belong to what an earlier step put in: the blocks as a whole are tried next.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isWhatWasAsked(edit: Transaction, { tr, proposal }: Pen): boolean {
  const person = proposal.person!;
  return (
    isAlike(acceptAll(tr.doc), acceptAll(edit.doc)) &&
    withoutProposalsOf(tr.doc, person).eq(withoutProposalsOf(edit.before, person))
  );
}

/** The same text but for the ids of its blocks. Marks on anything but words are left out, as Yjs leaves them out. */
export function isAlike(a: Node, b: Node): boolean {
  if (a === b) return true;
  if (a.type !== b.type || a.text !== b.text || a.childCount !== b.childCount) return false;
  if (a.isText) return a.eq(b);
  const names = Object.keys(a.attrs).filter((name) => name !== 'id' || !a.isBlock);
  if (names.some((name) => JSON.stringify(a.attrs[name]) !== JSON.stringify(b.attrs[name]))) return false;
  return a.content.content.every((child, i) => isAlike(child, b.child(i)));
}

function writeSteps(pen: Pen, edit: Transaction): boolean {
  return edit.steps.every((step, i) => writeStep(pen, step, placeOf(pen, edit, step, i)));
}

/** Where a step lies: from the text it was made for back to the one before the edit, and on to the one with proposals. */
function placeOf(pen: Pen, edit: Transaction, step: Step, i: number): Place {
  const { from, to, pos } = step as Step & { from?: number; to?: number; pos?: number };
  const [start, end] = [from ?? pos ?? 0, to ?? pos ?? 0];
  const back = edit.mapping.maps.slice(0, i).reverse();
  const there = (position: number, side: number) =>
    pen.tr.mapping.map(
      back.reduce((at, map) => map.invert().map(at, side), position),
      side,
    );
  const { selection } = pen.tr;
  const caret = i === 0 && selection.empty ? selection.head : null;
  return { from: there(start, 1), to: there(end, start === end ? 1 : -1), caret };
}

function finished(pen: Pen, edit: Transaction): Transaction {
  const { tr } = pen;
  tellApartBySection(pen);
  if (edit.selectionSet || tr.docChanged) setSelection(pen, edit);
  if (edit.storedMarksSet) tr.setStoredMarks(edit.storedMarks);
  if (edit.scrolledIntoView) tr.scrollIntoView();
  // Where it came from (a paste, a key, an input rule) matters to other plugins.
  for (const [key, value] of Object.entries((edit as unknown as { meta: Record<string, unknown> }).meta)) {
    tr.setMeta(key, value);
  }
  return tr;
}

function setSelection({ tr, caret }: Pen, edit: Transaction): void {
  if (caret) {
    const at = tr.mapping.slice(caret.steps).map(caret.at);
    tr.setSelection(TextSelection.near(tr.doc.resolve(Math.max(0, Math.min(at, tr.doc.content.size)))));
  } else if (edit.selectionSet && tr.doc.content.size === edit.doc.content.size) {
    tr.setSelection(Selection.fromJSON(tr.doc, edit.selection.toJSON()));
  }
}
