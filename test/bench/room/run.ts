import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';
import { build, isFresh } from '../../../server/build.mjs';
import { type Child, endAll, startChild } from '../asks';
import { runChecks } from './checks';
import { measureFlood, measureTiming } from './codes';
import { measureLoop } from './loop';

/**
 * Figures of the survivor room: `npm run bench:room [-- --quick] [checks loop timing flood]`. All traffic stays on this
 * machine and is bounded in number and time.
 */
const quick = process.argv.includes('--quick');
const asked = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const wants = (part: string) => asked.length === 0 || asked.includes(part);
const root = path.resolve(import.meta.dirname, '../../..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'room-bench-'));
fs.chmodSync(folder, 0o755);
const results: Record<string, unknown> = {};

/** The room is measured as it is shipped: what runs source needs memory and time of its own. */
const bundle = path.join(root, 'build', 'bench', 'room', 'server.js');
async function bundleServer(): Promise<void> {
  await esbuild.build({
    entryPoints: [path.join(import.meta.dirname, 'server.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
}

let count = 0;
async function withRoom<T>(env: Record<string, string>, work: (room: Child) => Promise<T>): Promise<T> {
  const data = path.join(folder, `room-${++count}`);
  const room = await startChild(path.relative(path.resolve(import.meta.dirname, '..'), bundle), {
    DATA_DIR: data,
    ROOM_DATA_DIR: data,
    ROOM_PORT: '0',
    ROOM_TRUST_PROXY: '1',
    ...env,
  });
  try {
    return await work(room);
  } finally {
    await room.ask('stop').catch(() => {});
    await room.end();
  }
}

function say(what: string, result: unknown): void {
  results[what] = result;
  console.log(`\n${what}`);
  for (const [name, value] of Object.entries(result as Record<string, unknown>)) {
    const shown = typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(2) : JSON.stringify(value);
    console.log(`  ${name.padEnd(44)} ${shown}`);
  }
}

const open = { BENCH_LIMITS: '1000000' };

async function run(): Promise<void> {
  if (!isFresh()) await build();
  await bundleServer();
  if (wants('loop')) say('The whole loop without a script', await withRoom({}, measureLoop));
  if (wants('timing')) {
    const tries = quick ? 1000 : 10_000;
    // With little stretching first: there the noise that would hide a difference is smallest.
    say(
      'Right and wrong codes by the clock, stretched little (N = 2^10)',
      await withRoom({ ...open, BENCH_COST: '1024' }, (room) => measureTiming(room, tries)),
    );
    say(
      'Right and wrong codes by the clock, as shipped (N = 2^15)',
      await withRoom(open, (room) => measureTiming(room, quick ? 200 : 10_000)),
    );
  }
  if (wants('flood'))
    say('500 wrong codes at once', await withRoom(open, (room) => measureFlood(room, quick ? 3 : 10)));
  if (wants('checks')) {
    const { passed, counted } = await runChecks(root, folder);
    say('Counted by the tests', { passed, ...counted });
  }
  fs.mkdirSync(path.join(root, 'test-results'), { recursive: true });
  fs.writeFileSync(path.join(root, 'test-results', 'bench-room.json'), JSON.stringify(results, null, 2));
}

let ending = false;
function end(code: number): void {
  if (ending) return;
  ending = true;
  endAll();
  fs.rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(1));
run().then(
  () => end(0),
  (e) => {
    console.error(e);
    end(1);
  },
);
