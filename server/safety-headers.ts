import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

/**
 * Visitors' pages hold no inline script and need no nonce, so the same bytes can be sent again; pages of people who
 * are signed in carry Remix's own scripts under a nonce used once.
 */
export function safetyHeaders(nonce: string | null, secure: boolean, development: boolean): Record<string, string> {
  const key = `${nonce !== null} ${secure} ${development}`;
  let headers = headersByKind.get(key);
  if (!headers) {
    headers = writeSafetyHeaders(nonce !== null, secure, development);
    headersByKind.set(key, headers);
  }
  if (nonce === null) return headers;
  const name = 'Content-Security-Policy';
  return { ...headers, [name]: headers[name]!.replace(nonceHere, nonce) };
}

const nonceHere = 'NONCE';
const headersByKind = new Map<string, Record<string, string>>();

/** What helmet would set on each answer, asked of it once for each kind: on every request it cost more than the cookie. */
function writeSafetyHeaders(withNonce: boolean, secure: boolean, development: boolean): Record<string, string> {
  const headers: Record<string, string> = {};
  const collect = {
    setHeader(name: string, value: string) {
      headers[name] = value;
    },
    removeHeader() {},
  };
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: withNonce ? ["'self'", `'nonce-${nonceHere}'`] : ["'self'"],
        // Vite's development server writes styles into the page; production has one stylesheet and no inline style.
        styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
  })({} as IncomingMessage, collect as unknown as ServerResponse, () => {});
  headers['Permissions-Policy'] = 'camera=(), microphone=(), geolocation=(), browsing-topics=()';
  return headers;
}
