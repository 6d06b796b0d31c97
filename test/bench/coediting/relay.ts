import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerMeasured } from './measured';

/*
 * A bare relay: every frame goes to everyone else at the same address as it came, read and kept by nobody. The least
 * that a server can do. With RELAY_GATHERS it writes once to each socket for all that came in one turn of the event
 * loop, which is what makes a relay fast.
 */
const gathers = process.env.RELAY_GATHERS === '1';
const rooms = new Map<string, Set<WebSocket>>();
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });

const socketOf = new WeakMap<WebSocket, import('node:net').Socket>();
let gathered = new Set<WebSocket>();

server.on('connection', (socket, req) => {
  const path = req.url!;
  const room = rooms.get(path) ?? new Set<WebSocket>();
  rooms.set(path, room.add(socket));
  const raw = req.socket;
  socket.on('error', () => {});
  socket.on('message', (data, binary) => {
    if (gathers && gathered.size === 0)
      setImmediate(() => {
        for (const held of gathered) socketOf.get(held)?.uncork();
        gathered = new Set();
      });
    for (const other of room) {
      if (other === socket) continue;
      if (gathers && !gathered.has(other)) {
        gathered.add(other);
        socketOf.get(other)?.cork();
      }
      other.send(data, { binary });
    }
  });
  socketOf.set(socket, raw);
  socket.on('close', () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(path);
  });
});

await new Promise<void>((resolve) => server.once('listening', resolve));

answerMeasured({
  url: () => `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
  rooms: () => rooms.size,
  stop() {},
});
