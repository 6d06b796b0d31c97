import { beforeAll, expect, test } from 'vitest';
import { makeKeyPair, ready } from './boxes';
import { newRecoveryKey, readRecoveryKey, unwrapPrivate, wrapPrivate } from './private-keys';
import { OpenRefused } from './refused';

beforeAll(ready);

const kek = Buffer.alloc(32, 9);
const place = { table: 'staff', column: 'wrapped_private', rowId: 'staff-1' } as const;

test('a private key comes back as the pair it is', () => {
  const keys = makeKeyPair();
  const blob = wrapPrivate(kek, place, keys.privateKey);
  expect(blob.length).toBe(62);
  expect(blob.includes(keys.privateKey)).toBe(false);
  expect(unwrapPrivate(kek, place, blob)).toEqual(keys);
});

test.each([
  ['another code', Buffer.alloc(32, 8), place],
  ['another row', kek, { ...place, rowId: 'staff-2' }],
  ['another column', kek, { ...place, column: 'recovery_wrapped' as const }],
  ['another table', kek, { ...place, table: 'receipt' as const }],
])('%s does not open it', (_, key, where) => {
  const blob = wrapPrivate(kek, place, makeKeyPair().privateKey);
  expect(() => unwrapPrivate(key, where, blob)).toThrow(OpenRefused);
});

test('a recovery key is 256 bits in groups of four, and read off the paper', () => {
  const { key, shown } = newRecoveryKey();
  expect(key.length).toBe(32);
  expect(shown).toMatch(/^([A-Z2-7]{4} ){12}[A-Z2-7]{4}$/);
  expect(readRecoveryKey(shown)).toEqual(key);
  expect(readRecoveryKey(` ${shown.toLowerCase().replaceAll(' ', '-')} `)).toEqual(key);
  expect(newRecoveryKey().key.equals(key)).toBe(false);
});

test.each(['', 'AAAA', 'not a key', 'é'.repeat(52), 'A'.repeat(401), 'A'.repeat(54)])(
  '"%s" is no recovery key',
  (typed) => {
    expect(readRecoveryKey(typed)).toBeNull();
  },
);
