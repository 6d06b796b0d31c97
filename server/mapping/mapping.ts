import type { Mapper } from '../../app/consultations/map/tasks';
import {
  findMapHash,
  listUncounted,
  readBallots,
  readVotes,
  storeCounts,
  storeMap,
} from '../../app/consultations/statements/counting.server';
import type { Log } from '../../app/shared/context';
import type { Sql } from '../../db/connect';
import type { Bus } from '../bus';

export interface MappingHost {
  sql: Sql;
  bus: Bus;
  log: Log;
  now: () => Date;
  work: Mapper;
}

export interface Mapping {
  /** Counts and draws at once whatever waits, and resolves when it is there. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Least time between two counts of one consultation, and between two of its maps, in milliseconds. */
const pauses = { countMs: 2000, mapMs: 60_000 };

/** What after which votes have to be counted again. */
const movesCounts = new Set(['consultation.votes-changed', 'consultation.statements-changed']);

interface Waiting {
  /** Votes came since the last count, since the last map. */
  count: boolean;
  map: boolean;
  countedAt: number;
  mappedAt: number;
  /** Of each statement the votes that were counted last, so that figures are worked out of those alone that moved. */
  known: Map<number, string>;
  timer?: NodeJS.Timeout | undefined;
  running: Promise<void> | null;
}

/**
 * Counts the votes on statements and draws opinion maps, beside the requests that bring the votes: however many come in a
 * second, a consultation is counted every two seconds at most, and its map drawn once a minute at most, the last time after
 * the last vote. Several processes may count the same: what they find is the same. What is missed while none runs is found at
 * the start.
 */
export function startMapping({ sql, bus, log, now, work }: MappingHost, { countMs, mapMs } = pauses): Mapping {
  const all = new Map<number, Waiting>();
  let stopped = false;

  function want(consultation: number): void {
    const own = all.get(consultation) ?? {
      count: false,
      map: false,
      countedAt: Number.NEGATIVE_INFINITY,
      mappedAt: Number.NEGATIVE_INFINITY,
      known: new Map<number, string>(),
      running: null,
    };
    all.set(consultation, own);
    own.count = true;
    own.map = true;
    plan(consultation, own);
  }

  function plan(consultation: number, own: Waiting): void {
    if (stopped || own.running || !(own.count || own.map)) return;
    const at = Math.min(
      own.count ? own.countedAt + countMs : Number.POSITIVE_INFINITY,
      own.map ? own.mappedAt + mapMs : Number.POSITIVE_INFINITY,
    );
    clearTimeout(own.timer);
    own.timer = setTimeout(() => void run(consultation, own, false), Math.max(0, at - performance.now()));
    own.timer.unref();
  }

  function run(consultation: number, own: Waiting, everything: boolean): Promise<void> {
    own.running ??= once(consultation, own, everything).finally(() => {
      own.running = null;
      plan(consultation, own);
    });
    return own.running;
  }

  async function once(consultation: number, own: Waiting, everything: boolean): Promise<void> {
    clearTimeout(own.timer);
    try {
      if (own.count && (everything || performance.now() >= own.countedAt + countMs)) {
        own.count = false;
        await count(consultation, own);
        own.countedAt = performance.now();
      }
      if (own.map && (everything || performance.now() >= own.mappedAt + mapMs)) {
        own.map = false;
        await draw(consultation);
        own.mappedAt = performance.now();
      }
    } catch (e) {
      if (stopped) return;
      const error = e as { name?: string; code?: string };
      log.warn({ error: error.code ?? error.name }, 'votes could not be counted; trying again');
      own.count = true;
      own.map = true;
      own.countedAt = performance.now();
      own.mappedAt = performance.now();
    }
  }

  async function count(consultation: number, own: Waiting): Promise<void> {
    const at = now();
    const votes = await readVotes(sql, consultation);
    const moved = votes.filter((v) => own.known.get(v.statement) !== JSON.stringify(v.votes));
    if (moved.length === 0) return;
    const figures = await work({ deed: 'figures', statements: moved });
    const shown = new Map(figures.map((f) => [f.statement, f.shown]));
    const counted = moved.map((m) => ({ ...m, shown: shown.get(m.statement)! }));
    if (await storeCounts(sql, consultation, counted, at)) bus.wake();
    for (const { statement, votes: now } of moved) own.known.set(statement, JSON.stringify(now));
  }

  async function draw(consultation: number): Promise<void> {
    const at = now();
    const [ballots, known] = await Promise.all([readBallots(sql, consultation), findMapHash(sql, consultation)]);
    if (ballots.rows.length === 0 && known === null) return;
    const drawn = await work({ deed: 'map', ballots, known });
    if (!drawn) return;
    await storeMap(sql, consultation, drawn, at);
    const { map, restarts, resamples } = drawn.times;
    log.info(
      { consultation, people: ballots.rows.length, map, restarts, resamples, outcome: drawn.map.outcome },
      'an opinion map was drawn',
    );
    bus.wake();
  }

  async function lookAround(): Promise<void> {
    try {
      for (const consultation of await listUncounted(sql)) want(consultation);
    } catch (e) {
      const error = e as { name?: string; code?: string };
      if (!stopped) log.warn({ error: error.code ?? error.name }, 'votes to be counted could not be looked for');
    }
  }

  bus.onAnnouncement(({ what, ids }) => {
    if (!movesCounts.has(what)) return;
    const consultation = Number(ids.consultation);
    // One that is voted on again has figures of before.
    if (what === 'consultation.statements-changed') all.get(consultation)?.known.clear();
    want(consultation);
  });
  bus.onGap(() => void lookAround());
  let looking: Promise<void> = lookAround();

  return {
    async settled() {
      await looking;
      for (const [consultation, own] of all) {
        await own.running;
        while (!stopped && (own.count || own.map)) await run(consultation, own, true);
      }
    },
    async stop() {
      stopped = true;
      for (const own of all.values()) clearTimeout(own.timer);
      await Promise.all([looking, ...[...all.values()].map((own) => own.running)]);
      looking = Promise.resolve();
    },
  };
}
