import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build, isFresh } from '../../../server/build.mjs';
import { endAll } from '../asks';
import { measureCommits } from './commits';
import type { Figures } from './figures';
import { measureFloods } from './floods';
import { measureHistory } from './history';
import { measureKilled } from './killed';
import { measureMemory } from './memory';
import { measureReader } from './reader';
import { printReport, writeReport } from './report';
import { measureRestart } from './restart';
import { measureSaturation } from './saturation';
import { allNames, endMeasured, type Ground, keeping, type Measured, prepareGround, startMeasured } from './servers';
import { measureTyping, type Scene } from './typing';

/**
 * Measures the co-editing server beside Hocuspocus and a bare relay, with the same clients, in one run on one machine:
 * what counts are the ratios. All traffic stays on this machine and is bounded in number and time. `--quick` does less
 * of everything; names of parts (typing, saturation, memory, history, restart, reader, floods, killed) do only those.
 */
const quick = process.argv.includes('--quick');
const chosen = process.argv.slice(2).filter((a) => !a.startsWith('-'));
const root = path.resolve(import.meta.dirname, '../../..');
const rounds = quick ? 1 : 3;
const scenes: Scene[] = [
  { documents: 1, people: 10, writers: 10, perSecond: 5, seconds: 5 },
  { documents: 1, people: 50, writers: 10, perSecond: 5, seconds: 5 },
  { documents: 1, people: 50, writers: 50, perSecond: 5, seconds: 5 },
  { documents: 1, people: 200, writers: 50, perSecond: 5, seconds: 5 },
  { documents: 200, people: 5, writers: 1, perSecond: 1, seconds: 5 },
];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-bench-'));
fs.chmodSync(folder, 0o755);
const load = os.loadavg();
let ground: Ground | undefined;
let ending = false;

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  endAll();
  await ground?.sql.end({ timeout: 1 }).catch(() => {});
  await ground?.database.stop();
  fs.rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(1));
// Whatever goes wrong, no database and no server stays behind.
for (const fault of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(fault, (e) => {
    console.error(e);
    void end(1);
  });

try {
  await run();
  await end(0);
} catch (e) {
  console.error(e);
  await end(1);
}

async function run(): Promise<void> {
  if (!isFresh()) {
    say('building Plenary');
    await build();
  }
  say('starting a database');
  ground = await prepareGround(root, folder, quick, say);
  const f: Figures = {
    commit: await measureCommits(ground, quick ? 200 : 500),
    typing: [],
    saturation: [],
    memory: [],
    history: [],
    restart: [],
    reader: [],
    floods: [],
    killed: [],
  };
  try {
    await measureAll(ground, f);
  } finally {
    // What was measured before something went wrong is not thrown away.
    printReport(f);
    const file = path.join(root, 'test-results', 'bench-coediting.json');
    writeReport(file, f, quick, load);
    console.log(`\nWritten to ${path.relative(root, file)}`);
  }
}

async function measureAll(on: Ground, f: Figures): Promise<void> {
  if (takes('typing') || takes('saturation') || takes('history')) await measureStanding(on, f);
  for (const name of takes('memory') ? allNames.slice(0, 3) : []) {
    say(`memory: ${name}`);
    f.memory.push(await measureMemory(on, name, rounds));
  }
  for (const name of takes('restart') ? keeping : []) {
    say(`restart: ${name}`);
    f.restart.push(await measureRestart(on, name, rounds));
  }
  for (const name of takes('reader') ? allNames.slice(0, 3) : []) {
    say(`a reader that stops reading: ${name}`);
    f.reader.push(await measureReader(on, name, quick ? 24 : 64));
  }
  for (const name of takes('floods') ? allNames.slice(0, 3) : []) {
    say(`floods and broken frames: ${name}`);
    f.floods.push(...(await measureFloods(on, name)));
  }
  if (takes('killed')) {
    say('kill -9: Plenary');
    f.killed.push(await measureKilled(on, 'Plenary', quick ? 5 : 100, [0.3, 3]));
    say('kill -9: Hocuspocus');
    f.killed.push(await measureKilled(on, 'Hocuspocus', quick ? 2 : 10, [2, 20]));
  }
}

/** What is measured at servers that stand side by side through all of it. */
async function measureStanding(on: Ground, f: Figures): Promise<void> {
  const servers: Measured[] = [];
  for (const name of allNames) servers.push(await startMeasured(on, name, true));
  for (const scene of takes('typing') ? scenes : []) {
    say(`typing: ${scene.documents} × ${scene.people} people, ${scene.writers} writers`);
    f.typing.push(...(await measureTyping(on, servers, scene, rounds)));
  }
  if (takes('saturation')) {
    f.saturation = await measureSaturation(on, servers, quick ? 1.5 : 3);
  }
  for (const measured of takes('history') ? servers.slice(0, 3) : []) {
    say(`history: ${measured.name}`);
    f.history.push(await measureHistory(on, measured, rounds));
  }
  for (const measured of servers) await endMeasured(measured);
}

function takes(part: string): boolean {
  return chosen.length === 0 || chosen.includes(part);
}

function say(what: string): void {
  console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${what}`);
}
