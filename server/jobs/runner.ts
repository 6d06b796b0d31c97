import type { Log } from '../../app/shared/context';
import type { Sql, Tx } from '../../db/connect';
import type { Due } from '../../db/due';

/** Does one deed inside the transaction that also removes it from the queue; a function that it answers is called after the commit. */
export type Deed = (tx: Tx, due: Due) => Promise<unknown>;

const longestNap = 30_000;

export interface Runner {
  /** Looks whether something is due, now. */
  look(): void;
  /** Waits until nothing that is due now is left; for tests and for a clean stop. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Does what is due, at its instant. The effect in the database and the removal of the deed are one transaction, and
 * `skip locked` lets several processes share the queue, so each effect happens exactly once even if a process dies.
 * What leaves the database (mail) is at least once, and carries a key. A deed that fails is tried again, later and
 * later, and after `mostTries` times is left with its mark for a person to look at.
 *
 * `atOnce` deeds are done side by side, each in a transaction of its own. What takes long or comes in thousands has a
 * runner of its own, so that nothing else waits behind it.
 */
export function startRunner(
  sql: Sql,
  deeds: Record<string, Deed>,
  log: Log,
  { atOnce = 1, mostTries = 8 } = {},
): Runner {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let again = false;
  const names = Object.keys(deeds);

  async function doOne(): Promise<boolean> {
    let after: (() => void) | undefined;
    const done = (await sql.begin(async (tx) => {
      const [due] = await tx<Due[]>`
        select id, at, deed, about, tries from due
        where at <= clock_timestamp() and failed_at is null and deed in ${tx(names)}
        order by at, id limit 1 for update skip locked`;
      if (!due) return false;
      try {
        const answer = await tx.savepoint((inner) => deeds[due.deed]!(inner as unknown as Tx, due));
        if (typeof answer === 'function') after = answer as () => void;
        await tx`delete from due where id = ${due.id}`;
      } catch (e) {
        const tries = due.tries + 1;
        const wait = Math.min(2 ** tries * 2, 3600);
        await tx`
          update due set tries = ${tries}, at = clock_timestamp() + make_interval(secs => ${wait}),
            failed_at = ${tries >= mostTries ? tx`now()` : null}
          where id = ${due.id}`;
        log.warn({ deed: due.deed, due: due.id, tries, error: nameOf(e) }, 'a deed failed and will be tried again');
      }
      return true;
    })) as boolean;
    after?.();
    return done;
  }

  async function doAll(): Promise<void> {
    while (!stopped && (await doOne()));
  }

  async function drain(): Promise<void> {
    try {
      // One looks; only where it finds something do the others come too.
      if (!stopped && (await doOne())) await allOf(Array.from({ length: atOnce }, doAll));
      const [next] = await sql<{ ms: number | null }[]>`
        select extract(epoch from min(at) - clock_timestamp()) * 1000 as ms from due
        where failed_at is null and deed in ${sql(names)}`;
      plan(
        next?.ms === null || next?.ms === undefined ? longestNap : Math.min(Math.max(Number(next.ms), 1), longestNap),
      );
    } catch {
      plan(1000);
    }
  }

  function plan(ms: number): void {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(look, Math.ceil(ms));
    timer.unref();
  }

  function look(): void {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = (async () => {
      do {
        again = false;
        await drain();
      } while (again && !stopped);
    })().finally(() => {
      running = null;
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
      clearTimeout(timer);
      await running;
    },
  };
}

/** Waits for each of them also where one fails: what still runs must not be left behind by a stop. */
async function allOf(runs: Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(runs)).find((run) => run.status === 'rejected');
  if (failed) throw failed.reason;
}

function nameOf(e: unknown): string {
  const error = e as { name?: string; code?: string; responseCode?: number };
  return [error?.name, error?.code, error?.responseCode].filter(Boolean).join(' ') || 'unknown';
}
