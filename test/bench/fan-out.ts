import http from 'node:http';
import { type Child, startChild } from './asks';
import { aReply, boundary, formBody } from './forms';
import { cookieOf } from './forum';
import type { Arrivals } from './watchers';

export interface FanOut {
  watchers: number;
  perSecond: number;
  posts: number;
  deliveries: number;
  /** Milliseconds from the moment the POST was sent to its arrival at a socket. */
  p50: number;
  p95: number;
  most: number;
  lost: number;
  doubled: number;
  /** Processor time of the server for each delivery, in microseconds: all that it did meanwhile, the POST included. */
  cpuUs: number;
}

const inOneProcess = 250;

/**
 * Watchers of one discussion, half of them signed in, and posts written at an even rate by people who are not among
 * them. Counted from the moment a form is sent.
 */
export async function measureFanOut(
  server: Child,
  url: string,
  discussion: { id: number; path: string },
  watchers: number,
  perSecond: number,
  seconds: number,
): Promise<FanOut> {
  const cookies = Array.from({ length: watchers }, (_, i) => (i % 2 ? cookieOf(50 + i) : ''));
  const groups: Child[] = [];
  try {
    for (let i = 0; i < watchers; i += inOneProcess) {
      const group = await startChild('watchers.ts');
      groups.push(group);
      await group.ask('watch', { url, discussion: discussion.id, cookies: cookies.slice(i, i + inOneProcess) });
    }
    // The figure of who is present goes out once more after the last has come.
    await pause(1500);
    await post(url, discussion.path, 0);
    await pause(500);

    const cpuBefore = await server.ask<number>('cpu');
    const sent = await postEvenly(url, discussion.path, perSecond, seconds);
    await server.ask('settled');
    await pause(1000);
    const cpu = (await server.ask<number>('cpu')) - cpuBefore;

    const heard = await Promise.all(groups.map((g) => g.ask<Arrivals>('arrivals')));
    return { watchers, perSecond, ...compare(sent, heard, watchers, cpu) };
  } finally {
    for (const group of groups) {
      await group.ask('close').catch(() => {});
      await group.end();
    }
  }
}

interface Sent {
  id: number;
  at: number;
}

/** At even distances, whether or not the last one has been answered. */
async function postEvenly(url: string, path: string, perSecond: number, seconds: number): Promise<Sent[]> {
  const all: Promise<Sent>[] = [];
  for (let n = 0; n < perSecond * seconds; n++) {
    all.push(post(url, path, n));
    await pause(1000 / perSecond);
  }
  return Promise.all(all);
}

function post(url: string, path: string, n: number): Promise<Sent> {
  const body = formBody(aReply, n);
  const at = clock();
  return new Promise((resolve, reject) => {
    const req = http.request(
      new URL(path, url),
      {
        method: 'POST',
        agent,
        headers: {
          Origin: url,
          Cookie: cookieOf(1 + (n % 16)),
          'Content-Type': `multipart/form-data; boundary=${boundary}`,
          'Content-Length': Buffer.byteLength(body),
        },
      },
      (res) => {
        res.resume();
        const id = Number(/\/posts\/(\d+)/.exec(res.headers.location ?? '')?.[1]);
        res.on('end', () => (id ? resolve({ id, at }) : reject(new Error(`a post was answered ${res.statusCode}`))));
      },
    );
    req.on('error', reject);
    req.end(body);
  });
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

function compare(sent: Sent[], heard: Arrivals[], watchers: number, cpu: number) {
  const times: number[] = [];
  let lost = 0;
  let doubled = 0;
  for (const { id, at } of sent) {
    let reached = 0;
    for (const arrivals of heard) {
      const here = arrivals[id] ?? [];
      const distinct = new Set(here.map(([socket]) => socket)).size;
      reached += distinct;
      doubled += here.length - distinct;
      for (const [, arrived] of here) times.push(arrived - at);
    }
    lost += watchers - reached;
  }
  times.sort((a, b) => a - b);
  const at = (q: number) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
  return {
    posts: sent.length,
    deliveries: times.length,
    p50: at(0.5),
    p95: at(0.95),
    most: times.at(-1) ?? 0,
    lost,
    doubled,
    cpuUs: (cpu * 1000) / Math.max(1, times.length),
  };
}

/** The clock that all processes of a machine share, in milliseconds. */
function clock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
