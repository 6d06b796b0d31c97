import { io, type Socket } from 'socket.io-client';
import { type FromClient, type FromServer, livePath } from '../../app/discussions/live-events';
import { answerAsks } from './asks';

/* Browsers' sockets that follow one session, of Plenary or of the bare broadcast: when each step of it reached each of them. */

export interface FollowAsk {
  url: string;
  event: number;
  /** One for each socket; empty for a visitor. */
  cookies: string[];
}

/** By the version that a step brings: of which socket, and when on the clock that all processes share (milliseconds). */
export type Steps = Record<number, [socket: number, at: number][]>;

let sockets: Socket<FromServer, FromClient>[] = [];
let steps: Steps = {};
let bytes = 0;

/** Opens them twenty at a time and resolves when all of them have joined. */
async function follow({ url, event, cookies }: FollowAsk): Promise<void> {
  for (let i = 0; i < cookies.length; i += 20)
    await Promise.all(cookies.slice(i, i + 20).map((cookie, j) => open(url, event, cookie, i + j)));
}

function open(url: string, event: number, cookie: string, number: number): Promise<void> {
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
      socket.emit('joinTalk', { event, place: 'session' }, (answer) => {
        if (answer.ok) resolve();
        else reject(new Error(`a follower was not let in: ${answer.kind}`));
      });
    });
    socket.on('session', (told) => {
      const at = Number(process.hrtime.bigint()) / 1e6;
      bytes ||= JSON.stringify(told).length;
      const { version } = told.shown!;
      steps[version] ??= [];
      steps[version]!.push([number, at]);
    });
  });
}

answerAsks({
  follow,
  /** From here on is noted. */
  forget() {
    steps = {};
    bytes = 0;
  },
  steps: () => steps,
  bytes: () => bytes,
  close() {
    for (const socket of sockets) socket.close();
    sockets = [];
  },
});
