import { describe, expect, it } from 'vitest';
import { addressFrom, addressLength } from './addresses';

describe('addressFrom', () => {
  it.each([
    ['https://a.example/b', 'https://a.example/b'],
    [' a.example/b ', 'https://a.example/b'],
    ['www.a.example', 'https://www.a.example'],
    ['//a.example', 'https://a.example'],
    ['localhost:3000/x', undefined],
    ['http://localhost:3000/x', 'http://localhost:3000/x'],
    ['info@a.example', 'mailto:info@a.example'],
    ['mailto:info@a.example', 'mailto:info@a.example'],
    ['javascript:alert(1)', undefined],
    ['https://un.org@a.example', undefined],
    ['a word', undefined],
    ['word', undefined],
    ['', undefined],
  ])('%j: %s', (typed, expected) => expect(addressFrom(typed)).toBe(expected));
});

describe('addressLength', () => {
  it.each([
    ['//a.example/b_c, and', '//a.example/b_c'],
    ['//a.example/b).', '//a.example/b'],
    ['//a.example/b_(c)', '//a.example/b_(c)'],
    ['//a.example](https://b.example)', '//a.example'],
    ['//a.example?b=c#d!', '//a.example?b=c#d'],
    ['//мвд.рф/путь', '//мвд.рф/путь'],
    ['//a.example/b，然后', '//a.example/b'],
    ['//a.example/"b"', '//a.example/'],
    ['//user@a.example', ''],
    ['// a', ''],
    ['/a', ''],
  ])('%s', (text, expected) => expect(text.slice(0, addressLength(text, 0))).toBe(expected));
});
