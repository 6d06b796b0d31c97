import { useEditorState } from '@tiptap/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Time } from '../../../shared/ui/time';
import { listSuggestions, type Suggestion } from '../../text/suggestions';
import { useDeed } from './deeds';
import { wayBack } from './into-text';
import { suggestionPlace, turnToSuggestion } from './suggested';
import { useWriting } from './use-writing';

/** What is proposed, in the order of the text, with who decides; those who may, do it here. */
export function SuggestionList({ zone }: { zone: string }) {
  const { t } = useTranslation('editor');
  const { editor, data, say } = useWriting();
  const deed = useDeed();
  const [wrong, setWrong] = useState<string>();
  const suggestions = useEditorState({ editor, selector: ({ editor }) => listSuggestions(editor.state.doc) });
  const mine = suggestions.filter((s) => mayDecide(s));

  function mayDecide(suggestion: Suggestion): boolean {
    return suggestion.sections.every((key) => data.sections.find((s) => s.key === key)?.mayDecide ?? data.decidesRest);
  }

  async function decide(what: 'accept' | 'reject', ids: string[]): Promise<void> {
    const back = wayBack(editor);
    const no = await deed(`/documents/${data.id}/suggestions`, { deed: `${what}-${ids[0]}`, ids });
    setWrong(no);
    if (no) return;
    say(t(what === 'accept' ? 'suggestions.said-accepted' : 'suggestions.said-rejected', { count: ids.length }));
    back();
  }

  return (
    <>
      {wrong && (
        <p className="mistake" role="alert">
          {wrong}
        </p>
      )}
      {suggestions.length === 0 && <p className="hint">{t('suggestions.none')}</p>}
      {mine.length > 1 && (
        <p className="acts">
          <button
            type="button"
            className="plain"
            onClick={() =>
              void decide(
                'accept',
                mine.map((s) => s.id),
              )
            }
          >
            {t('suggestions.accept-all', { count: mine.length })}
          </button>
          <button
            type="button"
            className="quiet"
            onClick={() =>
              void decide(
                'reject',
                mine.map((s) => s.id),
              )
            }
          >
            {t('suggestions.reject-all')}
          </button>
        </p>
      )}
      {suggestions.map((suggestion) => (
        <One key={suggestion.id} suggestion={suggestion} zone={zone} decide={mayDecide(suggestion) ? decide : null} />
      ))}
    </>
  );
}

function One({
  suggestion,
  zone,
  decide,
}: {
  suggestion: Suggestion;
  zone: string;
  decide: ((what: 'accept' | 'reject', ids: string[]) => Promise<void>) | null;
}) {
  const { t } = useTranslation('editor');
  const { data, editor, whose } = useWriting();
  const kinds = suggestion.kinds.map((kind) => t(`suggestions.kinds.${kind}`)).join(' · ');
  const { inserted, deleted, about } = suggestion;
  const { name, organisation, through, said } = whose(suggestion);

  function goToWords(): void {
    const place = suggestionPlace(editor.state, suggestion.id);
    if (!place) return;
    turnToSuggestion(editor.view, suggestion.id);
    editor.chain().focus().setTextSelection(place).scrollIntoView().run();
  }

  return (
    <article
      className="thread suggestion"
      id={`suggestion-${suggestion.id}`}
      tabIndex={-1}
      aria-label={t('suggestions.one', { kinds, name: said })}
      onFocus={() => turnToSuggestion(editor.view, suggestion.id)}
    >
      <p className="meta">
        <strong>
          <bdi>{name}</bdi>
        </strong>
        {organisation && <bdi>{organisation}</bdi>}
        {through && <span>{t('suggestions.through', { name: through })}</span>}
        {suggestion.at && <Time at={suggestion.at} zone={zone} />}
      </p>
      <button type="button" className="quote-link" lang={data.language} dir="auto" onClick={goToWords}>
        <span className="kinds">{kinds}: </span>
        {deleted && <del>{deleted}</del>} {inserted && <ins>{inserted}</ins>}
        {!deleted && !inserted && about}
      </button>
      {decide && (
        <p className="acts">
          <button type="button" className="quiet" onClick={() => void decide('accept', [suggestion.id])}>
            {t('suggestions.accept')}
          </button>
          <button type="button" className="quiet" onClick={() => void decide('reject', [suggestion.id])}>
            {t('suggestions.reject')}
          </button>
        </p>
      )}
    </article>
  );
}
