import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { freshFolder } from '../../../test/support/voice-keys';
import { OpenRefused } from './refused';
import { openShred } from './shred';

async function aStore() {
  const dir = path.join(freshFolder(), 'shred');
  return { dir, store: await openShred(dir), file: (name: string) => path.join(dir, 'keys', name) };
}

const neverMade = '0'.repeat(32);

test('a key is a file of 32 random bytes under a random name, and it is there again after a restart', async () => {
  const { dir, store, file } = await aStore();
  const [one, two] = [await store.make(), await store.make()];
  expect(one).toMatch(/^[0-9a-f]{32}$/);
  expect(one).not.toBe(two);
  expect(fs.readFileSync(file(one)).length).toBe(32);
  expect(fs.readFileSync(file(one)).equals(fs.readFileSync(file(two)))).toBe(false);
  expect(fs.statSync(file(one)).mode & 0o777).toBe(0o600);
  expect(fs.statSync(path.join(dir, 'keys')).mode & 0o777).toBe(0o700);
  expect(await store.read(one)).toEqual(fs.readFileSync(file(one)));
  expect(await (await openShred(dir)).read(one)).toEqual(fs.readFileSync(file(one)));
  expect(fs.readFileSync(file(one)).equals(Buffer.alloc(32))).toBe(false);
});

test('no time of a file or folder tells when', async () => {
  const { dir, store, file } = await aStore();
  const [one, two] = [await store.make(), await store.make()];
  await store.destroy([two]);
  for (const at of [file(one), path.join(dir, 'keys'), path.join(dir, 'tombstones'), dir]) {
    expect([at, fs.statSync(at).mtimeMs, fs.statSync(at).atimeMs <= Date.now()]).toEqual([at, 0, true]);
  }
});

test('what was destroyed is gone, and its name is on the tombstones', async () => {
  const { dir, store, file } = await aStore();
  const [one, two, kept] = [await store.make(), await store.make(), await store.make()];
  await store.destroy([one, two]);
  expect([fs.existsSync(file(one)), fs.existsSync(file(two)), fs.existsSync(file(kept))]).toEqual([false, false, true]);
  await expect(store.read(one)).rejects.toThrow(OpenRefused);
  expect((await store.read(kept)).length).toBe(32);
  expect([await store.isErased(one), await store.isErased(kept)]).toEqual([true, false]);
  expect(fs.readFileSync(path.join(dir, 'tombstones'), 'utf8')).toBe(`${[one, two].sort().join('\n')}\n`);
  expect(fs.readdirSync(dir).sort()).toEqual(['keys', 'tombstones']);
});

test('the bytes are overwritten before the name goes: who holds the file open has nothing', async () => {
  const { store, file } = await aStore();
  const name = await store.make();
  const before = fs.readFileSync(file(name));
  const held = fs.openSync(file(name), 'r');
  await store.destroy([name]);
  const after = Buffer.alloc(64);
  expect(fs.readSync(held, after, 0, 64, 0)).toBe(32);
  fs.closeSync(held);
  expect(after.subarray(0, 32).equals(before)).toBe(false);
});

test('destroying again is no harm, and nor is one that never was', async () => {
  const { store } = await aStore();
  const name = await store.make();
  await store.destroy([name]);
  await store.destroy([name, neverMade]);
  await store.destroy([]);
  expect(await store.isErased(neverMade)).toBe(true);
  expect((await store.erased()).size).toBe(2);
});

test.each(['', '../../secrets/pepper.1', 'A'.repeat(32), '0'.repeat(31), '0'.repeat(33), `${'0'.repeat(32)}\n`])(
  '"%s" is no name',
  async (name) => {
    const { store } = await aStore();
    await expect(store.read(name)).rejects.toThrow(OpenRefused);
    await expect(store.destroy([await store.make(), name])).rejects.toThrow('This names no key of the shred store');
  },
);

test('a wrong name among others destroys none of them', async () => {
  const { store } = await aStore();
  const name = await store.make();
  await expect(store.destroy([name, 'x'])).rejects.toThrow();
  expect((await store.read(name)).length).toBe(32);
});

test('a key that was never made, or half written, opens nothing', async () => {
  const { store, file } = await aStore();
  await expect(store.read(neverMade)).rejects.toThrow(OpenRefused);
  const name = await store.make();
  for (const length of [0, 31, 33]) {
    fs.writeFileSync(file(name), Buffer.alloc(length, 1));
    await expect(store.read(name)).rejects.toThrow(OpenRefused);
  }
});

test('a fault of the disk is not taken for a key that is gone', async () => {
  const { store, dir, file } = await aStore();
  fs.mkdirSync(file(neverMade));
  await expect(store.read(neverMade)).rejects.toThrow('EISDIR');
  await expect(store.destroy([neverMade])).rejects.toThrow('EISDIR');
  fs.rmSync(path.join(dir, 'tombstones'), { force: true });
  fs.mkdirSync(path.join(dir, 'tombstones'));
  await expect(store.isErased('x')).rejects.toThrow('EISDIR');
});

test('a key that a backup brings back stays dead, and is buried at the next start', async () => {
  const { dir, store, file } = await aStore();
  const [dead, alive] = [await store.make(), await store.make()];
  const copy = fs.readFileSync(file(dead));
  await store.destroy([dead]);
  expect(await store.bury()).toBe(0);
  fs.writeFileSync(file(dead), copy);
  const restarted = await openShred(dir);
  await expect(restarted.read(dead)).rejects.toThrow(OpenRefused);
  expect(await restarted.bury()).toBe(1);
  expect(fs.existsSync(file(dead))).toBe(false);
  expect((await restarted.read(alive)).length).toBe(32);
  expect(fs.statSync(path.join(dir, 'keys')).mtimeMs).toBe(0);
});

test('ids of what was erased are kept beside the names, sorted: not in the order of erasing', async () => {
  const { dir, store } = await aStore();
  await store.tombstone(['c-2']);
  await store.tombstone(['c-3', 'c-1']);
  const { ino } = fs.statSync(path.join(dir, 'tombstones'));
  await store.tombstone(['c-2']);
  await store.tombstone([]);
  // Nothing new, nothing written.
  expect(fs.statSync(path.join(dir, 'tombstones')).ino).toBe(ino);
  expect(fs.readFileSync(path.join(dir, 'tombstones'), 'utf8')).toBe('c-1\nc-2\nc-3\n');
  expect(fs.statSync(path.join(dir, 'tombstones')).mode & 0o777).toBe(0o600);
  expect(await store.isErased('c-2')).toBe(true);
  expect(await store.isErased('')).toBe(false);
});

test('many at once lose none', async () => {
  const { store } = await aStore();
  const names = await Promise.all(Array.from({ length: 20 }, () => store.make()));
  await Promise.all(names.map((name, i) => Promise.all([store.destroy([name]), store.tombstone([`c-${i}`])])));
  const erased = await store.erased();
  expect(erased.size).toBe(40);
  for (const name of names) expect(erased.has(name)).toBe(true);
});

test('one that failed does not keep the next from being written', async () => {
  const { dir, store } = await aStore();
  fs.mkdirSync(path.join(dir, 'tombstones'));
  await expect(store.tombstone(['a'])).rejects.toThrow();
  fs.rmdirSync(path.join(dir, 'tombstones'));
  await store.tombstone(['b']);
  expect([...(await store.erased())]).toEqual(['b']);
});

test('what a stop left half written is written anew', async () => {
  const { dir, store } = await aStore();
  await store.tombstone(['a']);
  fs.writeFileSync(path.join(dir, 'tombstones.next'), 'hal');
  await store.tombstone(['b']);
  expect([...(await store.erased())].sort()).toEqual(['a', 'b']);
});
