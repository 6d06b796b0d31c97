import type { Gathering } from './gathering.clients';
import { median } from './histogram';
import { endMeasured, type Ground, memoryOf, type Name, newRooms, startMeasured } from './servers';
import type { Layout } from './texts';

export interface MemoryFigures {
  name: Name;
  /** Kilobytes for each open document with the sockets of five people: as the system counts, and as the program does. */
  residentKb: number;
  heldKb: number;
}

const documents = 200;
const people = 5;
const layout: Layout = { paragraphs: 20, length: 200 };

/** Documents of four thousand characters, each opened by five people who show their presence, in a fresh process. */
export async function measureMemory(ground: Ground, name: Name, rounds: number): Promise<MemoryFigures> {
  const [first] = ground.clients;
  const resident: number[] = [];
  const held: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const rooms = await newRooms(ground, documents + 10);
    const before = await startMeasured(ground, name);
    await first!.ask('layOut', { server: before.server, rooms, layout });
    await endMeasured(before);
    const measured = await startMeasured(ground, name);
    const gather = (rooms: number[]) =>
      Promise.all(
        ground.clients.map((client, part) =>
          client.ask('gather', {
            server: measured.server,
            rooms,
            people,
            part,
            parts: ground.clients.length,
            presence: true,
          } satisfies Gathering),
        ),
      );
    const disperse = () => Promise.all(ground.clients.map((client) => client.ask('disperse')));
    // What a process takes for its first documents, whatever their number.
    await gather(rooms.slice(documents));
    await disperse();
    await pause(500);
    const without = await memoryOf(measured);
    await gather(rooms.slice(0, documents));
    await pause(1000);
    const withThem = await memoryOf(measured);
    await disperse();
    await endMeasured(measured);
    resident.push((withThem.rss - without.rss) / 1024 / documents);
    held.push((withThem.held - without.held) / 1024 / documents);
  }
  return { name, residentKb: median(resident), heldKb: median(held) };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
