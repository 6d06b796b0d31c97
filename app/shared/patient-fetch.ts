const firstPauseMs = 500;
const longestPauseMs = 5000;

/**
 * A fetch that waits for the network. Remix shows its error page when a request of its own cannot be sent, and with it
 * goes what was being typed; so such a request (its address ends in `.data`) is sent again until it is answered or
 * given up. Sending again is safe: forms carry their own key or the version they were made from.
 */
export function patientFetch(fetch: typeof window.fetch): typeof window.fetch {
  return async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, window.location.href);
    if (address.origin !== window.location.origin || !address.pathname.endsWith('.data')) return fetch(input, init);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
    for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        return await fetch(input instanceof Request ? input.clone() : input, init);
      } catch (e) {
        // A TypeError is how a browser says that nothing came back; all else has an answer, or was given up.
        if (!(e instanceof TypeError) || signal?.aborted) throw e;
        await until(pause, signal);
      }
    }
  };
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
