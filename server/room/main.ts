import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import type { RoomLook } from '../../app/room/context';
import { formBounds } from '../../app/room/form';
import { refuse } from '../../app/shared/refusal';
import { ready } from '../../app/voices/crypto/boxes';
import { type Costs, openSecrets } from '../../app/voices/crypto/secrets';
import { openShred } from '../../app/voices/crypto/shred';
import { newBootKey } from '../../app/voices/crypto/tokens';
import { answering } from '../../app/voices/door/answers.server';
import type { Sql } from '../../db/connect';
import { openRoomDatabase, TooOld } from '../../db/room/open';
import { refused } from '../settings';
import { openBusy } from './busy';
import type { RoomConfig } from './config';
import { openHousekeeping } from './daily';
import { openDoor } from './door';
import type { HostName, RoomHost } from './host';
import { answerBroken, makeRoomHttp } from './http';
import { openLimits } from './limits';
import { openLog, type RoomLog } from './log';
import { makePlainPages } from './plain';
import { SessionStore } from './sessions';
import { readStatics } from './statics';

export interface RunningRoom {
  /** Address to be told. */
  url: string;
  /** Address it listens on, whatever its public name is. */
  listensOn: { host: string; port: number };
  host: RoomHost;
  sql: Sql;
  /** Folder of the embedded cluster; null where an address was given. */
  cluster: string | null;
  databasePid: number | null;
  stop(): Promise<void>;
}

export interface RoomExtras {
  /** Folder with package.json: migrations, and the build. */
  root: string;
  /** Where a line of the log goes. */
  write?: (line: string) => void;
  now?: () => Date;
  /** Costs of stretching, for tests of other parts. */
  costs?: Costs;
  limitFactor?: number;
  /** The app's pool where a test has made the database; then no other is opened. */
  sql?: Sql;
  databaseSettings?: Record<string, string>;
}

/** Seconds after which somebody who found the queue full may try again. */
const whenBusy = 20;

/**
 * Puts the room together: keys, shred store, database, door, pages. It shares nothing with the platform but the socket
 * of the door, and it never calls anybody. Throws a settings refusal where a setting is what is wrong.
 */
export async function startRoom(config: RoomConfig, extras: RoomExtras): Promise<RunningRoom> {
  const logger = openLog(extras.write ?? (() => {}));
  const log: RoomLog = logger.log;
  const ending: (() => Promise<unknown> | unknown)[] = [() => logger.stop()];
  const end = async () => {
    for (const step of ending.reverse()) await step();
    ending.length = 0;
  };
  try {
    await ready();
    makeFolder(config.dataDir, 'ROOM_DATA_DIR');
    const keys = openSecrets(config.secretsDir, extras.costs);
    const shred = await openShred(config.shredDir);
    const database = extras.sql
      ? { sql: extras.sql, folder: null, pid: null, stop: async () => {} }
      : await openDatabase(config, extras);
    ending.push(() => database.stop());
    const { sql } = database;
    if (!config.isDemonstration && (await isInvented(sql))) {
      throw refused(
        'Others can reach the room, but its database holds the demonstration, whose codes lie in a file. Give the room a database of its own by ROOM_DATA_DIR or ROOM_DATABASE_URL.',
      );
    }

    const now = extras.now ?? (() => new Date());
    const built = path.join(extras.root, 'build', 'room');
    const build = (await import(pathToFileURL(path.join(built, 'server', 'index.js')).href)) as unknown as ServerBuild;
    const look = JSON.parse(fs.readFileSync(path.join(built, 'look.json'), 'utf8')) as RoomLook;
    const store = new SessionStore(() => now().getTime());
    ending.push(() => store.stop());
    let answers = true;
    let port = config.port;
    const localOrigin = () => `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
    let names = new Map<string, HostName>();
    const host: RoomHost = {
      sql,
      keys,
      shred,
      now,
      platform: {
        organisations: () =>
          sql<{ id: number; name: string; category: string }[]>`
            select id, name, category from platform_organisation order by name, id`,
      },
      build,
      look,
      statics: readStatics(path.join(built, 'look'), look),
      plain: makePlainPages(look),
      names: () => names,
      address: () => config.publicUrl ?? config.onionUrl ?? localOrigin(),
      exitUrl: config.exitUrl,
      onionUrl: config.onionUrl,
      trustProxy: config.trustProxy,
      bootKey: newBootKey(),
      store,
      limits: openLimits(() => now().getTime(), extras.limitFactor),
      busy: openBusy(() => {
        log('busy');
        throw refuse('too-much', 'forms:errors.busy', { retryAfter: whenBusy });
      }),
      log,
      database(answering) {
        if (answering !== answers) log(answering ? 'database-answers' : 'database-silent');
        answers = answering;
      },
    };

    const dropSessions = (who: string) => store.endOf(who);
    const house = openHousekeeping(host, dropSessions);
    ending.push(() => house.stop());
    // Before anybody is let in: what a backup brought back must not be seen for a moment.
    await house.first;
    const door = await openDoor({ path: config.door, answer: answering({ sql, keys, shred, now }) });
    ending.push(() => door.close());
    log('door-open');

    const server = http.createServer(
      { maxHeaderSize: 8192, headersTimeout: 20_000, requestTimeout: 60_000, keepAliveTimeout: 5000 },
      makeRoomHttp(host),
    );
    // More than are let through, so that there is something to count; the rest Node leaves out without a word.
    server.maxHeadersCount = 200;
    server.maxRequestsPerSocket = 1000;
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      if (socket.writable && error.code !== 'ECONNRESET') socket.end(answerBroken(host, error.code));
      else socket.destroy();
    });
    server.on('checkExpectation', (req, res) => server.emit('request', req, res));
    port = await listen(server, config);
    names = namesOf(config, localOrigin());
    ending.push(async () => {
      log('stopping');
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeIdleConnections();
      const hard = setTimeout(() => server.closeAllConnections(), 10_000);
      await closed;
      clearTimeout(hard);
    });
    log('started');
    return {
      url: host.address(),
      listensOn: { host: config.host, port },
      host,
      sql,
      cluster: database.folder,
      databasePid: database.pid,
      async stop() {
        await end();
      },
    };
  } catch (e) {
    await end().catch(() => {});
    throw e;
  }
}

/** A form of the largest size is read whole; nothing longer is ever in memory. */
export const largestForm = formBounds.bytes;

function namesOf(config: RoomConfig, local: string): Map<string, HostName> {
  const names = new Map<string, HostName>();
  if (config.publicUrl) names.set(new URL(config.publicUrl).host, { origin: config.publicUrl, kind: 'public' });
  if (config.onionUrl) names.set(new URL(config.onionUrl).host, { origin: config.onionUrl, kind: 'onion' });
  if (names.size === 0) names.set(new URL(local).host, { origin: local, kind: 'local' });
  return names;
}

async function openDatabase(config: RoomConfig, extras: RoomExtras) {
  try {
    return await openRoomDatabase({
      dataDir: config.dataDir,
      migrations: path.join(extras.root, 'db', 'room', 'migrations'),
      url: config.databaseUrl,
      ownerUrl: config.databaseOwnerUrl,
      ...(extras.databaseSettings ? { settings: extras.databaseSettings } : {}),
    });
  } catch (e) {
    if (!config.databaseUrl) throw e;
    if (e instanceof TooOld)
      throw refused('The database of ROOM_DATABASE_URL is too old: the room needs PostgreSQL 15 or later.');
    const code = (e as { code?: string }).code ?? 'no answer';
    throw refused(
      `The database of ROOM_DATABASE_URL cannot be used (${code}). Check that it runs and that ROOM_DATABASE_URL and ROOM_DATABASE_OWNER_URL name the right server, roles and database.`,
    );
  }
}

async function isInvented(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ there: boolean }[]>`select exists (select from room_requirement where invented) as there`;
  return row!.there;
}

function makeFolder(folder: string, setting: string): void {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
    fs.accessSync(folder, fs.constants.W_OK);
  } catch (e) {
    throw refused(
      `${setting} is ${folder}, which cannot be written (${(e as NodeJS.ErrnoException).code}). Choose a folder that this user may write to.`,
    );
  }
}

function listen(server: http.Server, config: RoomConfig): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (e: NodeJS.ErrnoException) => {
      reject(
        refused(
          e.code === 'EADDRINUSE'
            ? `Port ${config.port} on ${config.host} is already in use. Stop what uses it, or set ROOM_PORT to another number.`
            : `The room cannot listen on ${config.host}:${config.port} (${e.code}). Check ROOM_HOST and ROOM_PORT.`,
        ),
      );
    });
    server.listen(config.port, config.host, () => resolve((server.address() as AddressInfo).port));
  });
}
