import { getSchema, type JSONContent } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import { documentOf } from './editor-document';
import { editorExtensions } from './editor-extensions';
import { markdownOf } from './editor-markdown';
import { randomFrom } from './random-for-tests';
import { renderText } from './render.server';

const schema = getSchema(editorExtensions);
const through = (markdown: string) => markdownOf(documentOf(markdown));
const words = (text: string) => text.replace(/\s+/g, ' ').trim();

describe('Markdown through the editor', () => {
  it.each([
    'a *b* **c** `d`',
    'a\nb\n\nc',
    '# H\n\n## I\n\ntext',
    '- a\n- b\n  - c\n    - d\n- e',
    '3. a\n4. b\n\n   more\n5. c',
    '- a\n\n* b\n\n1. c\n\n1) d',
    '- - a\n- # h\n- > q\n-',
    '> q\n> r\n>\n> - s\n>\n> > t\n\nanswer',
    '[x](https://a.example/b_c "gone")'.replace(' "gone"', ''),
    '[x](https://a.example/b_(c)) <https://a.example/d_>',
    'https://a.example/b_c_d *e* mail@a.example',
    '1\\. not a list\n\\# not a heading\n\\> not a quote\n\\- nor this',
    'AT&T & \\&copy; <b> 5 * 3 snake_case [sic] \\*not bold\\*',
    '@ana and \\@bob',
    '---\n| a |\n|---|\n~~b~~ ![c](https://a.example/d.png)',
    '**bold *both* bold** *it **both***',
    '**one\ntwo** [three\nfour](https://a.example)',
    '**مرحبا** بكم، *أهلا*',
    '这是**重要**的',
    '## about C \\#',
    '``a`b`` \\`',
  ])('stays as it is: %j', (markdown) => expect(through(markdown)).toBe(markdown));

  it.each([
    ['two spaces before a break', 'a  \nb', 'a\nb'],
    ['underscores', '_a_ __b__', '*a* **b**'],
    ['entities', '&copy; &#65;', '© A'],
    ['an answer under a quote', '> q\nanswer', '> q\n\nanswer'],
    ['empty lines', 'a\n\n\n\nb\n\n>', 'a\n\nb'],
    ['a title', '[x](https://a.example "t")', '[x](https://a.example)'],
    ['code in a link', '[`x`](https://a.example)', '[x](https://a.example)'],
    ['a fence', '```\nx\n```', '`x`'],
    ['nothing', '', ''],
  ])('is made plain: %s', (_, markdown, expected) => expect(through(markdown)).toBe(expected));

  const pieces = [
    'a',
    'b ',
    ' ',
    'ي',
    '。',
    '.',
    '*',
    '**',
    '_',
    '`',
    '[',
    ']',
    '](https://a.b/c)',
    '(',
    '<',
    '>',
    '&amp;',
    '&',
    '\\',
    '#',
  ];
  pieces.push(
    '# ',
    '> ',
    '- ',
    '1. ',
    '3) ',
    '\n',
    '\n\n',
    '\n  ',
    '  ',
    '@ana',
    '\\@',
    'https://a.b/c_d',
    'x@y.org',
    '!',
    '~',
    '😀',
    '\u0301',
  );

  it('keeps every word, is settled after one turn, and fits the schema', () => {
    for (let seed = 1; seed <= 600; seed++) {
      const random = randomFrom(seed);
      const markdown = Array.from({ length: 1 + random.below(25) }, () => random.pick(pieces)).join('');
      const where = `seed ${seed}: ${JSON.stringify(markdown)}`;
      schema.nodeFromJSON(documentOf(markdown)).check();
      const once = through(markdown);
      expect(words(read(documentOf(once))), where).toBe(words(read(documentOf(markdown))));
      expect(through(once), where).toBe(once);
      expect(renderText(once).html, where).toBe(renderText(through(once)).html);
    }
  });
});

describe('a document of the editor', () => {
  const text = (words: string, ...marks: string[]): JSONContent => ({
    type: 'text',
    text: words,
    marks: marks.map((type) => (type === 'link' ? { type, attrs: { href: 'https://a.example' } } : { type })),
  });
  const paragraph = (...content: JSONContent[]): JSONContent => ({
    type: 'doc',
    content: [{ type: 'paragraph', content }],
  });

  it.each<[string, JSONContent[], string]>([
    ['spaces at the ends of bold', [text('a'), text(' b ', 'bold'), text('c')], 'a **b** c'],
    ['a full stop in bold, a letter after', [text('a.', 'bold'), text('b')], '**a**.b'],
    ['quotes in bold, letters around', [text('a'), text('"b"', 'bold'), text('c')], 'a"**b**"c'],
    [
      'bold and italic that overlap',
      [text('a ', 'bold'), text('b', 'bold', 'italic'), text(' c', 'italic')],
      '**a *b*** *c*',
    ],
    ['nothing but space in bold', [text('a'), text(' ', 'bold'), text('b')], 'a b'],
    ['bold in a link', [text('a ', 'link'), text('b', 'link', 'bold')], '[a **b**](https://a.example)'],
    ['brackets in a link', [text('[a]', 'link')], '[\\[a\\]](https://a.example)'],
    ['what would be a list', [text('1. a'), { type: 'hardBreak' }, text('- b')], '1\\. a\n\\- b'],
    ['two breaks', [text('a'), { type: 'hardBreak' }, { type: 'hardBreak' }, text('b')], 'a\nb'],
    ['what looks like a link', [text('[a](https://b.example)')], '[a\\](https://b.example)'],
    [
      'an address that may not be',
      [{ type: 'text', text: 'a', marks: [{ type: 'link', attrs: { href: 'javascript:x' } }] }],
      'a',
    ],
  ])('%s', (_, content, expected) => expect(markdownOf(paragraph(...content))).toBe(expected));

  it('keeps every word of any paragraph, whatever its marks', () => {
    const pieces = [
      'a',
      'b c',
      ' ',
      '.',
      '"',
      '*',
      '_',
      '`',
      '[',
      '](',
      ')',
      '<x>',
      '&lt;',
      '\\',
      '#',
      '1.',
      '-',
      '@ana',
      'https://a.b/_c_',
      'ي',
      '😀',
      '(',
    ];
    for (let seed = 1; seed <= 600; seed++) {
      const random = randomFrom(seed);
      const content = Array.from({ length: 1 + random.below(8) }, () => {
        if (random.chance(0.1)) return { type: 'hardBreak' };
        const marks = random.chance(0.1) ? ['code'] : ['link', 'bold', 'italic'].filter(() => random.chance(0.35));
        return text(Array.from({ length: 1 + random.below(3) }, () => random.pick(pieces)).join(''), ...marks);
      });
      const document = paragraph(...content);
      const markdown = markdownOf(document);
      const where = `seed ${seed}: ${JSON.stringify(content)} -> ${JSON.stringify(markdown)}`;
      expect(words(read(documentOf(markdown))), where).toBe(words(read(document)));
    }
  });
});

function read(node: JSONContent): string {
  if (node.type === 'text') return node.text!;
  const inner = (node.content ?? []).map(read).join('');
  return node.type === 'hardBreak' ? '\n' : node.type === 'doc' ? inner : `${inner}\n`;
}
