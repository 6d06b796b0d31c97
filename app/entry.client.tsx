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

window.fetch = patientFetch(window.fetch.bind(window));

async function hydrate() {
  const lang = document.documentElement.lang;
  const language = isLanguage(lang) ? lang : 'en';
  const i18n = createI18n(language, (await texts[language]()).default);
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
