import { changeLanguage } from '~/people/commands/account.server';
import { languageChoice } from '~/people/forms';
import { type Asked, deed, type Form, goTo, page, parseForm, refusalResponse } from '~/shared/edge.server';
import { languageCookie } from '~/shared/language-cookie';
import { isRefusal } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';

export const loader = page(async () => goTo('/'));

/** The form stands at the foot of every page and has none of its own: what is refused is a page of the whole site. */
export const action = deed(async (asked) => {
  try {
    return await choose(asked);
  } catch (e) {
    throw isRefusal(e) ? refusalResponse(e) : e;
  }
});

/** Kept in this browser and, for people who are signed in, with the account. */
async function choose({ sql, reader, form, limit, request, secureCookies }: Asked & { form: Form }): Promise<Response> {
  const { language, to } = parseForm(form, languageChoice);
  if (reader) {
    await limit('write', String(reader.id));
    await changeLanguage(sql, reader, language);
  }
  return goTo(withSearch(to, request), { 'Set-Cookie': languageCookie(language, secureCookies) });
}

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

export const shouldRevalidate = rereadAfterConflict;

export default function ChooseLanguage() {
  return null;
}
