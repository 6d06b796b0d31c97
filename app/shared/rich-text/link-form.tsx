import type { Editor } from '@tiptap/core';
import { type KeyboardEvent, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkField, useLink } from './link-field';

/**
 * Asks where the chosen words lead. No form of its own: it stands within the form that sends the text, so Enter is kept
 * from sending that.
 */
export function LinkForm({ editor, close }: { editor: Editor; close: () => void }) {
  const { t } = useTranslation('text');
  const link = useLink(editor);
  const { field } = link;
  useEffect(() => field.current?.focus(), [field]);

  function leave() {
    editor.commands.focus();
    close();
  }

  function apply() {
    if (link.apply()) leave();
  }

  function remove() {
    link.remove();
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
      <LinkField link={link} label={t('link.address')} mistake={t('link.mistake')} />
      <div className="actions">
        <button type="button" onClick={apply}>
          {t('link.apply')}
        </button>
        {link.isThere && (
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
