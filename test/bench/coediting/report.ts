import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { aimsOf, type Figures, isMet } from './figures';

export function printReport(f: Figures): void {
  console.log(
    `\nA commit of a small row on this database: p50 ${number(f.commit.inARow)} ms in a row, ${number(f.commit.paced)} ms with pauses`,
  );
  console.log('\nTyping: from an edit to its arrival at somebody else, and what each arrival costs (H, R: against it)');
  table(
    [
      '',
      'people',
      'writers',
      'documents',
      'edits/s',
      'p50 ms',
      'p95 ms',
      'p99 ms',
      'CPU µs',
      '/H',
      '/R',
      '/gathering R',
      'database µs',
      'a CPU second',
      'lost',
    ],
    f.typing.map((t) => {
      const beside = (name: typeof t.name) => {
        const other = f.typing.find(
          (o) => o.name === name && o.people === t.people && o.writers === t.writers && o.documents === t.documents,
        );
        return other ? number(t.cpuUs / other.cpuUs) : '';
      };
      return [
        t.name,
        number(t.people),
        number(t.writers),
        number(t.documents),
        number(t.documents * t.writers * t.perSecond),
        number(t.p50),
        number(t.p95),
        number(t.p99),
        number(t.cpuUs),
        beside('Hocuspocus'),
        beside('relay'),
        beside('gathering relay'),
        t.databaseUs === null ? '' : number(t.databaseUs),
        number(1e6 / t.cpuUs),
        number(t.lost),
      ];
    }),
  );
  console.log('\nSaturation: 100 people, 20 writers, deliveries a second');
  table(
    ['', 'offered', 'delivered', 'core', "clients' core", 'p95 ms', 'late by 6 s or lost'],
    f.saturation.flatMap(({ name, steps }) =>
      steps.map((s) => [name, ...[s.offered, s.perSecond, s.core, s.clientCore, s.p95, s.lost].map(number)]),
    ),
  );
  console.log('\nMemory of a document open to five, with their sockets');
  table(
    ['', 'resident kB', 'held by the program kB'],
    f.memory.map((m) => [m.name, number(m.residentKb), number(m.heldKb)]),
  );
  console.log('\nA history of 260,000 edits in 5,200 updates');
  table(
    [
      '',
      'ingested ms',
      'writer told ms',
      'opened ms',
      'its bytes there ms',
      'opened before folding ms',
      'bytes',
      '/state',
    ],
    f.history.map((h) => [
      h.name,
      ...[h.ingestMs, h.safeMs, h.openMs, h.arrivedMs, h.openAtOnceMs, h.bytes].map(maybe),
      h.bytes === null ? '' : number(h.bytes / h.stateBytes),
    ]),
  );
  console.log('\n500 people over 20 documents after a restart');
  table(
    ['', 'all whole ms', 'whole', 'of'],
    f.restart.map((r) => [r.name, number(r.wholeMs), number(r.whole), number(r.people)]),
  );
  console.log('\nA reader that stops reading');
  table(
    ['', 'sent MB', 'held at most MB', 'held 2 s later MB', 'put out with', 'whole again'],
    f.reader.map((r) => [
      r.name,
      number(r.sentMb),
      number(r.mostMb),
      number(r.stillMb),
      r.code === null ? 'never' : String(r.code),
      r.whole ? 'yes' : 'NO',
    ]),
  );
  console.log('\nFloods and broken frames');
  table(
    ['', 'attack', 'longest stall ms', 'lost', 'put out', 'unreadable', 'grown MB', 'ended'],
    f.floods.map((x) => [
      x.name,
      x.attack,
      number(x.stallMs),
      number(x.lost),
      number(x.putOut),
      number(x.unreadable),
      maybe(x.grownMb),
      x.exited ? 'YES' : 'no',
    ]),
  );
  console.log('\nkill -9 while ten people type, all tabs closed at that instant');
  table(
    ['', 'rounds', 'typing s', 'seen by others', 'lost', 'told safe', 'lost'],
    f.killed.map((k) => [
      k.name,
      number(k.rounds),
      k.seconds.join(' to '),
      ...[k.seen, k.seenLost, k.told, k.toldLost].map(number),
    ]),
  );
  console.log('\nAims');
  table(
    ['', 'measured', 'aim', ''],
    aimsOf(f).map((a) => [
      a.what,
      `${number(a.measured)} ${a.unit}`,
      `${a.atLeast ? '≥' : '≤'} ${number(a.aim)} ${a.unit}`,
      isMet(a) ? 'met' : 'NOT MET',
    ]),
  );
}

export function writeReport(file: string, f: Figures, quick: boolean, load: number[]): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const machine = {
    node: process.version,
    system: `${os.type()} ${os.release()}`,
    cores: os.cpus().length,
    processor: os.cpus()[0]?.model,
    loadBefore: load,
    loadAfter: os.loadavg(),
  };
  const aims = aimsOf(f).map((a) => ({ ...a, met: isMet(a) }));
  fs.writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), quick, machine, ...f, aims }, null, 2)}\n`);
}

function table(head: string[], rows: string[][]): void {
  if (rows.length === 0) {
    console.log('not taken in this run');
    return;
  }
  const widths = head.map((h, i) => Math.max(h.length, ...rows.map((r) => r[i]!.length)));
  for (const row of [head, ...rows])
    console.log(row.map((c, i) => (i === 0 ? c.padEnd(widths[i]!) : c.padStart(widths[i]!))).join('  '));
}

function maybe(n: number | null): string {
  return n === null ? '' : number(n);
}

/** Three figures that count, and whole numbers from a hundred on. */
function number(n: number): string {
  if (Number.isNaN(n)) return 'none';
  if (Number.isInteger(n) || Math.abs(n) >= 100) return Math.round(n).toLocaleString('en');
  return n.toPrecision(Math.abs(n) < 1 ? 2 : 3);
}
