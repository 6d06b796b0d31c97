const nowhere = 'http://plenary.invalid';

/**
 * A place within this site, as an address to go to after a deed; the start page for anything else. It is read as a
 * browser reads it, because what a browser drops (a tab, a backslash, a dot segment) turns "/…" into another site.
 */
export function placeWithin(text: string | null | undefined): string {
  if (!text?.startsWith('/') || text.length > 2000 || !URL.canParse(text, nowhere)) return '/';
  const { origin, pathname, search, hash } = new URL(text, nowhere);
  return origin === nowhere && !pathname.startsWith('//') ? pathname + search + hash : '/';
}
