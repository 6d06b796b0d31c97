import { useEditorState } from '@tiptap/react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endFinding, find, findingIn, turnTo } from './finding';
import { Icon } from './icons';
import { useWriting } from './use-writing';

/** Looks for words in the whole text, which the browser's own search does too, but without notes that are closed. */
export function FindBar() {
  const { t } = useTranslation('editor');
  const { editor, setFinding } = useWriting();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState(() => {
    const { from, to } = editor.state.selection;
    return to - from < 100 ? editor.state.doc.textBetween(from, to, ' ') : '';
  });
  const { count, current } = useEditorState({
    editor,
    selector: ({ editor }) => {
      const finding = findingIn(editor.state);
      return { count: finding.places.length, current: finding.current };
    },
  });

  useEffect(() => field.current?.select(), []);
  useEffect(() => find(editor.view, query), [editor, query]);

  function end(): void {
    endFinding(editor.view);
    // At once, and before the field is gone: a key that is pressed next belongs to the text.
    editor.view.focus();
    setFinding(false);
  }

  function pressed(event: KeyboardEvent): void {
    if (event.key === 'Escape') end();
    else if (event.key === 'Enter' && event.target === field.current) turnTo(editor.view, event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  return (
    <search className="find-bar" onKeyDown={pressed}>
      <label>
        <span className="unseen">{t('find.label')}</span>
        <input
          ref={field}
          type="text"
          inputMode="search"
          dir="auto"
          autoComplete="off"
          placeholder={t('find.label')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </label>
      <span className="figures" role="status">
        {query.trim() && (count ? t('find.at', { at: current + 1, count }) : t('find.nothing'))}
      </span>
      <button
        type="button"
        className="quiet"
        aria-label={t('find.before')}
        title={t('find.before')}
        onClick={() => turnTo(editor.view, -1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="quiet"
        aria-label={t('find.next')}
        title={t('find.next')}
        onClick={() => turnTo(editor.view, 1)}
      >
        <Icon name="down" />
      </button>
      <button type="button" className="quiet" aria-label={t('find.end')} title={t('find.end')} onClick={end}>
        <Icon name="close" />
      </button>
    </search>
  );
}
