import { number, printAims, printTable } from '../table';
import { aimsOf, type Figures } from './figures';

export function printReport(f: Figures): void {
  console.log(
    `\nA commit of a small row on this database: p50 ${number(f.commit.inARow)} ms in a row, ${number(f.commit.paced)} ms with pauses`,
  );
  console.log('\nTyping: from an edit to its arrival at somebody else, and what each arrival costs (H, R: against it)');
  printTable(
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
  printTable(
    ['', 'offered', 'delivered', 'core', "clients' core", 'p95 ms', 'late by 6 s or lost'],
    f.saturation.flatMap(({ name, steps }) =>
      steps.map((s) => [name, ...[s.offered, s.perSecond, s.core, s.clientCore, s.p95, s.lost].map(number)]),
    ),
  );
  console.log('\nMemory of a document open to five, with their sockets');
  printTable(
    ['', 'resident kB', 'held by the program kB'],
    f.memory.map((m) => [m.name, number(m.residentKb), number(m.heldKb)]),
  );
  console.log('\nA history of 260,000 edits in 5,200 updates');
  printTable(
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
  printTable(
    ['', 'all whole ms', 'whole', 'of'],
    f.restart.map((r) => [r.name, number(r.wholeMs), number(r.whole), number(r.people)]),
  );
  console.log('\nA reader that stops reading');
  printTable(
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
  printTable(
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
  printTable(
    ['', 'rounds', 'typing s', 'seen by others', 'lost', 'told safe', 'lost'],
    f.killed.map((k) => [
      k.name,
      number(k.rounds),
      k.seconds.join(' to '),
      ...[k.seen, k.seenLost, k.told, k.toldLost].map(number),
    ]),
  );
  printAims(aimsOf(f));
}

function maybe(n: number | null): string {
  return n === null ? '' : number(n);
}
