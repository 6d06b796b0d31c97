import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Costs } from '../../app/voices/crypto/secrets';
import { connect, type Sql } from '../../db/connect';
import { connectRoom } from '../../db/room/open';
import { appRole, shutDatabase } from '../../db/room/roles';
import { type RoomConfig, readRoomConfig } from '../../server/room/config';
import { type RoomExtras, type RunningRoom, startRoom } from '../../server/room/main';
import { isSettingsRefusal } from '../../server/settings';
import { cloneDatabase } from './clone';
import { databaseAt, roomPasswords, roomTemplateName } from './global';
import { RoomVisitor } from './room-visitor';
import { root } from './running';

/** Stretching is tried where it is made; elsewhere it would only take time. */
export const cheapCosts: Costs = { receipt: 1024, passphrase: 1024 };

export interface TestRoom extends Omit<RunningRoom, 'host'> {
  running: RunningRoom;
  keys: RunningRoom['host']['keys'];
  shred: RunningRoom['host']['shred'];
  /** As the role that may do all, for what a thief with the database could do. */
  admin: Sql;
  now(): Date;
  advance(weeks: number): void;
  later(seconds: number): void;
  config: RoomConfig;
  /** Path of the door's socket. */
  door: string;
  dataDir: string;
  /** Folder of the shred store. */
  shredDir: string;
  /** Every line of the log so far. */
  written: string[];
  visitor(headers?: Record<string, string>): RoomVisitor;
}

export interface RoomOptions {
  now?: Date;
  env?: Record<string, string>;
  extras?: Partial<RoomExtras>;
}

const week = 7 * 86_400_000;

function makeConfig(dataDir: string, env: Record<string, string> = {}): RoomConfig {
  const config = readRoomConfig({
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    ROOM_DATA_DIR: dataDir,
    ROOM_PORT: '0',
    ...env,
  });
  if (isSettingsRefusal(config)) throw new Error(config.sentence);
  return config;
}

/** The whole room on port 0, in this process, with the real build and a database cloned from the room's template. */
export async function startRoomOn(base: string, options: RoomOptions = {}): Promise<TestRoom> {
  const clone = await cloneDatabase(base, roomTemplateName);
  const top = connect(base, { max: 1 });
  await shutDatabase(top, clone.name);
  await top.end();
  const admin = connect(clone.url, { max: 2 });
  const sql = connectRoom(databaseAt(base, clone.name, appRole, roomPasswords.app));
  const room = await assemble(options, { sql, costs: cheapCosts, limitFactor: 1000 });
  return {
    ...room,
    admin,
    async stop() {
      await room.stop();
      await sql.end({ timeout: 2 });
      await admin.end({ timeout: 2 });
      await clone.drop();
    },
  };
}

/** A room with a cluster of its own, roles and settings as they are shipped: for what is read from disks. */
export async function startRoomWithCluster(options: RoomOptions = {}): Promise<TestRoom> {
  const room = await assemble(options, { costs: cheapCosts, limitFactor: 1000 });
  let stopped = false;
  const password = fs.readFileSync(path.join(room.dataDir, 'postgres-password'), 'utf8').trim();
  const socket = path.join(room.dataDir, 'run');
  const url = new URL(`postgres://plenary:${password}@localhost/room`);
  url.searchParams.set('host', socket);
  const admin = connect(url.toString(), { max: 2 });
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    await admin.end({ timeout: 2 });
    await room.stop();
  };
  return { ...room, admin, stop };
}

async function assemble(
  { now, env, extras }: RoomOptions,
  defaults: Partial<RoomExtras>,
): Promise<Omit<TestRoom, 'admin'>> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'room-'));
  fs.chmodSync(dataDir, 0o755);
  const config = makeConfig(dataDir, env);
  let at = (now ?? new Date('2026-11-18T10:00:00Z')).getTime();
  const clock = () => new Date(at);
  const written: string[] = [];
  const running = await startRoom(config, {
    root,
    now: clock,
    write: (line) => void written.push(line),
    ...defaults,
    ...extras,
  });
  const { host, ...rest } = running;
  return {
    ...rest,
    running,
    keys: host.keys,
    shred: host.shred,
    now: clock,
    advance: (weeks) => {
      at += weeks * week;
    },
    later: (seconds) => {
      at += seconds * 1000;
    },
    config,
    door: config.door,
    dataDir,
    shredDir: config.shredDir,
    written,
    visitor: (headers) => new RoomVisitor(running.url, headers),
    async stop() {
      await running.stop();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
