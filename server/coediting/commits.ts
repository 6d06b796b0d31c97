import type { Log } from './coediting';
import type { Row, Store } from './store';

/** What a room has accepted and not yet committed. */
export interface Batch {
  row(): Row;
  /** Committed: may be seen. */
  done(): void;
  /** The text was rewritten meanwhile: what is in here rests on words that are gone. */
  isOver(): void;
  /** Not saved this time; it will be tried again until it is. */
  failed(): void;
}

export interface Source {
  /** Hands over what has gathered; what is accepted from here on belongs to the next batch. Null for nothing. */
  seal(): Batch | null;
}

export interface Commits {
  /** Says that a room has something to commit. */
  mark(source: Source): void;
  isFailing(): boolean;
  /** Resolves when everything marked so far is committed. */
  flushed(): Promise<void>;
  /** Commits what was marked; gives up what cannot be within the time. */
  stop(graceMs: number): Promise<void>;
}

const firstPauseMs = 50;
const longestPauseMs = 1000;
/** After so long writers are told that nothing is saved, whatever the database says in the end. */
const slowMs = 4000;

/**
 * One commit in flight, over all rooms: what arrives meanwhile forms the next one, so it tunes itself to the disk without
 * a timer. When idle, what came in this turn of the event loop is committed at once.
 */
export function startCommits(store: Store, log: Log, committed: (rooms: number[]) => void): Commits {
  const marked = new Set<Source>();
  let running: Promise<void> | null = null;
  let failing = false;
  let givenUp = false;
  let flying: { batches: Batch[]; since: number } | null = null;
  let wakeEarly: (() => void) | undefined;

  const slow = setInterval(() => {
    if (flying && Date.now() - flying.since >= slowMs) for (const batch of flying.batches) batch.failed();
  }, slowMs / 4);
  slow.unref();

  function kick(): void {
    running ??= new Promise<void>((turn) => setImmediate(turn)).then(run).finally(() => {
      running = null;
      if (marked.size > 0 && !givenUp) kick();
    });
  }

  async function run(): Promise<void> {
    while (marked.size > 0 && !givenUp) {
      const batches = [...marked].map((source) => source.seal()).filter((batch) => batch !== null);
      marked.clear();
      if (batches.length > 0) await commit(batches);
    }
  }

  async function commit(batches: Batch[]): Promise<void> {
    const rows = batches.map((batch) => batch.row());
    for (let pause = firstPauseMs; !givenUp; pause = Math.min(pause * 2, longestPauseMs)) {
      let inside: Set<number>;
      flying = { batches, since: Date.now() };
      try {
        // An answer that was lost on the way makes the same bytes come in twice, which is no harm to a text.
        inside = await store.append(rows);
      } catch (e) {
        if (!failing) log.error({ error: (e as { code?: string }).code ?? (e as Error).name }, 'texts cannot be saved');
        failing = true;
        for (const batch of batches) batch.failed();
        await new Promise<void>((go) => {
          wakeEarly = go;
          setTimeout(go, pause);
        });
        continue;
      } finally {
        flying = null;
      }
      if (failing) log.warn({}, 'texts are saved again');
      failing = false;
      for (const [i, batch] of batches.entries()) {
        try {
          if (inside.has(rows[i]!.room)) batch.done();
          else batch.isOver();
        } catch (e) {
          // One text's fault must not keep the others waiting.
          log.error({ room: rows[i]!.room, error: (e as Error).name }, 'what was saved could not be sent on');
        }
      }
      committed([...inside]);
      return;
    }
  }

  async function flushed(): Promise<void> {
    while (running) await running;
  }

  return {
    mark(source) {
      marked.add(source);
      kick();
    },
    isFailing: () => failing,
    flushed,
    async stop(graceMs) {
      const late = setTimeout(() => {
        if (running) log.error({}, 'texts could not be saved before the end');
        givenUp = true;
        wakeEarly?.();
      }, graceMs);
      await flushed();
      clearTimeout(late);
      clearInterval(slow);
    },
  };
}
