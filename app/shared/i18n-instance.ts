import i18next, { type i18n } from 'i18next';
import { type Language, languages } from './languages';

/** An i18next instance that holds one language whole and falls back to none: a missing text must be seen in tests. */
export function createI18n(language: Language, texts: Record<string, unknown>): i18n {
  const instance = i18next.createInstance();
  instance.init({
    lng: language,
    supportedLngs: [...languages],
    resources: { [language]: texts } as never,
    defaultNS: 'shared',
    fallbackLng: false,
    initImmediate: false,
    // React escapes what it shows; escaping twice would show &amp; in names.
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  });
  return instance;
}
