import { beforeAll, expect, test } from 'vitest';
import { boxOverhead, makeKeyPair, openSealed, pairOf, ready, sealTo } from './boxes';
import { OpenRefused } from './refused';

beforeAll(ready);

const message = Buffer.from('known answer');

test('X25519 gives the public key of RFC 7748, section 5.2', () => {
  const nine = Buffer.alloc(32);
  nine[0] = 9;
  expect(pairOf(nine).publicKey.toString('hex')).toBe(
    '422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079',
  );
  expect(pairOf(nine).privateKey).toBe(nine);
});

test('a box put together from its parts (X25519, BLAKE2b, XSalsa20-Poly1305) opens', () => {
  const sealed =
    '13be4feaeaf204c7fd3358fc9c00721881d174278128227ec674f37f7fe97b6d' +
    '0411920e2e8f241fe8d018dc2189a108c4ca86f21103eb330f9e90a3';
  expect(openSealed(pairOf(Buffer.alloc(32, 3)), Buffer.from(sealed, 'hex'))).toEqual(message);
});

test('whoever it was sealed to opens it; 32 bytes become 80', () => {
  const keys = makeKeyPair();
  expect([keys.publicKey.length, keys.privateKey.length, boxOverhead]).toEqual([32, 32, 48]);
  expect(sealTo(keys.publicKey, Buffer.alloc(32)).length).toBe(80);
  expect(openSealed(keys, sealTo(keys.publicKey, message))).toEqual(message);
  expect(openSealed(pairOf(keys.privateKey), sealTo(keys.publicKey, message))).toEqual(message);
});

test('two of the same message are different, and so are two pairs', () => {
  const keys = makeKeyPair();
  expect(sealTo(keys.publicKey, message).equals(sealTo(keys.publicKey, message))).toBe(false);
  expect(makeKeyPair().privateKey.equals(keys.privateKey)).toBe(false);
});

test('nobody else opens it, and nobody once a bit is changed', () => {
  const keys = makeKeyPair();
  const sealed = sealTo(keys.publicKey, message);
  expect(() => openSealed(makeKeyPair(), sealed)).toThrow(OpenRefused);
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    // The last bit of an X25519 key is not part of it (RFC 7748), but of what the nonce is made of.
    expect(() => openSealed(keys, changed)).toThrow(OpenRefused);
  }
  for (const length of [0, 31, 47, sealed.length - 1]) {
    expect(() => openSealed(keys, sealed.subarray(0, length))).toThrow(OpenRefused);
  }
});
