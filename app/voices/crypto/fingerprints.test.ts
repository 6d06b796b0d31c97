import { expect, test } from 'vitest';
import { knownSecrets } from '../../../test/support/voice-keys';
import { fingerprintsOf, fingerprintsToFind, shinglesOf, shingleWords } from './fingerprints';

const words = 'one two three four five six seven eight nine';

test('every run of eight words, once', () => {
  expect(shingleWords).toBe(8);
  expect(shinglesOf(words)).toEqual([
    'one two three four five six seven eight',
    'two three four five six seven eight nine',
  ]);
  expect(shinglesOf('one two three four five six seven')).toEqual([]);
  expect(shinglesOf('a '.repeat(30))).toEqual(['a a a a a a a a']);
  expect(shinglesOf('')).toEqual([]);
  expect(shinglesOf('… — !')).toEqual([]);
});

test.each([
  ['case and signs', 'ONE, two—three: "four" (five) six/seven… eight; nine!'],
  ['accents', 'oné twö threè four fïve six sevén eight nine'],
  ['compatible letters', 'ｏｎｅ ｔｗｏ three four five six seven eight nine'],
  ['marks that one cannot see', 'o\u200bne two three\u00ad four five six seven eight nine'],
  ['lines', 'one\ntwo\r\nthree\tfour five six seven eight nine'],
])('%s do not hide a quotation', (_, typed) => {
  expect(shinglesOf(typed)).toEqual(shinglesOf(words));
});

test('nor do vowel marks and stretched letters in Arabic', () => {
  const plain = 'نريد خدمات قريبة من بيوتنا مع مواعيد واضحة';
  const marked = 'نُرِيدُ خِدماتٍ قـــريبة من بيوتنا، مع مواعيد واضحة.';
  expect(shinglesOf(marked)).toEqual(shinglesOf(plain));
  expect(shinglesOf(plain)).toHaveLength(1);
});

test('a fingerprint is 16 bytes of an HMAC under the guard key, known (Python)', () => {
  const { secrets } = knownSecrets();
  const [first, ...rest] = fingerprintsOf(secrets, 'one two three four five six seven eight');
  expect(first!.toString('hex')).toBe('df7d6a3c07e8bfd4543f4faffa890df0');
  expect(rest).toEqual([]);
});

test('a renewed guard key makes new ones, and finds the older ones too', () => {
  const { secrets } = knownSecrets([1, 2]);
  const made = fingerprintsOf(secrets, words).map((f) => f.toString('hex'));
  const toFind = fingerprintsToFind(secrets, words).map((f) => f.toString('hex'));
  expect(made).toHaveLength(2);
  expect(toFind).toHaveLength(4);
  expect(toFind).toEqual(expect.arrayContaining(made));
  expect(toFind).toContain('df7d6a3c07e8bfd4543f4faffa890df0');
});
