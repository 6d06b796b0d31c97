import { describe, expect, test } from 'vitest';
import {
  invitationBits,
  newInvitation,
  newReceipt,
  newReceiptInWords,
  readCode,
  receiptBits,
  wordReceiptBits,
} from './codes';
import { digitValue, evened } from './typed-digits';

const letters = 'abcdefghijklmnopqrst';
/** 8,000 words of three letters, made up. */
const words = [...letters].flatMap((a) => [...letters].flatMap((b) => [...letters].map((c) => `${a}${b}${c}`)));

describe('the codes are long enough (behaviour 11)', () => {
  test('77 bits for a receipt, 60 for an invitation', () => {
    expect(receiptBits).toBeCloseTo(79.73, 2);
    expect(invitationBits).toBe(60);
    expect(wordReceiptBits(words.slice(0, 7776))).toBeCloseTo(77.55, 2);
  });

  test('a receipt is 24 digits in fours, each digit as likely anywhere', () => {
    const seen = Array.from({ length: 24 }, () => new Map<string, number>());
    for (let i = 0; i < 1500; i += 1) {
      const { canonical, shown } = newReceipt();
      expect(canonical).toMatch(/^\d{24}$/);
      expect(shown).toMatch(/^(\d{4} ){5}\d{4}$/);
      expect(shown.replaceAll(' ', '')).toBe(canonical);
      [...canonical].forEach((digit, at) => {
        seen[at]!.set(digit, (seen[at]!.get(digit) ?? 0) + 1);
      });
    }
    // 150 of each are expected, with a deviation of 11.6: six of them to either side.
    for (const counts of seen) {
      expect(counts.size).toBe(10);
      for (const count of counts.values()) expect(Math.abs(count - 150)).toBeLessThan(70);
    }
  });

  test('an invitation is 12 characters nobody takes for another, in fours', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 400; i += 1) {
      const { canonical, shown } = newInvitation();
      expect(canonical).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
      expect(shown).toMatch(/^.{4}-.{4}-.{4}$/);
      expect(shown.replaceAll('-', '')).toBe(canonical);
      for (const c of canonical) seen.add(c);
    }
    expect(seen.size).toBe(32);
  });

  test('a receipt in words has six of the list', () => {
    const { canonical, shown } = newReceiptInWords(words);
    expect(shown).toBe(canonical);
    expect(canonical.split(' ')).toHaveLength(6);
    expect(canonical.split(' ').every((w) => words.includes(w))).toBe(true);
    const all = new Set(Array.from({ length: 12 }, () => newReceiptInWords(words).canonical.split(' ')[0]));
    expect(all.size).toBeGreaterThan(8);
  });

  test.each([
    ['too short a list', words.slice(0, 7775), '7,776 of them or more'],
    ['a word twice', [...words.slice(0, 7776), words[0]!], 'no word twice'],
    ['a capital', [...words, 'Xyz'], 'lower case, letters alone'],
    ['a digit', [...words, 'ab1'], 'lower case, letters alone'],
    ['two in one', [...words, 'ab cd'], 'lower case, letters alone'],
    ['a single letter', [...words, 'x'], 'lower case, letters alone'],
    ['a form that is read as another', [...words, 'ﬁsh'], 'lower case, letters alone'],
  ])('%s is refused', (_, list, why) => {
    expect(() => newReceiptInWords(list)).toThrow(why);
    expect(() => wordReceiptBits(list)).toThrow(why);
  });

  test('a list of 7,776 is long enough', () => {
    expect(newReceiptInWords(words.slice(0, 7776)).canonical.split(' ')).toHaveLength(6);
  });
});

describe('a code as people type it', () => {
  const receipt = { kind: 'receipt', canonical: '012345678901234567890123' };

  test.each([
    ['as it is shown', '0123 4567 8901 2345 6789 0123'],
    ['in one', '012345678901234567890123'],
    ['with dashes of all kinds', '0123-4567–8901—2345‑6789−0123'.replace('−', '-')],
    ['with dots and underscores', '0123.4567_8901.2345_6789.0123'],
    ['with spaces around and lines between', '  0123 4567\n8901\t2345\u00a06789\u30000123 '],
    ['in Arabic digits', '٠١٢٣ ٤٥٦٧ ٨٩٠١ ٢٣٤٥ ٦٧٨٩ ٠١٢٣'],
    ['in Persian digits', '۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹۰۱۲۳'],
    ['in Devanagari and Bengali', '०१२३४५६७८९०१২৩৪৫৬৭৮৯০১২৩'],
    ['in wide digits', '０１２３４５６７８９０１２３４５６７８９０１２３'],
    ['in mathematical digits', '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗𝟎𝟏𝟐𝟑'],
    ['with marks of direction and no width', '\u200f0123\u200b4567\u202a8901\u202c2345\ufeff67890123\u2066'],
  ])('a receipt %s', (_, typed) => {
    expect(readCode(typed)).toEqual(receipt);
  });

  test.each([
    ['as it is shown', 'ABCD-EFGH-JK01'],
    ['small', 'abcd efgh jk01'],
    ['with O and I and L for 0 and 1', 'abcdefghjkoi'],
    ['with an l', 'ABCDEFGHJKOl'],
    ['wide', 'ＡＢＣＤＥＦＧＨＪＫ０１'],
  ])('an invitation %s', (_, typed) => {
    expect(readCode(typed)).toEqual({ kind: 'invitation', canonical: 'ABCDEFGHJK01' });
  });

  test('twelve digits are an invitation, 24 a receipt, nothing between is anything', () => {
    const kinds = Array.from({ length: 31 }, (_, n) => readCode('1'.repeat(n))?.kind ?? null);
    expect(kinds.map((kind, n) => (kind ? `${n} ${kind}` : '')).filter(Boolean)).toEqual([
      '12 invitation',
      '24 receipt',
    ]);
  });

  test('six words are a receipt, in whatever letters, spaced and dashed at will', () => {
    const canonical = 'abacus yodel zebra mango ocean paper';
    expect(readCode('  Abacus  yodel-ZEBRA_mango.ocean\npaper ')).toEqual({ kind: 'receipt', canonical });
    expect(readCode('كتاب شجرة بحر جبل نهر قمر')).toEqual({ kind: 'receipt', canonical: 'كتاب شجرة بحر جبل نهر قمر' });
  });

  test.each([
    ['', 'nothing'],
    ['   ', 'spaces'],
    ['ABCD-EFGH-JKU1', 'a U, which is in no code'],
    ['ABCD-EFGH-JK0', 'eleven characters'],
    ['ABCD-EFGH-JK012', 'thirteen characters'],
    ['АBCD-EFGH-JK01', 'a Cyrillic A'],
    ['abacus yodel zebra mango ocean', 'five words'],
    ['abacus yodel zebra mango ocean paper moon', 'seven words'],
    ['abacus yodel zebra mango ocean p4per', 'a word with a digit'],
    ['abacus yodel zebra mango ocean p', 'a word of one letter'],
    ['abacus yodel zebra mango ocean pa!', 'a word with a sign'],
    ['abacus yodel zebra mango ocean !pa', 'a word that begins with a sign'],
    ["1' or '1'='1", 'something else'],
    ['01234567890123456789012x', '23 digits and a letter'],
    ['x01234567890123456789012', 'a letter and 23 digits'],
    ['½12345678901234567890123', 'a fraction'],
    [`0123 4567 8901 2345 6789 0123${' '.repeat(380)}`, 'more than anybody types'],
  ])('"%s" is none: %s', (typed) => {
    expect(readCode(typed)).toBeNull();
  });

  test('400 characters are looked at, and no more', () => {
    expect(readCode('012345678901234567890123'.padEnd(400))).toEqual(receipt);
    expect(readCode('012345678901234567890123'.padEnd(401))).toBeNull();
    expect(evened('a'.repeat(401))).toBeNull();
  });

  test('every code that is made is read, as shown and as typed in the digits of each script', () => {
    const zeros = ['٠', '۰', '०', '০', '๐', '០', '０'].map((z) => z.codePointAt(0)!);
    for (let i = 0; i < 100; i += 1) {
      const made = newReceipt();
      const zero = zeros[i % zeros.length]!;
      const typed = made.shown.replace(/\d/g, (d) => String.fromCodePoint(zero + Number(d)));
      expect(readCode(typed)).toEqual({ kind: 'receipt', canonical: made.canonical });
      const invited = newInvitation();
      expect(readCode(invited.shown.toLowerCase())).toEqual({ kind: 'invitation', canonical: invited.canonical });
    }
  });
});

describe('digits', () => {
  test('of every script that Unicode has, in tens from zero to nine', () => {
    let expected = 0;
    let count = 0;
    for (let at = 0; at < 0x20000; at += 1) {
      const character = String.fromCodePoint(at);
      if (!/\p{Nd}/u.test(character)) continue;
      expect([at.toString(16), digitValue(character)]).toEqual([at.toString(16), expected]);
      expected = (expected + 1) % 10;
      count += 1;
    }
    expect(count % 10).toBe(0);
    expect(count).toBeGreaterThan(600);
  });

  test.each(['a', '½', '²', 'Ⅷ', '', '12', '一'])('"%s" is none', (character) => {
    expect(digitValue(character)).toBeNull();
  });
});
