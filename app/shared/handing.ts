/**
 * What a loader gives, sent as one string: Remix takes data apart value by value, on the server and again in the
 * browser, which for a page of posts costs more than to read them from the database.
 */
export interface Handed<T> {
  json: string;
  /** The data itself: there on the server alone, and not among what is sent. */
  readonly whole?: T;
}

/** Plain data (no dates). `sent` is what the browser gets where that is less; null where no script runs to read it. */
export function handOver<T extends object>(whole: T, sent: object | null = whole): Handed<T> {
  const handed: Handed<T> = { json: sent ? JSON.stringify(sent) : '' };
  Object.defineProperty(handed, 'whole', { value: whole });
  return handed;
}

const taken = new WeakMap<object, unknown>();

/** The same object each time, as the loader's own data would be. `complete` adds what was not sent. */
export function takeOver<T extends object>(handed: Handed<T>, complete: (sent: T) => T = (sent) => sent): T {
  if (handed.whole) return handed.whole;
  let data = taken.get(handed) as T | undefined;
  if (!data) {
    data = complete(JSON.parse(handed.json) as T);
    taken.set(handed, data);
  }
  return data;
}
