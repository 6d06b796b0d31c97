import http from 'node:http';
import { seeded } from '../../app/consultations/map/seeded';
import { answerAsks } from './asks';
import { boundary, formBody } from './forms';
import { cookieOf } from './forum';

/* People who vote on statements as fast as they are answered, so many at once. */

export interface VotesAsk {
  url: string;
  path: string;
  count: number;
  atOnce: number;
  people: number;
  statements: number;
  seed: number;
}

export interface Voted {
  /** Votes that were acknowledged: "statement person". */
  taken: string[];
  failed: number;
  seconds: number;
  p50: number;
  p95: number;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });

/** Every pair of person and statement at most once, in an order that the seed gives. */
function planOf({ count, people, statements, seed }: VotesAsk): { person: number; statement: number }[] {
  const random = seeded(seed);
  const pairs = Array.from({ length: people * statements }, (_, n) => n);
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random() * (pairs.length - i));
    [pairs[i], pairs[j]] = [pairs[j]!, pairs[i]!];
  }
  return pairs.slice(0, count).map((n) => ({ person: 1 + (n % people), statement: 1 + Math.floor(n / people) }));
}

async function vote(ask: VotesAsk): Promise<Voted> {
  const plan = planOf(ask);
  const times: number[] = [];
  const taken: string[] = [];
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: ask.atOnce }, async () => {
      while (next < plan.length) {
        const { person, statement } = plan[next++]!;
        const at = performance.now();
        if (await send(ask, person, statement)) taken.push(`${statement} ${person}`);
        times.push(performance.now() - at);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const percentile = (q: number) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
  return { taken, failed: plan.length - taken.length, seconds, p50: percentile(0.5), p95: percentile(0.95) };
}

function send({ url, path }: VotesAsk, person: number, statement: number): Promise<boolean> {
  const choice = ['agree', 'disagree', 'pass'][(person + statement) % 3]!;
  const fields = { deed: `vote-${statement}`, statement: String(statement), choice };
  // The bare insert reads its two numbers under these names.
  const body = formBody({ ...fields, question: String(statement), person: String(person) }, 0);
  return new Promise((resolve) => {
    const req = http.request(
      new URL(path, url),
      {
        method: 'POST',
        agent,
        headers: {
          Origin: url,
          Cookie: cookieOf(person),
          'Content-Type': `multipart/form-data; boundary=${boundary}`,
          'Content-Length': Buffer.byteLength(body),
        },
      },
      (res) => {
        res.resume();
        res.on('end', () => resolve(res.statusCode === 303));
      },
    );
    req.on('error', () => resolve(false));
    req.end(body);
  });
}

answerAsks({ vote });
