import type { IncomingMessage } from 'node:http';
import type { RoomLanguage } from '../../app/room/context';
import { formBounds } from '../../app/room/form';
import { isLanguage, languages } from '../../app/shared/languages';
import { isCookie } from '../../app/voices/crypto/tokens';

export const cookieName = '__Host-s';

/** A cookie of ours: 32 random bytes, and the language of whoever holds it. It says nothing else. */
export interface Cookie {
  secret: string;
  language: RoomLanguage;
}

export function readCookie(header: string | undefined): Cookie | null {
  const ours = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${cookieName}=`));
  // Two of them: one was set by somebody else. Neither counts.
  if (ours.length !== 1) return null;
  const [secret = '', language] = ours[0]!.slice(cookieName.length + 1).split('.');
  return isCookie(secret) && isLanguage(language) ? { secret, language } : null;
}

export function writeCookie({ secret, language }: Cookie): string {
  return `${cookieName}=${secret}.${language}; Path=/; Secure; HttpOnly; SameSite=Strict`;
}

export const noCookie = `${cookieName}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0`;

/** The first language of the browser's that the room has; it is not kept but in the cookie. */
export function languageAsked(header: string | undefined): RoomLanguage {
  for (const part of (header ?? '').toLowerCase().split(',').slice(0, 20)) {
    const found = languages.find((language) => part.trim().startsWith(language));
    if (found) return found;
  }
  return 'en';
}

/** A path as pages of ours have them: no query, no encoded letters, no dots. */
export function isPath(raw: string): boolean {
  return raw === '/' || (raw.length <= 200 && /^(\/[a-z0-9-]+)+$/.test(raw));
}

/** What is wrong with a form before it is read, as a status; null where it may be read. */
export function whyNotRead(req: IncomingMessage): 413 | 422 | null {
  if (req.headers['content-encoding'] !== undefined) return 422;
  const type = (req.headers['content-type'] ?? '').toLowerCase().replace(/\s/g, '');
  if (!/^application\/x-www-form-urlencoded(;charset=utf-8)?$/.test(type)) return 422;
  return Number(req.headers['content-length'] ?? 0) > formBounds.bytes ? 413 : null;
}

/** The body whole, or null where it is longer than a form may be. A body cut off rejects. */
export function readBody(req: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    req.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > formBounds.bytes) {
        for (const kept of chunks) kept.fill(0);
        chunks.length = 0;
        resolve(null);
      } else chunks.push(chunk);
    });
    req.on('end', () => {
      const body = Buffer.concat(chunks);
      for (const chunk of chunks) chunk.fill(0);
      resolve(body);
    });
    req.on('error', reject);
    req.on('aborted', () => reject(new Error('cut off')));
  });
}

/** Where a request came from, for limits alone. */
export function addressOf(req: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy
    ? String(req.headers['x-forwarded-for'] ?? '')
        .split(',')
        .pop()
        ?.trim()
    : '';
  return forwarded || (req.socket.remoteAddress ?? '');
}
