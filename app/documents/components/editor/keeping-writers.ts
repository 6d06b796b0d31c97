import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { StepMap } from '@tiptap/pm/transform';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { changedBy, writeLetters } from '../../text/own-letters';
import { writeProposals } from '../../text/own-writing';
import { isFromOthers } from './block-ids';

/** The part of y-tiptap's binding that writes what was changed on the screen; within one transaction of the text. */
interface Binding {
  doc: Y.Doc;
  type: Y.XmlFragment;
  mapping: Map<unknown, unknown>;
  _prosemirrorChanged(text: Node): void;
}

/**
 * What is typed or proposed is written so that what stands stays whose it is, in the same transaction as all the rest:
 * letters first, where they were typed; then what is proposed; then the binding, with whatever is left.
 */
export const KeepingWriters = Extension.create({
  name: 'keepingWriters',
  addProseMirrorPlugins() {
    /** Steps of one's own that are not written yet, and the text they lead to. */
    let steps: { maps: StepMap[]; text: Node } | null = null;
    return [
      new Plugin({
        key: new PluginKey('keepingWriters'),
        state: {
          init: () => null,
          apply(tr) {
            // A state may be tried and thrown away: steps that do not begin where these ended begin anew.
            const known = steps?.text === tr.before ? steps.maps : [];
            if (isFromOthers(tr)) steps = null;
            else steps = { maps: [...known, ...tr.mapping.maps], text: tr.doc };
            return null;
          },
        },
        view(view) {
          const binding: Binding = ySyncPluginKey.getState(view.state).binding;
          const usual = binding._prosemirrorChanged;
          binding._prosemirrorChanged = (text) => {
            const changed = steps?.text === text ? changedBy(steps.maps) : null;
            steps = null;
            if (changed) writeLetters(binding.type, text, binding.mapping, changed);
            writeProposals(binding.doc, binding.type, text, binding.mapping);
            usual.call(binding, text);
          };
          return {
            destroy() {
              binding._prosemirrorChanged = usual;
            },
          };
        },
      }),
    ];
  },
});
