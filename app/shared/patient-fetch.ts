import { lookedAtAgain, mayTake } from './page-reader';

const firstPauseMs = 500;
const longestPauseMs = 5000;

/**
 * A fetch that waits for the network. Remix shows its error page when a request of its own cannot be sent, and with it
 * goes what was being typed; so such a request (its address ends in `.data`) is sent again until it is answered or
 * given up. Sending again is safe: forms carry their own key or the version they were made from. What would put a page for
 * somebody else in the place of words that are being typed is not taken either, and asked for again when somebody looks.
 */
export function patientFetch(fetch: typeof window.fetch): typeof window.fetch {
  return async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, window.location.href);
    if (address.origin !== window.location.origin || !address.pathname.endsWith('.data')) return fetch(input, init);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
    const body = init?.body ?? (input instanceof Request && input.method !== 'GET' ? input.body : undefined);
    for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        const answer = await fetch(input instanceof Request ? input.clone() : input, init);
        if (mayTake(answer, { rereads: isReread(address, body), body })) return answer;
        await lookedAtAgain(signal);
      } catch (e) {
        // A TypeError is how a browser says that nothing came back; all else has an answer, or was given up.
        if (!(e instanceof TypeError) || signal?.aborted) throw e;
        await until(pause, signal);
      }
    }
  };
}

/** Whether it asks for the page that stands there, anew. */
function isReread(address: URL, body: unknown): boolean {
  const search = new URLSearchParams(address.search);
  search.delete('_routes');
  const path = address.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/');
  const { pathname, search: here } = window.location;
  return body === undefined && path === pathname && search.toString() === new URLSearchParams(here).toString();
}

/** The pause is over, or the browser says that it is online again. */
function until(ms: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      signal?.removeEventListener('abort', end);
      if (signal?.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener('online', end);
    signal?.addEventListener('abort', end);
  });
}
