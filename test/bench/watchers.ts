import { io, type Socket } from 'socket.io-client';
import { type FromClient, type FromServer, livePath } from '../../app/discussions/live-events';
import { answerAsks } from './asks';

/*
 * Browsers' sockets, with the client that browsers use: they read one discussion and write down when each post reaches
 * each of them.
 */

export interface WatchAsk {
  url: string;
  discussion: number;
  /** One for each socket; empty for a visitor. */
  cookies: string[];
}

/** For each post its arrivals: of which socket, and when on the clock that all processes share (milliseconds). */
export type Arrivals = Record<number, [socket: number, at: number][]>;

let sockets: Socket<FromServer, FromClient>[] = [];
let arrivals: Arrivals = {};

/** Opens them twenty at a time and resolves when all of them have joined. */
async function watch({ url, discussion, cookies }: WatchAsk): Promise<void> {
  arrivals = {};
  for (let i = 0; i < cookies.length; i += 20) {
    await Promise.all(cookies.slice(i, i + 20).map((cookie, j) => open(url, discussion, cookie, i + j)));
  }
}

function open(url: string, discussion: number, cookie: string, number: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket<FromServer, FromClient> = io(url, {
      path: livePath,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { Origin: url, ...(cookie ? { Cookie: cookie } : {}) },
    });
    sockets.push(socket);
    socket.on('connect_error', reject);
    socket.on('connect', () => {
      socket.emit('join', { discussion }, (answer) => {
        if (answer.ok) resolve();
        else reject(new Error(`a watcher was not let in: ${answer.kind}`));
      });
    });
    socket.on('post', ({ post }) => {
      arrivals[post.id] ??= [];
      arrivals[post.id]!.push([number, clock()]);
    });
  });
}

function clock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

answerAsks({
  watch,
  arrivals: () => arrivals,
  close() {
    for (const socket of sockets) socket.close();
    sockets = [];
  },
});
