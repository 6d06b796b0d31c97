import { useTranslation } from 'react-i18next';
import { directionOf, pickVersion } from '../../../shared/languages';
import type { ItemText, ItemView, SessionShown } from '../views';

/** An item's words in the reader's language, else in the consultation's own. */
export function useItemText({ language }: Pick<SessionShown, 'language'>): (item: ItemView) => ItemText {
  const { i18n } = useTranslation();
  return (item) => pickVersion(item.texts, i18n.language, language) ?? { language, title: '', words: '' };
}

/** What an item is called. */
export function ItemTitle({ text }: { text: ItemText }) {
  return (
    <bdi lang={text.language} dir={directionOf(text.language)}>
      {text.title}
    </bdi>
  );
}

/** The question that guides an item, or what is to be known about it. */
export function ItemWords({ text }: { text: ItemText }) {
  if (!text.words) return null;
  return (
    <div className="words" lang={text.language} dir={directionOf(text.language)}>
      {text.words.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}

/** The agenda in its order, with what was, what is on and what comes. */
export function Agenda({ shown }: { shown: SessionShown }) {
  const { t } = useTranslation('session');
  const textOf = useItemText(shown);
  if (shown.items.length === 0) return <p className="empty">{t('agenda.empty')}</p>;
  return (
    <ol className="phases">
      {shown.items.map((item) => (
        <li key={item.id} aria-current={item.id === shown.currentId ? 'step' : undefined}>
          <ItemTitle text={textOf(item)} />{' '}
          <small>
            {t(`kind.${item.kind}`)} · {t('agenda.planned', { count: item.minutes })}
            {item.openedAt !== null && item.id !== shown.currentId && ` · ${t('agenda.was-on')}`}
          </small>
        </li>
      ))}
    </ol>
  );
}
