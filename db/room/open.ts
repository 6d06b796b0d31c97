import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { connect, type Sql } from '../connect';
import { startEmbedded } from '../embedded';
import { lowestServerVersion, migrate } from '../migrate';
import { appRole, grantRows, makeRoles, ownerRole, shutDatabase } from './roles';

/**
 * What keeps words out of the database's own log: none of twelve planted ones came through with these. A CHECK that
 * fails would print the whole row otherwise. No copy of the write-ahead log is handed to anybody.
 */
export const quietSettings: Record<string, string> = {
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_error_statement: 'panic',
  log_min_messages: 'fatal',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_connections: 'off',
  log_disconnections: 'off',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  track_activity_query_size: '100',
  track_activities: 'off',
  archive_mode: 'off',
  max_wal_senders: '0',
  max_connections: '30',
  shared_buffers: '32MB',
};

export interface RoomDatabase {
  /** As the role that reads and writes rows. */
  sql: Sql;
  /** Folder of the embedded cluster; null where an address was given. */
  folder: string | null;
  pid: number | null;
  stop(): Promise<void>;
}

/**
 * Opens the room's database, brings its tables up to date as their owner, lets the owner go, and answers with the pool
 * of the app. Without an address it starts a cluster of its own under `dataDir`: folder, log and backups apart from the
 * platform's. Roles log in by SCRAM with passwords from files of mode 0600.
 */
export async function openRoomDatabase(options: {
  dataDir: string;
  migrations: string;
  url?: string | undefined;
  /** The owner's address beside `url`; without it, who uses the tables owns them too. */
  ownerUrl?: string | undefined;
  /** For tests that read the disk. */
  settings?: Record<string, string>;
}): Promise<RoomDatabase> {
  if (options.url) {
    await migrateAs(options.ownerUrl ?? options.url, options.migrations, options.ownerUrl !== undefined);
    const sql = connectRoom(options.url);
    return { sql, folder: null, pid: null, stop: () => sql.end({ timeout: 5 }) };
  }
  const embedded = await startEmbedded(options.dataDir, {
    database: 'room',
    settings: { ...quietSettings, ...options.settings },
  });
  try {
    const passwords = {
      owner: passwordIn(options.dataDir, 'owner-password'),
      app: passwordIn(options.dataDir, 'app-password'),
    };
    const admin = connect(embedded.url, { max: 1 });
    try {
      await makeRoles(admin, passwords);
      await shutDatabase(admin, 'room');
      await admin.unsafe(`alter schema public owner to ${ownerRole}`);
    } finally {
      await admin.end({ timeout: 5 });
    }
    await migrateAs(embedded.urlAs('room', ownerRole, passwords.owner), options.migrations, true);
    const sql = connectRoom(embedded.urlAs('room', appRole, passwords.app));
    return {
      sql,
      folder: embedded.folder,
      pid: embedded.pid,
      async stop() {
        await sql.end({ timeout: 5 });
        await embedded.stop();
      },
    };
  } catch (e) {
    await embedded.stop();
    throw e;
  }
}

/** The pool of the app. The search path is pinned, because a role may set one for itself and be led astray by it. */
export function connectRoom(url: string): Sql {
  return connect(url, { max: 8, settings: { application_name: 'room', search_path: 'public' } });
}

async function migrateAs(url: string, migrations: string, grants: boolean): Promise<void> {
  const owner = connect(url, { max: 1, settings: { application_name: 'room', search_path: 'public' } });
  try {
    const [row] = await owner<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
    if (row!.version < lowestServerVersion) throw new TooOld();
    await migrate(owner, migrations);
    if (grants) await grantRows(owner);
  } finally {
    await owner.end({ timeout: 5 });
  }
}

/** The server of the address given is of a version that lacks what the tables use. */
export class TooOld extends Error {}

function passwordIn(dataDir: string, name: string): string {
  const file = path.join(dataDir, name);
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  return fs.readFileSync(file, 'utf8').trim();
}
