import type { Reader } from '../../people/person';

/**
 * Who comes to a talk by the link of a mail, without an account or before they sign in. `place` is SHA-256 of what their
 * browser keeps; whether it opens anything is read with the talk.
 */
export interface Guest {
  place: string;
  /** Whoever is signed in besides: where their account takes part, they do so by it. */
  reader: Reader | null;
}

export type Comer = Reader | Guest | null;

export function isGuest(comer: Comer): comer is Guest {
  return comer !== null && 'place' in comer;
}

export function readerOf(comer: Comer): Reader | null {
  return isGuest(comer) ? comer.reader : comer;
}

/** The cookie of a place beside one talk. Over TLS a neighbouring subdomain cannot plant it. */
export function placeCookie(event: number, secure: boolean): string {
  return `${secure ? '__Host-' : ''}plenary-place-${event}`;
}

/** What the cookie of this event holds; null where there is none that could be ours. */
export function placeIn(cookieHeader: string | null | undefined, event: number, secure: boolean): string | null {
  const name = placeCookie(event, secure);
  for (const pair of (cookieHeader ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    const value = pair.slice(at + 1).trim();
    return /^[\w-]{43}$/.test(value) ? value : null;
  }
  return null;
}

/**
 * Whether a page is that of a guest beside a talk or in a live session: it is theirs alone, so it is not kept for others, and it
 * runs scripts as those of people who are signed in do. Also where the cookie opens nothing any more.
 */
export function isGuestPage(pathname: string, cookieHeader: string | null | undefined): boolean {
  if (!cookieHeader) return false;
  const event = /^\/events\/([1-9]\d{0,14})\/(?:live|session)(?:\.data)?$/.exec(pathname)?.[1];
  return event !== undefined && [true, false].some((secure) => placeIn(cookieHeader, Number(event), secure) !== null);
}
