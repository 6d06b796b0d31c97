import { useEditorState } from '@tiptap/react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { listSuggestions } from '../../text/suggestions';
import { Icon } from './icons';
import { intoText } from './into-text';
import { Outline } from './outline';
import { SuggestionList } from './suggestion-list';
import { Threads } from './threads';
import { type Side, useWriting } from './use-writing';

/**
 * Beside the text: its outline on one side, comments and suggestions on the other. On a narrow screen each is a sheet
 * that a button at the foot opens; Escape goes back to the text.
 */
export function SideParts({ zone }: { zone: string }) {
  const { t } = useTranslation('editor');
  const { data, editor, side, openSide } = useWriting();
  const suggestions = useEditorState({ editor, selector: ({ editor }) => listSuggestions(editor.state.doc).length });
  const open = data.threads.filter((thread) => thread.state === 'open').length;
  const counts: Record<Side, number> = { outline: 0, comments: open, suggestions };

  function leave(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    if (window.matchMedia('(width <= 75rem)').matches) openSide(null);
    intoText(editor);
  }

  const label = (which: Side) => (
    <>
      {t(`sides.${which}`)}
      {counts[which] > 0 && <span className="count">{counts[which]}</span>}
    </>
  );

  return (
    <>
      <nav className="sides" aria-label={t('sides.label')}>
        {(['outline', 'comments', 'suggestions'] as const).map((which) => (
          <button
            key={which}
            type="button"
            className={`quiet to-${which}`}
            aria-expanded={side === which}
            onClick={() => openSide(side === which ? null : which)}
          >
            {which === 'outline' && <Icon name="outline" />}
            {which === 'comments' && <Icon name="comment" />}
            {which === 'suggestions' && <Icon name="suggest" />}
            {label(which)}
          </button>
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape of the controls inside */}
      <div className="side-parts" onKeyDown={leave}>
        <section className="part outline-part" aria-label={t('sides.outline')} tabIndex={-1}>
          <PartHead title={t('sides.outline')} />
          <Outline />
        </section>
        <section className="part comments-part" aria-label={t('sides.comments')} tabIndex={-1}>
          <PartHead title={t('sides.comments')} />
          <Threads zone={zone} />
        </section>
        <section className="part suggestions-part" aria-label={t('sides.suggestions')} tabIndex={-1}>
          <PartHead title={t('sides.suggestions')} />
          <SuggestionList zone={zone} />
        </section>
      </div>
    </>
  );
}

function PartHead({ title }: { title: string }) {
  const { t } = useTranslation('editor');
  const { openSide, editor } = useWriting();
  return (
    <header>
      <h2>{title}</h2>
      <button
        type="button"
        className="quiet"
        aria-label={t('sides.close', { title })}
        title={t('sides.close', { title })}
        onClick={() => {
          openSide(null);
          intoText(editor);
        }}
      >
        <Icon name="close" />
      </button>
    </header>
  );
}
