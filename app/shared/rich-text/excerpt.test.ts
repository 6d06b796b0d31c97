import { describe, expect, it } from 'vitest';
import { excerpt } from './excerpt';

describe('excerpt', () => {
  it.each<[string, string, number, string]>([
    ['short text', 'a short text', 20, 'a short text'],
    ['exactly as long', 'abcde', 5, 'abcde'],
    ['cut between words', 'one two three four', 12, 'one two…'],
    ['right before a space', 'one two three', 8, 'one two…'],
    ['without the comma', 'one two, three four five', 13, 'one two…'],
    ['one long word', 'abcdefghij', 5, 'abcd…'],
    ['a script without spaces', '被贩运者的权利和需求', 6, '被贩运者的…'],
    ['lines as one', 'a\n\n• b\n> c', 20, 'a b c'],
    ['family, flag and accent whole', '👩‍👩‍👧‍👦🇵🇭e\u0301xyz', 4, '👩‍👩‍👧‍👦🇵🇭e\u0301…'],
    ['an isolate whose end is cut off', '\u2067abc def ghi\u2069 jkl', 9, 'abc def…'],
    ['nothing', '', 5, ''],
  ])('%s', (_, text, max, expected) => expect(excerpt(text, max)).toBe(expected));
});
