import { Worker } from 'node:worker_threads';
import type { Mapper, MappingTask } from '../../app/consultations/map/tasks';
import type { Log } from '../../app/shared/context';

export interface MapperOptions {
  /** The script of the thread: worker.ts, built or from source. */
  entry: string;
  log: Log;
  /** How long one task may take. */
  limitMs?: number;
}

interface Job {
  task: MappingTask;
  done(result: unknown): void;
  failed(error: Error): void;
}

const memoryMb = 512;

/**
 * Counts figures and draws maps in a thread of its own, one after the other: a map of two thousand people keeps a processor
 * busy for seconds, and everyone who votes meanwhile would stand still. The thread begins with the first task. One that takes
 * too long or too much memory is ended with it, and the next gets a new thread.
 */
export function openMapper({ entry, log, limitMs = 300_000 }: MapperOptions) {
  const waiting: Job[] = [];
  let worker: Worker | null = null;
  let busy: Job | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function look(): void {
    if (stopped || busy || waiting.length === 0) return;
    worker ??= begin();
    busy = waiting.shift()!;
    worker.ref();
    timer = setTimeout(() => {
      log.warn({ deed: busy?.task.deed }, 'a map took too long to draw');
      void worker?.terminate();
    }, limitMs);
    worker.postMessage(busy.task);
  }

  function begin(): Worker {
    // It needs nothing of what the process was told: not the database's address, not the mail server's password.
    const made = new Worker(entry, { execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
    made.on('message', (result) => {
      const job = settle();
      // A thread that waits for nothing keeps no process from ending.
      made.unref();
      job?.done(result);
      look();
    });
    made.on('error', (error: Error & { code?: string }) => {
      log.error({ error: error.name, code: error.code ?? '' }, 'a mapping thread failed');
    });
    made.on('exit', () => {
      if (worker === made) worker = null;
      settle()?.failed(new Error('the mapping thread ended'));
      look();
    });
    return made;
  }

  function settle(): Job | null {
    clearTimeout(timer);
    const job = busy;
    busy = null;
    return job;
  }

  const work = ((task: MappingTask) =>
    new Promise<unknown>((resolve, reject) => {
      if (stopped) {
        reject(new Error('the mapping thread is stopped'));
        return;
      }
      waiting.push({ task, done: resolve, failed: reject });
      look();
    })) as unknown as Mapper;

  return {
    work,
    async stop(): Promise<void> {
      stopped = true;
      for (const job of waiting.splice(0)) job.failed(new Error('the mapping thread is stopped'));
      await worker?.terminate();
    },
  };
}
