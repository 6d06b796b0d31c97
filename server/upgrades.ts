import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Which websocket path belongs to whom. An upgrade that nobody claims would stay open for ever, since node leaves it to
 * its listeners; and those that were upgraded are not among the connections that `http.Server` closes. Null stands for a
 * path whose owner listens itself.
 */
export function watchUpgrades(
  server: Server,
  claimed: Record<string, ((req: IncomingMessage, socket: Duplex, head: Buffer) => void) | null>,
  isElsewhere: (req: IncomingMessage) => boolean = () => false,
): { closeAll(graceMs: number): Promise<void> } {
  const open = new Set<Duplex>();
  server.on('upgrade', (req, socket, head) => {
    const path = (req.url ?? '/').split('?')[0]!;
    socket.on('error', () => socket.destroy());
    const owner = Object.entries(claimed).find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
    if (!owner || isElsewhere(req)) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    owner[1]?.(req, socket, head);
  });
  return {
    /** Waits for the browsers to say goodbye in their turn, and then no longer: one that stopped reading never does. */
    async closeAll(graceMs) {
      const all = [...open].map((socket) => new Promise<void>((done) => socket.once('close', () => done())));
      let late: NodeJS.Timeout | undefined;
      await Promise.race([Promise.all(all), new Promise<void>((done) => (late = setTimeout(done, graceMs)))]);
      clearTimeout(late);
      for (const socket of open) socket.destroy();
    },
  };
}
