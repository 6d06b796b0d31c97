const firstStrong = /[\p{L}\u200E\u200F]/u;
const rightToLeft =
  /[\u200F\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Whether words are read from right to left, by their first letter, as a browser works out `dir="auto"`; `otherwise` where they have none. */
export function isRightToLeft(words: string, otherwise = false): boolean {
  const letter = firstStrong.exec(words)?.[0];
  return letter ? rightToLeft.test(letter) : otherwise;
}

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
