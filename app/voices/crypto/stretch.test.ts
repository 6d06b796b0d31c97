import { dictionary } from '@zxcvbn-ts/language-common';
import { expect, test } from 'vitest';
import { cheap, knownSecrets } from '../../../test/support/voice-keys';
import { productionCosts } from './secrets';
import {
  invitationHmac,
  newPassphrase,
  newSalt,
  passphraseBits,
  stretched,
  stretchPassphrase,
  stretchReceipt,
} from './stretch';

const receipt = '123456789012345678901234';
const salt = Buffer.alloc(16, 7);
const phrase = 'five words of a list';

test('scrypt answers as RFC 7914, section 12, says', async () => {
  const key = await stretched('pleaseletmein', Buffer.from('SodiumChloride'), 16_384);
  expect(key.toString('hex')).toBe(
    '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2' +
      'd5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
  );
});

// Computed with another implementation (Python's hashlib): who has a receipt today must get in with a later version.
test('a receipt is found and opened by known values', async () => {
  const { secrets } = knownSecrets();
  const { lookup, kek, keyId } = await stretchReceipt(secrets, receipt);
  expect(lookup.toString('hex')).toBe('8d1ea9bcda737dc860afb71f38340553e8fec590d06287e8f1dc582ba6e376b4');
  expect(kek.toString('hex')).toBe('620efafbbcb2f784296903435d3131a32439695506b57907645eff4b8599143f');
  expect(keyId).toBe(1);
});

test('production stretches receipts with N = 2^15 and passphrases with 2^17', async () => {
  const { secrets } = knownSecrets();
  const { lookup } = await stretchReceipt({ ...secrets, costs: productionCosts }, receipt);
  expect(lookup.toString('hex')).toBe('7731f863f9106b5711324591756f3da4219fef93579379005ff888ff58067429');
  const { verifier } = await stretchPassphrase(salt, phrase);
  expect(verifier.toString('hex')).toBe('9919ffa1cf29441e40fcf110d78f281f44294dcdc43be99b3b2acb5695ff95d8');
});

test('a passphrase has known values too, and is read as people type it', async () => {
  for (const typed of [phrase, ' Five  words-of a\nLIST ']) {
    const { verifier, kek } = await stretchPassphrase(salt, typed, cheap.passphrase);
    expect(verifier.toString('hex')).toBe('6f9ad46b5b6e4ecfb6a93a19674c41b5d5cfdd35e3d9dda5d67b10eed289679b');
    expect(kek.toString('hex')).toBe('e15dac73ffa086d522df0800248286fa39ad37858da3d85c69ca4d6c024ea072');
  }
  const other = await stretchPassphrase(Buffer.alloc(16, 8), phrase, cheap.passphrase);
  expect(other.verifier.toString('hex')).not.toMatch(/^6f9ad46b/);
});

test('what is too long to be a passphrase is one that nobody has', async () => {
  const long = await stretchPassphrase(salt, 'x'.repeat(401), cheap.passphrase);
  const empty = await stretchPassphrase(salt, '', cheap.passphrase);
  expect(long).toEqual(empty);
});

test('an invitation is found by a known value', () => {
  const { secrets } = knownSecrets();
  const { hmac, keyId } = invitationHmac(secrets, 'ABCDEFGH1234');
  expect(hmac.toString('hex')).toBe('a0936d1f7d72cc16e7068e7079afeb24f9e81db910376cd12dbc11ee08847ae8');
  expect(keyId).toBe(1);
});

test('after a renewal the newest pair is used, and an older one can be asked for', async () => {
  const { secrets } = knownSecrets([1, 2]);
  const newest = await stretchReceipt(secrets, receipt);
  const older = await stretchReceipt(secrets, receipt, 1);
  expect([newest.keyId, older.keyId]).toEqual([2, 1]);
  expect(older.lookup.toString('hex')).toMatch(/^8d1ea9bc/);
  expect(newest.lookup.equals(older.lookup) || newest.kek.equals(older.kek)).toBe(false);
  expect(invitationHmac(secrets, 'ABCDEFGH1234').keyId).toBe(2);
  expect(invitationHmac(secrets, 'ABCDEFGH1234', 1).hmac.toString('hex')).toMatch(/^a0936d1f/);
});

test('a stretch that cannot be done is refused', async () => {
  await expect(stretched('a', Buffer.from('b'), 1000)).rejects.toThrow();
});

test('a new passphrase has five words of a list of 7,776: 64.6 bits', () => {
  const list = new Set(dictionary.diceware as string[]);
  expect(list.size).toBe(7776);
  expect(passphraseBits).toBeCloseTo(64.62, 2);
  const seen = new Set<string>();
  for (let i = 0; i < 200; i += 1) {
    const words = newPassphrase().split(' ');
    expect(words).toHaveLength(5);
    for (const word of words) {
      expect(list.has(word)).toBe(true);
      seen.add(word);
    }
  }
  expect(seen.size).toBeGreaterThan(900);
});

test('a salt is 16 random bytes', () => {
  expect(newSalt().length).toBe(16);
  expect(newSalt().equals(newSalt())).toBe(false);
});
