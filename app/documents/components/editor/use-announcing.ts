import type { Editor } from '@tiptap/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { listSuggestions } from '../../text/suggestions';
import { threadsAt } from './commented';
import { suggestionAt } from './suggested';
import type { Writing } from './use-writing';

/** Says that the words to which the caret has come are commented on, or proposed: once for as long as it stays there. */
export function useSayWhatIsHere(editor: Editor | null, say: (words: string) => void, whose: Writing['whose']): void {
  const { t } = useTranslation('editor');
  const latest = useRef(whose);
  latest.current = whose;
  useEffect(() => {
    if (!editor) return;
    let before = '';
    const look = () => {
      const { state } = editor;
      const threads = threadsAt(state, state.selection.head);
      const suggestion = suggestionAt(state, state.selection.head);
      const here = `${threads.join()} ${suggestion ?? ''}`.trim();
      if (here && here !== before && editor.isFocused)
        say(
          [threads.length ? t('comments.here', { count: threads.length }) : '', proposed(suggestion)].join(' ').trim(),
        );
      before = here;
    };
    const proposed = (id: string | null): string => {
      const suggestion = id === null ? undefined : listSuggestions(editor.state.doc).find((s) => s.id === id);
      if (!suggestion) return '';
      const kinds = suggestion.kinds.map((kind) => t(`suggestions.kinds.${kind}`)).join(', ');
      return t('suggestions.here', { kinds, name: latest.current(suggestion).said });
    };
    editor.on('selectionUpdate', look);
    return () => {
      editor.off('selectionUpdate', look);
    };
  }, [editor, say, t]);
}

/** On this page the key for help lists the keys of the editor. Heard before the page's own list is opened. */
export function useHelpKey(help: () => void): void {
  const latest = useRef(help);
  latest.current = help;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.documentElement.dataset.shortcuts === 'off' || document.querySelector('dialog[open]')) return;
      const at = event.target instanceof HTMLElement ? event.target : document.body;
      if (at.isContentEditable || at.closest('input, textarea, select, [role=textbox], [role=menu]')) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', hear, { capture: true });
    return () => window.removeEventListener('keydown', hear, { capture: true });
  }, []);
}
