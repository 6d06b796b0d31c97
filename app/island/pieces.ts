import { localise } from './times';

/*
 * The page's pieces: articles `#post-<id>`, each perhaps within a `.turn`, and parts marked `data-live-part`. The
 * server makes all of them; here they are only fetched and put where they belong.
 */

/** The bytes of each piece as the server sent them, before times were said in the browser's zone. */
const sent = new WeakMap<Element, string>();

/** Remembers the pieces as they came, then says their times; call once for whatever comes into the page. */
export function take(root: ParentNode): void {
  for (const piece of root.querySelectorAll('article[id^="post-"], [data-live-part]')) sent.set(piece, piece.outerHTML);
  localise(root);
}

/** A page of our own, parsed and inert; null where it is not for this visitor (any more). */
export async function fetchPage(address: string): Promise<Document | null> {
  const response = await fetch(address, { headers: { Accept: 'text/html' } });
  if (response.status === 404 || response.status === 403) return null;
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

export function articlesIn(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('article[id^="post-"]')];
}

export function articleOf(id: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`article#post-${id}`);
}

export function idOf(article: HTMLElement): number {
  return Number(article.id.slice('post-'.length));
}

export function ordinalOf(article: HTMLElement): number {
  return Number(article.dataset.ordinal);
}

/** Puts a fetched piece in the place of one that is here, unless it is the same. The focus stays where it was. */
export function replace(old: Element, fetched: Element): Element {
  if (sent.get(old) === fetched.outerHTML) return old;
  const piece = document.importNode(fetched, true);
  const focused = old.contains(document.activeElement) ? pathTo(document.activeElement!, old) : null;
  old.replaceWith(piece);
  sent.set(piece, fetched.outerHTML);
  localise(piece);
  if (focused !== null) refocus(piece, focused);
  return piece;
}

/** Puts a fetched article into the order of those that are here, with the line above it where it brings one. */
export function insert(fetched: HTMLElement, end: Element): HTMLElement {
  const turn = document.importNode(fetched.closest('.turn') ?? fetched, true);
  const after = articlesIn(document).find((a) => ordinalOf(a) > ordinalOf(fetched));
  if (after) (after.closest('.turn') ?? after).before(turn);
  else end.before(turn);
  const article = turn.matches('article') ? turn : turn.querySelector('article')!;
  sent.set(article, fetched.outerHTML);
  localise(turn);
  return article as HTMLElement;
}

export function remove(article: HTMLElement): void {
  const turn = article.closest('.turn');
  (turn && articlesIn(turn).length === 1 ? turn : article).remove();
}

/** Words that are not for everyone any more go before the server is asked what stands in their place. */
export function hideWords(article: HTMLElement): void {
  for (const piece of article.querySelectorAll('.words, .attachments, .translation')) piece.remove();
}

export function replaceParts(fetched: Document): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-live-part]')) {
    const other = fetched.querySelector(`[data-live-part="${CSS.escape(part.dataset.livePart!)}"]`);
    if (other) replace(part, other);
    // Empty rather than gone: it may have something to say again.
    else if (fetched.querySelector('[data-live-discussion]')) part.replaceChildren();
  }
}

/** Where the focus is within a piece: which of the things that can be focused, or the piece itself. */
function pathTo(element: Element, piece: Element): number {
  return focusable(piece).indexOf(element);
}

function refocus(piece: Element, index: number): void {
  const target = index >= 0 ? (focusable(piece)[index] ?? piece) : piece;
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}

function focusable(piece: Element): Element[] {
  return [...piece.querySelectorAll('a[href], button, summary, input, [tabindex]')];
}
