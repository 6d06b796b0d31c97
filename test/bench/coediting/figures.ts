import type { Aim } from '../table';
import type { CommitFigures } from './commits';
import type { FloodFigures } from './floods';
import type { HistoryFigures } from './history';
import type { KilledFigures } from './killed';
import type { MemoryFigures } from './memory';
import type { ReaderFigures } from './reader';
import type { RestartFigures } from './restart';
import type { SaturationFigures } from './saturation';
import type { Name } from './servers';
import type { TypingFigures } from './typing';

export interface Figures {
  commit: CommitFigures;
  typing: TypingFigures[];
  saturation: SaturationFigures[];
  memory: MemoryFigures[];
  history: HistoryFigures[];
  restart: RestartFigures[];
  reader: ReaderFigures[];
  floods: FloodFigures[];
  killed: KilledFigures[];
}

/** What the project has set itself, with what was measured against it. Figures not taken in a run are left out. */
export function aimsOf(f: Figures): Aim[] {
  const aims: Aim[] = [];
  const add = (what: string, measured: number | null | undefined, aim: number, unit: string, atLeast = false) => {
    if (measured !== null && measured !== undefined) aims.push({ what, measured, aim, unit, atLeast });
  };
  const of = <T extends { name: Name }>(figures: T[], name: Name) => figures.find((x) => x.name === name);
  const typing = (name: Name, people: number, writers: number, documents = 1) =>
    f.typing.find((t) => t.name === name && t.people === people && t.writers === writers && t.documents === documents);
  for (const [people, writers, against, aim] of [
    [50, 10, 'Hocuspocus', 0.85],
    [50, 50, 'Hocuspocus', 0.6],
    [200, 50, 'relay', 1.1],
  ] as const) {
    const ours = typing('Plenary', people, writers);
    const theirs = typing(against, people, writers);
    if (ours && theirs)
      add(
        `CPU for each delivered update, ${people} people, ${writers} writers, against ${against === 'relay' ? 'the relay' : against}`,
        ours.cpuUs / theirs.cpuUs,
        aim,
        '×',
      );
  }
  for (const ours of f.typing.filter((t) => t.name === 'Plenary')) {
    const theirs = typing('Hocuspocus', ours.people, ours.writers, ours.documents);
    if (!theirs) continue;
    const where =
      ours.documents > 1
        ? `${ours.documents} documents of ${ours.people}`
        : `${ours.people} people, ${ours.writers} writers`;
    add(`edit to arrival, ${where}: p50`, ours.p50, theirs.p50 + f.commit.paced, 'ms');
    add(`edit to arrival, ${where}: p99`, ours.p99, theirs.p99 * 1.5, 'ms');
  }
  const saturation = of(f.saturation, 'Plenary');
  if (saturation) {
    const step = saturation.steps.find((s) => s.offered === 2_000_000);
    const twice = saturation.steps.find((s) => s.offered === 4_000_000);
    add('saturation: delivered updates a second at 2 million offered', step?.perSecond, 1_960_000, '', true);
    // On a machine that others use too a server gets less of its core, and delivers less: what it takes for 2 million
    // tells all the same.
    add(
      'saturation: share of a core that 2 million a second take',
      step && (step.core * 2e6) / step.perSecond,
      0.7,
      '',
    );
    if (step && twice)
      add('saturation: delivered at twice that, against at once', twice.perSecond / step.perSecond, 0.95, '×', true);
  }
  add('memory for a document open to five', of(f.memory, 'Plenary')?.residentKb, 100, 'kB');
  const history = of(f.history, 'Plenary');
  const theirs = of(f.history, 'Hocuspocus');
  add('260,000 edits ingested', history?.ingestMs, 300, 'ms');
  if (history?.openMs && theirs?.openMs) {
    add('that document opened afresh, against Hocuspocus', history.openMs / theirs.openMs, 0.25, '×');
    add('that document opened afresh: bytes against its state', history.bytes! / history.stateBytes, 1.02, '×');
  }
  const restart = of(f.restart, 'Plenary');
  const restarted = of(f.restart, 'Hocuspocus');
  if (restart && restarted) {
    add('500 people whole after a restart, against Hocuspocus', restart.wholeMs / restarted.wholeMs, 0.8, '×');
    add('of them whole', restart.whole / restart.people, 1, '', true);
  }
  const reader = of(f.reader, 'Plenary');
  add('a reader that stops reading: most that is held', reader?.mostMb, 8, 'MB');
  add('the same: still held two seconds later', reader?.stillMb, 8, 'MB');
  if (reader) add('the same: comes back and is whole', Number(reader.whole), 1, '', true);
  const floods = f.floods.filter((x) => x.name === 'Plenary');
  if (floods.length) {
    add('floods and broken frames: processes ended', floods.filter((x) => x.exited).length, 0, '');
    add('floods and broken frames: longest stall of a bystander', Math.max(...floods.map((x) => x.stallMs)), 250, 'ms');
    add('floods and broken frames: bystanders put out', Math.max(...floods.map((x) => x.putOut)), 0, '');
    add('floods and broken frames: passed on unread', Math.max(...floods.map((x) => x.unreadable)), 0, '');
    if (floods.every((x) => x.grownMb !== null))
      add('floods and broken frames: most memory taken', Math.max(...floods.map((x) => x.grownMb!)), 64, 'MB');
  }
  const killed = of(f.killed, 'Plenary');
  add('edits that others had seen, lost by kill -9', killed?.seenLost, 0, '');
  add('edits called safe, lost by kill -9', killed?.toldLost, 0, '');
  return aims;
}
