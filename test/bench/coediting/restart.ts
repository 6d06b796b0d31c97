import { clock } from './clock';
import type { ComeBack, Gathering } from './gathering.clients';
import { median } from './histogram';
import { endMeasured, type Ground, type Name, newRooms, newRun, startMeasured } from './servers';
import type { Layout } from './texts';

export interface RestartFigures {
  name: Name;
  /** Milliseconds from the moment all come back to a server that listens again until the last has everything. */
  wholeMs: number;
  /** People who had everything in the end, of all rounds, and how many there were. */
  whole: number;
  people: number;
}

const documents = 20;
const people = 25;
const layout: Layout = { paragraphs: 40, length: 500 };
const writtenAway = 20;

/** Five hundred people in twenty documents; the server is restarted, and one in each document wrote meanwhile. */
export async function measureRestart(ground: Ground, name: Name, rounds: number): Promise<RestartFigures> {
  const times: number[] = [];
  let whole = 0;
  for (let round = 0; round < rounds; round++) {
    const rooms = await newRooms(ground, documents);
    const run = newRun();
    const before = await startMeasured(ground, name);
    await ground.clients[0]!.ask('layOut', { server: before.server, rooms, layout });
    await Promise.all(
      ground.clients.map((client, part) =>
        client.ask('gather', {
          server: before.server,
          rooms,
          people,
          part,
          parts: ground.clients.length,
          presence: false,
        } satisfies Gathering),
      ),
    );
    await endMeasured(before);
    const after = await startMeasured(ground, name);
    const began = clock() + 200;
    const back = await Promise.all(
      ground.clients.map((client) =>
        client.ask<{ lastAt: number; whole: number }>('comeBack', {
          server: after.server,
          run,
          layout,
          edits: writtenAway,
          began,
        } satisfies ComeBack),
      ),
    );
    times.push(Math.max(...back.map((b) => b.lastAt)) - began);
    whole += back.reduce((sum, b) => sum + b.whole, 0);
    await Promise.all(ground.clients.map((client) => client.ask('disperse')));
    await endMeasured(after);
  }
  return { name, wholeMs: median(times), whole, people: documents * people * rounds };
}
