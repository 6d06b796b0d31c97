import { RoomVisitor } from '../../support/room-visitor';
import type { Child } from '../asks';

export interface Timing {
  tries: number;
  /** Medians, ms. */
  hitMs: number;
  missMs: number;
  /** Welch's t of the two: beyond 4.5 on either side, a right code could be told from a wrong one by the clock. */
  t: number;
  /** The same of the quicker part of all, at several cuts: there a small constant difference is not hidden by slow answers. */
  tCut: number;
  /** What the same numbers say where both are right codes: how far off the measuring itself is. */
  tOfItself: number;
}

const digits = (n: number) => String(n).padStart(24, '7');

/**
 * Right and wrong codes in turn, each from a browser that has just opened the page, timed from sending to the whole
 * answer. Which of the two goes first changes at random, so that whatever slows the machine falls on both.
 */
export async function measureTiming(room: Child, tries: number): Promise<Timing> {
  const base = await room.ask<string>('url');
  const codes = await room.ask<string[]>('receipts', 20);
  const hits: number[] = [];
  const misses: number[] = [];
  for (let i = -20; i < tries / 2; i++) {
    const pair: [number[], string][] = [
      [hits, codes[Math.abs(i) % codes.length]!],
      [misses, digits(i + 1000)],
    ];
    if (Math.random() < 0.5) pair.reverse();
    for (const [into, code] of pair) {
      const ms = await timeOf(base, code);
      // The first ones warm the server up.
      if (i >= 0) into.push(ms);
    }
  }
  const [even, odd] = [0, 1].map((rest) => hits.filter((_, i) => i % 2 === rest)) as [number[], number[]];
  return {
    tries: hits.length + misses.length,
    hitMs: median(hits),
    missMs: median(misses),
    t: welch(hits, misses),
    tCut: cutWelch(hits, misses),
    tOfItself: cutWelch(even, odd),
  };
}

async function timeOf(base: string, code: string): Promise<number> {
  const visitor = new RoomVisitor(base);
  await visitor.get();
  const form = visitor.form('enter');
  const before = performance.now();
  const answer = await visitor.post(form.action, { ...form.fields, code }, { follow: false });
  const ms = performance.now() - before;
  if (answer.status !== 303 || answer.headers.has('retry-after'))
    throw new Error(`A code was answered with ${answer.status}`);
  // A session that a right code began would take the place of another.
  await visitor.get('/leave', { Connection: 'close' });
  return ms;
}

export interface Flood {
  wrongAtOnce: number;
  rounds: number;
  /** Answers to the wrong codes, by status; 503 for what was not tried, 0 where the connection was closed without one. */
  answers: Record<number, number>;
  /** From the first try of somebody with a right code to the page it opens, trying again when told to wait. */
  honestP95Ms: number;
  honestTries: number;
  memoryMb: number;
  writtenKb: number;
  /** Right codes that opened nothing afterwards. */
  locked: number;
}

/** The answer leads to a page of this status. */
const untried = 503;

/** Many wrong codes at one moment, each from a neighbourhood of its own, and people with right ones among them. */
export async function measureFlood(room: Child, rounds: number, wrongAtOnce = 500): Promise<Flood> {
  const base = await room.ask<string>('url');
  const codes = await room.ask<string[]>('receipts', 5);
  const before = await room.ask<number>('written');
  const answers: Record<number, number> = {};
  const honest: number[] = [];
  let tries = 0;
  for (let round = 0; round < rounds; round++) {
    const flood = Array.from({ length: wrongAtOnce }, async (_, i) => {
      const status = await tryCode(
        base,
        digits(round * wrongAtOnce + i),
        `10.${1 + (i >> 8)}.${i & 255}.${round % 250}`,
      );
      answers[status] = (answers[status] ?? 0) + 1;
    });
    const people = codes.map(async (code, i) => {
      const from = performance.now();
      for (;;) {
        tries++;
        const status = await tryCode(base, code, `172.16.${i}.${round % 250}`);
        if (status === 303) break;
        if (performance.now() - from > 60_000)
          throw new Error('Somebody with a right code did not get in for a minute');
        await new Promise((go) => setTimeout(go, 1000));
      }
      honest.push(performance.now() - from);
    });
    await Promise.all([...flood, ...people]);
  }
  let locked = 0;
  for (const [i, code] of codes.entries()) if ((await tryCode(base, code, `172.17.${i}.1`)) !== 303) locked++;
  return {
    wrongAtOnce,
    rounds,
    answers,
    honestP95Ms: quantile(honest, 0.95),
    honestTries: tries / honest.length,
    memoryMb: (await room.ask<number>('memory')) / 1024 / 1024,
    writtenKb: ((await room.ask<number>('written')) - before) / 1024,
    locked,
  };
}

async function tryCode(base: string, code: string, from: string): Promise<number> {
  // Each with a connection of its own, as different people have.
  const visitor = new RoomVisitor(base, { 'X-Forwarded-For': from, Connection: 'close' });
  try {
    await visitor.get();
    const form = visitor.form('enter');
    const { status, headers } = await visitor.post(form.action, { ...form.fields, code }, { follow: false });
    return headers.has('retry-after') ? untried : status;
  } catch (e) {
    if (e instanceof TypeError) return 0;
    throw e;
  }
}

function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

const median = (values: number[]) => quantile(values, 0.5);

/** Welch's t. The slowest hundredth of all is left out: what a busy machine does now and then says nothing of codes. */
export function welch(a: number[], b: number[], below = 0.99): number {
  // One bound for both, or the cut itself would make them alike.
  const bound = quantile([...a, ...b], below);
  const [x, y] = [a, b].map((values) => {
    const kept = values.filter((v) => v <= bound);
    const mean = kept.reduce((sum, v) => sum + v, 0) / kept.length;
    const variance = kept.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (kept.length - 1);
    return { mean, of: variance / kept.length };
  }) as [{ mean: number; of: number }, { mean: number; of: number }];
  return (x.mean - y.mean) / Math.sqrt(x.of + y.of);
}

/** The furthest from none of the cuts. */
function cutWelch(a: number[], b: number[]): number {
  return [0.25, 0.5, 0.75, 0.9]
    .map((below) => welch(a, b, below))
    .reduce((far, t) => (Math.abs(t) > Math.abs(far) ? t : far));
}
