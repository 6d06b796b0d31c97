import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '../../shared/languages';
import { keptForm, RoomForm } from './form';
import { useKeeps } from './refused';

export interface RoomRoot {
  token: string;
  language: string;
  exitPath: string;
}

/**
 * What stands around every page of the room. The way out comes first: for the keyboard, for a screen reader and for the
 * eye, which finds it at the same place however far the page was scrolled.
 */
export function Frame({ root, children }: { root: RoomRoot; children: ReactNode }) {
  const { t } = useTranslation('forms');
  const keeps = useKeeps();
  const choices = languages.map((language) => (
    <button
      type="submit"
      key={language}
      form={keeps ? keptForm : undefined}
      name="set-language"
      value={language}
      lang={language}
      aria-pressed={language === root.language}
      className="quiet"
    >
      {languageNames[language]}
    </button>
  ));
  return (
    <>
      <header className="exit">
        <a id="exit" href={root.exitPath} rel="noreferrer nofollow">
          {t('exit')}
        </a>
      </header>
      <main>{children}</main>
      <footer>
        {keeps ? (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset would be of no form here
          <div role="group" aria-label={t('languages')}>
            {choices}
          </div>
        ) : (
          <RoomForm deed="language" label={t('languages')}>
            {choices}
          </RoomForm>
        )}
      </footer>
    </>
  );
}
