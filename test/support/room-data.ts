import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, inject } from 'vitest';
import { ready } from '../../app/voices/crypto/boxes';
import { openSecrets } from '../../app/voices/crypto/secrets';
import { openShred } from '../../app/voices/crypto/shred';
import { connect } from '../../db/connect';
import { migrate } from '../../db/migrate';
import { databaseAt } from './global';
import type { SomeRoomProcess } from './room-people';

const week = 7 * 86_400_000;

/** The room's tables, keys and shred store without its process, for what is done by commands alone. Gone after the file. */
export async function roomData(
  start = new Date('2026-11-18T10:00:00Z'),
): Promise<SomeRoomProcess & { advance(weeks: number): void; later(seconds: number): void; folder: string }> {
  await ready();
  const base = inject('databaseUrl');
  const name = `room_${randomBytes(6).toString('hex')}`;
  const admin = connect(base, { max: 1 });
  await admin.unsafe(`create database ${name}`);
  const sql = connect(databaseAt(base, name), { max: 6 });
  await migrate(sql, path.resolve(import.meta.dirname, '../../db/room/migrations'));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'room-data-'));
  // Stretching is tried where it is made; here it would only take time.
  const keys = openSecrets(path.join(folder, 'secrets'), { receipt: 1024, passphrase: 1024 });
  const shred = await openShred(path.join(folder, 'shred'));
  let now = start.getTime();
  afterAll(async () => {
    await sql.end({ timeout: 2 });
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return {
    sql,
    keys,
    shred,
    now: () => new Date(now),
    folder,
    advance: (weeks) => {
      now += weeks * week;
    },
    later: (seconds) => {
      now += seconds * 1000;
    },
  };
}
