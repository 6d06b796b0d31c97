import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { bucketOf, largestPadded, pad, unpad } from './padding';
import { OpenRefused } from './refused';

test.each([
  [0, 1024],
  [1, 1024],
  [1020, 1024],
  [1021, 2048],
  [2044, 2048],
  [2045, 4096],
  [20_000, 32_768],
  [80_000, 131_072],
  [largestPadded - 4, largestPadded],
])('a text of %i bytes takes %i', (length, bucket) => {
  expect(bucketOf(length)).toBe(bucket);
});

test('what is longer than a mebibyte is not padded', () => {
  expect(largestPadded).toBe(1_048_576);
  expect(() => bucketOf(largestPadded - 3)).toThrow('Too long to be padded');
  expect(() => pad(Buffer.alloc(largestPadded))).toThrow('Too long to be padded');
});

test('padding comes off again, and every text of a bucket is of one size', () => {
  for (const length of [0, 1, 500, 1019, 1020, 1021, 5000]) {
    const text = randomBytes(length);
    const padded = pad(text);
    expect(padded.length).toBe(bucketOf(length));
    expect(unpad(padded).equals(text)).toBe(true);
  }
  expect(pad(Buffer.from('ab')).subarray(0, 8)).toEqual(Buffer.from([0, 0, 0, 2, 97, 98, 0, 0]));
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['less than a bucket', Buffer.alloc(1023)],
  ['between two buckets', Buffer.concat([pad(Buffer.from('a')), Buffer.alloc(1)])],
  ['a larger bucket than needed', Buffer.concat([pad(Buffer.from('a')), Buffer.alloc(1024)])],
])('%s is not padding', (_, padded) => {
  expect(() => unpad(padded)).toThrow(OpenRefused);
});

test('a length that is not true, or something in the rest, is not padding', () => {
  const longer = pad(Buffer.from('a'));
  longer.writeUInt32BE(1021);
  expect(() => unpad(longer)).toThrow(OpenRefused);
  longer.writeUInt32BE(0xffffffff);
  expect(() => unpad(longer)).toThrow(OpenRefused);
  for (const at of [5, 600, 1023]) {
    const written = pad(Buffer.from('a'));
    written[at] = 1;
    expect(() => unpad(written)).toThrow(OpenRefused);
  }
  const largest = pad(Buffer.alloc(largestPadded - 4, 7));
  expect(unpad(largest).length).toBe(largestPadded - 4);
  largest.writeUInt32BE(largestPadded - 3);
  expect(() => unpad(largest)).toThrow(OpenRefused);
  const full = pad(Buffer.alloc(1020, 1));
  expect(unpad(full).length).toBe(1020);
});
