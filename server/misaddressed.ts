import type { IncomingMessage, ServerResponse } from 'node:http';
import { findReader } from '../app/people/sessions.server';
import { i18nFor } from '../app/shared/i18n.server';
import type { Host } from './host';
import { languageOf } from './language';
import { originOf } from './origin';
import { plainPage } from './remix';
import { longestAddress } from './request';
import { safetyHeaders } from './safety-headers';

/**
 * Answers what no page can: an address that is too long or not well formed, a method that is not used. A small page in
 * the reader's language with the way home, made without the renderer, which such an address must not reach.
 */
export async function answerMisaddressed(
  host: Host,
  req: IncomingMessage,
  res: ServerResponse,
  is: 'method' | 'address',
) {
  const tooLong = (req.url ?? '').length > longestAddress;
  const status = is === 'method' ? 405 : tooLong ? 414 : 400;
  const secure = originOf(req, host).startsWith('https:');
  const found = req.headers.cookie ? await findReader(host.sql, req.headers.cookie, secure).catch(() => null) : null;
  const language = languageOf(new URL('http://plenary/'), req.headers, found?.reader?.language);
  const { t } = i18nFor(language);
  const why = tooLong ? t('shared:errors.address-too-long') : t('shared:errors.address');
  const page = plainPage(
    t('shared:apology.refused.title'),
    is === 'method' ? t('shared:errors.method') : why,
    language,
    t('shared:apology.home'),
  );
  if (res.destroyed) return;
  res.writeHead(status, {
    ...safetyHeaders(null, secure, host.development),
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  res.end(page);
}
