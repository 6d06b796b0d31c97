import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '../../shared/languages';
import { RoomForm } from './form';

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
  return (
    <>
      <header className="exit">
        <a id="exit" href={root.exitPath} rel="noreferrer nofollow">
          {t('exit')}
        </a>
      </header>
      <main>{children}</main>
      <footer>
        <RoomForm deed="language" label={t('languages')}>
          {languages.map((language) => (
            <button
              type="submit"
              key={language}
              name="set-language"
              value={language}
              lang={language}
              aria-pressed={language === root.language}
              className="quiet"
            >
              {languageNames[language]}
            </button>
          ))}
        </RoomForm>
      </footer>
    </>
  );
}
