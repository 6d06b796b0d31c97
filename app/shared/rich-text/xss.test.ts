import { describe, expect, it } from 'vitest';
import { randomFrom } from './random-for-tests';
import { renderText } from './render.server';

/** Every tag the renderer may write, to the letter. */
const allowed =
  /^<(?:\/?(?:em|strong|code|li|bdi)|\/(?:p|h[4-6]|ul|ol|blockquote|a|span)|br|(?:p|h[4-6]) dir="auto"|(?:ul|blockquote|ol(?: start="\d{1,9}")?) dir="(?:auto|ltr|rtl)"|a href="([^"<>]*)" rel="nofollow ugc noopener"|a class="mention" href="(\/people\/1)"|span class="mention")>$/;

/** Takes the HTML apart as strictly as no browser does: what is not an allowed tag must hold no <, >, " or bare &. */
function assertSafe(html: string): void {
  const open: string[] = [];
  const rest = html.replace(/<[^>]*>/g, (tag) => {
    const match = allowed.exec(tag);
    expect(match, tag).not.toBeNull();
    const name = /[a-z]+\d?/.exec(tag)![0];
    if (tag.startsWith('</')) expect(open.pop(), html).toBe(name);
    else if (name !== 'br') open.push(name);
    const href = match![1];
    if (href !== undefined) {
      expect(href).not.toMatch(/[\s\p{Cc}]/u);
      expect(['http:', 'https:', 'mailto:']).toContain(new URL(href.replaceAll('&amp;', '&')).protocol);
      expect(open.filter((tagName) => tagName === 'a')).toHaveLength(1);
    }
    return '';
  });
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)|[\u202A-\u202E]/);
}

const mentions = new Map([
  ['ana', { kind: 'person' as const, name: '"><img src=x onerror=alert(1)>', href: '/people/1' }],
]);
const render = (markdown: string) => renderText(markdown, { mentions }).html;

const addresses = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  'java\u0000script:alert(1)',
  '\u0001javascript:alert(1)',
  '\u00a0javascript:alert(1)',
  '\u2028javascript:alert(1)',
  '\u3000javascript:alert(1)',
  '\u200bjavascript:alert(1)',
  'javascript&colon;alert(1)',
  'javascript&#58;alert(1)',
  'javascript&#x3a;alert(1)',
  '&#106;avascript:alert(1)',
  '&#x6A;&#x61;vascript:alert(1)',
  'java&Tab;script:alert(1)',
  'java&NewLine;script:alert(1)',
  'javascript\\:alert(1)',
  'javascript%3Aalert(1)',
  '%6aavascript:alert(1)',
  'javascript://https://a.example/%0aalert(1)',
  'vbscript:msgbox(1)',
  'livescript:x',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'data:image/png;base64,AAAA',
  'file:///etc/passwd',
  'blob:https://a.example/1',
  'view-source:https://a.example',
  'feed:javascript:alert(1)',
  'ftp://a.example',
  'tel:+1',
  '//a.example',
  '/\\a.example',
  '\\\\a.example',
  'https:alert(1)',
  'https:/a.example',
  'https:\\\\a.example',
  'https://un.org@a.example',
  'https://un.org:x@a.example/',
  'https://',
  'mailto:',
  'mailto:a@b.example"onmouseover="alert(1)',
  'https://a.example/"onmouseover="alert(1)',
  "https://a.example/'onmouseover='alert(1)",
  'https://a.example/><script>alert(1)</script>',
  'https://a.example/&quot;onmouseover=&quot;alert(1)',
  'https://a.example/\u202egpj.exe',
  '\ud800https://a.example',
];

const ways: [string, (address: string) => string][] = [
  ['inline', (a) => `[x](${a})`],
  ['in angles', (a) => `[x](<${a}>)`],
  ['with a title', (a) => `[x](${a} "a title")`],
  ['as an autolink', (a) => `<${a}>`],
  ['bare', (a) => `see ${a} there`],
  ['by reference', (a) => `[x][y]\n\n[y]: ${a}\n[x]: <${a}> 'title'`],
  ['as an image', (a) => `![x](${a})`],
  ['in a heading', (a) => `# [x](${a})`],
  ['around another', (a) => `[[x](https://b.example)](${a})`],
  ['in bold', (a) => `**[x](${a}**)`],
  ['raw', (a) => `<a href="${a}">x</a>`],
];

describe('addresses', () => {
  it.each(ways)('%s', (_, write) => {
    for (const address of addresses) assertSafe(render(write(address)));
  });
});

describe('markup', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<!-- --><script>alert(1)</script>',
    '<![CDATA[<script>]]>',
    '<?php echo 1 ?>',
    '<iframe srcdoc="<script>alert(1)</script>">',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '&#60;script&#62;',
    '\\<script>alert(1)</script>',
    '[x](https://a.example "onerror=alert(1)")',
    '[x](https://a.example \'"onmouseover="alert(1)\')',
    '[x](https://a.example "&quot; onmouseover=&quot;alert(1)")',
    '[<img src=x onerror=alert(1)>](https://a.example)',
    '[`<script>`](https://a.example)',
    '![" onerror="alert(1)](https://a.example)',
    '`<script>alert(1)</script>`',
    '```html\n<script>\n```',
    '| <b> |\n|---|\n| " |',
    '@ana',
    '[@ana](https://a.example)',
    '[x](https://a.example)[y](javascript:alert(1))',
    '<https://a.example/"onmouseover="x>',
    'https://a.example/"onmouseover="x',
    "https://a.example/'x'>y<",
    '[a](https://b.example/[c](javascript:d))',
    '1. <x>\n   > "\n\n0. &',
    '999999999. x',
  ])('%j', (markdown) => assertSafe(render(markdown)));
});

it('stays safe whatever is put together', () => {
  const pieces = [
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '"',
    "'",
    '&',
    '#',
    ';',
    ':',
    '!',
    '`',
    '\\',
    '\n',
    '\n\n',
    '> ',
    '- ',
    ' ',
    '*',
    '**',
    '_',
  ];
  pieces.push(
    'a',
    'javascript:',
    'https://',
    'a.example',
    'mailto:',
    '@ana',
    '@',
    '&quot;',
    '&#x22;',
    '&colon;',
    'data:',
    '\u202e',
    '\u0000',
  );
  for (let seed = 1; seed <= 3000; seed++) {
    const random = randomFrom(seed);
    assertSafe(render(Array.from({ length: 2 + random.below(25) }, () => random.pick(pieces)).join('')));
  }
});
