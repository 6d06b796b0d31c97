import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { aadOf, blobOverhead, keyIdOf, OpenRefused, open, seal } from './blob';

const key = Buffer.alloc(32, 1);
const place = aadOf('contribution', 'body', 'row');
const plain = Buffer.from('known answer');

describe('a blob', () => {
  test('made by another implementation (WebCrypto) opens: what is on a disk today opens with a later version', () => {
    const hex = '01050202020202020202020202026cb8a63e2477a093a0bbd9ba2b75a7c4e3227aa9dadb2e60a047476f';
    expect(open(key, place, Buffer.from(hex, 'hex'))).toEqual(plain);
    expect(keyIdOf(Buffer.from(hex, 'hex'))).toBe(5);
  });

  test('gives back what was sealed, whatever its length, and is 30 bytes longer', () => {
    expect(blobOverhead).toBe(30);
    for (const length of [0, 1, 15, 16, 17, 1024, 70_000]) {
      const text = randomBytes(length);
      const blob = seal(key, place, text);
      expect(blob.length).toBe(length + 30);
      expect(open(key, place, blob).equals(text)).toBe(true);
    }
  });

  test('is another one each time', () => {
    const nonces = Array.from({ length: 200 }, () => seal(key, place, plain).subarray(2, 14).toString('hex'));
    expect(new Set(nonces).size).toBe(200);
  });

  test('says its version and its key id', () => {
    expect([...seal(key, place, plain).subarray(0, 2)]).toEqual([1, 1]);
    expect([...seal(key, place, plain, 255).subarray(0, 2)]).toEqual([1, 255]);
    expect(keyIdOf(seal(key, place, plain, 7))).toBe(7);
    expect(() => seal(key, place, plain, 256)).toThrow('A key id is a byte');
    expect(() => seal(key, place, plain, -1)).toThrow('A key id is a byte');
  });

  test('does not open with one bit changed, anywhere', () => {
    const blob = seal(key, place, plain);
    for (let bit = 0; bit < blob.length * 8; bit += 1) {
      const changed = Buffer.from(blob);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => open(key, place, changed)).toThrow(OpenRefused);
    }
  });

  test('does not open when it is cut, longer, or nothing', () => {
    const blob = seal(key, place, plain);
    for (let length = 0; length < blob.length; length += 1) {
      expect(() => open(key, place, blob.subarray(0, length))).toThrow(OpenRefused);
    }
    expect(() => open(key, place, Buffer.concat([blob, Buffer.from([0])]))).toThrow(OpenRefused);
    const empty = seal(key, place, Buffer.alloc(0));
    expect(open(key, place, empty).length).toBe(0);
    expect(keyIdOf(empty)).toBe(1);
    expect(() => open(key, place, empty.subarray(0, 29))).toThrow(OpenRefused);
    expect(() => keyIdOf(empty.subarray(0, 29))).toThrow(OpenRefused);
  });

  test('of another version does not open, however well it is made', () => {
    const start = Buffer.from([2, 1]);
    const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12));
    cipher.setAAD(Buffer.concat([start, place]));
    const made = [start, Buffer.alloc(12), cipher.update(plain), cipher.final(), cipher.getAuthTag()];
    expect(() => open(key, place, Buffer.concat(made))).toThrow(OpenRefused);
  });

  test('does not open with another key', () => {
    expect(() => open(Buffer.alloc(32, 2), place, seal(key, place, plain))).toThrow(OpenRefused);
  });

  test.each([
    ['another row', aadOf('contribution', 'body', 'row-2')],
    ['another column', aadOf('contribution', 'reply', 'row')],
    ['another table', aadOf('excerpt', 'body', 'row')],
    ['another contract', aadOf('contribution', 'body', 'row', 2)],
    ['nowhere', Buffer.alloc(0)],
  ])('does not open when it is moved to %s', (_, other) => {
    expect(() => open(key, other, seal(key, place, plain))).toThrow(OpenRefused);
  });

  test('a refusal says nothing of why, nor of what', () => {
    const error = new OpenRefused();
    expect([error.name, error.message]).toEqual(['OpenRefused', 'This does not open']);
  });
});

describe('a place', () => {
  test('is table, column, row and version, with bars', () => {
    expect(aadOf('contribution', 'body', 'row').toString()).toBe('contribution|body|row|1');
    expect(aadOf('a', 'b', 'c', 9).toString()).toBe('a|b|c|9');
  });

  test.each([
    ['', 'b', 'c'],
    ['a', '', 'c'],
    ['a', 'b', ''],
    ['a|b', 'c', 'd'],
    ['a', 'b|c', 'd'],
    ['a', 'b', 'c|d'],
  ])('cannot be taken for another: "%s", "%s", "%s" is refused', (table, column, row) => {
    expect(() => aadOf(table, column, row)).toThrow('A place has a table, a column and a row, without bars');
  });
});
