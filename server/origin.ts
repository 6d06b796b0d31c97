import type { IncomingMessage } from 'node:http';

export interface Address {
  publicUrl: () => string;
  /** Set where links in mail must carry another origin than the one asked for. */
  fixedOrigin: string | undefined;
}

/** Where demonstration accounts exist only this machine is answered. */
export function comesFromThisMachine(req: IncomingMessage): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(req.socket.remoteAddress ?? '');
}

/**
 * Whether something is asked by a name of the room's. Cookies know no ports: under that name browsers would bring the
 * room's cookie, so nothing of the request is looked at.
 */
export function isRoomsName(req: IncomingMessage, names: readonly string[]): boolean {
  if (names.length === 0) return false;
  const name = (req.headers.host ?? '')
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/^\[|\]$|\.$/g, '');
  return names.includes(name);
}

export function originOf(req: IncomingMessage, host: Address): string {
  if (host.fixedOrigin) return host.fixedOrigin;
  const name = req.headers.host;
  return name && /^[\w.:[\]-]{1,255}$/.test(name) ? `http://${name}` : host.publicUrl();
}

function isOurs(origin: string, req: IncomingMessage, host: Address): boolean {
  return origin === originOf(req, host) || origin === `http://${req.headers.host}`;
}

/** A form must come from a page of ours: browsers say where it came from, and what says nothing is not a browser's form. */
export function comesFromHere(req: IncomingMessage, host: Address): boolean {
  const origin = req.headers.origin;
  if (origin && origin !== 'null') return isOurs(origin, req, host);
  const site = req.headers['sec-fetch-site'];
  if (site) return site === 'same-origin' || site === 'none';
  const referer = req.headers.referer;
  return referer !== undefined && URL.canParse(referer) && new URL(referer).origin === originOf(req, host);
}

/**
 * A socket is opened by a script of ours. Browsers name the origin of every websocket, and of a request to another
 * site; a plain GET to one's own site may carry nothing at all, and then it brings no other site's script either.
 */
export function socketComesFromHere(req: IncomingMessage, host: Address): boolean {
  const origin = req.headers.origin;
  if (origin !== undefined) return isOurs(origin, req, host);
  if (req.headers.upgrade) return false;
  const site = req.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
