import fs from 'node:fs';
import path from 'node:path';
import { connect, type Sql } from '../../../db/connect';
import { type Embedded, startEmbedded } from '../../../db/embedded';
import { migrate } from '../../../db/migrate';
import { type Child, startChild } from '../asks';
import { fillPeople } from '../forum';
import type { Bench } from '../runner';
import { bundlePlenary } from './bundle';
import type { Kind } from './framing';
import type { Memory } from './measured';
import type { Server } from './person';

/** What is measured: P, H and R of the tables; the relay that gathers is the hardest to stand beside. */
export type Name = 'Plenary' | 'Hocuspocus' | 'relay' | 'gathering relay';
export const allNames: Name[] = ['Plenary', 'Hocuspocus', 'relay', 'gathering relay'];
export const keeping: Name[] = ['Plenary', 'Hocuspocus'];

const kinds: Record<Name, Kind> = {
  Plenary: 'plenary',
  Hocuspocus: 'hocuspocus',
  relay: 'relay',
  'gathering relay': 'relay',
};

export interface Measured {
  name: Name;
  child: Child;
  server: Server;
}

/** The database, the people's processes, and the documents of a run. */
export interface Ground {
  root: string;
  folder: string;
  /** What each server is started from. */
  files: Record<Kind, string>;
  sql: Sql;
  database: Embedded;
  clients: Child[];
  quick: boolean;
  say(what: string): void;
}

export async function prepareGround(
  root: string,
  folder: string,
  quick: boolean,
  say: Ground['say'],
  atEnd: Bench['atEnd'],
): Promise<Ground> {
  const database = await startEmbedded(folder);
  atEnd(() => database.stop());
  const sql = connect(database.url, { max: 2 });
  atEnd(() => sql.end({ timeout: 1 }));
  await migrate(sql, path.join(root, 'db', 'migrations'));
  await fillPeople(sql);
  // Everybody writes everywhere: they all speak for the organisation that every document invites.
  await sql`
    insert into organisation_role (organisation_id, person_id, role)
    select 1, id, 'alternate' from person on conflict do nothing`;
  await sql`vacuum analyze`;
  const clients = [await startChild('coediting/clients.ts'), await startChild('coediting/clients.ts')];
  const files = {
    plenary: await bundlePlenary(root),
    hocuspocus: 'coediting/hocuspocus.ts',
    relay: 'coediting/relay.ts',
  };
  return { root, folder, files, sql, database, clients, quick, say };
}

/** `wide` lifts Plenary's limits of rates, where one connection sends in a second what people send in an hour. */
export async function startMeasured(ground: Ground, name: Name, wide = false): Promise<Measured> {
  const kind = kinds[name];
  const dataDir = path.join(ground.folder, 'data');
  fs.mkdirSync(dataDir, { recursive: true });
  const child = await startChild(ground.files[kind], {
    BENCH_ROOT: ground.root,
    DATABASE_URL: ground.database.url,
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    ...(wide ? { BENCH_WIDE: '1' } : {}),
    RELAY_GATHERS: name === 'gathering relay' ? '1' : '0',
  });
  return { name, child, server: { kind, url: await child.ask<string>('url') } };
}

export async function endMeasured({ child }: Measured): Promise<void> {
  await Promise.race([child.ask('stop').catch(() => {}), new Promise((resolve) => setTimeout(resolve, 15_000))]);
  await child.end();
}

/** New documents that nobody has opened. Numbers are never used again, by no server. */
export async function newRooms(ground: Ground, count: number): Promise<number[]> {
  const rows = await ground.sql<{ id: number }[]>`
    with made as (
      insert into document (title, language, lead_id, readers, created_by)
      select 'Measured (invented) ' || n, 'en', 1, 'registered', 1 from generate_series(1, ${count}::int) n
      returning id),
    invited as (
      insert into document_organisation (document_id, organisation_id, role, invited_by) select id, 1, 'editor', 1 from made)
    select id from made order by id`;
  return rows.map((row) => row.id);
}

let runs = 0;

/** A number of its own for each run, so that its writers are nobody else's. */
export function newRun(): number {
  return ++runs;
}

export function memoryOf(measured: Measured): Promise<Memory> {
  return measured.child.ask<Memory>('memory');
}

/** Resolves when the server has no document open any more, or false. */
export async function untilEmpty(measured: Measured, patienceMs = 20_000): Promise<boolean> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    if ((await measured.child.ask<number>('rooms')) === 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Memory that the system gave to a process, in bytes; null where there is no /proc, or the process is gone. */
export function residentOf(pid: number): number | null {
  try {
    const line = /VmRSS:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Number(line[1]) * 1024 : null;
  } catch {
    return null;
  }
}
