/** BCP 47 with a region, as office programs want it to choose their dictionaries. */
const regions: Record<string, string> = {
  en: 'en-GB',
  fr: 'fr-FR',
  es: 'es-ES',
  ar: 'ar-SA',
  ru: 'ru-RU',
  zh: 'zh-CN',
};

export function languageTag(language: string): string {
  return regions[language] ?? language;
}
