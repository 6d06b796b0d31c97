import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enter } from '../../app/voices/contributing/entering.server';
import { withdraw } from '../../app/voices/contributing/withdraw.server';
import { answerWording, wordingsOf } from '../../app/voices/contributing/wordings.server';
import { pairOf } from '../../app/voices/crypto/boxes';
import { lockBeside, unlock, unlockBeside } from '../../app/voices/crypto/contribution';
import { OpenRefused } from '../../app/voices/crypto/refused';
import { openRelease } from '../../app/voices/crypto/release';
import { openShred, type ShredStore } from '../../app/voices/crypto/shred';
import { openWithPassphrase, openWithRecovery } from '../../app/voices/desk/account-keys.server';
import { proposeExcerpt, releaseExcerpt } from '../../app/voices/desk/excerpts.server';
import { standingOf } from '../../app/voices/door/standing.server';
import { weekOf } from '../../app/voices/week';
import { connect, type Sql } from '../../db/connect';
import { startEmbedded } from '../../db/embedded';
import { startRoom } from '../../server/room/main';
import { roomWithOwnCluster, type TestRoom } from '../support/room';
import { aContribution, notBusy, type SomeContribution } from '../support/room-contributions';
import { anOpenRoom, aStaff, type SomeStaff } from '../support/room-people';
import { baseBackup } from '../support/room-stores';
import { root } from '../support/running';

/**
 * Behaviour 6. A whole copy of the database is made, then somebody withdraws, then the copy is brought back: with it,
 * with the secrets, with the passphrases and recovery keys of support and with her own code, her words cannot be read;
 * and the room that is started on it does not bring her back. Before that, the same attempt with the shred store of
 * before has to succeed, or its failing would prove nothing.
 */
const text = 'Opening hours should fit people who work in the day.';
const quote = 'Opening hours should fit people who work';
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'room-backup-'));
fs.chmodSync(tmp, 0o755);
const restored = path.join(tmp, 'restored');
const oldShred = path.join(tmp, 'shred-of-before');

let room: TestRoom;
let her: SomeContribution;
let other: SomeContribution;
let support: SomeStaff[];
let excerpt: string;
let reply: string;

beforeAll(async () => {
  room = await roomWithOwnCluster();
  afterAll(() => fs.rmSync(tmp, { recursive: true, force: true }));
  const open = await anOpenRoom(room);
  const withRecovery = await aStaff(room, { organisation: open.organisations[0]!.id, withRecovery: true });
  her = await aContribution(room, { open, text });
  other = await aContribution(room, { open, text: 'Somebody else sends other words.' });
  const [one, two] = open.organisations[0]!.caseworkers;
  support = [one, two, withRecovery];
  const resolved = { seen: '', resolved: false };
  excerpt = await proposeExcerpt(room, await one.member(), one.privateKey, her.contribution, {
    form: 'quote',
    words: quote,
    language: 'en',
    ...resolved,
  });
  const [wording] = await wordingsOf(room, her, her.contribution);
  await answerWording(room, her, excerpt, { yes: true, version: wording!.version });
  await releaseExcerpt(room, await two.member(), two.privateKey, excerpt, resolved);
  reply = await aReply(one);
  room.advance(1);

  await baseBackup(room.admin, room.running.cluster!, path.join(restored, 'postgres'));
  for (const name of fs.readdirSync(room.dataDir).filter((n) => n.endsWith('-password'))) {
    fs.copyFileSync(path.join(room.dataDir, name), path.join(restored, name));
  }
  fs.cpSync(room.shredDir, oldShred, { recursive: true });
  await withdraw(room, () => 0, her.contributor, null);
}, 120_000);

async function aReply(by: SomeStaff): Promise<string> {
  const [row] = await room.sql<{ shred: string; blob: Buffer }[]>`
    select c.shred, k.blob from contribution c join wrapped_key k on k.contribution = c.id
    where c.id = ${her.contribution} and k.reader = ${by.id}`;
  const rowId = crypto.randomUUID();
  const opening = {
    id: her.contribution,
    reader: by.id,
    blob: row!.blob,
    keys: pairOf(by.privateKey),
    shredKey: await room.shred.read(row!.shred),
  };
  const body = lockBeside(opening, { table: 'reply', column: 'body', rowId }, Buffer.from('We heard you.'));
  await room.sql`insert into reply (id, contribution, body, week) values (${rowId}, ${her.contribution}, ${body}, ${weekOf(room.now())})`;
  return rowId;
}

/** Opens the copy as it is, past the room's own process, as a thief would. */
async function withCopy<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const cluster = await startEmbedded(restored, { database: 'room' });
  const sql = connect(cluster.url, { max: 3 });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 2 });
    await cluster.stop();
  }
}

/** Everything that can be tried on a contribution with all secrets, all staff and its own receipt; what came out. */
async function tryAll(
  sql: Sql,
  shred: ShredStore,
  of: SomeContribution,
): Promise<{ opened: string[]; refused: number }> {
  const opened: string[] = [];
  let refused = 0;
  const attempt = async (work: () => Buffer | Promise<Buffer>) => {
    try {
      opened.push((await work()).toString());
    } catch (e) {
      if (!(e instanceof OpenRefused)) throw e;
      refused += 1;
    }
  };
  const [row] = await sql<
    { body: Buffer; shred: string }[]
  >`select body, shred from contribution where id = ${of.contribution}`;
  const wrapped = await sql<
    { reader: string; blob: Buffer }[]
  >`select reader, blob from wrapped_key where contribution = ${of.contribution}`;
  const keys = new Map<string, Buffer>();
  for (const one of support) {
    const [staff] = await sql<
      { id: string; salt: Buffer; verifier: Buffer; wrappedPrivate: Buffer; recoveryWrapped: Buffer | null }[]
    >`
      select id, salt, verifier, wrapped_private, recovery_wrapped from staff where id = ${one.id}`;
    const byPhrase = await openWithPassphrase(room.keys, staff!, one.passphrase);
    keys.set(one.id, byPhrase!);
    if (one.recovery) expect(openWithRecovery(staff!, one.recovery)).toEqual(byPhrase);
  }
  const back = await enter({ ...room, sql, shred }, notBusy, of.receipt.shown);
  if (back?.kind !== 'back' || back.can !== 'all') throw new Error('The receipt has to open the copy of before');
  keys.set(of.contributor, back.privateKey);

  // Every key of the shred store, and not only the one that is named: one of them might fit.
  const names = new Set([row!.shred, ...fs.readdirSync(path.join(shredFolder(shred), 'keys'))]);
  for (const { reader, blob } of wrapped) {
    const privateKey = keys.get(reader);
    if (!privateKey) continue;
    for (const name of names) {
      const opening = async () => ({
        id: of.contribution,
        reader,
        blob,
        keys: pairOf(privateKey),
        shredKey: await shred.read(name),
      });
      await attempt(async () => unlock({ ...(await opening()), body: row!.body }));
      if (of !== her) continue;
      const [written] = await sql<{ body: Buffer }[]>`select body from reply where id = ${reply}`;
      await attempt(async () =>
        unlockBeside(await opening(), { table: 'reply', column: 'body', rowId: reply }, written!.body),
      );
    }
  }
  if (of === her) {
    const [said] = await sql<
      { releasedBody: Buffer; shred: string }[]
    >`select released_body, shred from excerpt where id = ${excerpt}`;
    for (const name of new Set([said!.shred, ...names])) {
      await attempt(async () => openRelease(room.keys, excerpt, said!.releasedBody, await shred.read(name)));
    }
  }
  return { opened: [...new Set(opened)].sort(), refused };
}

const folders = new Map<ShredStore, string>();
const shredFolder = (shred: ShredStore) => folders.get(shred) ?? room.shredDir;

describe('a copy of the database from before a withdrawal', () => {
  test('with the shred store of before too, everything opens: the attempt is a real one', async () => {
    const shred = await openShred(oldShred);
    folders.set(shred, oldShred);
    await withCopy(async (sql) => {
      const { opened, refused } = await tryAll(sql, shred, her);
      expect(opened).toEqual([text, quote, 'We heard you.'].sort());
      expect(refused).toBeGreaterThan(0);
    });
  }, 120_000);

  test('with the shred store of now nothing of hers opens, whatever else one has', async () => {
    await withCopy(async (sql) => {
      const { opened, refused } = await tryAll(sql, room.shred, her);
      expect(opened).toEqual([]);
      expect(refused).toBeGreaterThan(10);
    });
  }, 120_000);

  test('with an older shred store laid over that of now neither: the tombstones are kept for ever', async () => {
    const mixed = path.join(tmp, 'mixed');
    fs.cpSync(oldShred, mixed, { recursive: true });
    fs.copyFileSync(path.join(room.shredDir, 'tombstones'), path.join(mixed, 'tombstones'));
    const shred = await openShred(mixed);
    folders.set(shred, mixed);
    await withCopy(async (sql) => {
      expect((await tryAll(sql, shred, her)).opened).toEqual([]);
    });
    expect(await shred.bury()).toBe(2);
  }, 120_000);

  test('what somebody else sent opens as before', async () => {
    await withCopy(async (sql) => {
      expect((await tryAll(sql, room.shred, other)).opened).toEqual(['Somebody else sends other words.']);
    });
  }, 120_000);

  test('brought back under the room, she is not: rows are erased again before anybody is let in', async () => {
    const written: string[] = [];
    const again = await startRoom(
      { ...room.config, dataDir: restored, door: path.join(tmp, 'door.sock'), port: 0 },
      { root, now: room.now, costs: room.keys.costs, write: (line) => void written.push(line) },
    );
    try {
      const { sql } = again;
      const [row] = await sql<{ state: string; body: Buffer | null }[]>`
        select state, body from contribution where id = ${her.contribution}`;
      expect(row).toEqual({ state: 'withdrawn', body: null });
      const [left] = await sql<{ keys: number; replies: number; released: number; prints: number }[]>`
        select (select count(*)::int from wrapped_key where contribution = ${her.contribution}) as keys,
          (select count(*)::int from reply where contribution = ${her.contribution}) as replies,
          (select count(*)::int from excerpt where released_body is not null) as released,
          (select count(*)::int from fingerprint) as prints`;
      expect(left).toEqual({ keys: 0, replies: 0, released: 0, prints: 0 });
      const tools = { sql, keys: room.keys, shred: room.shred, now: room.now };
      expect(await enter(tools, notBusy, her.receipt.shown)).toBeNull();
      expect(await enter(tools, notBusy, her.withdrawReceipt.shown)).toBeNull();
      expect(await enter(tools, notBusy, other.receipt.shown)).toMatchObject({ kind: 'back' });
      const standing = await standingOf(tools, [excerpt], 'public', weekOf(room.now()));
      expect(standing.get(excerpt)!.answer).toEqual({ marker: 'withdrawn' });
      expect(written.some((line) => line.includes('erased-again-after-restore'))).toBe(true);
    } finally {
      await again.stop();
    }
  }, 120_000);
});
