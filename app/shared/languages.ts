/** Languages of the screens. Content may be in more: see `contentLanguages`. */
export const languages = ['en', 'fr', 'ar'] as const;
export type Language = (typeof languages)[number];

/** The six official languages of the United Nations, for what people write. */
export const contentLanguages = ['ar', 'zh', 'en', 'fr', 'ru', 'es'] as const;
export type ContentLanguage = (typeof contentLanguages)[number];

export const languageNames: Record<ContentLanguage, string> = {
  ar: 'العربية',
  zh: '中文',
  en: 'English',
  fr: 'Français',
  ru: 'Русский',
  es: 'Español',
};

/** What a language calls itself; the code of one that is not among the six. */
export function nameOfLanguage(language: string): string {
  return isContentLanguage(language) ? languageNames[language] : language;
}

export function isLanguage(x: unknown): x is Language {
  return languages.includes(x as Language);
}

export function isContentLanguage(x: unknown): x is ContentLanguage {
  return contentLanguages.includes(x as ContentLanguage);
}

export function directionOf(language: string): 'rtl' | 'ltr' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** The version to show of something that has several: the reader's language, else its own, else any. */
export function pickVersion<T extends { language: string }>(versions: T[], wanted: string, own: string): T | undefined {
  return versions.find((v) => v.language === wanted) ?? versions.find((v) => v.language === own) ?? versions[0];
}
