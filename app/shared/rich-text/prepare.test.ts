import { describe, expect, it } from 'vitest';
import { isRefusal } from '../refusal';
import { prepareLine, prepareText } from './prepare';

const text = (raw: string) => {
  const prepared = prepareText(raw, { max: 1000 });
  return isRefusal(prepared) ? prepared.message : prepared.text;
};

describe('prepareText', () => {
  it.each([
    ['line ends of every system', 'a\r\nb\rc\u2028d\u0085e\vf', 'a\nb\nc\nd\ne\nf'],
    ['composed letters', 'Jose\u0301', 'José'],
    ['control characters, NUL among them', 'a\0b\u0007c\u007fd\u009fe\tf', 'abcde\tf'],
    ['half characters', 'a\ud800b\udc00', 'a\uFFFDb\uFFFD'],
    ['whole ones stay', 'a 😀', 'a 😀'],
    ['noncharacters and byte order marks', '\uFEFFa\uFFFE\uFDD0b\u{1FFFF}', 'ab'],
    ['space around, but not the first indent', '\n \n  a\n\n', '  a'],
    ['overrides', 'a\u202Eb\u202Dc', 'abc'],
    ['embeddings that are closed become isolates', 'a\u202Bb\u202Ac\u202C\u202Cd', 'a\u2067b\u2066c\u2069\u2069d'],
    ['embeddings left open', '\u202AC:/a', 'C:/a'],
    ['marks that Arabic typists need', 'a\u200Fb\u200Ec', 'a\u200Fb\u200Ec'],
    ['isolates that are closed', '\u2066a\u2068b\u2069\u2069', '\u2066a\u2068b\u2069\u2069'],
    ['isolates left open', '\u2067abc', 'abc'],
    ['isolates closed on another line only', '\u2067a\nb\u2069', 'a\nb'],
    ['one closed too often', '\u2067a\u2069\u2069', '\u2067a\u2069'],
  ])('%s', (_, raw, expected) => expect(text(raw)).toBe(expected));

  it.each(['', ' \n\t', '\0', '\u200b\u00ad', '\u202e', '\u2067', '\u2800', '\u3164', '\ufeff'])(
    'refuses %j as empty',
    (raw) => expect(text(raw)).toBe('text:empty'),
  );

  it('says how long a text is that is too long, counted as a text area counts', () => {
    expect(prepareText('a\r\nb😀', { max: 4 })).toEqual({
      refusal: true,
      kind: 'invalid',
      message: 'text:too-long',
      values: { max: 4, length: 5 },
    });
    expect(prepareText('a\r\nb😀', { max: 5 })).toEqual({ text: 'a\nb😀' });
  });
});

describe('prepareLine', () => {
  it.each([
    ['line ends and runs of spaces', ' a\r\n\tb\u00a0 \u2029c ', 'a b c'],
    ['an override', 'Ana \u202eavliS', 'Ana avliS'],
    ['an isolate left open', 'Ana \u2068Silva', 'Ana Silva'],
  ])('%s', (_, raw, expected) => expect(prepareLine(raw, { max: 50 })).toEqual({ text: expected }));

  it('refuses what is empty or too long', () => {
    expect(prepareLine('\n', { max: 5 })).toMatchObject({ message: 'text:empty' });
    expect(prepareLine('abcdef', { max: 5 })).toMatchObject({ message: 'text:too-long' });
  });
});
