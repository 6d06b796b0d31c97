import { liveOptions } from '../discussions/live-client';

/** Longest wait before a page is fetched again, so that all who heard the same thing do not ask in the same instant. */
const jitterMs = 400;
/** Places that another part of the page fills from an address of its own, and keeps true itself. */
const others = '[data-own-voices]';

/** Where words of survivors stand in this page, or are to stand. */
export function placesIn(root: ParentNode): Element[] {
  return [...root.querySelectorAll('[data-voice]')].filter((place) => !place.closest(others));
}

/**
 * Fetches the page once more and takes the words of these places from it. Where that fails, none stand: what cannot be asked for
 * may have been taken back.
 */
export async function refill(address: string, all: Element[], signal: AbortSignal): Promise<void> {
  const answer = await fetch(address, { headers: { Accept: 'text/html' }, cache: 'no-store', signal }).catch(
    () => null,
  );
  if (signal.aborted) return;
  const html = answer?.ok ? await answer.text().catch(() => '') : '';
  if (signal.aborted) return;
  const page = new DOMParser().parseFromString(html, 'text/html');
  const keyOf = (place: Element) => `${place.getAttribute('data-voice')} ${place.getAttribute('data-on')}`;
  const filled = new Map([...page.querySelectorAll('[data-voice]')].map((place) => [keyOf(place), place]));
  for (const place of all) {
    const from = filled.get(keyOf(place));
    place.className = 'voice';
    place.replaceChildren(...(from ? [...from.childNodes].map((node) => document.importNode(node, true)) : []));
  }
}

/**
 * Calls `hear` whenever a voice may stand otherwise than it did, with true where one was taken back, withheld or given again (which
 * one is not said), and with false where that may have been and nobody could be told. Until the returned function is called.
 */
export function listenToVoices(hear: (changed: boolean) => void): () => void {
  let closed = false;
  let close = () => {};
  import('socket.io-client').then(
    ({ io }) => {
      if (closed) return;
      const socket = io({ ...liveOptions, forceNew: true });
      const perhaps = () => hear(false);
      socket.on('voices', () => hear(true));
      socket.on('reread', perhaps);
      // What came between the sending of the page and here was told to nobody here; so is what comes while it is lost.
      socket.on('connect', perhaps);
      socket.on('disconnect', perhaps);
      close = () => {
        // Our own closing is no loss.
        socket.off('disconnect', perhaps);
        socket.close();
      };
    },
    // Not even the code came: the page is as it was sent.
    () => {},
  );
  const back = (event: PageTransitionEvent) => event.persisted && hear(true);
  window.addEventListener('pageshow', back);
  return () => {
    closed = true;
    window.removeEventListener('pageshow', back);
    close();
  };
}

/** What is done when that is heard: words go at once where something changed, and those that may still stand come again. */
export function refilling(address: string): { hear(changed: boolean): void; stop(): void } {
  let stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    hear(changed) {
      const all = placesIn(document);
      if (all.length === 0) return;
      if (changed) for (const place of all) place.replaceChildren();
      stop.abort();
      stop = new AbortController();
      const { signal } = stop;
      clearTimeout(timer);
      timer = setTimeout(() => void refill(address, placesIn(document), signal), Math.random() * jitterMs);
    },
    stop() {
      clearTimeout(timer);
      stop.abort();
    },
  };
}

/** Keeps the words in this page true while it is open, until the returned function is called. */
export function keepVoicesTrue(address: string): () => void {
  const { hear, stop } = refilling(address);
  const deaf = listenToVoices(hear);
  return () => {
    deaf();
    stop();
  };
}
