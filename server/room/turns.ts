const mostWaiting = 8;

/**
 * Lets requests of one cookie through one after the other; those of nobody run at once. Returns null, without running
 * it, for one that would have to wait behind too many.
 */
export function inTurn() {
  const last = new Map<string, { done: Promise<unknown>; waiting: number }>();
  return async <T>(key: string | null, work: () => Promise<T>): Promise<T | null> => {
    if (key === null) return work();
    const before = last.get(key);
    if (before && before.waiting >= mostWaiting) return null;
    const turn = { done: Promise.resolve() as Promise<unknown>, waiting: (before?.waiting ?? 0) + 1 };
    const result = (before?.done ?? Promise.resolve()).then(work);
    turn.done = result.catch(() => undefined);
    last.set(key, turn);
    try {
      return await result;
    } finally {
      const now = last.get(key);
      if (now === turn) last.delete(key);
      else if (now) now.waiting--;
    }
  };
}
