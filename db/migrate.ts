import fs from 'node:fs';
import path from 'node:path';
import type { Sql } from './connect';

/** Plenary is tried on PostgreSQL 15 and later; older ones lack what the migrations use. */
export const lowestServerVersion = 150_000;

/** Numbered SQL files, in order. Files are never changed once they have been released: a correction is a new file. */
export function listMigrations(folder: string): { name: string; text: string }[] {
  return fs
    .readdirSync(folder)
    .filter((f) => /^\d{4}_.+\.sql$/.test(f))
    .sort()
    .map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), 'utf8') }));
}

/**
 * Brings the schema up to date; returns the names applied. Safe to start twice at once: the second waits for the first.
 * Each file and its mark are one transaction, so a crash leaves no half of one.
 */
export async function migrate(sql: Sql, folder: string): Promise<string[]> {
  const applied: string[] = [];
  const connection = await sql.reserve();
  try {
    await connection`select pg_advisory_lock(7305991)`;
    await connection`create table if not exists migration (name text primary key, at timestamptz not null default now())`;
    const done = new Set((await connection<{ name: string }[]>`select name from migration`).map((r) => r.name));
    for (const { name, text } of listMigrations(folder)) {
      if (done.has(name)) continue;
      await connection
        .unsafe(`begin; ${text}; insert into migration (name) values ('${name}'); commit`)
        .catch(async (e) => {
          await connection`rollback`;
          throw e;
        });
      applied.push(name);
    }
  } finally {
    await connection`select pg_advisory_unlock(7305991)`.catch(() => {});
    connection.release();
  }
  return applied;
}

/** Names of migrations that the database has not had yet. */
export async function missingMigrations(sql: Sql, folder: string): Promise<string[]> {
  const [exists] = await sql<{ there: boolean }[]>`select to_regclass('migration') is not null as there`;
  const done = new Set(
    exists?.there ? (await sql<{ name: string }[]>`select name from migration`).map((r) => r.name) : [],
  );
  return listMigrations(folder)
    .map((m) => m.name)
    .filter((name) => !done.has(name));
}
