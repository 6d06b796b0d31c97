import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build, isFresh } from '../../server/build.mjs';
import { endAll } from './asks';

/** What every measurement begins with. */
export interface Bench {
  root: string;
  /** Of this run alone, gone after it. */
  folder: string;
  quick: boolean;
  /** True where this part was named, or none was. */
  takes(part: string): boolean;
  say(what: string): void;
  /** Whatever is to be ended however the run ends: what came last first. */
  atEnd(end: () => Promise<unknown> | undefined): void;
}

/**
 * Runs a measurement with a build that is fresh, and leaves nothing behind, neither process nor folder: not when it
 * fails, nor when it is interrupted. `--quick` measures less of everything; other words are the parts that are wanted.
 */
export async function runBench(measure: (bench: Bench) => Promise<void>): Promise<void> {
  const words = process.argv.slice(2);
  const chosen = words.filter((word) => !word.startsWith('-'));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-bench-'));
  // PostgreSQL runs as a user of its own where this one is root.
  fs.chmodSync(folder, 0o755);
  const ends: (() => Promise<unknown> | undefined)[] = [];
  let ending = false;

  async function end(code: number): Promise<void> {
    if (ending) return;
    ending = true;
    endAll();
    for (const one of ends.reverse()) await Promise.resolve(one()).catch(() => {});
    fs.rmSync(folder, { recursive: true, force: true });
    process.exit(code);
  }
  async function fail(e: unknown): Promise<void> {
    console.error(e);
    await end(1);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(1));
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const) process.on(fault, (e) => void fail(e));

  const bench: Bench = {
    root: path.resolve(import.meta.dirname, '../..'),
    folder,
    quick: words.includes('--quick'),
    takes: (part) => chosen.length === 0 || chosen.includes(part),
    say: (what) => console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${what}`),
    atEnd: (one) => void ends.push(one),
  };
  try {
    if (!isFresh()) {
      bench.say('building Plenary');
      await build();
    }
    await measure(bench);
    await end(0);
  } catch (e) {
    await fail(e);
  }
}
