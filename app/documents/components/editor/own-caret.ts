import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';

/**
 * Whoever comes back into the text, from a dialog or by keyboard, is where they were, and at once. A browser puts the
 * caret at the beginning, and what is typed in the moment before the editor puts it right would stand there.
 */
export const OwnCaret = Extension.create({
  name: 'ownCaret',
  addProseMirrorPlugins() {
    let byPointer = false;
    return [
      new Plugin({
        key: new PluginKey('ownCaret'),
        props: {
          handleDOMEvents: {
            pointerdown: () => {
              byPointer = true;
            },
            click: () => {
              byPointer = false;
            },
            focus: (view) => {
              // A pointer says itself where.
              if (!byPointer) view.focus();
            },
            blur: () => {
              byPointer = false;
            },
          },
        },
      }),
    ];
  },
});
