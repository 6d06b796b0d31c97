import type { Log } from '../../app/shared/context';
import type { Io } from './io';

/** Messages of one socket within the window: a page joins one discussion, and again after a lost connection. */
const mostMessages = 20;
const windowMs = 10_000;
/** Packets that wait for one browser to take them: one that stopped reading is put off, and reads again when it is back. */
const mostWaiting = 200;

/** One connection below socket.io, as far as it is used here. */
interface Raw {
  id: string;
  writeBuffer: unknown[];
  transport: { name: string };
  on(event: 'data', hear: () => void): void;
  on(event: 'close', hear: (why: string) => void): void;
  close(discard?: boolean): void;
}

export function rawSockets(io: Io): Raw[] {
  return Object.values((io.engine as unknown as { clients: Record<string, Raw> }).clients);
}

/**
 * Closes all of them, what was said to them last included. A browser that polls takes it with its next request, and the
 * end of the connection with the one after: the server must be taking requests until then, and no longer than the grace.
 */
export async function closeSockets(io: Io, graceMs: number): Promise<void> {
  const polling: Promise<void>[] = [];
  // Not socket.io's own disconnect: after that one a browser does not come back by itself.
  for (const raw of rawSockets(io)) {
    if (raw.transport.name === 'polling') polling.push(new Promise((done) => raw.on('close', () => done())));
    raw.close();
  }
  let late: NodeJS.Timeout | undefined;
  await Promise.race([Promise.all(polling), new Promise<void>((done) => (late = setTimeout(done, graceMs)))]);
  clearTimeout(late);
}

/**
 * Bounds what one connection can do to the server: a flood of messages, of whatever kind, ends it, counted below
 * socket.io so that packets which it refuses count too; and what nobody takes does not pile up.
 */
export function keepBounds(io: Io, log: Log): { stop(): void } {
  io.engine.on('connection', (raw: Raw) => {
    let began = Date.now();
    let count = 0;
    raw.on('data', () => {
      const now = Date.now();
      if (now - began > windowMs) {
        began = now;
        count = 0;
      }
      if (++count <= mostMessages) return;
      if (count === mostMessages + 1) log.warn({ socket: raw.id }, 'a socket that sent too much was closed');
      raw.close(true);
    });
  });
  const timer = setInterval(() => {
    for (const raw of rawSockets(io)) if (raw.writeBuffer.length > mostWaiting) raw.close(true);
  }, 2000);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
