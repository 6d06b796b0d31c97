import type { Child } from './asks';
import { aReply } from './forms';
import { cookieOf } from './forum';
import type { LoadAnswer, LoadAsk } from './load';

export interface Replies {
  perSecond: number;
  p50: number;
  p95: number;
  /** Processor time of the server for each reply, in milliseconds. */
  cpuMs: number;
}

const posters = 16;

/** People who write as fast as they are answered, each with a session of their own, all in one discussion. */
export async function measureReplies(
  server: Child,
  url: string,
  path: string,
  loader: Child,
  seconds: number,
): Promise<Replies> {
  const about: LoadAsk = {
    url,
    paths: [path],
    headers: { 'Accept-Encoding': 'gzip, deflate, br' },
    connections: posters,
    cookies: Array.from({ length: posters }, (_, i) => cookieOf(1 + i)),
    form: aReply,
    seconds,
    most: 20_000,
  };
  await loader.ask<LoadAnswer>('load', { ...about, seconds: 2 });
  const before = await server.ask<number>('cpu');
  const answer = await loader.ask<LoadAnswer>('load', about);
  await server.ask('settled');
  const cpu = (await server.ask<number>('cpu')) - before;
  if (answer.statuses['303'] !== answer.requests)
    throw new Error(`not every reply was written (${JSON.stringify(answer.statuses)})`);
  return {
    perSecond: answer.requests / answer.seconds,
    p50: answer.p50,
    p95: answer.p95,
    cpuMs: cpu / answer.requests,
  };
}
