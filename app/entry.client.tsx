import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createI18n } from './shared/i18n-instance';
import { isLanguage, type Language } from './shared/languages';
import { patientFetch } from './shared/patient-fetch';

/** Each language is a chunk of its own: nobody downloads texts that they do not read. */
const texts: Record<Language, () => Promise<{ default: Record<string, unknown> }>> = {
  en: () => import('./shared/locales/en/page'),
  fr: () => import('./shared/locales/fr/page'),
  ar: () => import('./shared/locales/ar/page'),
};

/** What only some pages say comes with the first of them. */
const laterTexts = import.meta.glob<Record<string, unknown>>(
  './shared/locales/*/{admission,announcements,balance,calendar,claims,commitments,committee,consultations,decisions,documents,entry,events,evidence,facilitation,pilots,preparing,programmes,questionnaires,recommendations,register,registration,replies,responses,results,session,statements,synthesis,talk,workplan}.json',
  { import: 'default' },
);

window.fetch = patientFetch(window.fetch.bind(window));

async function hydrate() {
  const lang = document.documentElement.lang;
  const language = isLanguage(lang) ? lang : 'en';
  const later = (subject: string) => laterTexts[`./shared/locales/${language}/${subject}.json`];
  const needed = ((window as { plenarySubjects?: string }).plenarySubjects ?? '').split(' ').filter(later);
  const [page, ...others] = await Promise.all([
    texts[language]().then((all) => all.default),
    ...needed.map(async (subject) => ({ [subject]: await later(subject)!() })),
  ]);
  const i18n = createI18n(language, Object.assign({}, page, ...others), async (subject) => {
    const fetch = later(subject);
    if (!fetch) throw new Error(`no texts of ${subject}`);
    return fetch();
  });
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    );
  });
}

hydrate();
