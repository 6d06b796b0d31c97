import { type Editor, Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView, type NodeView } from '@tiptap/pm/view';
import type { TFunction } from 'i18next';
import { Footnote } from '../../text/nodes';

const key = new PluginKey('footnotes');

/** A note is a sign with its number, which opens the words in the text. */
export function footnotesFor(t: TFunction) {
  return Footnote.extend({
    selectable: true,
    addNodeView:
      () =>
      ({ node, view, getPos, decorations }) =>
        drawNote(node, view, getPos as () => number | undefined, decorations, t),
  });
}

/** The arrow keys stop at a sign, Enter goes into the note, Escape and Enter go out of it. Heard before other keys. */
export const NoteKeys = Extension.create({
  name: 'noteKeys',
  priority: 1100,
  addKeyboardShortcuts() {
    return {
      Enter: () => (isOnNote(this.editor.state) ? enter(this.editor) : leave(this.editor)),
      'Shift-Enter': () => leave(this.editor),
      Escape: () => leave(this.editor),
      ArrowRight: () => stepOnto(this.editor, 'nodeAfter'),
      ArrowLeft: () => stepOnto(this.editor, 'nodeBefore'),
      'Mod-Alt-f': () => putNote(this.editor),
    };
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      props: {
        decorations: numbered,
        // A letter typed on the sign would take the note away with its words.
        handleTextInput(view, _, __, text) {
          if (!isOnNote(view.state)) return false;
          view.dispatch(view.state.tr.insertText(text, view.state.selection.to));
          return true;
        },
      },
    }),
  ],
});

function numbered(state: EditorState): DecorationSet | null {
  const signs: Decoration[] = [];
  const { from } = state.selection;
  state.doc.descendants((node, pos) => {
    if (node.type.name !== 'footnote') return true;
    const open = from > pos && from < pos + node.nodeSize && !(state.selection instanceof NodeSelection);
    signs.push(
      Decoration.node(
        pos,
        pos + node.nodeSize,
        { class: open ? 'note open' : 'note' },
        { number: signs.length + 1, open },
      ),
    );
    return false;
  });
  return signs.length ? DecorationSet.create(state.doc, signs) : null;
}

function drawNote(
  node: Node,
  view: EditorView,
  getPos: () => number | undefined,
  decorations: readonly Decoration[],
  t: TFunction,
): NodeView {
  const dom = document.createElement('span');
  const sign = document.createElement('button');
  sign.type = 'button';
  sign.className = 'sign';
  sign.contentEditable = 'false';
  sign.tabIndex = -1;
  const words = document.createElement('span');
  words.className = 'note-words';
  dom.append(sign, words);
  sign.addEventListener('mousedown', (event) => event.preventDefault());
  sign.addEventListener('click', () => {
    const pos = getPos();
    if (pos === undefined) return;
    view.focus();
    const now = view.state.doc.nodeAt(pos);
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos + 1 + (now?.content.size ?? 0))));
  });

  function tell(now: Node, all: readonly Decoration[]): void {
    const { number = '', open = false } = all.find((d) => 'number' in d.spec)?.spec ?? {};
    sign.textContent = String(number);
    sign.setAttribute('aria-label', t('editor:note.sign', { number, words: now.textContent }));
    sign.setAttribute('aria-expanded', String(open));
  }
  tell(node, decorations);
  return {
    dom,
    contentDOM: words,
    update(now, all) {
      if (now.type !== node.type) return false;
      tell(now, all);
      return true;
    },
    ignoreMutation: (mutation) => !words.contains(mutation.target) || mutation.target === words.parentNode,
    stopEvent: (event) => sign.contains(event.target as globalThis.Node | null) && event.type !== 'dragstart',
  };
}

function isOnNote(state: EditorState): boolean {
  return state.selection instanceof NodeSelection && state.selection.node.type.name === 'footnote';
}

/** How deep the note lies in which the caret stands; 0 outside of one. */
function noteDepth(state: EditorState): number {
  const { $head } = state.selection;
  for (let depth = $head.depth; depth > 0; depth--) if ($head.node(depth).type.name === 'footnote') return depth;
  return 0;
}

function enter({ view }: Editor): boolean {
  const { selection } = view.state;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, selection.to - 1)));
  return true;
}

function leave({ view }: Editor): boolean {
  const depth = noteDepth(view.state);
  if (depth === 0) return false;
  const after = view.state.selection.$head.after(depth);
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, after)).scrollIntoView());
  return true;
}

function stepOnto({ view }: Editor, side: 'nodeAfter' | 'nodeBefore'): boolean {
  const { selection, doc } = view.state;
  if (!selection.empty || noteDepth(view.state) > 0) return false;
  // On a page from right to left the keys turn with the text.
  const rightToLeft =
    getComputedStyle(view.domAtPos(selection.head).node.parentElement ?? view.dom).direction === 'rtl';
  const towards = rightToLeft ? (side === 'nodeAfter' ? 'nodeBefore' : 'nodeAfter') : side;
  const node = selection.$head[towards];
  if (node?.type.name !== 'footnote') return false;
  const pos = towards === 'nodeAfter' ? selection.head : selection.head - node.nodeSize;
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(doc, pos)));
  return true;
}

/** Puts in a note and goes into it; where the caret is at a note already, goes into that. */
export function putNote(editor: Editor): boolean {
  const { state, view } = editor;
  if (noteDepth(state) > 0) return leave(editor);
  if (isOnNote(state)) return enter(editor);
  const { to } = state.selection;
  const note = state.schema.nodes.footnote!.create();
  if (!state.doc.resolve(to).parent.inlineContent) return false;
  const tr = state.tr.insert(to, note);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, to + 1)));
  view.focus();
  return true;
}
