const mostAtOnce = 500;
const mostUnderWay = 2;

/**
 * Puts what many want to know at the same moment as one question; `ask` answers in the order of what it was given. Who asks
 * never gets an answer that was begun before: it is as fresh as that of a question of their own. Two questions are under
 * way at most, and what is asked meanwhile is the next, so one slow answer does not hold everybody up.
 */
export function askedTogether<K, V>(ask: (keys: K[]) => Promise<V[]>): (key: K) => Promise<V> {
  let waiting: { key: K; answer: (value: V) => void; fail: (e: unknown) => void }[] = [];
  let underWay = 0;
  let isDue = false;

  function beginSoon(): void {
    if (isDue || waiting.length === 0 || underWay >= mostUnderWay) return;
    isDue = true;
    // What comes in within this turn of the event loop goes together.
    setImmediate(() => void begin());
  }

  async function begin(): Promise<void> {
    isDue = false;
    const asked = waiting.slice(0, mostAtOnce);
    waiting = waiting.slice(mostAtOnce);
    underWay++;
    beginSoon();
    try {
      const answers = await ask(asked.map(({ key }) => key));
      for (const [i, { answer }] of asked.entries()) answer(answers[i]!);
    } catch (e) {
      for (const { fail } of asked) fail(e);
    } finally {
      underWay--;
      beginSoon();
    }
  }

  return (key) =>
    new Promise((answer, fail) => {
      waiting.push({ key, answer, fail });
      beginSoon();
    });
}

/**
 * The same for questions of many kinds: those of one key are put together, and one that waits for something holds up none of
 * another key. Nothing is kept of a key that nobody asks about.
 */
export function askedTogetherBy<G, K, V>(ask: (of: G, keys: K[]) => Promise<V[]>): (of: G, key: K) => Promise<V> {
  const all = new Map<G, { put: (key: K) => Promise<V>; waiting: number }>();
  return async (of, key) => {
    const own = all.get(of) ?? { put: askedTogether((keys: K[]) => ask(of, keys)), waiting: 0 };
    all.set(of, own);
    own.waiting++;
    try {
      return await own.put(key);
    } finally {
      if (--own.waiting === 0) all.delete(of);
    }
  };
}
