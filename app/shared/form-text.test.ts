import { describe, expect, it } from 'vitest';
import { brokenFields, holdsUnwantedSigns, withoutUnwantedSigns } from './form-text.server';

const pairs = (text: string) => brokenFields(Buffer.from(text, 'latin1'), 'application/x-www-form-urlencoded');

describe('fields whose letters cannot be read', () => {
  it.each([
    ['nothing', '', []],
    ['letters of every script', `a=${encodeURIComponent('é عربي 😀')}&b=1`, []],
    ['a replacement character that was typed', `a=${encodeURIComponent('\uFFFD')}`, []],
    ['a percent sign by itself', 'a=100%&b=%zz', []],
    ['bytes that are no UTF-8', 'a=fine&b=%ff%fe%c3%28', ['b']],
    ['half a character', 'b=%ed%a0%80&c=x', ['b']],
    ['bytes that were not encoded', 'a=\xe9&b=1', ['a']],
  ])('%s', (_, text, expected) => expect(pairs(text)).toEqual(expected));

  const parts = (...list: [string, string][]) =>
    brokenFields(
      Buffer.from(`${list.map(([head, body]) => `--x\r\n${head}\r\n\r\n${body}\r\n`).join('')}--x--\r\n`, 'latin1'),
      'multipart/form-data; boundary=x',
    );
  const field = (name: string) => `Content-Disposition: form-data; name="${name}"`;

  it('in a form with files, whose bytes may be any', () => {
    expect(parts([field('a'), 'caf\xc3\xa9'], [`${field('files')}; filename="a.png"`, '\xff\xfe\xc3('])).toEqual([]);
    expect(parts([field('a'), '\xff'], [`${field('files')}; filename="\xff.png"`, 'x'])).toEqual(['a', 'files']);
  });
});

describe('signs that are not taken', () => {
  it.each([
    ['an override', 'a\u202Eb', true],
    ['the other override', 'a\u202Db', true],
    ['NUL', 'a\0b', true],
    ['marks', '\u200E\u200F\u061C', false],
    ['isolates', '\u2066a\u2069\u2067b\u2069\u2068c\u2069', false],
    ['embeddings', '\u202Aa\u202C\u202Bb\u202C', false],
    ['joiners', 'می\u200Cخواهم', false],
  ])('%s', (_, text, expected) => {
    expect(holdsUnwantedSigns(text)).toBe(expected);
    expect(holdsUnwantedSigns(withoutUnwantedSigns(text))).toBe(false);
  });
});
