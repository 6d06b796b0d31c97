import { describe, expect, it } from 'vitest';
import { findHandles } from './mentions';
import { quoteOf } from './quote';
import { randomFrom } from './random-for-tests';
import { renderText } from './render.server';

const read = (markdown: string) => renderText(markdown).text.replace(/^> /gm, '');

describe('quoteOf', () => {
  it.each([
    ['one line', 'as you said', '> as you said\n\n'],
    ['lines and paragraphs', ' a\r\nb\n\n\n\nc ', '> a\n> b\n>\n> c\n\n'],
    ['nothing', ' \n', ''],
    ['what looks like marks', '# 1 *and* `x`', '> \\# 1 \\*and\\* \\`x\\`\n\n'],
    ['an ordinary sentence as it is', 'Item 3 - costs < 5 & (e.g.) snake_case, 5 * 3 [sic]!', undefined],
    ['an address as it is', 'see https://a.example/b_c_d?e=*f&copy=1 there', undefined],
  ])('%s', (_, passage, expected) => expect(quoteOf(passage)).toBe(expected ?? `> ${passage}\n\n`));

  it.each([
    '1. one\n2) two\n- three\n+ four\n* five\n> six\n####### seven\n# eight',
    '**bold** __bold__ *a*b*c _d_ `code` ``x``',
    '[words](https://a.example) ![x](https://b.example) [a][b] [c]: https://d.example',
    '<https://a.example> <b>x</b> <a@b.example>',
    '&amp; &#106; &lt; &nosuch; AT&T',
    'C:\\temp\\*.txt \\\\ \\',
    '---\n===\n***\n___\n| a | b |',
    '@ana and @bob',
    'https://a.example/(b)_c_ https://d.example/*e* (https://f.example).',
  ])('reads as the passage did: %j', (passage) => {
    expect(read(quoteOf(passage))).toBe(passage);
  });

  it('mentions nobody again', () => expect(findHandles(quoteOf('@ana and @bob said'))).toEqual([]));

  it('leaves the answer outside', () => {
    expect(renderText(`${quoteOf('yours')}mine`).html).toMatch(/yours<\/p>\n<\/blockquote>\n<p dir="auto">mine/);
  });

  it('reads as the passage did, whatever is in it', () => {
    const pieces = [
      'a',
      'b ',
      'ي',
      ' ',
      '*',
      '**',
      '_',
      '`',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '&',
      ';',
      '&amp;',
      '\\',
      '#',
      '# ',
    ];
    pieces.push(
      '- ',
      '1. ',
      '12) ',
      '+',
      '=',
      '~',
      '|',
      '!',
      '"',
      '@',
      '@ana',
      ':',
      '//',
      'http://a.b',
      '/',
      '.',
      '😀',
      '\n',
      '\n\n',
    );
    for (let seed = 1; seed <= 2000; seed++) {
      const random = randomFrom(seed);
      const passage = Array.from({ length: 1 + random.below(12) }, () => random.pick(pieces)).join('');
      const expected = passage
        .split('\n')
        .map((line) => line.trim())
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim();
      expect(read(quoteOf(passage)), `seed ${seed}: ${JSON.stringify(passage)}`).toBe(expected);
    }
  });
});
