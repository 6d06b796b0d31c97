import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { writeProposals } from '../../text/own-writing';

/** The part of y-tiptap's binding that writes what was changed on the screen; within one transaction of the text. */
interface Binding {
  doc: Y.Doc;
  type: Y.XmlFragment;
  mapping: Map<unknown, unknown>;
  _prosemirrorChanged(text: Node): void;
}

/** What is proposed is written so that what stands stays whose it is, in the same transaction as all the rest. */
export const KeepingWriters = Extension.create({
  name: 'keepingWriters',
  addProseMirrorPlugins: () => [
    new Plugin({
      view(view) {
        const binding: Binding = ySyncPluginKey.getState(view.state).binding;
        const usual = binding._prosemirrorChanged;
        binding._prosemirrorChanged = (text) => {
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
  ],
});
