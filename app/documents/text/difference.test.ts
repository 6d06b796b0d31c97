import { describe, expect, it } from 'vitest';
import { randomFrom } from '~/shared/rich-text/random-for-tests';
import { changedSections, difference, type Entry, isSame, type Part } from './difference';
import { type DifferenceWords, differenceHtml } from './difference-html.server';
import { type Line, linesOf } from './lines';
import { randomEdit, randomText, stateWith } from './random-text-for-tests';
import { textSchema } from './schema';

const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, marks });
const block = (type: string, attrs: object | null, ...content: object[]) => ({ type, attrs, content });
const p = (id: string | null, words: string) => block('paragraph', { id }, ...(words ? [text(words)] : []));
const h = (id: string, words: string, level = 1) => block('heading', { id, level }, text(words));
const item = (...content: object[]) => block('bulletList', null, block('listItem', null, ...content));
const row = (...cells: string[]) =>
  block('tableRow', null, ...cells.map((cell) => block('tableCell', null, p(null, cell))));
const table = (...rows: object[]) => block('table', { id: 't' }, ...rows);
const node = (...content: object[]) => textSchema.nodeFromJSON({ type: 'doc', content });

const signs = { same: '', look: '~', added: '+', removed: '-' };
const read = (parts: Part[]) =>
  parts.map(({ change, text }) => (signs[change] ? `{${signs[change]}${text}}` : text)).join('');
const shown = (entries: Entry[]) =>
  entries.map(({ change, parts, rows, moved, was, picture }) =>
    [
      change,
      rows ? rows.map(({ cells }) => cells.map(read).join(' | ')).join(' / ') : read(parts),
      ...(moved ? ['moved'] : []),
      ...(was ? [`was ${was.kind}`] : []),
      ...(picture ? ['picture'] : []),
    ].join(': '),
  );

describe('the difference of two texts', () => {
  it.each<[string, object[], object[], string[]]>([
    ['nothing', [p('a', 'One.')], [p('a', 'One.')], ['same: One.']],
    ['a word', [p('a', 'Two of three.')], [p('a', 'Two of four.')], ['changed: Two of {-three}{+four}.']],
    [
      'words in a row, as one change',
      [p('a', 'We will ask every agency soon.')],
      [p('a', 'We will invite all agencies soon.')],
      ['changed: We will {-ask every agency}{+invite all agencies} soon.'],
    ],
    ['a block that came', [p('a', 'One.')], [p('a', 'One.'), p('b', 'Two.')], ['same: One.', 'added: {+Two.}']],
    ['a block that went', [p('a', 'One.'), p('b', 'Two.')], [p('b', 'Two.')], ['removed: {-One.}', 'same: Two.']],
    [
      'a block that moved',
      [p('a', 'One.'), p('b', 'Two.'), p('c', 'Three.')],
      [p('b', 'Two.'), p('c', 'Three.'), p('a', 'One.')],
      ['removed: {-One.}: moved', 'same: Two.', 'same: Three.', 'added: {+One.}: moved'],
    ],
    [
      'by likeness where ids are others',
      [p('a', 'The first aim is protection.'), p('b', 'Money comes later.')],
      [p('x', 'New here.'), p('y', 'The first aim is prevention.'), p('z', 'Money comes later.')],
      ['added: {+New here.}', 'changed: The first aim is {-protection}{+prevention}.', 'same: Money comes later.'],
    ],
    [
      'other words under one id, one after the other',
      [p('a', 'Nothing shared at all')],
      [p('a', 'Completely different sentence')],
      ['changed: {-Nothing shared at all}{+Completely different sentence}'],
    ],
    [
      'how words look',
      [p('a', 'So bold.')],
      [block('paragraph', { id: 'a' }, text('So '), text('bold', { type: 'bold' }), text('.'))],
      ['changed: So {~bold}.'],
    ],
    [
      'where a link leads',
      [block('paragraph', { id: 'a' }, text('Here', { type: 'link', attrs: { href: 'https://a.example' } }))],
      [block('paragraph', { id: 'a' }, text('Here', { type: 'link', attrs: { href: 'https://b.example' } }))],
      ['changed: {~Here}'],
    ],
    ['another kind of block', [p('a', 'Aims')], [h('a', 'Aims')], ['changed: Aims: was paragraph']],
    [
      'an item deeper',
      [item(p('a', 'One'))],
      [item(p('z', ''), item(p('a', 'One')))],
      ['added: ', 'changed: One: was item'],
    ],
    [
      'languages without spaces',
      [p('a', '我们保护受害者')],
      [p('a', '我们帮助受害者')],
      ['changed: 我们{-保护}{+帮助}受害者'],
    ],
    [
      'a note',
      [block('paragraph', { id: 'a' }, text('So'), block('footnote', null, text('see one')))],
      [block('paragraph', { id: 'a' }, text('So'), block('footnote', null, text('see two')))],
      ['changed: So (see {-one}{+two})'],
    ],
    [
      'a citation, by its reference',
      [block('paragraph', { id: 'a' }, text('So '))],
      [block('paragraph', { id: 'a' }, text('So '), { type: 'citation', attrs: { kind: 'post', cited: '5' } })],
      ['changed: So {+[post 5]}'],
    ],
    [
      'another picture',
      [{ type: 'image', attrs: { id: 'i', image: 'one', alt: 'Map' } }],
      [{ type: 'image', attrs: { id: 'i', image: 'two', alt: 'Map' } }],
      ['changed: Map: picture'],
    ],
    [
      'a cell',
      [table(row('Activity', 'Budget'), row('Shelter', '100'))],
      [table(row('Activity', 'Budget'), row('Shelter', '200'))],
      ['changed: Activity | Budget / Shelter | {-100}{+200}'],
    ],
    [
      'a row',
      [table(row('Activity', 'Budget'), row('Shelter', '100'))],
      [table(row('Activity', 'Budget'), row('Training', '50'), row('Shelter', '100'))],
      ['changed: Activity | Budget / {+Training} | {+50} / Shelter | 100'],
    ],
    [
      'a column',
      [table(row('Activity', 'Budget'), row('Shelter', '100'))],
      [table(row('Activity', 'Who', 'Budget'), row('Shelter', '', '100'))],
      ['changed: Activity | {+Who} | Budget / Shelter | {+ } | 100'],
    ],
    [
      'not of what is only proposed',
      [p('a', 'One.')],
      [block('paragraph', { id: 'a' }, text('One.', { type: 'deletion', attrs: { id: 's' } }))],
      ['same: One.'],
    ],
    [
      'not of a voice',
      [p('a', 'One.')],
      [block('paragraph', { id: 'a' }, text('One.'), { type: 'voice', attrs: { id: 'v' } })],
      ['same: One.'],
    ],
  ])('tells of %s', (_, from, to, expected) => {
    expect(shown(difference(node(...from), node(...to)))).toEqual(expected);
  });

  it('holds both texts whole, whatever was edited', () => {
    const seed = Number(process.env.SEED) || Math.floor(Math.random() * 1e9);
    const side = (entries: Entry[], other: 'added' | 'removed') =>
      entries
        .filter(({ change }) => change !== other)
        .map(({ parts, rows }) => [...parts, ...(rows ?? []).flatMap(({ cells }) => cells.flat())])
        .map((parts) =>
          parts
            .filter(({ change }) => change !== other)
            .map(({ text }) => text)
            .join('')
            .trim(),
        );
    // Where a column came or went a space stands for its empty cells.
    const plain = (lines: Line[]) => lines.map(({ text }) => text.trim());
    const close = (words: string[]) => words.map((line) => line.replace(/\s+/g, ''));
    for (let run = 0; run < 300; run++) {
      const random = randomFrom(seed + run);
      const from = randomText(random);
      let state = stateWith(random.chance(0.1) ? randomText(random) : from);
      for (let i = random.below(6); i > 0; i--) {
        const edit = randomEdit(random, state);
        if (edit) state = stateWith(edit.doc);
      }
      const entries = difference(from, state.doc);
      expect(close(side(entries, 'added')), `seed ${seed + run}`).toEqual(close(plain(linesOf(from))));
      expect(close(side(entries, 'removed')), `seed ${seed + run}`).toEqual(close(plain(linesOf(state.doc))));
      expect(isSame(difference(from, from))).toBe(true);
    }
  });
});

describe('the page of a difference', () => {
  const words: DifferenceWords = {
    added: 'Added:',
    removed: 'Removed:',
    look: 'Looks otherwise:',
    moved: 'Moved',
    otherKind: 'Another kind',
    otherPicture: 'Another picture',
    unchanged: (blocks) => `${blocks} unchanged`,
    cited: (kind, id) => `a ${kind}, ${id}`,
    table: 'Table',
  };
  const html = (from: object[], to: object[]) => differenceHtml(difference(node(...from), node(...to)), words);
  it('is empty where two texts say the same', () => {
    expect(html([p('a', 'One.')], [p('a', 'One.')])).toBe('');
  });
  it('marks and says what came and went', () => {
    expect(html([p('a', 'Two <of> three.')], [p('a', 'Two <of> four.')])).toBe(
      '<p class="changed" dir="auto">Two &lt;of&gt; <del><span class="unseen">Removed: </span>three</del>' +
        '<ins><span class="unseen">Added: </span>four</ins>.</p>',
    );
  });
  it('leaves out what is the same but for what stands beside a change and the heading above it', () => {
    const same = ['b', 'c', 'd', 'e'].map((id) => p(id, `Same ${id}.`));
    expect(html([h('a', 'Aims'), ...same, p('f', 'One')], [h('a', 'Aims'), ...same, p('f', 'Two')])).toBe(
      '<h2 dir="auto">Aims</h2><p class="unchanged">3 unchanged</p><p dir="auto">Same e.</p>' +
        '<p class="changed" dir="auto"><del><span class="unseen">Removed: </span>One</del><ins><span class="unseen">Added: </span>Two</ins></p>',
    );
  });
  it('keeps items together and tables as tables', () => {
    const list = (...items: string[]) =>
      block('bulletList', null, ...items.map((words) => block('listItem', null, p(words, words))));
    expect(html([list('one', 'two')], [list('one', 'new', 'two')])).toBe(
      '<ul><li dir="auto">one</li><li class="added" dir="auto"><ins><span class="unseen">Added: </span>new</ins></li><li dir="auto">two</li></ul>',
    );
    expect(html([table(row('a', 'b'))], [table(row('a', 'b'), row('c', 'd'))])).toContain(
      '<div class="table" role="region" tabindex="0" aria-label="Table"><table><tbody><tr><td dir="auto">a</td>',
    );
  });
});

describe('the sections that changed', () => {
  const before = node(p('0', 'Before'), h('a', 'Aims'), p('1', 'One'), h('b', 'Budget'), h('c', 'Risks'));
  it.each<[string, object[], [string, string][]]>([
    ['none', [p('0', 'Before'), h('a', 'Aims'), p('1', 'One'), h('b', 'Budget'), h('c', 'Risks')], []],
    ['none by ids alone', [p('9', 'Before'), h('a', 'Aims'), p('8', 'One'), h('b', 'Budget'), h('c', 'Risks')], []],
    ['words', [p('0', 'Before'), h('a', 'Aims'), p('1', 'Two'), h('b', 'Budget'), h('c', 'Risks')], [['a', 'changed']]],
    [
      'one that came and one that went',
      [p('0', 'Before'), h('a', 'Aims'), p('1', 'One'), h('n', 'New'), h('c', 'Risks')],
      [
        ['n', 'added'],
        ['b', 'removed'],
      ],
    ],
    ['not of their order', [h('c', 'Risks'), h('a', 'Aims'), p('1', 'One'), h('b', 'Budget')], [['', 'removed']]],
  ])('%s', (_, content, expected) => {
    expect(changedSections(before, node(...content)).map(({ key, change }) => [key, change])).toEqual(expected);
  });
});
