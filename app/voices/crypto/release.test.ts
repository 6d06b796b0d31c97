import { expect, test } from 'vitest';
import { knownSecrets } from '../../../test/support/voice-keys';
import { OpenRefused } from './refused';
import { lockRelease, openRelease } from './release';

const text = Buffer.from('A fixed contact person helps.');
const shredKey = Buffer.alloc(32, 5);

test('a released excerpt opens with the release key and its shred key', () => {
  const { secrets } = knownSecrets();
  const released = lockRelease(secrets, 'e-1', text, shredKey);
  expect(released.includes(text)).toBe(false);
  // Length, the key wrapped twice, and the padded text.
  expect(released.length).toBe(2 + (32 + 30 + 30) + (1024 + 30));
  expect(openRelease(secrets, 'e-1', released, shredKey)).toEqual(text);
});

test('it opens without neither, and in no other row', () => {
  const { secrets } = knownSecrets();
  const released = lockRelease(secrets, 'e-1', text, shredKey);
  expect(() => openRelease(secrets, 'e-1', released, Buffer.alloc(32))).toThrow(OpenRefused);
  expect(() => openRelease(secrets, 'e-2', released, shredKey)).toThrow(OpenRefused);
  const others = { ...secrets, byId: () => Buffer.alloc(32) };
  expect(() => openRelease(others, 'e-1', released, shredKey)).toThrow(OpenRefused);
});

test('no bit of it can be changed', () => {
  const { secrets } = knownSecrets();
  const released = lockRelease(secrets, 'e-1', text, shredKey);
  for (let at = 0; at < released.length; at += at < 200 ? 1 : 37) {
    const changed = Buffer.from(released);
    changed[at]! ^= 4;
    expect(() => openRelease(secrets, 'e-1', changed, shredKey)).toThrow(OpenRefused);
  }
  for (const length of [0, 1, 2, 20, 93, 94, 100, released.length - 1]) {
    expect(() => openRelease(secrets, 'e-1', released.subarray(0, length), shredKey)).toThrow(OpenRefused);
  }
});

test('the key of one excerpt is no key of another', () => {
  const { secrets } = knownSecrets();
  const [one, two] = [lockRelease(secrets, 'e-1', text, shredKey), lockRelease(secrets, 'e-1', text, shredKey)];
  const mixed = Buffer.concat([one.subarray(0, 94), two.subarray(94)]);
  expect(() => openRelease(secrets, 'e-1', mixed, shredKey)).toThrow(OpenRefused);
});

test('what was released before the key was renewed still opens, and new ones are under the new key', () => {
  const both = knownSecrets([1, 2]).secrets;
  const old = { ...both, current: () => ({ id: 1, key: both.byId('release', 1) }) };
  const before = lockRelease(old, 'e-1', text, shredKey);
  const after = lockRelease(both, 'e-1', text, shredKey);
  expect([before[3], after[3]]).toEqual([1, 2]);
  expect(openRelease(both, 'e-1', before, shredKey)).toEqual(text);
  expect(openRelease(both, 'e-1', after, shredKey)).toEqual(text);
  expect(() => openRelease(knownSecrets().secrets, 'e-1', after, shredKey)).toThrow(OpenRefused);
});
