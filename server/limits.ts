import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { LimitName } from '../app/shared/context';
import { refuse } from '../app/shared/refusal';

/** Uses within a number of seconds, for each key (a person, or an address). */
const allowed: Record<LimitName, { points: number; duration: number }> = {
  // By address: many people may sit behind one. Guessing at one person is bounded by the next line.
  'sign-in': { points: 150, duration: 300 },
  'sign-in-person': { points: 10, duration: 300 },
  mail: { points: 6, duration: 3600 },
  register: { points: 20, duration: 3600 },
  post: { points: 20, duration: 60 },
  // Mails that come to one person's reply addresses, from whomever.
  reply: { points: 30, duration: 3600 },
  write: { points: 240, duration: 60 },
  upload: { points: 60, duration: 600 },
  search: { points: 60, duration: 60 },
  // Files that are made on asking; each takes a second or more.
  export: { points: 30, duration: 300 },
  // By address, from visitors without an account.
  report: { points: 12, duration: 3600 },
};

/** Limits of this process. `factor` widens all of them, for benchmarks and for bodies of people behind one address. */
export function makeLimits(factor = 1): (name: LimitName, key: string) => Promise<void> {
  const limiters = new Map(
    Object.entries(allowed).map(([name, { points, duration }]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, points: Math.ceil(points * factor), duration }),
    ]),
  );
  return async (name, key) => {
    try {
      await limiters.get(name)!.consume(key);
    } catch (e) {
      const seconds = Math.ceil(((e as { msBeforeNext?: number }).msBeforeNext ?? 1000) / 1000);
      throw refuse('too-much', 'shared:errors.too-much', { count: seconds, retryAfter: seconds });
    }
  };
}
