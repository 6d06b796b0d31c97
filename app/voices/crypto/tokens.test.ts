import { expect, test } from 'vitest';
import {
  callerKey,
  formToken,
  isCookie,
  isSame,
  newBootKey,
  newCookie,
  newId,
  sessionKey,
  sha256,
  shuffled,
} from './tokens';

const boot = Buffer.alloc(32, 1);
const cookie = 'c'.repeat(43);

test('a cookie is 32 random bytes, and nothing else is one', () => {
  const made = newCookie();
  expect(Buffer.from(made, 'base64url').length).toBe(32);
  expect(isCookie(made)).toBe(true);
  expect(newCookie()).not.toBe(made);
  for (const wrong of [
    '',
    made.slice(1),
    `${made}a`,
    ` ${made}`,
    `${made}\n`,
    made.replace(/^./, '+'),
    made.replace(/.$/, '='),
    made.replace(/.$/, 'é'),
  ]) {
    expect(isCookie(wrong)).toBe(false);
  }
});

// Computed with Python's hmac and hashlib.
test('a session is kept under the SHA-256 of its cookie', () => {
  expect(sessionKey(cookie)).toBe('0c49d89230696ff3c031ca5a128a4e121e3589bf872c17fa04487ed0cc245d21');
});

test('tokens of forms and keys of callers are of one start of the process, and never the same', () => {
  expect(formToken(boot, cookie)).toBe('Cy61z-JckXs9TN_HpT9hysUY9CZa1RKBCe5mTrCS0hY');
  expect(callerKey(boot, '192.0.2.1')).toBe('IqwHMOVWKhqzx1KG0aftEX5xwGOYfTUF0lvA7nADAng');
  expect(formToken(newBootKey(), cookie)).not.toBe(formToken(newBootKey(), cookie));
  expect(newBootKey().length).toBe(32);
});

test('the same is the same, and nothing else is', () => {
  expect(isSame('abc', 'abc')).toBe(true);
  expect(isSame('', '')).toBe(true);
  for (const other of ['', 'ab', 'abd', 'abcd', 'ABC']) expect(isSame('abc', other)).toBe(false);
});

test('an id is a random UUID, of version 4: none that tells the time', () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId()).not.toBe(newId());
});

test('SHA-256 of "abc" (FIPS 180-2)', () => {
  expect(sha256('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('shuffled things are the same ones, each order of three about as often', () => {
  const things = ['a', 'b', 'c'];
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i += 1) {
    const order = shuffled(things).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
  // 1,000 of each are expected, with a deviation of 29.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200);
  expect(things).toEqual(['a', 'b', 'c']);
  expect(shuffled([])).toEqual([]);
});
