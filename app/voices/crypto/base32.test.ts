import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { fromBase32, toBase32 } from './base32';

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('"%s" is "%s" (RFC 4648, section 10, without padding)', (text, base32) => {
  expect(toBase32(Buffer.from(text))).toBe(base32);
  expect(fromBase32(base32)?.toString()).toBe(text);
});

test('comes back as it was', () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = randomBytes(length);
    expect(fromBase32(toBase32(bytes))).toEqual(bytes);
  }
});

test('is read as people write it', () => {
  expect(fromBase32('mzxw 6ytb-oi==')?.toString()).toBe('foobar');
  expect(fromBase32('MZXW6YTB01')).toEqual(fromBase32('MZXW6YTBOI'));
  expect(fromBase32('00 11 88')).toEqual(fromBase32('OOIIBB'));
  for (const wrong of ['MZXW9', 'ä', 'MZ=XW', '!']) expect(fromBase32(wrong)).toBeNull();
});
