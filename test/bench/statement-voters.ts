import http from 'node:http';
import { seeded } from '../../app/consultations/map/seeded';
import { answerAsks } from './asks';
import { cookieOf } from './forum';

/* People who vote on statements as fast as they are answered, so many at once; and others who read pages meanwhile. */

export interface VotesAsk {
  url: string;
  path: string;
  count: number;
  atOnce: number;
  people: number;
  statements: number;
  seed: number;
  /** Pages that others read meanwhile, in turn, one after the other, and the number of each reader. */
  pages?: { path: string; reader: number }[];
}

export interface Voted {
  /** Votes that were acknowledged: "statement person choice". */
  taken: string[];
  failed: number;
  seconds: number;
  p50: number;
  p95: number;
  read: Reading | null;
}

export interface Reading {
  pages: number;
  failed: number;
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
  const reading = ask.pages ? read(ask, () => next < plan.length) : null;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: ask.atOnce }, async () => {
      while (next < plan.length) {
        const { person, statement } = plan[next++]!;
        const choice = ((person + statement) % 3) - 1;
        const at = performance.now();
        if (await send(ask, person, statement, choice)) taken.push(`${statement} ${person} ${choice}`);
        times.push(performance.now() - at);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return { taken, failed: plan.length - taken.length, seconds, ...percentiles(times), read: await reading };
}

function percentiles(times: number[]): { p50: number; p95: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

const names = new Map([
  [1, 'agree'],
  [0, 'pass'],
  [-1, 'disagree'],
]);

async function send({ url, path }: VotesAsk, person: number, statement: number, choice: number): Promise<boolean> {
  const fields = { deed: `vote-${statement}`, statement: String(statement), choice: names.get(choice)! };
  // The bare insert reads its two numbers under these names.
  const body = new URLSearchParams({ ...fields, question: String(statement), person: String(person) }).toString();
  return (await ask(url, path, person, body)) === 303;
}

/** Reads on until those who vote are through. */
async function read({ url, pages = [] }: VotesAsk, goesOn: () => boolean): Promise<Reading> {
  const times: number[] = [];
  let failed = 0;
  for (let n = 0; goesOn(); n++) {
    const { path, reader } = pages[n % pages.length]!;
    const at = performance.now();
    if ((await ask(url, path, reader)) !== 200) failed++;
    times.push(performance.now() - at);
  }
  return { pages: times.length, failed, ...percentiles(times) };
}

/** The status of the answer, when all of it is there; 0 where there was none. */
function ask(url: string, path: string, person: number, body?: string): Promise<number> {
  return new Promise((resolve) => {
    const req = http.request(
      new URL(path, url),
      {
        method: body === undefined ? 'GET' : 'POST',
        agent,
        headers: {
          Origin: url,
          Cookie: cookieOf(person),
          ...(body === undefined
            ? {}
            : {
                'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8',
                'Content-Length': Buffer.byteLength(body),
              }),
        },
      },
      (res) => {
        res.resume();
        res.on('end', () => resolve(res.statusCode ?? 0));
      },
    );
    req.on('error', () => resolve(0));
    req.end(body);
  });
}

answerAsks({ vote });
