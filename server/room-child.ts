import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface RoomChild {
  /** The room's address, or a sentence that says why there is none. Never rejects. */
  started: Promise<{ url: string } | { sentence: string }>;
  /** Called once if the room ends by itself after it had started. */
  onEnd(tell: () => void): void;
  stop(): Promise<void>;
}

/** What the room needs to know. Passwords of the platform's database and mail are not among it. */
function roomEnvironment(env: NodeJS.ProcessEnv, host: string): NodeJS.ProcessEnv {
  const given = Object.entries(env).filter(
    // Who works there is the platform's to write to; the room sends nothing.
    ([name]) =>
      (/^ROOM_/.test(name) && name !== 'ROOM_STAFF_MAIL') ||
      ['PATH', 'TMPDIR', 'DATA_DIR', 'LD_LIBRARY_PATH'].includes(name),
  );
  return { ...Object.fromEntries(given), ROOM_HOST: host, NODE_ENV: 'production', TZ: 'UTC' };
}

/**
 * Starts the room as a process of its own, beside this one. It may write no core file, gets an environment of its own,
 * and ends when this process is gone, however it went: the channel between them breaks.
 */
export function startRoomChild(env: NodeJS.ProcessEnv, host: string): RoomChild {
  const bundle = path.join(path.dirname(fileURLToPath(import.meta.url)), 'room.js');
  const child: ChildProcess = spawn('/bin/sh', ['-c', 'ulimit -c 0; exec "$0" "$@"', process.execPath, bundle], {
    env: roomEnvironment(env, host),
    // A group of its own: Ctrl-C reaches this process first, which ends the room in its turn.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let isStopping = false;
  let hasStarted = false;
  let tellEnd: () => void = () => {};
  const ended = new Promise<void>((done) => {
    child.once('exit', () => {
      if (hasStarted && !isStopping) tellEnd();
      done();
    });
    child.once('error', () => done());
  });
  const started = new Promise<{ url: string } | { sentence: string }>((resolve) => {
    child.on('message', (said: { ready?: string; refused?: string }) => {
      if (said.ready) {
        hasStarted = true;
        resolve({ url: said.ready });
      } else resolve({ sentence: said.refused ?? '' });
    });
    void ended.then(() => resolve({ sentence: 'The room ended before it had started.' }));
  });
  return {
    started,
    onEnd(tell) {
      tellEnd = tell;
    },
    async stop() {
      isStopping = true;
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        const hard = setTimeout(() => child.kill('SIGKILL'), 25_000);
        await ended;
        clearTimeout(hard);
      }
    },
  };
}
