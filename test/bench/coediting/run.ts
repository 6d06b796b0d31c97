import { type Bench, runBench } from '../runner';
import { writeFigures } from '../table';
import { measureCommits } from './commits';
import { aimsOf, type Figures } from './figures';
import { measureFloods } from './floods';
import { measureHistory } from './history';
import { measureKilled } from './killed';
import { measureMemory } from './memory';
import { measureReader } from './reader';
import { printReport } from './report';
import { measureRestart } from './restart';
import { measureSaturation } from './saturation';
import { allNames, endMeasured, type Ground, keeping, type Measured, prepareGround, startMeasured } from './servers';
import { measureTyping, playScene, type Scene } from './typing';

/**
 * Measures the co-editing server beside Hocuspocus and a bare relay, with the same clients, in one run on one machine:
 * what counts are the ratios. All traffic stays on this machine and is bounded in number and time. `--quick` does less
 * of everything; names of parts (typing, saturation, memory, history, restart, reader, floods, killed) do only those.
 */
const scenes: Scene[] = [
  { documents: 1, people: 10, writers: 10, perSecond: 5, seconds: 5 },
  { documents: 1, people: 50, writers: 10, perSecond: 5, seconds: 5 },
  { documents: 1, people: 50, writers: 50, perSecond: 5, seconds: 5 },
  { documents: 1, people: 200, writers: 50, perSecond: 5, seconds: 5 },
  { documents: 200, people: 5, writers: 1, perSecond: 1, seconds: 5 },
];

await runBench(run);

async function run(bench: Bench): Promise<void> {
  const { root, folder, quick, say } = bench;
  say('starting a database');
  const ground = await prepareGround(root, folder, quick, say, bench.atEnd);
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
    await measureAll(bench, ground, f);
  } finally {
    // What was measured before something went wrong is not thrown away.
    printReport(f);
    writeFigures(root, 'bench-coediting', quick, f, aimsOf(f));
  }
}

async function measureAll(bench: Bench, on: Ground, f: Figures): Promise<void> {
  const { quick, takes, say } = bench;
  const rounds = quick ? 1 : 3;
  if (takes('typing') || takes('saturation') || takes('history')) await measureStanding(bench, on, f, rounds);
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
async function measureStanding(bench: Bench, on: Ground, f: Figures, rounds: number): Promise<void> {
  const { quick, takes, say } = bench;
  const servers: Measured[] = [];
  for (const name of allNames) servers.push(await startMeasured(on, name, true));
  // Nobody types at a server that has just started: its first seconds go into translating what it will run.
  if (takes('typing')) say('warming up');
  for (const measured of takes('typing') ? servers : []) await playScene(on, measured, scenes[2]!);
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
