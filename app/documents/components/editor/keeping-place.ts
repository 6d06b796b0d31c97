import { Extension } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { Plugin } from '@tiptap/pm/state';
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/** Where one's caret was before a change came: beside which letters, and at which number. */
interface Before {
  type: string;
  anchor: Y.RelativePosition | null;
  head: Y.RelativePosition | null;
  absAnchor?: number | null;
  absHead?: number | null;
}

/** The part of y-tiptap's binding that puts the caret back when a change of somebody else has come. */
interface Binding {
  doc: Y.Doc;
  type: Y.XmlFragment;
  mapping: Parameters<typeof relativePositionToAbsolutePosition>[3];
  prosemirrorView: { state: EditorState } | null;
  beforeTransactionSelection: Before | null;
}

/**
 * One's caret stays beside the letters where it stands, whatever others write before it. y-tiptap takes it for lost as
 * soon as the words of its paragraph have changed, looks the paragraph up by its id and puts the caret at the number
 * that it had there: what is typed next would stand in the middle of a word. That way is left to it where the paragraph
 * itself is another one now.
 */
export const KeepingPlace = Extension.create({
  name: 'keepingPlace',
  addProseMirrorPlugins: () => [
    new Plugin({
      view(view) {
        const binding: Binding = ySyncPluginKey.getState(view.state).binding;
        let before = binding.beforeTransactionSelection;
        Object.defineProperty(binding, 'beforeTransactionSelection', {
          configurable: true,
          get: () => before,
          set: (now: Before | null) => {
            before = now?.type === 'text' ? besideLetters(binding, now) : now;
          },
        });
        return {};
      },
    }),
  ],
});

/** The same, with numbers only for an end whose letters say nothing any more. Asked for when the change is there. */
function besideLetters(binding: Binding, before: Before): Before {
  const { anchor, head, absAnchor, absHead } = before;
  const [runs, ends] = [
    [runAt(binding, anchor), runAt(binding, head)],
    [absAnchor ?? null, absHead ?? null],
  ];
  const numberOf = (at: Y.RelativePosition | null, end: 0 | 1): number | null => {
    const number = ends[end]!;
    const run = runs[end];
    if (number === null || !at || !run || run._item?.deleted || runAt(binding, at) !== run) return number;
    const { doc, type, mapping, prosemirrorView } = binding;
    if (relativePositionToAbsolutePosition(doc, type, at, mapping) !== null) return null;
    // It is not told where a caret stands that is at the very beginning of the text.
    const $before = prosemirrorView?.state.doc.resolve(number);
    return $before?.parent.isTextblock ? $before.start() : number;
  };
  return {
    ...before,
    get absAnchor() {
      return numberOf(anchor, 0);
    },
    get absHead() {
      return numberOf(head, 1);
    },
  };
}

/** The run of words, or the element, in which a place is. */
function runAt({ doc }: Binding, at: Y.RelativePosition | null): Y.AbstractType<unknown> | null {
  return at ? (Y.createAbsolutePositionFromRelativePosition(at, doc)?.type ?? null) : null;
}
