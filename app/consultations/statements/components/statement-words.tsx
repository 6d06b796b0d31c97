import { useTranslation } from 'react-i18next';
import { directionOf, isContentLanguage, languageNames } from '../../../shared/languages';
import type { Words } from '../views';

/** The words of a statement, in their own language and direction whatever stands around them. */
export function StatementWords({ of: { words, language, from } }: { of: Words }) {
  const { t } = useTranslation('statements');
  return (
    <>
      <p className="asked-words" lang={language} dir={directionOf(language)}>
        {words}
      </p>
      {from && (
        <p className="meta">
          {t('translated')} <bdi>{isContentLanguage(from) ? languageNames[from] : from}</bdi>
        </p>
      )}
    </>
  );
}
