import { describe, expect, it } from 'vitest';
import { isHandle } from './handles';
import { findHandles } from './mentions';

describe('findHandles', () => {
  it.each<[string, string, string[]]>([
    ['one', 'thank you @ana', ['ana']],
    ['several, each once, in lower case', '@Ana and @ilo and @ANA', ['ana', 'ilo']],
    ['at the end of a sentence', 'said @ana.', ['ana']],
    ['before dots and dashes', '@ana... @bob- @eve--so', ['ana', 'bob', 'eve--so']],
    ['with dots, dashes and figures inside', '@la-strada.2', ['la-strada.2']],
    ['of two characters', '@ab', []],
    ['of three', '@abc', ['abc']],
    ['of forty', `@${'a'.repeat(40)}`, ['a'.repeat(40)]],
    ['of forty-one', `@${'a'.repeat(41)}`, []],
    ['in marks', '**@ana** _@bob_ (@eve) "@kim"', ['ana', 'bob', 'eve', 'kim']],
    ['possessive', "@ana's and @bob’s", ['ana', 'bob']],
    ['in a heading, a list and a quote', '# @ana\n- @bob\n\n> @eve', ['ana', 'bob', 'eve']],
    ['on a new line', 'a\n@ana', ['ana']],
    ['after an Arabic and', 'و@ana', ['ana']],
    ['before Japanese', '@anaさん', ['ana']],
    ['with an accent it cannot have', '@josé', []],
    ['in an e-mail address', 'write to info@ana.org or <a.b@ana.org>', []],
    ['in an address of two signs', '@ana@social.example', []],
    ['in a link', '[@ana](https://a.example) https://social.example/@bob <https://b.example/@eve>', []],
    ['where a link leads', '[words](https://social.example/@ana)', []],
    ['in code', '`@ana`', []],
    ['behind a backslash', '\\@ana', []],
    ['written as an entity', '&commat;ana &#64;bob', []],
    ['right after code or a word', 'x`y`@ana z*y*@bob', []],
    ['none', 'no sign at all', []],
  ])('%s', (_, markdown, expected) => expect(findHandles(markdown)).toEqual(expected));

  it('stops at twenty', () => {
    const many = Array.from({ length: 30 }, (_, i) => `@person${i}`);
    expect(findHandles(many.join(' '))).toEqual(many.slice(0, 20).map((handle) => handle.slice(1)));
  });
});

describe('isHandle', () => {
  it.each([
    ['ana', true],
    ['la-strada.2', true],
    ['Ana', false],
    ['-ana', false],
    ['ana.', false],
    ['a_b', false],
    ['ab', false],
  ])('%s: %s', (handle, expected) => expect(isHandle(handle)).toBe(expected));
});
