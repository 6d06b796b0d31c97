import { Worker } from 'node:worker_threads';
import type { Conversion, Converter } from '../../app/documents/exchange/conversion';
import type { Log } from '../../app/shared/context';
import { isRefusal, refuse } from '../../app/shared/refusal';

export interface ConverterOptions {
  /** The script of a thread: worker.ts, built or from source. */
  entry: string;
  log: Log;
  threads?: number;
  /** Documents that may wait for a thread. */
  mostWaiting?: number;
  /** How long one document may take, from when its thread begins. */
  limitMs?: number;
}

interface Job {
  conversion: Conversion;
  done(result: unknown): void;
  failed(error: unknown): void;
}

const memoryMb = 768;

/**
 * Reads and writes documents in threads, a new one for each: a long document keeps a processor busy for a second or more,
 * and everyone who writes meanwhile would stand still. One that takes too long or too much memory is refused.
 */
export function openConverter({ entry, log, threads = 2, mostWaiting = 8, limitMs = 60_000 }: ConverterOptions) {
  const waiting: Job[] = [];
  const workers = new Set<Worker>();
  let stopped = false;

  function look(): void {
    while (!stopped && workers.size < threads && waiting.length) begin(waiting.shift()!);
  }

  function begin({ conversion, done, failed }: Job): void {
    // It needs nothing of what the process was told: not the database's address, not the mail server's password.
    const worker = new Worker(entry, { execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
    workers.add(worker);
    const timer = setTimeout(() => {
      log.warn({ deed: conversion.deed }, 'a document took too long to convert');
      void worker.terminate();
    }, limitMs);
    let fault: Error | undefined;
    worker.once('message', done);
    worker.once('error', (error: Error & { code?: string }) => {
      log.error({ error: error.name, code: error.code ?? '' }, 'a converting thread failed');
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') fault = error;
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      workers.delete(worker);
      // Whoever has had an answer does not hear this one.
      if (fault) failed(fault);
      else failed(refuse('too-much', 'documents:export.refusals.too-long', { retryAfter: 60 }));
      look();
    });
    worker.postMessage(conversion);
  }

  const convert = ((conversion: Conversion) =>
    new Promise<unknown>((resolve, reject) => {
      if (stopped || waiting.length >= mostWaiting) {
        reject(refuse('too-much', 'documents:export.refusals.busy', { retryAfter: 20 }));
        return;
      }
      const done = (result: unknown) => (isRefusal(result) ? reject(result) : resolve(result));
      waiting.push({ conversion, done, failed: reject });
      look();
    })) as unknown as Converter;

  return {
    convert,
    async stop(): Promise<void> {
      stopped = true;
      const busy = refuse('too-much', 'documents:export.refusals.busy', { retryAfter: 20 });
      for (const job of waiting.splice(0)) job.failed(busy);
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}
