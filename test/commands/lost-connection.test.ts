import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sql, Tx } from '../../db/connect';
import { freshDatabase } from '../support/database';

/**
 * A connection that is lost in the middle of a transaction: whoever waits is told, the process goes on, and the pool is
 * whole again. The driver by itself writes on to the connection that is gone, and throws where nobody can catch it.
 */
const { sql } = await freshDatabase();
const uncaught: unknown[] = [];
const note = (e: unknown) => void uncaught.push(e);
let others: NodeJS.UncaughtExceptionListener[];

beforeAll(() => {
  others = process.listeners('uncaughtException') as NodeJS.UncaughtExceptionListener[];
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', note);
});
afterAll(() => {
  process.off('uncaughtException', note);
  for (const listener of others) process.on('uncaughtException', listener);
});

/** Ends the connection of a transaction from outside, and resolves when the server has ended it. */
async function cut(by: Sql, tx: Tx): Promise<void> {
  const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
  await end(by, own!.pid);
}

async function end(by: Sql, pid: number): Promise<void> {
  await by`select pg_terminate_backend(${pid})`;
  for (;;) {
    const [row] = await by<{ there: boolean }[]>`
      select exists (select from pg_stat_activity where pid = ${pid}) as there`;
    if (!row!.there) return;
  }
}

const cases: [string, (tx: Tx) => Promise<unknown>][] = [
  [
    'between two queries',
    async (tx) => {
      await cut(sql, tx);
      return tx`select 1`;
    },
  ],
  [
    'between two queries, of which somebody catches the second',
    async (tx) => {
      await cut(sql, tx);
      await tx`select 1`.catch(() => {});
      return tx`select 2`;
    },
  ],
  [
    'in a query',
    async (tx) => {
      const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      const slow = tx`select pg_sleep(20)`;
      await Promise.all([slow, end(sql, own!.pid)]);
    },
  ],
  [
    'in a savepoint',
    async (tx) =>
      tx.savepoint(async (inner) => {
        await cut(sql, inner as unknown as Tx);
        return inner`select 1`;
      }),
  ],
  [
    'with many queries under way',
    async (tx) => {
      const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      const many = Array.from({ length: 20 }, (_, i) => tx`select pg_sleep(0.2), ${i}::int`);
      await Promise.all([...many, end(sql, own!.pid)]);
    },
  ],
];

/** Asked again once: to the first who comes after a query that was cut, the driver gives that query's error. */
const ask = (n: number) => {
  const query = () => sql<{ n: number }[]>`select ${n}::int as n`;
  return query().catch(query);
};

test.each(cases)('%s', async (_, work) => {
  for (let i = 0; i < 4; i++) {
    await expect(sql.begin(work as never)).rejects.toMatchObject({
      code: expect.stringMatching(/^(CONNECTION_|57P01)/),
    });
    // The pool is whole: every connection of it answers, more than there are at once.
    const answers = await Promise.all(Array.from({ length: 16 }, (_, n) => ask(n)));
    expect(answers.map(([row]) => row!.n)).toEqual(Array.from({ length: 16 }, (_, n) => n));
    expect(await sql.begin((tx) => tx`select 7 as n`)).toMatchObject([{ n: 7 }]);
  }
  expect(uncaught).toEqual([]);
});
