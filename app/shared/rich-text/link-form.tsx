import type { Editor } from '@tiptap/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressFrom } from './addresses';

/**
 * Asks where the chosen words lead. No form of its own: it stands within the form that sends the text, so Enter is kept
 * from sending that, and the field has no name under which it would be sent along.
 */
export function LinkForm({ editor, close }: { editor: Editor; close: () => void }) {
  const { t } = useTranslation('text');
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const before = String(editor.getAttributes('link').href ?? '');
  const [typed, setTyped] = useState(before);
  const [wrong, setWrong] = useState(false);
  useEffect(() => field.current?.focus(), []);

  function leave() {
    editor.commands.focus();
    close();
  }

  function apply() {
    const href = addressFrom(typed);
    setWrong(!href);
    if (!href) {
      field.current?.focus();
      return;
    }
    const marks = [{ type: 'link', attrs: { href } }];
    if (before || !editor.state.selection.empty) editor.chain().extendMarkRange('link').setLink({ href }).run();
    else editor.commands.insertContent({ type: 'text', text: typed.trim(), marks });
    leave();
  }

  function remove() {
    editor.chain().extendMarkRange('link').unsetLink().run();
    leave();
  }

  function pressed(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      leave();
    }
    if (event.key === 'Enter' && event.target === field.current) {
      event.preventDefault();
      event.stopPropagation();
      apply();
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape and Enter of the controls inside, heard where they meet
    <div className="field link-form" onKeyDown={pressed}>
      <label htmlFor={id}>{t('link.address')}</label>
      {wrong && (
        <p className="mistake" id={`${id}-mistake`} role="alert">
          {t('link.mistake')}
        </p>
      )}
      <input
        id={id}
        ref={field}
        type="text"
        inputMode="url"
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-mistake` : undefined}
      />
      <div className="actions">
        <button type="button" onClick={apply}>
          {t('link.apply')}
        </button>
        {before && (
          <button type="button" className="quiet" onClick={remove}>
            {t('link.remove')}
          </button>
        )}
        <button type="button" className="quiet" onClick={leave}>
          {t('link.cancel')}
        </button>
      </div>
    </div>
  );
}
