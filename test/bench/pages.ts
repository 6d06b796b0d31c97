import http from 'node:http';
import { type Child, startChild } from './asks';
import { databaseCpuMs } from './database-cpu';
import { cookieOf, type Forum } from './forum';
import type { LoadAnswer, LoadAsk } from './load';

export interface PageFigures {
  /** What is asked, and of whom. */
  name: Target['name'];
  page: 'discussion' | 'list';
  posts: number;
  perSecond: number;
  p50: number;
  p95: number;
  /** Processor time of the server for each page, in milliseconds. */
  cpuMs: number;
  /** The database's, where it can be told. */
  databaseMs: number | null;
  bytes: number;
}

interface Target {
  name: 'static' | 'query' | 'bare Remix' | 'visitor, from memory' | 'visitor, rendered' | 'signed in';
  page: 'discussion' | 'list';
  server: Child;
  url: string;
  paths: string[];
  cookies?: string[];
}

export interface Pace {
  rounds: number;
  seconds: number;
  /** Requests before anything is measured: what is slow would be measured cold if it were warmed by time alone. */
  warmUp: number;
}

const connections = 16;
const mostRequests = 400_000;
const longestWarmUp = 12;
/** What every browser sends. */
const headers = { 'Accept-Encoding': 'gzip, deflate, br', 'Accept-Language': 'en' };

export interface Servers {
  plenary: Child;
  rendering: Child;
  plain: Child;
  bare: Child;
}

export async function startServers(forum: Forum, folder: string, bareBuild: string): Promise<Servers> {
  const settings = { DATABASE_URL: forum.url, HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder };
  return {
    plenary: await startChild('plenary.ts', settings),
    rendering: await startChild('plenary.ts', { ...settings, PAGES_IN_MEMORY_MB: '0' }),
    plain: await startChild('plain.ts', settings),
    bare: await startChild('bare-remix/server.ts', { ...settings, BARE_BUILD: bareBuild }),
  };
}

/** Where the twenty posts are that are asked for: the second page of some discussions out of the whole forum. */
export function discussionPaths(forum: Forum): { id: number; path: string }[] {
  const step = forum.discussions / 40;
  return Array.from({ length: 40 }, (_, i) => 1 + Math.floor(i * step)).map((id) => ({
    id,
    path: `/discussions/${id}/measured-${id}?page=2`,
  }));
}

/**
 * Asks every server for the same pages in turns, so that whatever else the machine does falls on all of them; of the
 * rounds the middle figure counts.
 */
export async function measurePages(
  forum: Forum,
  servers: Servers,
  loader: Child,
  database: number,
  pace: Pace,
): Promise<PageFigures[]> {
  const targets = await targetsFor(forum, servers);
  const rounds = new Map<Target, PageFigures[]>(targets.map((t) => [t, []]));
  for (const target of targets) await ask(loader, target, longestWarmUp, pace.warmUp);
  for (let round = 0; round < pace.rounds; round++) {
    for (const target of targets) {
      const before = await target.server.ask<number>('cpu');
      const databaseBefore = databaseCpuMs(database);
      const answer = await ask(loader, target, pace.seconds);
      const databaseAfter = databaseCpuMs(database);
      const cpu = (await target.server.ask<number>('cpu')) - before;
      rounds.get(target)!.push({
        name: target.name,
        page: target.page,
        posts: forum.posts,
        perSecond: answer.requests / answer.seconds,
        p50: answer.p50,
        p95: answer.p95,
        cpuMs: cpu / answer.requests,
        databaseMs:
          databaseBefore === null || databaseAfter === null ? null : (databaseAfter - databaseBefore) / answer.requests,
        bytes: answer.bytes,
      });
    }
  }
  return targets.map((t) => middleOf(rounds.get(t)!));
}

async function targetsFor(forum: Forum, servers: Servers): Promise<Target[]> {
  const urls = Object.fromEntries(
    await Promise.all(Object.entries(servers).map(async ([name, s]) => [name, await (s as Child).ask<string>('url')])),
  ) as Record<keyof Servers, string>;
  const discussions = discussionPaths(forum);
  const ours = { discussion: discussions.map((d) => d.path), list: ['/discussions'] };
  const theirs = { discussion: discussions.map((d) => `/posts/${d.id}`), list: ['/list'] };
  const cookies = Array.from({ length: connections }, (_, i) => cookieOf(30 + i));
  const targets: Target[] = [];
  for (const page of ['discussion', 'list'] as const) {
    // The bare page is sent with the very bytes that Plenary keeps in memory.
    const kept = await fetchKept(urls.plenary + ours[page][0]!);
    await servers.plain.ask('hold', { path: `/held-${page}`, ...kept });
    targets.push(
      { name: 'static', page, server: servers.plain, url: urls.plain, paths: [`/held-${page}`] },
      { name: 'visitor, from memory', page, server: servers.plenary, url: urls.plenary, paths: ours[page] },
      { name: 'query', page, server: servers.plain, url: urls.plain, paths: theirs[page] },
      { name: 'bare Remix', page, server: servers.bare, url: urls.bare, paths: theirs[page] },
      { name: 'visitor, rendered', page, server: servers.rendering, url: urls.rendering, paths: ours[page] },
      { name: 'signed in', page, server: servers.plenary, url: urls.plenary, paths: ours[page], cookies },
    );
  }
  return targets;
}

async function ask(loader: Child, target: Target, seconds: number, most = mostRequests): Promise<LoadAnswer> {
  const { url, paths, cookies } = target;
  const about: LoadAsk = {
    url,
    paths,
    headers,
    connections,
    seconds,
    most,
    ...(cookies ? { cookies } : {}),
  };
  const answer = await loader.ask<LoadAnswer>('load', about);
  if (answer.requests === 0 || answer.statuses['200'] !== answer.requests)
    throw new Error(`${target.name}, ${target.page}: not every page was sent (${JSON.stringify(answer.statuses)})`);
  return answer;
}

function fetchKept(url: string): Promise<{ body: string; headers: Record<string, string> }> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers, agent: false }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => {
          const { connection: _, date: __, 'keep-alive': ___, ...kept } = res.headers as Record<string, string>;
          resolve({ body: Buffer.concat(chunks).toString('base64'), headers: kept });
        });
      })
      .on('error', reject);
  });
}

function middleOf(figures: PageFigures[]): PageFigures {
  const middle = (of: (f: PageFigures) => number) =>
    figures.map(of).sort((a, b) => a - b)[Math.floor(figures.length / 2)]!;
  return {
    ...figures[0]!,
    perSecond: middle((f) => f.perSecond),
    p50: middle((f) => f.p50),
    p95: middle((f) => f.p95),
    cpuMs: middle((f) => f.cpuMs),
    databaseMs: figures[0]!.databaseMs === null ? null : middle((f) => f.databaseMs!),
  };
}
