import { Worker } from 'node:worker_threads';
import { folded } from './fold.mjs';

/** Below this a fold takes a few milliseconds, less than to hand the bytes to a thread and start it. */
const smallBytes = 200_000;
const idleMs = 10_000;

export interface Folder {
  /** One update of many, with the words of what was deleted dropped. */
  fold(updates: Uint8Array[]): Promise<Uint8Array>;
  stop(): Promise<void>;
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

  function inThread(updates: Uint8Array[]): Promise<Uint8Array | null> {
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
      const done = (state: Uint8Array | null) => {
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
      mine.postMessage(updates.map((u) => (u.byteLength === u.buffer.byteLength ? u : new Uint8Array(u))));
    });
  }

  return {
    async fold(updates) {
      const size = updates.reduce((sum, update) => sum + update.length, 0);
      if (size < smallBytes) return folded(updates);
      const turn = queue.then(() => inThread(updates));
      queue = turn;
      // What a thread could not do is done here, or fails here with its reason.
      return (await turn) ?? folded(updates);
    },
    async stop() {
      clearTimeout(idle);
      await queue;
      clearTimeout(idle);
      end();
    },
  };
}
