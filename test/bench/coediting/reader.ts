import type { Replacing } from './reader.clients';
import { endMeasured, type Ground, memoryOf, type Name, newRooms, newRun, startMeasured } from './servers';
import type { Layout } from './texts';

export interface ReaderFigures {
  name: Name;
  sentMb: number;
  /** Megabytes that a server holds because one reader does not read: the most of it, and two seconds after the last. */
  mostMb: number;
  stillMb: number;
  /** Code with which the reader was put out; null where they were not. */
  code: number | null;
  /** Whether they had everything once they came back. */
  whole: boolean;
}

const layout: Layout = { paragraphs: 10, length: 200 };
const bytes = 20_000;

/**
 * The same flood twice, with everybody reading and with one who does not: the difference in what the server holds is
 * that reader's. Garbage is collected before each look.
 */
export async function measureReader(ground: Ground, name: Name, megabytes: number): Promise<ReaderFigures> {
  const times = Math.round((megabytes * 1e6) / bytes);
  const measured = await startMeasured(ground, name, true);
  const [reading, writing] = ground.clients;
  const { server } = measured;
  const round = async (stops: boolean) => {
    const [room] = (await newRooms(ground, 1)) as [number];
    const run = newRun();
    await writing!.ask('layOut', { server, rooms: [room], layout });
    await reading!.ask('openReader', { server, room });
    if (stops) await reading!.ask('stopReading');
    const before = (await memoryOf(measured)).held;
    const samples: number[] = [];
    let flooding = true;
    const sampling = (async () => {
      while (flooding) {
        samples.push((await memoryOf(measured)).held - before);
        await pause(250);
      }
    })();
    const about: Replacing = { server, room, run, layout, times, bytes, perSecond: 200 };
    await writing!.ask('replace', about);
    flooding = false;
    await sampling;
    await pause(2000);
    const still = (await memoryOf(measured)).held - before;
    const after = await reading!.ask<{ code: number | null; whole: boolean }>('readAgain', {
      run,
      clock: times * bytes,
    });
    return { most: Math.max(...samples, still), still, after };
  };
  // The first warms the process.
  await round(false);
  const control = await round(false);
  const stopped = await round(true);
  await endMeasured(measured);
  const still = Math.max(0, stopped.still - control.still);
  return {
    name,
    sentMb: megabytes,
    mostMb: Math.max(still, stopped.most - control.most) / 1e6,
    stillMb: still / 1e6,
    ...stopped.after,
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
