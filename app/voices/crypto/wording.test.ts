import { expect, test } from 'vitest';
import type { Secrets } from './secrets';
import { wordingHash, wordingHashLike } from './wording';

const keys = new Map([
  [1, Buffer.alloc(32, 1)],
  [2, Buffer.alloc(32, 2)],
]);
const secrets = (ids: number[]): Secrets => ({
  costs: { receipt: 1024, passphrase: 1024 },
  ids: (name) => (name === 'release' ? ids : []),
  byId: (name, id) => (name === 'release' ? keys.get(id)! : Buffer.alloc(32)),
  current: (name) => ({ id: ids[0]!, key: name === 'release' ? keys.get(ids[0]!)! : Buffer.alloc(32) }),
});
const excerpt = '7c0e1f3a-5a52-4c1e-9d58-0f4f0a6f6c11';
const text = Buffer.from('Ask before you decide.');

test('the hash is the one of HMAC-SHA-256 over what it is for, the excerpt and the bytes', () => {
  expect(wordingHash(secrets([1]), excerpt, text).toString('hex')).toBe(
    '1b467142dde525c4b62daea9f71395ac8b81a783bfb833feebb9b59f794198df',
  );
});

test('one character more, another excerpt or another key is another hash', () => {
  const hash = wordingHash(secrets([1]), excerpt, text);
  expect(wordingHash(secrets([1]), excerpt, Buffer.from('Ask before you decide. '))).not.toEqual(hash);
  expect(wordingHash(secrets([1]), excerpt.replace('7', '8'), text)).not.toEqual(hash);
  expect(wordingHash(secrets([2]), excerpt, text)).not.toEqual(hash);
});

test('what was approved under an older key still fits after a newer one has come', () => {
  const approved = wordingHash(secrets([1]), excerpt, text);
  expect(wordingHashLike(secrets([2, 1]), excerpt, text, approved)).toEqual(approved);
  expect(wordingHashLike(secrets([2, 1]), excerpt, Buffer.from('Ask.'), approved)).not.toEqual(approved);
  expect(wordingHashLike(secrets([2, 1]), excerpt, text, null)).toEqual(wordingHash(secrets([2]), excerpt, text));
});
