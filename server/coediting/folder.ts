import { Worker } from 'node:worker_threads';
import { folded } from './fold.mjs';
import { moved } from './moved.mjs';

/** Below this a fold takes a few milliseconds, less than to hand the bytes to a thread and start it. */
const smallBytes = 200_000;
const idleMs = 10_000;

export interface Folder {
  /** One update of many, with the words of what was deleted dropped. */
  fold(updates: Uint8Array[]): Promise<Uint8Array>;
  /** What of the text of the first update the others moved; see moved.mjs. */
  moved(updates: Uint8Array[]): Promise<Move[]>;
  stop(): Promise<void>;
}

/** Words of `client` from clock `from` are those that stood as `ofClient` from `ofFrom`. */
export interface Move {
  client: number;
  from: number;
  length: number;
  ofClient: number;
  ofFrom: number;
}

/**
 * Folds texts; large ones in a thread of its own, so that those who type elsewhere do not wait half a second. The thread is
 * started when it is needed and ended when it has been idle.
 */
export function makeFolder(): Folder {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  function end(): void {
    void worker?.terminate();
    worker = null;
  }

  function inThread<T>(what: 'fold' | 'moved', updates: Uint8Array[]): Promise<T | null> {
    return new Promise((resolve) => {
      clearTimeout(idle);
      if (!worker) {
        const isSource = import.meta.url.endsWith('/folder.ts');
        worker = new Worker(new URL(isSource ? './fold-worker.mjs' : './folding.js', import.meta.url), {
          execArgv: [],
          env: {},
        });
        worker.unref();
      }
      const mine = worker;
      const done = (state: T | null) => {
        mine.off('message', done);
        mine.off('error', failed);
        mine.off('exit', failed);
        idle = setTimeout(end, idleMs);
        idle.unref();
        resolve(state);
      };
      const failed = () => {
        if (worker === mine) worker = null;
        done(null);
      };
      mine.on('message', done);
      mine.once('error', failed);
      mine.once('exit', failed);
      // A view would take all of its buffer along.
      const own = updates.map((u) => (u.byteLength === u.buffer.byteLength ? u : new Uint8Array(u)));
      mine.postMessage({ what, updates: own });
    });
  }

  async function done<T>(
    what: 'fold' | 'moved',
    updates: Uint8Array[],
    here: (updates: Uint8Array[]) => T,
  ): Promise<T> {
    const size = updates.reduce((sum, update) => sum + update.length, 0);
    if (size < smallBytes) return here(updates);
    const turn = queue.then(() => inThread<T>(what, updates));
    queue = turn;
    // What a thread could not do is done here, or fails here with its reason.
    return (await turn) ?? here(updates);
  }

  return {
    fold: (updates) => done('fold', updates, folded),
    moved: (updates) => done('moved', updates, moved),
    async stop() {
      clearTimeout(idle);
      await queue;
      clearTimeout(idle);
      end();
    },
  };
}
