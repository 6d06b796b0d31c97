import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { proposalAttributes } from '../../text/extensions';
import { holdsProposals, isProposalMark, proposalIn, proposalOf } from '../../text/proposals';
import { type Author, asStanding, suggesting, type WhyNot } from '../../text/suggesting';
import type { Place } from './finding';

const key = new PluginKey<string | null>('suggested');

export interface SuggestedOptions {
  author: () => Author;
  /** What is typed becomes a proposal. */
  proposes: () => boolean;
  /** Such a change cannot be proposed. */
  refused: (why: WhyNot) => void;
}

/** Turns what is typed into proposals while that is asked for, and shows what is proposed about whole elements. */
export const Suggested = Extension.create<SuggestedOptions>({
  name: 'suggested',
  addOptions: () => ({ author: () => ({ person: 0, organisation: null }), proposes: () => false, refused: () => {} }),
  addStorage() {
    return { propose: suggesting(this.options.author, this.options.refused) };
  },
  dispatchTransaction({ transaction, next }) {
    if (this.options.proposes()) this.storage.propose(this.editor.state, transaction, next);
    else next(asStanding(transaction));
  },
  addProseMirrorPlugins: () => [
    new Plugin<string | null>({
      key,
      state: {
        init: () => null,
        apply: (tr, at) => {
          const told: { at: string | null } | undefined = tr.getMeta(key);
          return told ? told.at : at;
        },
      },
      props: { decorations: drawElements },
    }),
  ],
});

/** Words bear marks of their own; elements are drawn by what is proposed about them. */
function drawElements(state: EditorState): DecorationSet | null {
  const at = key.getState(state);
  const drawn: Decoration[] = [];
  state.doc.descendants((node, pos) => {
    if (!holdsProposals(node)) return false;
    if (node.isText) {
      if (at && node.marks.some((mark) => isProposalMark(mark) && mark.attrs.id === at))
        drawn.push(Decoration.inline(pos, pos + node.nodeSize, { class: 'turned-to' }));
      return false;
    }
    const classes = proposalAttributes.flatMap((name) => {
      const proposal = proposalIn(node, name);
      return proposal ? [`proposed-${name}`, ...(proposal.id === at ? ['turned-to'] : [])] : [];
    });
    if (classes.length) drawn.push(Decoration.node(pos, pos + node.nodeSize, { class: classes.join(' ') }));
    return true;
  });
  return drawn.length ? DecorationSet.create(state.doc, drawn) : null;
}

export function turnToSuggestion(view: EditorView, at: string | null): void {
  if (key.getState(view.state) !== at) view.dispatch(view.state.tr.setMeta(key, { at }));
}

/** From the first to the last of what one suggestion proposes. */
export function suggestionPlace(state: EditorState, id: string): Place | null {
  let place: Place | null = null;
  state.doc.descendants((node, pos) => {
    if (proposalsOf(node).includes(id)) place = { from: place?.from ?? pos, to: pos + node.nodeSize };
  });
  return place;
}

/** The suggestion in whose words a position stands. */
export function suggestionAt(state: EditorState, pos: number): string | null {
  const $pos = state.doc.resolve(pos);
  for (const node of [$pos.nodeAfter, $pos.nodeBefore]) if (node && proposalsOf(node)[0]) return proposalsOf(node)[0]!;
  for (let depth = $pos.depth; depth > 0; depth--) {
    const [id] = proposalsOf($pos.node(depth));
    if (id) return id;
  }
  return null;
}

function proposalsOf(node: Node): string[] {
  const marks = node.marks.filter(isProposalMark).map((mark) => proposalOf(mark).id);
  const attributes = node.isText ? [] : proposalAttributes.flatMap((name) => proposalIn(node, name)?.id ?? []);
  return [...marks, ...attributes];
}
