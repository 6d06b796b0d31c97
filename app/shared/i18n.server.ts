import type { i18n } from 'i18next';
import { createI18n } from './i18n-instance';
import type { Language } from './languages';
import ar from './locales/ar';
import en from './locales/en';
import fr from './locales/fr';

const texts = { en, fr, ar };
const instances = new Map<Language, i18n>();

/** One instance for each language, made once: an instance for each request costs more than the page. */
export function i18nFor(language: Language): i18n {
  let instance = instances.get(language);
  if (!instance) {
    instance = createI18n(language, texts[language]);
    instances.set(language, instance);
  }
  return instance;
}
