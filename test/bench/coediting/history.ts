import { median } from './histogram';
import { type Ground, type Measured, type Name, newRooms, untilEmpty } from './servers';

export interface HistoryFigures {
  name: Name;
  /** Milliseconds from the first frame's leaving until somebody else has the last edit, and until the writer is told. */
  ingestMs: number;
  safeMs: number;
  /** Opened by a process that does not hold it: milliseconds until the bytes are there, and until the text is. */
  arrivedMs: number | null;
  openMs: number | null;
  /** The same, before anything was folded. */
  openAtOnceMs: number | null;
  /** Payload that came, against the state with deleted words collected. */
  bytes: number | null;
  stateBytes: number;
}

export const edits = 260_000;

interface Opened {
  arrivedMs: number;
  appliedMs: number;
  bytes: number;
}

/** A long history written in one go, then opened by somebody who has nothing of it. */
export async function measureHistory(ground: Ground, measured: Measured, rounds: number): Promise<HistoryFigures> {
  const [writing, watching] = ground.clients;
  const { server } = measured;
  const ingest: number[] = [];
  const safe: number[] = [];
  const atOnce: Opened[] = [];
  const opened: Opened[] = [];
  const [{ stateBytes }] = await Promise.all([
    writing!.ask<{ stateBytes: number }>('makeTrace', { edits }),
    watching!.ask('makeTrace', { edits }),
  ]);
  const open = async (room: number) => {
    await untilEmpty(measured);
    return watching!.ask<Opened>('openAfresh', { server, room, edits });
  };
  for (let round = 0; round < rounds; round++) {
    const [room] = (await newRooms(ground, 1)) as [number];
    await watching!.ask('watchForEnd', { server, room });
    const [seenAt, { began, safeAt }] = await Promise.all([
      watching!.ask<number>('seenEnd'),
      writing!.ask<{ began: number; safeAt: number }>('ingest', { server, room, edits }),
    ]);
    ingest.push(seenAt - began);
    safe.push(safeAt - began);
    if (server.kind === 'relay') continue;
    atOnce.push(await open(room));
    await untilFolded(ground, room);
    for (let i = 0; i < 3; i++) opened.push(await open(room));
  }
  const middle = (of: Opened[], value: (o: Opened) => number) => (of.length ? median(of.map(value)) : null);
  return {
    name: measured.name,
    ingestMs: median(ingest),
    safeMs: median(safe),
    arrivedMs: middle(opened, (o) => o.arrivedMs),
    openMs: middle(opened, (o) => o.appliedMs),
    openAtOnceMs: middle(atOnce, (o) => o.appliedMs),
    bytes: opened.length ? Math.max(...opened.map((o) => o.bytes)) : null,
    stateBytes,
  };
}

/** Plenary's rows of a text become one snapshot when nobody has written for a while. */
async function untilFolded(ground: Ground, room: number): Promise<void> {
  for (const until = performance.now() + 15_000; performance.now() < until; ) {
    const [row] = await ground.sql<{ rows: number }[]>`
      select count(*)::int as rows from joint_update where room = ${room}`;
    if (row!.rows === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
