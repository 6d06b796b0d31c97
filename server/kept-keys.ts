import type { IncomingMessage } from 'node:http';
import { isGuestPage } from '../app/events/live/guest';
import { carriesSession } from '../app/people/sessions.server';

/** What may stand in the address of a page that is kept. */
const keepable = new Set([
  'page',
  'sector',
  'lang',
  'state',
  'posts',
  'region',
  'language',
  'view',
  'past',
  'month',
  'kind',
  'theme',
]);

/**
 * Keys of kept pages by the words in which they were asked for: to read an address, its query and the languages of a
 * browser anew for each visitor cost more than to send the page.
 */
const keysByWords = new Map<string, string>();
const mostWords = 10_000;

/** Everything that the key comes from; null where the answer must not come from memory: by method or session. */
export function wordsOf(req: IncomingMessage): string | null {
  if (req.method !== 'GET' && req.method !== 'HEAD') return null;
  const { cookie } = req.headers;
  if (carriesSession(cookie)) return null;
  // Beside a talk, whoever came by the link of a mail sees what is theirs.
  if (cookie?.includes('plenary-place-') && isGuestPage(req.url!.split('?')[0]!, cookie)) return null;
  return `${req.url}\n${req.headers['accept-language'] ?? ''}\n${cookie ?? ''}`;
}

/** The key of a page that was asked for in these words before, if it is remembered. */
export function rememberedKey(words: string): string | undefined {
  return keysByWords.get(words);
}

export function remember(words: string, key: string): void {
  if (words.length > 1000) return;
  if (keysByWords.size >= mostWords) keysByWords.clear();
  keysByWords.set(words, key);
}

/** Pages that may come from memory: with nothing in the address that we do not know. */
export function keepKey(url: URL, language: string): string | null {
  for (const name of url.searchParams.keys()) if (!keepable.has(name)) return null;
  if (url.search.length > 300) return null;
  url.searchParams.sort();
  return `${language} ${url.pathname}?${url.searchParams}`;
}
