import { clock } from './clock';
import { type Ground, type Measured, type Name, newRooms, newRun, startMeasured } from './servers';
import { random, writersOf } from './texts';
import type { Crowd } from './typing.clients';

export interface KilledFigures {
  name: Name;
  rounds: number;
  /** How long people typed before the server was killed, in seconds: from and to. */
  seconds: [from: number, to: number];
  /** Edits that somebody other than their writer had, and those of them that were gone after the restart. */
  seen: number;
  seenLost: number;
  /** Edits whose writer was told that they are safe (by Hocuspocus: taken), and those of them that were gone. */
  told: number;
  toldLost: number;
}

const people = 10;
const perSecond = 10;

/** Ten people type; at a moment that nobody chose the server is killed and all tabs are closed; what is left is read. */
export async function measureKilled(
  ground: Ground,
  name: Name,
  rounds: number,
  seconds: [from: number, to: number],
): Promise<KilledFigures> {
  const figures: KilledFigures = { name, rounds, seconds, seen: 0, seenLost: 0, told: 0, toldLost: 0 };
  const next = random(rounds);
  let measured = await startMeasured(ground, name);
  for (let round = 0; round < rounds; round++) {
    measured = await oneRound(ground, measured, seconds[0] + next() * (seconds[1] - seconds[0]), figures);
  }
  await measured.child.end();
  return figures;
}

/** Ends with the server that was started after the kill. */
async function oneRound(ground: Ground, measured: Measured, typed: number, figures: KilledFigures): Promise<Measured> {
  const { clients } = ground;
  const [room] = (await newRooms(ground, 1)) as [number];
  const run = newRun();
  const layout = { paragraphs: people, length: 200 };
  const crowd: Omit<Crowd, 'part' | 'parts'> = {
    server: measured.server,
    run,
    layout,
    rooms: [room],
    people,
    writers: people,
    edits: Math.ceil((typed + 5) * perSecond),
    perSecond,
  };
  await clients[0]!.ask('layOut', { server: measured.server, rooms: [room], layout });
  await Promise.all(clients.map((client, part) => client.ask('join', { ...crowd, part, parts: clients.length })));
  await Promise.all(clients.map((client) => client.ask('prepare')));
  const typing = clients.map((client) => client.ask('type', { began: clock() }));
  await new Promise((resolve) => setTimeout(resolve, typed * 1000));
  process.kill(measured.child.pid, 'SIGKILL');
  const wrecks = await Promise.all(
    clients.map((client) => client.ask<{ seen: Record<number, number>; told: Record<number, number> }>('wreck')),
  );
  await Promise.all(typing);
  await Promise.all(clients.map((client) => client.ask('leave')));
  await measured.child.end();
  const again = await startMeasured(ground, measured.name);
  const left = new Map(await clients[0]!.ask<[number, number][]>('clocks', { server: again.server, room }));
  for (let writer = 0; writer < people; writer++) {
    const kept = left.get(writersOf(run) + writer) ?? 0;
    const seen = Math.max(...wrecks.map((w) => w.seen[writer] ?? 0));
    const told = Math.max(...wrecks.map((w) => w.told[writer] ?? 0));
    figures.seen += seen;
    figures.seenLost += Math.max(0, seen - kept);
    figures.told += told;
    figures.toldLost += Math.max(0, told - kept);
  }
  return again;
}
