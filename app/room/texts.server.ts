import type { i18n } from 'i18next';
import { createI18n } from '../shared/i18n-instance';
import ar from '../shared/locales/ar/room';
import en from '../shared/locales/en/room';
import fr from '../shared/locales/fr/room';
import type { RoomLanguage } from './context';

const texts = { en, fr, ar };
const instances = new Map<RoomLanguage, i18n>();

/** The room's own texts in one language: none of the platform's are among them, and the platform has none of these. */
export function roomTexts(language: RoomLanguage): i18n {
  let instance = instances.get(language);
  if (!instance) {
    instance = createI18n(language, texts[language]);
    instances.set(language, instance);
  }
  return instance;
}
