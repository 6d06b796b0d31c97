import { databaseCpuMs } from '../database-cpu';
import { clock } from './clock';
import { added, type Histogram, median, quantile } from './histogram';
import { type Ground, type Measured, type Name, newRooms, newRun } from './servers';
import type { Layout } from './texts';
import type { Arrived, Crowd, Typed } from './typing.clients';

/** How many type in how many documents, and how fast. */
export interface Scene {
  documents: number;
  people: number;
  writers: number;
  perSecond: number;
  seconds: number;
}

export interface Outcome {
  /** Milliseconds from an edit's leaving its writer to its arrival at somebody else. */
  times: Histogram;
  deliveries: number;
  expected: number;
  perSecond: number;
  /** Of the server's process, in microseconds for each delivery, and as a share of one core. */
  cpuUs: number;
  core: number;
  /** Of the database, for each delivery; null where it cannot be told. */
  databaseUs: number | null;
  /** Of the busier of the clients' processes: near 1, they and not the server are what is measured. */
  clientCore: number;
  closed: Record<number, number>;
  /** Messages that somebody could not read. */
  unreadable: number;
}

export interface TypingFigures extends Scene {
  name: Name;
  p50: number;
  p95: number;
  p99: number;
  cpuUs: number;
  databaseUs: number | null;
  deliveries: number;
  lost: number;
}

export interface Staging {
  /** How long to wait for what has not arrived when the last was sent. */
  patienceMs?: number;
  /** In how many of the clients' processes these people are; the others are left to somebody else. */
  processes?: number;
  /** Called with the documents when typing begins. */
  begun?: (rooms: number[]) => void;
}

/** One crowd at one server, from coming in to leaving. */
export async function playScene(
  ground: Ground,
  measured: Measured,
  scene: Scene,
  { patienceMs = 5000, processes = ground.clients.length, begun }: Staging = {},
): Promise<Outcome> {
  const { database } = ground;
  const clients = ground.clients.slice(0, processes);
  const rooms = await newRooms(ground, scene.documents);
  const edits = Math.round(scene.perSecond * scene.seconds);
  const layout: Layout = { paragraphs: Math.max(10, scene.writers), length: 200 };
  const crowd: Omit<Crowd, 'part' | 'parts'> = {
    server: measured.server,
    run: newRun(),
    layout,
    rooms,
    people: scene.people,
    writers: scene.writers,
    edits,
    perSecond: scene.perSecond,
  };
  const all = <T>(name: string, about?: (part: number) => unknown) =>
    Promise.all(clients.map((client, part) => client.ask<T>(name, about?.(part))));
  await clients[0]!.ask('layOut', { server: measured.server, rooms, layout });
  await all('join', (part) => ({ ...crowd, part, parts: clients.length }));
  await all('prepare');
  const cpu = () => Promise.all([measured.child, ...clients].map((child) => child.ask<number>('cpu')));
  const databaseBefore = databaseCpuMs(database.pid);
  const before = await cpu();
  const began = clock() + 60;
  begun?.(rooms);
  const sentAt: Typed['sentAt'] = {};
  for (const part of await all<Typed>('type', () => ({ began }))) Object.assign(sentAt, part.sentAt);
  await all('settle', () => ({ patienceMs }));
  const after = await cpu();
  const databaseAfter = databaseCpuMs(database.pid);
  const arrived = await all<Arrived>('arrivals', () => ({ sentAt }));
  await all('leave');
  const deliveries = arrived.reduce((sum, a) => sum + a.arrived, 0);
  const elapsed = Math.max(scene.seconds * 1000, ...arrived.map((a) => a.last));
  const spent = after.map((ms, i) => ms - before[i]!);
  const closed: Record<number, number> = {};
  for (const a of arrived)
    for (const [code, count] of Object.entries(a.closed)) closed[Number(code)] = (closed[Number(code)] ?? 0) + count;
  return {
    times: added(arrived.map((a) => a.times)),
    deliveries,
    expected: arrived.reduce((sum, a) => sum + a.expected, 0),
    perSecond: (deliveries / elapsed) * 1000,
    cpuUs: (spent[0]! * 1000) / deliveries,
    core: spent[0]! / elapsed,
    databaseUs:
      databaseBefore === null || databaseAfter === null ? null : ((databaseAfter - databaseBefore) * 1000) / deliveries,
    clientCore: Math.max(...spent.slice(1)) / elapsed,
    closed,
    unreadable: arrived.reduce((sum, a) => sum + a.unreadable, 0),
  };
}

/** The same scene in turns at all servers, so that what else the machine does falls on all; the middle round counts. */
export async function measureTyping(
  ground: Ground,
  servers: Measured[],
  scene: Scene,
  rounds: number,
): Promise<TypingFigures[]> {
  const outcomes = new Map<Measured, Outcome[]>(servers.map((s) => [s, []]));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < servers.length; i++) {
      const measured = servers[(i + round) % servers.length]!;
      outcomes.get(measured)!.push(await playScene(ground, measured, scene));
    }
  }
  return servers.map((measured) => {
    const of = outcomes.get(measured)!;
    const middle = (value: (o: Outcome) => number) => median(of.map(value));
    return {
      ...scene,
      name: measured.name,
      p50: middle((o) => quantile(o.times, 0.5)),
      p95: middle((o) => quantile(o.times, 0.95)),
      p99: middle((o) => quantile(o.times, 0.99)),
      cpuUs: middle((o) => o.cpuUs),
      databaseUs: of.some((o) => o.databaseUs === null) ? null : middle((o) => o.databaseUs!),
      deliveries: of.reduce((sum, o) => sum + o.deliveries, 0),
      lost: of.reduce((sum, o) => sum + o.expected - o.deliveries, 0),
    };
  });
}
