import type { IncomingMessage } from 'node:http';
import type { Host } from './host';
import { originOf } from './origin';

/** In characters; what people type into a search is far shorter. */
export const longestAddress = 4000;

/** Bad encodings would be logged with their path further in; NUL would reach the database. */
export function soundUrl(req: IncomingMessage, host: Host): URL | null {
  try {
    const raw = req.url ?? '/';
    if (!raw.startsWith('/') || raw.length > longestAddress) return null;
    decodeURIComponent(raw.split('?')[0]!);
    const query = raw.split('?')[1];
    if (query) decodeURIComponent(query.replace(/\+/g, ' '));
    if (/%00/.test(raw)) return null;
    return new URL(originOf(req, host) + raw.replace(/^\/{2,}/, '/'));
  } catch {
    return null;
  }
}

/** Where a request came from, for limits alone. */
export function addressOf(req: IncomingMessage, host: Host): string {
  const forwarded = host.trustProxy
    ? String(req.headers['x-forwarded-for'] ?? '')
        .split(',')
        .pop()
        ?.trim()
    : '';
  return forwarded || (req.socket.remoteAddress ?? 'unknown');
}
