import { type ChildProcess, fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './running';

export interface TextProcess {
  url: string;
  port: number;
  child: ChildProcess;
  memory(): Promise<NodeJS.MemoryUsage>;
  /** Ends it with this signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

const all = new Set<TextProcess>();

let script: Promise<string> | undefined;

/** Bundled once: to read every module anew takes each of a dozen processes some seconds. */
async function bundled(): Promise<string> {
  const outfile = path.join(root, '.cache', `texts-${process.pid}`, 'process.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'text-process.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}

/** A server in a process of its own, on a port that a later one can take over. */
export async function aTextProcess(
  databaseUrl: string,
  options: { port?: number; env?: Record<string, string> } = {},
): Promise<TextProcess> {
  script ??= bundled();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-data-'));
  const child = fork(await script, {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      VITEST: '',
      LOG_LEVEL: 'silent',
      HOST: '127.0.0.1',
      PORT: String(options.port ?? 0),
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      ...options.env,
    },
  });
  const ended = new Promise<void>((done) =>
    child.once('exit', () => {
      fs.rmSync(dataDir, { recursive: true, force: true });
      done();
    }),
  );
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (said: { url: string }) => resolve(said.url));
    void ended.then(() => reject(new Error('the server ended before it was up')));
  });
  const made: TextProcess = {
    url,
    port: Number(new URL(url).port),
    child,
    memory: () =>
      new Promise((resolve) => {
        child.once('message', (said: { memory: NodeJS.MemoryUsage }) => resolve(said.memory));
        child.send('memory');
      }),
    async end(signal) {
      child.kill(signal);
      await ended;
      all.delete(made);
    },
  };
  all.add(made);
  return made;
}

export async function endAllTextProcesses(): Promise<void> {
  await Promise.all([...all].map((one) => one.end('SIGKILL')));
  if (script) fs.rmSync(path.dirname(await script), { recursive: true, force: true });
}
