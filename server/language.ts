import type { IncomingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';
import { isLanguage, type Language, languages } from '../app/shared/languages';

/** The language of the screens: asked for in the address, chosen before, the person's own, the browser's, English. */
export function languageOf(url: URL, headers: IncomingHttpHeaders, personal: string | undefined): Language {
  const asked = url.searchParams.get('lang');
  if (isLanguage(asked)) return asked;
  if (isLanguage(personal)) return personal;
  const chosen = /(?:^|;\s*)lang=([a-z]{2})(?:;|$)/.exec(headers.cookie ?? '')?.[1];
  if (isLanguage(chosen)) return chosen;
  const [best] = new Negotiator({ headers } as never).languages([...languages]);
  return isLanguage(best) ? best : 'en';
}
