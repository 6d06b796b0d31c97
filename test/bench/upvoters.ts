import http from 'node:http';
import { answerAsks } from './asks';
import { boundary, formBody } from './forms';
import { cookieOf } from './forum';
import { planOf } from './upvoters-plan';

/** People who upvote at even distances, whether or not the last one was answered. */

export interface SendAsk {
  url: string;
  path: string;
  perSecond: number;
  seconds: number;
  people: number;
  questions: number;
  seed: number;
}

export interface Sent {
  votes: { ms: number; taken: boolean }[];
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

async function send(ask: SendAsk): Promise<Sent> {
  const { seed, people, questions, perSecond, seconds } = ask;
  const plan = planOf({ seed, people, questions, count: perSecond * seconds });
  const began = performance.now();
  const votes: Promise<Sent['votes'][number]>[] = [];
  for (const [n, { person, question }] of plan.entries()) {
    // By the clock, not by a pause after each: pauses add up, and the rate would fall under load.
    const wait = began + (n * 1000) / perSecond - performance.now();
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    votes.push(upvote(ask, person, question));
  }
  return { votes: await Promise.all(votes) };
}

function upvote({ url, path }: SendAsk, person: number, question: number): Promise<Sent['votes'][number]> {
  const body = formBody({ deed: `vote-${question}`, question: String(question), on: 'yes', person: String(person) }, 0);
  const at = performance.now();
  return new Promise((resolve) => {
    const done = (taken: boolean) => resolve({ ms: performance.now() - at, taken });
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
        res.on('end', () => done(res.statusCode === 303));
      },
    );
    req.on('error', () => done(false));
    req.end(body);
  });
}

answerAsks({ send });
