import { liveOptions } from '../discussions/live-client';

/** Longest wait before a page is fetched again, so that all who heard the same thing do not ask in the same instant. */
const jitterMs = 400;
/** How long is waited before words that could not be asked for are asked for again, and the longest that this grows to. */
const firstPauseMs = 2000;
const longestPauseMs = 60_000;
/** Places that another part of the page fills from an address of its own, and keeps true itself. */
const others = '[data-own-voices]';

/** Where words of survivors stand in this page, or are to stand. */
export function placesIn(root: ParentNode): Element[] {
  return [...root.querySelectorAll('[data-voice]')].filter((place) => !place.closest(others));
}

/**
 * Fetches the page once more and takes the words of these places from it. Where that fails, none stand: what cannot be asked for
 * may have been taken back. Then, and where the survivor room did not answer, it is asked again after a while, until `signal`: a
 * page that stays open would be without words for good.
 */
export async function refill(address: string, all: Element[], signal: AbortSignal): Promise<void> {
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    const isAnswered = await fillOnce(address, all, signal);
    if (isAnswered || signal.aborted) return;
    await paused(pause, signal);
    if (signal.aborted) return;
  }
}

async function fillOnce(address: string, all: Element[], signal: AbortSignal): Promise<boolean> {
  const answer = await fetch(address, { headers: { Accept: 'text/html' }, cache: 'no-store', signal }).catch(
    () => null,
  );
  if (signal.aborted) return false;
  const html = answer?.ok ? await answer.text().catch(() => null) : '';
  if (signal.aborted) return false;
  const page = new DOMParser().parseFromString(html ?? '', 'text/html');
  const keyOf = (place: Element) => `${place.getAttribute('data-voice')} ${place.getAttribute('data-on')}`;
  const filled = new Map([...page.querySelectorAll('[data-voice]')].map((place) => [keyOf(place), place]));
  for (const place of all) {
    const from = filled.get(keyOf(place));
    place.className = 'voice';
    place.replaceChildren(...(from ? [...from.childNodes].map((node) => document.importNode(node, true)) : []));
  }
  // What this reader may not see, or see any more, is an answer.
  const isHeard = answer !== null && html !== null && answer.status < 500 && answer.status !== 429;
  return isHeard && page.querySelector('[data-voice] [data-silent]') === null;
}

function paused(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
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
