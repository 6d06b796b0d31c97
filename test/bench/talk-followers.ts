import { io, type Socket } from 'socket.io-client';
import { type FromClient, type FromServer, livePath } from '../../app/discussions/live-events';
import { answerAsks } from './asks';

/* Browsers' sockets beside one talk: how often they were told something, and the last count of each question. */

interface FollowAsk {
  url: string;
  event: number;
  /** One for each socket; empty for a visitor. */
  cookies: string[];
}

export interface Told {
  pushes: number;
  last: Record<number, number>;
}

const sockets: Socket<FromServer, FromClient>[] = [];
const told: Told[] = [];

/** Opens them twenty at a time and resolves when all of them have joined. */
async function follow({ url, event, cookies }: FollowAsk): Promise<void> {
  for (let i = 0; i < cookies.length; i += 20)
    await Promise.all(cookies.slice(i, i + 20).map((cookie) => open(url, event, cookie)));
}

function open(url: string, event: number, cookie: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket<FromServer, FromClient> = io(url, {
      path: livePath,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { Origin: url, ...(cookie ? { Cookie: cookie } : {}) },
    });
    const mine: Told = { pushes: 0, last: {} };
    sockets.push(socket);
    told.push(mine);
    socket.on('connect_error', reject);
    socket.on('connect', () => {
      socket.emit('joinTalk', { event }, (answer) => {
        if (answer.ok) resolve();
        else reject(new Error(`a follower was not let in: ${answer.kind}`));
      });
    });
    socket.on('talk', ({ votes, questions }) => {
      mine.pushes++;
      for (const [id, count] of votes) mine.last[id] = count;
      for (const question of questions) if ('votes' in question) mine.last[question.id] = question.votes;
    });
  });
}

answerAsks({
  follow,
  /** From here on is counted. */
  forget() {
    for (const one of told) one.pushes = 0;
  },
  told: () => told,
});
