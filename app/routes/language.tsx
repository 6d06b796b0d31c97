import { changeLanguage } from '~/people/commands/account.server';
import { languageChoice } from '~/people/forms';
import { deed, goTo, page, parseForm } from '~/shared/edge.server';

const year = 365 * 24 * 3600;

export const loader = page(async () => goTo('/'));

/** Chosen at the foot of every page: kept in this browser and, for people who are signed in, with the account. */
export const action = deed(async ({ sql, reader, form, limit, request, secureCookies }) => {
  const { language, to } = parseForm(form, languageChoice);
  if (reader) {
    await limit('write', String(reader.id));
    await changeLanguage(sql, reader, language);
  }
  const cookie = `lang=${language}; Max-Age=${year}; Path=/; SameSite=Lax; HttpOnly${secureCookies ? '; Secure' : ''}`;
  return goTo(withSearch(to, request), { 'Set-Cookie': cookie });
});

/**
 * The form knows the page's path alone. Where the browser says which page it was sent from, what stood behind its path
 * (a search, the token of a link) is kept; a language in the address would win over the choice, and goes.
 */
function withSearch(to: string, request: Request): string {
  const referer = request.headers.get('referer');
  if (!referer || !URL.canParse(referer)) return to;
  const from = new URL(referer);
  if (from.host !== new URL(request.url).host || from.pathname !== to) return to;
  from.searchParams.delete('lang');
  return from.pathname + from.search;
}
