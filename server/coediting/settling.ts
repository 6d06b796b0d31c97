import type { Host } from './coediting';
import type { Store } from './store';

/** A text that is never quiet is made readable every so often all the same. */
const longestMs = 20_000;
const sweepEveryMs = 30_000;

export interface Settling {
  /** Says that a text was written in: it will be settled when it has been quiet. */
  touched(room: number): void;
  /** Settles a text as it is now. */
  settle(room: number): Promise<void>;
  /** Settles whatever is left, of this process or of one that is gone. */
  sweep(quietMs?: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Folds a text that has become quiet and hands it over to be made readable, one text at a time: two hundred that become
 * quiet at once must not keep those who write elsewhere from the database. What is left to do is known from the rows
 * alone, so a process that starts does what another one left.
 */
export function startSettling(
  host: Pick<Host, 'settled' | 'log'>,
  store: Store,
  quietMs: number,
  folded: (room: number, fold: { folds: number; state: Uint8Array; hasOthers: boolean }) => void,
): Settling {
  const timers = new Map<number, { timer: NodeJS.Timeout; since: number; last: number }>();
  const waiting = new Map<number, Promise<void>>();
  let last: Promise<void> = Promise.resolve();
  let stopped = false;

  function touched(room: number): void {
    if (stopped) return;
    const now = Date.now();
    const before = timers.get(room);
    // Its timer finds out when it runs: to set it anew at each word would cost more than the word.
    if (before) before.last = now;
    else timers.set(room, { timer: settleIn(room, quietMs), since: now, last: now });
  }

  function settleIn(room: number, ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      const waiting = timers.get(room);
      if (!waiting) return;
      const wait = Math.min(waiting.last + quietMs, waiting.since + longestMs) - Date.now();
      if (wait > 0) waiting.timer = settleIn(room, wait);
      else void settle(room);
    }, ms).unref();
  }

  function settle(room: number): Promise<void> {
    clearTimeout(timers.get(room)?.timer);
    timers.delete(room);
    // Asked for and not begun yet: it will see everything that is there by then.
    const before = waiting.get(room);
    if (before) return before;
    const mine = last.then(() => {
      waiting.delete(room);
      return settleNow(room);
    });
    waiting.set(room, mine);
    last = mine;
    return mine;
  }

  async function settleNow(room: number): Promise<void> {
    if (stopped) return;
    try {
      const fold = await store.fold(room);
      if (!fold) return;
      folded(room, fold);
      if (fold.isSettled) return;
      await host.settled(room, fold.state, fold.epoch);
      await store.noteSettled(room, fold.folds);
    } catch (e) {
      const { code, name } = e as { code?: string; name?: string };
      // The sweep tries again.
      host.log.error({ room, error: code ?? name }, 'a text could not be settled');
    }
  }

  async function sweep(quiet = quietMs): Promise<void> {
    let left: number[];
    try {
      left = await store.listUnsettled(quiet);
    } catch {
      return;
    }
    for (const room of left) if (!timers.has(room) || quiet === 0) await settle(room);
  }

  const sweeper = setInterval(() => void sweep(), sweepEveryMs);
  sweeper.unref();

  return {
    touched,
    settle,
    sweep,
    async stop() {
      stopped = true;
      clearInterval(sweeper);
      for (const { timer } of timers.values()) clearTimeout(timer);
      timers.clear();
      await last;
    },
  };
}
