import type { Fragment, Node } from '@tiptap/pm/model';
import { type EditorState, Selection, type SelectionBookmark, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep, type Step } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import type { RelativePosition } from 'yjs';
import { positionIn } from './anchors';

/** An edit that waits for an answer: what it would do to which text, and where. */
export interface HeldEdit {
  steps: Step[];
  doc: Node;
  after: SelectionBookmark;
  /** Where it begins, within the history of the text: others may change the text before the answer. */
  place: RelativePosition | undefined;
}

export function holdEdit(tr: Transaction, state: EditorState): HeldEdit {
  const { steps } = tr;
  return {
    ...{ steps: [...steps], doc: state.doc, after: tr.selection.getBookmark() },
    place: relative(state, insertionOf(steps)?.pos ?? state.selection.from),
  };
}

/** Takes the next letter in, which was typed before anyone could see a question; false for what is no such thing. */
export function addLetter(held: HeldEdit, tr: Transaction, state: EditorState): boolean {
  const [first, next] = [insertionOf(held.steps.slice(0, 1)), insertionOf(tr.steps)];
  // The letters before it are not in the text, so that it came to the same place.
  if (held.doc !== state.doc || !first || !next || first.pos !== next.pos) return false;
  held.steps.push(...tr.steps);
  return true;
}

/** Makes the edit. False where others changed the text meanwhile and it is not known any more what it would do. */
export function makeHeld(view: EditorView, held: HeldEdit): boolean {
  const { state } = view;
  const { tr } = state;
  const letters = held.steps.map((step) => insertionOf([step]));
  const pos = state.doc.eq(held.doc) ? letters[0]?.pos : absolute(state, held.place);
  const isTyped = letters.every((letter) => letter !== undefined);
  if (isTyped && pos !== undefined) {
    for (const { content } of letters) tr.insert(tr.mapping.map(pos), content);
    tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(pos))));
  } else if (state.doc.eq(held.doc)) {
    for (const step of held.steps) if (tr.maybeStep(step).failed) return false;
    tr.setSelection(held.after.resolve(tr.doc));
  } else {
    if (pos !== undefined) view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(pos))));
    return false;
  }
  view.dispatch(tr.scrollIntoView());
  return true;
}

/** What is put in at one place, where that is all that is done: a letter, a word. */
function insertionOf(steps: readonly Step[]): { pos: number; content: Fragment } | undefined {
  const [step] = steps;
  if (steps.length !== 1 || !(step instanceof ReplaceStep) || step.from !== step.to) return undefined;
  const { content, openStart, openEnd } = step.slice;
  return openStart || openEnd || !content.firstChild?.isInline ? undefined : { pos: step.from, content };
}

function relative(state: EditorState, pos: number): RelativePosition | undefined {
  const { type, binding } = ySyncPluginKey.getState(state) ?? {};
  return binding ? absolutePositionToRelativePosition(pos, type, binding.mapping) : undefined;
}

function absolute(state: EditorState, place: RelativePosition | undefined): number | undefined {
  const { doc, type, binding } = ySyncPluginKey.getState(state) ?? {};
  if (!place || !binding) return undefined;
  return positionIn(doc, type, place, binding.mapping) ?? undefined;
}
