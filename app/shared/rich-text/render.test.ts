import { describe, expect, it } from 'vitest';
import type { Mentions } from './mentions';
import { renderText } from './render.server';

const mentions: Mentions = new Map([
  ['ana', { kind: 'person', name: 'Ana <Silva>', href: '/people/7' }],
  ['ilo', { kind: 'organisation', name: 'ILO' }],
  ['eve', { kind: 'person', name: 'Eve', href: '//elsewhere.example' }],
]);
const html = (markdown: string) => renderText(markdown, { mentions }).html.trimEnd();
const text = (markdown: string) => renderText(markdown, { mentions }).text;
const rel = 'rel="nofollow ugc noopener"';

describe('the HTML', () => {
  it.each([
    ['a paragraph and a line break', 'a\nb\n\nc', '<p dir="auto">a<br>\nb</p>\n<p dir="auto">c</p>'],
    ['emphasis', '*a* **b** _c_ `d<`', '<p dir="auto"><em>a</em> <strong>b</strong> <em>c</em> <code>d&lt;</code></p>'],
    ['a tight list', '- a\n- b', '<ul dir="auto">\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['a numbered list', '3) a', '<ol start="3" dir="auto">\n<li>a</li>\n</ol>'],
    ['a quote', '> a', '<blockquote dir="ltr">\n<p dir="auto">a</p>\n</blockquote>'],
    [
      'a quote from right to left',
      '> **مرحبا**',
      '<blockquote dir="rtl">\n<p dir="auto"><strong>مرحبا</strong></p>\n</blockquote>',
    ],
    [
      'a loose list from right to left',
      '- א\n\n- b',
      '<ul dir="rtl">\n<li><p dir="auto">א</p>\n</li>\n<li><p dir="auto">b</p>\n</li>\n</ul>',
    ],
    ['a quote of figures', '> 12', '<blockquote dir="auto">\n<p dir="auto">12</p>\n</blockquote>'],
    [
      'an answer right under a quote',
      '> a\nb',
      '<blockquote dir="ltr">\n<p dir="auto">a</p>\n</blockquote>\n<p dir="auto">b</p>',
    ],
    [
      'a link',
      '[a](https://b.example/?c=1&d=2 "title")',
      `<p dir="auto"><a href="https://b.example/?c=1&amp;d=2" ${rel}>a</a></p>`,
    ],
    [
      'a bare address',
      '(https://b.example/c_d_e).',
      `<p dir="auto">(<a href="https://b.example/c_d_e" ${rel}>https://b.example/c_d_e</a>).</p>`,
    ],
    [
      'an address as its own words',
      '[https://b.example](https://b.example)',
      `<p dir="auto"><a href="https://b.example" ${rel}>https://b.example</a></p>`,
    ],
    [
      'an e-mail address',
      'a@b.example.org',
      `<p dir="auto"><a href="mailto:a@b.example.org" ${rel}>a@b.example.org</a></p>`,
    ],
    [
      'a link without words',
      '[](https://b.example)',
      `<p dir="auto"><a href="https://b.example" ${rel}>https://b.example</a></p>`,
    ],
    [
      'a link with invisible words',
      '[\u200b](https://b.example)',
      `<p dir="auto"><a href="https://b.example" ${rel}>\u200bhttps://b.example</a></p>`,
    ],
    [
      'a mention with a page',
      '@Ana',
      '<p dir="auto"><a class="mention" href="/people/7"><bdi>@Ana &lt;Silva&gt;</bdi></a></p>',
    ],
    ['a mention without a page', '@ilo!', '<p dir="auto"><span class="mention"><bdi>@ILO</bdi></span>!</p>'],
    ['a mention whose page is elsewhere', '@eve', '<p dir="auto"><span class="mention"><bdi>@Eve</bdi></span></p>'],
    ['a handle nobody has', '@nobody', '<p dir="auto">@nobody</p>'],
    ['a handle behind a backslash', '\\@ana', '<p dir="auto">@ana</p>'],
  ])('%s', (_, markdown, expected) => expect(html(markdown)).toBe(expected));

  it.each([
    ['an underline of dashes', 'a\n---', 'a<br>\n---'],
    ['a fence', '```\na\n```', '<code>a</code>'],
    ['an indent', '    # a', '# a'],
    ['a table', '| a |\n|---|', '| a |<br>\n|---|'],
    ['an image', '![a](https://b.example/c.png)', `!<a href="https://b.example/c.png" ${rel}>a</a>`],
    [
      'a definition',
      '[a]: https://b.example "c"',
      `[a]: <a href="https://b.example" ${rel}>https://b.example</a> &quot;c&quot;`,
    ],
    ['a tag', '<b>a</b>', '&lt;b&gt;a&lt;/b&gt;'],
    ['a strike', '~~a~~', '~~a~~'],
    ['an override that comes as an entity', '&#x202E;a&#8294;b', 'ab'],
  ])('%s hides nothing', (_, markdown, expected) => expect(html(markdown)).toContain(expected));

  it.each<[number | undefined, string]>([
    [undefined, 'h4 h5 h6 h6'],
    [1, 'h2 h3 h4 h5'],
    [5, 'h6 h6 h6 h6'],
    [0, 'h2 h3 h4 h5'],
  ])('puts headings under level %s', (headingBase, levels) => {
    const rendered = renderText('# a\n## b\n### c\n#### d', { headingBase }).html;
    expect([...rendered.matchAll(/<(h\d) dir="auto">/g)].map((match) => match[1]).join(' ')).toBe(levels);
  });
});

describe('the plain text', () => {
  it.each([
    ['marks are gone', '# A\n\n**b** *c* `d` \\* &amp;', 'A\n\nb c d * &'],
    ['lists', 'a\n\n- b\n- c\n  - d\n\n2. e\n3. f\n\n   g', 'a\n\n• b\n• c\n  • d\n\n2. e\n\n3. f\n\n   g'],
    ['quotes', '> a\n> b\n>\n> - c\n\nd', '> a\n> b\n\n> • c\n\nd'],
    ['where a link leads', '[a](https://b.example/c)', 'a (https://b.example/c)'],
    [
      'once where the words say it',
      '[b.example](https://b.example/) https://c.example [a@b.example](mailto:a@b.example)',
      'b.example https://c.example a@b.example',
    ],
    ['mentions', '@ana @ilo @nobody', '@Ana <Silva> @ILO @nobody'],
  ])('%s', (_, markdown, expected) => expect(text(markdown)).toBe(expected));
});

describe('hostile texts of 64 kB', () => {
  const size = 64 * 1024;
  const pieces = [
    '>',
    '> ',
    '- ',
    '1. ',
    '*',
    '**a',
    '*a ',
    '_',
    '[',
    '![',
    '[a](',
    '[a](b "',
    '](',
    '<',
    '<a:',
    '&',
    '`',
    '\\',
    '#\n',
    '> a\n',
  ];
  pieces.push(
    '- a\n  ',
    'http://',
    'http://a/(',
    'http://a/[',
    'mailto:a@',
    'a@b.',
    '@',
    '@abc-',
    '*[a](',
    '[[a](http://b)',
    '\u2067',
    '\t',
  );
  const deep = Array.from({ length: 250 }, (_, i) => `${' '.repeat(2 * i)}- ${'> '.repeat(i)}a\n`).join('');

  it.each([...pieces.map((piece) => piece.repeat(Math.ceil(size / piece.length))), deep])('%#: bounded', (hostile) => {
    const rendered = renderText(hostile.slice(0, size));
    expect(deepest(rendered.html)).toBeLessThan(64);
    expect(rendered.html.length).toBeLessThan(hostile.length * 12);
  });

  it('keeps the words under any depth of quotes and lists', () => {
    expect(renderText(`${'> '.repeat(5000)}deep`).html).toContain('deep');
    expect(renderText(`${'- '.repeat(5000)}deep`).html).toContain('deep');
  });
});

function deepest(html: string): number {
  let depth = 0;
  let most = 0;
  for (const [tag] of html.matchAll(/<\/?[a-z][^>]*>/g)) {
    if (tag === '<br>') continue;
    depth += tag.startsWith('</') ? -1 : 1;
    most = Math.max(most, depth);
  }
  expect(depth).toBe(0);
  return most;
}
