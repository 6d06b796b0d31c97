import type { Editor } from '@tiptap/core';

/** Into the text, at once and to the caret: the editor's own command comes a frame later, over what was done meanwhile. */
export function intoText(editor: Editor): void {
  editor.view.focus();
  editor.commands.scrollIntoView();
}

/**
 * Begun where somebody is now, for when it is done: takes them back into the text if they are there still, or what they
 * were at has gone. An answer may come late, and whoever has gone on to something else meanwhile stays there.
 */
export function wayBack(editor: Editor): () => void {
  const begun = document.activeElement;
  return () => {
    const at = document.activeElement;
    const isGone = at === null || at === document.body || at.closest('dialog:not([open])') !== null;
    if (isGone || at === begun) intoText(editor);
  };
}
