import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/*
 * The parts of a measurement run as processes of their own, so that the processor time of each can be told, and are
 * asked things by message. Whatever was started is ended by its id, also when the run is interrupted.
 */

interface Ask {
  id: number;
  name: string;
  about: unknown;
}

interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}

/** What a child answers to: each name with a function of one argument. `cpu` is answered by every child. */
export type Answers = Record<string, (about: never) => unknown>;

/** Called once by a child: answers what its parent asks, and ends when the parent is gone. */
export function answerAsks(answers: Answers): void {
  const all: Answers = { cpu: cpuMs, ...answers };
  process.on('message', async ({ id, name, about }: Ask) => {
    const answer: Answer = { id };
    try {
      answer.result = await all[name]!(about as never);
    } catch (e) {
      answer.error = String((e as Error)?.stack ?? e);
    }
    process.send?.(answer);
  });
  // Ctrl-C reaches every process of the terminal; the parent decides who ends when.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit(0));
  process.send?.({ id: 0 });
}

/** Processor time of this process so far, all threads, in milliseconds. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export interface Child {
  pid: number;
  ask<T>(name: string, about?: unknown): Promise<T>;
  end(): Promise<void>;
}

const children = new Set<ChildProcess>();

/** Starts a file of this folder, or a bundle, and resolves when it is ready to be asked. */
export async function startChild(file: string, env: Record<string, string> = {}): Promise<Child> {
  const source = file.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child = spawn(
    process.execPath,
    [...profiling(file), ...source, fileURLToPath(new URL(file, import.meta.url))],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_ENV: 'production', ...env },
    },
  );
  children.add(child);
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (e: Error) => void }>();
  let count = 0;
  const expect = <T>(id: number) =>
    new Promise<T>((resolve, reject) => waiting.set(id, { resolve: resolve as never, reject }));
  child.on('message', ({ id, result, error }: Answer) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(`${file}: ${error}`));
    else asked?.resolve(result as never);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(() => {
    children.delete(child);
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended before it answered`));
  });
  await expect(0);
  return {
    pid: child.pid!,
    ask(name, about) {
      // What has ended never answers.
      if (!child.connected) return Promise.reject(new Error(`${file} has ended`));
      const id = ++count;
      child.send({ id, name, about: about ?? null } satisfies Ask);
      return expect(id);
    },
    async end() {
      if (child.connected) child.disconnect();
      const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(hard);
    },
  };
}

/** For finding where time goes: BENCH_PROFILE=plenary.js writes a processor profile of that child. */
function profiling(file: string): string[] {
  if (!process.env.BENCH_PROFILE || !file.endsWith(process.env.BENCH_PROFILE)) return [];
  return ['--cpu-prof', '--cpu-prof-dir', 'test-results'];
}

/** Ends at once whatever still runs, by its id. */
export function endAll(): void {
  for (const child of children) child.kill('SIGKILL');
}
