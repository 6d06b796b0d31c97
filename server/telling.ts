import { tellSome } from '../app/notices/telling.server';
import type { Log } from '../app/shared/context';
import type { Sql } from '../db/connect';

export interface Telling {
  look(): void;
  /** Resolves when everyone has been told of all that was committed before the call. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Tells those who follow of what was announced. What waits to be told is in a table, written by the transaction that
 * announced it, and taken out by the one that tells: nobody is told twice, and nothing is left out by a crash.
 */
export function startTelling(sql: Sql, log: Log, told: () => void): Telling {
  let stopped = false;
  let again = false;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    try {
      do {
        again = false;
        while (!stopped && (await tellSome(sql, new Date())) > 0) told();
      } while (again && !stopped);
    } catch (e) {
      again = false;
      const error = e as { name?: string; code?: string };
      log.warn({ error: error.code ?? error.name }, 'those who follow could not be told; trying again');
    }
  }

  function look(): void {
    if (stopped) return;
    again = true;
    running ??= run().finally(() => {
      running = null;
      // Asked for after the last look, and before this was said to be over: nobody would look until the next second.
      if (again) look();
    });
  }

  look();
  return {
    look,
    async settled() {
      look();
      while (running) await running;
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
