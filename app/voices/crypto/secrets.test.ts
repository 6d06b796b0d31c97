import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { freshFolder, knownSecrets } from '../../../test/support/voice-keys';
import { openSecrets, productionCosts, renewSecret, type SecretName } from './secrets';

const names: SecretName[] = ['pepper', 'salt', 'release', 'guard', 'totp'];

test('a new folder gets all keys, each its own, that nobody else may read', () => {
  const folder = path.join(freshFolder(), 'secrets');
  const secrets = openSecrets(folder);
  expect(fs.readdirSync(folder).sort()).toEqual(names.map((n) => `${n}.1`).sort());
  expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of names) {
    expect(fs.statSync(path.join(folder, `${name}.1`)).mode & 0o777).toBe(0o400);
    expect(secrets.ids(name)).toEqual([1]);
    expect(secrets.current(name)).toEqual({ id: 1, key: fs.readFileSync(path.join(folder, `${name}.1`)) });
    expect(secrets.byId(name, 1).length).toBe(32);
  }
  expect(new Set(names.map((n) => secrets.byId(n, 1).toString('hex'))).size).toBe(5);
});

test('opened again it has the same keys', () => {
  const folder = freshFolder();
  const first = openSecrets(folder);
  const again = openSecrets(folder);
  for (const name of names) expect(again.byId(name, 1)).toEqual(first.byId(name, 1));
});

test('a lost key is not made anew', () => {
  for (const name of names.filter((n) => n !== 'salt' && n !== 'pepper')) {
    const folder = freshFolder();
    openSecrets(folder);
    fs.rmSync(path.join(folder, `${name}.1`));
    expect(() => openSecrets(folder)).toThrow(`The folder of secrets has no ${name}`);
    expect(fs.existsSync(path.join(folder, `${name}.1`))).toBe(false);
  }
  const folder = freshFolder();
  openSecrets(folder);
  fs.rmSync(path.join(folder, 'guard.1'));
  fs.rmSync(path.join(folder, 'totp.1'));
  expect(() => openSecrets(folder)).toThrow('has no guard, totp');
});

test.each([31, 33, 0])('a key of %i bytes is refused', (length) => {
  const { folder } = knownSecrets();
  fs.writeFileSync(path.join(folder, 'guard.1'), Buffer.alloc(length));
  expect(() => openSecrets(folder)).toThrow('The secret guard.1 is not of 32 bytes');
});

test('other files in the folder are no keys', () => {
  const { folder } = knownSecrets();
  for (const name of [
    'README',
    'pepper.0',
    'pepper.256',
    'pepper.01',
    'pepper.2.bak',
    'xpepper.2',
    'other.1',
    '-pepper.2',
    'pepper.1000',
  ]) {
    fs.writeFileSync(path.join(folder, name), 'x');
  }
  expect(openSecrets(folder).ids('pepper')).toEqual([1]);
});

test('a renewed key is the one in use, and the older one is still there', () => {
  const { folder, secrets } = knownSecrets();
  expect(renewSecret(folder, 'release')).toBe(2);
  expect(renewSecret(folder, 'release')).toBe(3);
  const renewed = openSecrets(folder);
  expect(renewed.ids('release')).toEqual([3, 2, 1]);
  expect(renewed.current('release')).toEqual({ id: 3, key: renewed.byId('release', 3) });
  expect(renewed.byId('release', 1)).toEqual(secrets.byId('release', 1));
  expect(renewed.byId('release', 2)).not.toEqual(renewed.byId('release', 3));
  expect(renewed.ids('guard')).toEqual([1]);
  expect(() => renewed.byId('release', 4)).toThrow('There is no release with key id 4');
});

test('ten and more renewals are still in order', () => {
  const { folder } = knownSecrets([1, 2, 9, 10]);
  expect(openSecrets(folder).ids('guard')).toEqual([10, 9, 2, 1]);
  expect(renewSecret(folder, 'guard')).toBe(11);
  // The other kinds do not count, and the order of the files neither.
  expect(renewSecret(folder, 'release')).toBe(11);
  expect(renewSecret(folder, 'guard')).toBe(12);
});

test('salt and pepper are renewed together, and refused apart', () => {
  const { folder } = knownSecrets();
  expect(renewSecret(folder, 'pepper')).toBe(2);
  const renewed = openSecrets(folder);
  expect([renewed.ids('pepper'), renewed.ids('salt')]).toEqual([
    [2, 1],
    [2, 1],
  ]);
  fs.rmSync(path.join(folder, 'salt.2'));
  expect(() => openSecrets(folder)).toThrow('Salt and pepper come in pairs of one key id');
});

test('there are 255 ids and no more', () => {
  const { folder } = knownSecrets([1, 254]);
  expect(renewSecret(folder, 'guard')).toBe(255);
  expect(() => renewSecret(folder, 'guard')).toThrow('A key id is a byte');
});

test('without a word the costs are those of production', () => {
  expect(productionCosts).toEqual({ receipt: 32_768, passphrase: 131_072 });
  expect(openSecrets(freshFolder()).costs).toBe(productionCosts);
});
