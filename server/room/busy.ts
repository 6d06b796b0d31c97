export interface Busy {
  <T>(work: () => Promise<T>): Promise<T>;
  /** How many are at work and how many wait. */
  load(): { working: number; waiting: number };
}

/**
 * Lets a few do what takes a processor and memory, and a bounded number wait, first come first served. Calls `refuse`,
 * which throws, for whoever comes after them: a queue without end would let a flood keep everybody out.
 */
export function openBusy(refuse: () => never, at = 3, most = 50): Busy {
  let working = 0;
  const waiting: (() => void)[] = [];
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    if (working >= at) {
      if (waiting.length >= most) refuse();
      await new Promise<void>((go) => waiting.push(go));
    } else working++;
    try {
      return await work();
    } finally {
      // Handed on, not given back: somebody new must not slip in before who waited.
      const next = waiting.shift();
      if (next) next();
      else working--;
    }
  };
  return Object.assign(run, { load: () => ({ working, waiting: waiting.length }) });
}
