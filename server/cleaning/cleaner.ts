import { Worker } from 'node:worker_threads';
import type { CleanedFile } from '../../app/attachments/clean/clean-file';
import type { FileCleaner, Log } from '../../app/shared/context';
import { type Refusal, refuse } from '../../app/shared/refusal';

export interface CleanerOptions {
  /** The script of a thread: worker.ts, built or from source. */
  entry: string;
  log: Log;
  /** Threads, each begun when it is first needed. */
  threads?: number;
  /** Files that may wait for a thread; each is up to ten megabytes of memory. */
  mostWaiting?: number;
  /** How long one file may take, once a thread has it. */
  limitMs?: number;
}

export interface Cleaner {
  cleanFile: FileCleaner;
  stop(): Promise<void>;
}

type Cleaned = CleanedFile | Refusal;

interface Job {
  bytes: Uint8Array;
  name: string;
  done(result: Cleaned): void;
  failed(error: Error): void;
}

interface Seat {
  worker: Worker | null;
  ready: boolean;
  job: Job | null;
  timer: NodeJS.Timeout | undefined;
}

/** Enough for ten megabytes of anything that is read here; a file that needs more ends its own thread, not the process. */
const memoryMb = 512;

/**
 * Cleans files in threads: taking a crafted one apart keeps a processor busy for seconds, and everyone else would wait.
 * A file that takes too long or too much memory is refused, and its thread ended; the next file gets a new one.
 */
export function openCleaner({ entry, log, threads = 2, mostWaiting = 10, limitMs = 20_000 }: CleanerOptions): Cleaner {
  const waiting: Job[] = [];
  const seats: Seat[] = Array.from({ length: threads }, () => ({
    worker: null,
    ready: false,
    job: null,
    timer: undefined,
  }));
  let stopped = false;

  function look(): void {
    for (const seat of seats) {
      if (seat.job || waiting.length === 0) continue;
      seat.job = waiting.shift()!;
      seat.worker ??= begin(seat);
      if (seat.ready) hand(seat);
    }
  }

  function begin(seat: Seat): Worker {
    // It needs nothing of what the process was told: not the database's address, not the mail server's password.
    const worker = new Worker(entry, {
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    worker.unref();
    worker.on('message', (message: 'ready' | Cleaned) => {
      if (message === 'ready') {
        seat.ready = true;
        if (seat.job) hand(seat);
      } else {
        free(seat)?.done(message);
        look();
      }
    });
    worker.on('error', (error) => log.error({ error: error.name, code: codeOf(error) }, 'a cleaning thread failed'));
    worker.on('exit', () => {
      const began = seat.ready;
      seat.worker = null;
      seat.ready = false;
      const job = free(seat);
      if (began) job?.done(refuse('too-much', 'attachments:refusals.too-slow', { name: job.name }));
      else job?.failed(new Error('the thread that cleans files did not begin'));
      if (!stopped) look();
    });
    return worker;
  }

  /** The time runs from here, not from when the file came: to wait for others is not its fault. */
  function hand(seat: Seat): void {
    const { bytes, name } = seat.job!;
    log.info({ bytes: bytes.length }, 'cleaning a file');
    seat.timer = setTimeout(() => {
      log.warn({ bytes: bytes.length }, 'a file took too long to clean');
      void seat.worker?.terminate();
    }, limitMs);
    const own = new Uint8Array(bytes);
    seat.worker!.postMessage({ bytes: own, name }, [own.buffer]);
  }

  function free(seat: Seat): Job | null {
    const { job } = seat;
    clearTimeout(seat.timer);
    seat.job = null;
    return job;
  }

  return {
    cleanFile(bytes, name) {
      if (stopped || waiting.length >= mostWaiting) {
        return Promise.resolve(refuse('too-much', 'attachments:refusals.busy', { name }));
      }
      return new Promise((done, failed) => {
        waiting.push({ bytes, name, done, failed });
        look();
      });
    },
    async stop() {
      stopped = true;
      for (const job of waiting.splice(0))
        job.done(refuse('too-much', 'attachments:refusals.busy', { name: job.name }));
      await Promise.all(seats.map((seat) => seat.worker?.terminate()));
    },
  };
}

function codeOf(error: Error): string {
  return (error as { code?: string }).code ?? '';
}
