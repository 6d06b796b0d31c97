import fs from 'node:fs';
import path from 'node:path';
import { seedRoom } from '../db/room/seed';
import { holdFolder } from './hold';
import { readRoomConfig } from './room/config';
import { type RunningRoom, startRoom } from './room/main';
import { isSettingsRefusal } from './settings';
import { keepRoomSignIns } from './sign-ins';

/**
 * The room as a process of its own. What it writes is the lines of its log and, when it starts, its address: whatever a
 * library would print is thrown away, since it may hold what somebody typed.
 */
const out = process.stdout.write.bind(process.stdout);
const write = (line: string) => void out(`${line}\n`);
const silent = () => {};
for (const name of ['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir', 'table'] as const) console[name] = silent;
process.removeAllListeners('warning');
process.on('warning', silent);
// Node opens its inspector at this signal, and the inspector reads all memory.
process.on('SIGUSR1', silent);

type Said = { ready: string } | { refused: string };
const tell = (said: Said) => {
  if (process.connected) process.send!(said);
  else if ('ready' in said) write(`\nThe room is at ${said.ready}\n`);
  else write(said.refused);
};

let running: RunningRoom | undefined;
let release: (() => void) | undefined;
let isStopping = false;

const starting = run();
async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await starting.catch(silent);
  await running?.stop().catch(silent);
  release?.();
  process.exit(code);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(0));
// The platform's process is gone, however it went: a room that nobody watches over must not stay.
process.on('disconnect', () => {
  write('room: parent-gone');
  void stop(0);
});
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, () => {
    write('room: answered-with-error');
    void stop(1);
  });

async function run(): Promise<void> {
  try {
    const unsafe = whyUnsafe();
    if (unsafe) return end(unsafe);
    const config = readRoomConfig(process.env);
    if (isSettingsRefusal(config)) return end(config.sentence);
    const held = holdFolder(config.dataDir, { name: 'The room', setting: 'ROOM_DATA_DIR' });
    if (isSettingsRefusal(held)) return end(held.sentence);
    release = held;
    running = await startRoom(config, { root: rootFolder(), write });
    if (config.isDemonstration && !config.databaseUrl) {
      // Once, into a room that nobody is in; what it is used with goes to the owner's file and nowhere else.
      const shown = await seedRoom(running.host, running.url);
      if (shown) keepRoomSignIns(path.resolve(process.env.DATA_DIR || '.data'), shown);
    }
    if (!isStopping) tell({ ready: running.url });
  } catch (e) {
    await running?.stop().catch(silent);
    release?.();
    // An error may hold what a person or a setting said; only a sentence of our own is told.
    const code = (e as { code?: unknown } | null)?.code;
    const why = typeof code === 'string' && /^[A-Z0-9_]{3,40}$/.test(code) ? ` (${code})` : '';
    end(isSettingsRefusal(e) ? e.sentence : `The room could not be started${why}.`);
  }
}

function end(sentence: string): void {
  tell({ refused: sentence });
  setImmediate(() => process.exit(1));
}

/** A crash must leave no copy of the memory, and nobody may look into it: how it was started decides that. */
function whyUnsafe(): string | null {
  const limits = '/proc/self/limits';
  if (fs.existsSync(limits) && !/^Max core file size +0 /m.test(fs.readFileSync(limits, 'utf8')))
    return 'A crash of the room would write its memory to a file. Start it by "npm start" or "npm run room".';
  if (
    [...process.execArgv, process.env.NODE_OPTIONS ?? ''].some((o) => /inspect|heapsnapshot|heap-prof|report-/.test(o))
  )
    return 'The room does not start with an inspector, heap snapshots or reports. Take them out of NODE_OPTIONS.';
  return null;
}

function rootFolder(): string {
  // The bundle lies in build/host, the source in server: the root is where package.json is.
  for (let at = path.dirname(new URL(import.meta.url).pathname); ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, 'package.json'))) return at;
  }
}
