import type { Language } from './languages';

const year = 365 * 24 * 3600;

/** The language that was chosen in this browser, by whoever has no account. */
export function languageCookie(language: Language, secure: boolean): string {
  return `lang=${language}; Max-Age=${year}; Path=/; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`;
}

/** Whether one was chosen here, in the address or before. */
export function isLanguageChosen(url: URL, cookies: string | null): boolean {
  return url.searchParams.has('lang') || /(?:^|;\s*)lang=[a-z]{2}(?:;|$)/.test(cookies ?? '');
}
