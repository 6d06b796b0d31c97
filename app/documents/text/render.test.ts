import { describe, expect, it } from 'vitest';
import { randomFrom } from '~/shared/rich-text/random-for-tests';
import { randomEdit, randomText, stateWith } from './random-text-for-tests';
import { type RenderOptions, renderText } from './render.server';
import { textSchema } from './schema';
import { asSuggestion } from './suggesting';
import { rejectAll } from './suggestions';
import { stateOf, textOf } from './yjs';

const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, marks });
const block = (type: string, attrs: object | null, ...content: object[]) => ({ type, attrs, content });
const p = (...content: object[]) => block('paragraph', null, ...content);
const node = (...content: object[]) => textSchema.nodeFromJSON({ type: 'doc', content });
const render = (content: object[], options: Partial<RenderOptions> = {}) =>
  renderText(node(...content), { document: 7, ...options });
const words = {
  notes: 'Notes',
  note: (n: number) => `Note ${n}`,
  back: (n: number) => `Back to note ${n}`,
  citation: (n: number) => `Source ${n}`,
  nothingCited: 'Nothing here for you',
  table: 'Table',
  comes: 'Added:',
  goes: 'Removed:',
};
const by = (id: string) => ({ id, person: 1, organisation: 2, at: null });
const uuid = '0b8f6bb0-6d3c-4b36-9f7c-0e4a3c1f2d11';

/** The elements that are not closed where they were opened, and values that are not quoted. */
function unclosed(html: string): string[] {
  const open: string[] = [];
  for (const [tag, closing, name] of html.matchAll(/<(\/?)([a-z][a-z\d]*)(?: [a-z-]+="[^"<>]*")*>|[<>]/g)) {
    if (closing === undefined) return [tag];
    if (closing) {
      if (open.pop() !== name) return [tag];
    } else if (!['br', 'hr', 'img'].includes(name!)) open.push(name!);
  }
  return open;
}

describe('words that run the other way than the document', () => {
  const arabic = 'ملاجئ أكثر';
  const list = (words: string) => block('bulletList', null, block('listItem', null, p(text(words))));
  const table = (...cells: string[]) =>
    block('table', null, block('tableRow', null, ...cells.map((words) => block('tableCell', null, p(text(words))))));
  const headed = (header: string, cell: string) =>
    block(
      'table',
      null,
      block('tableRow', null, block('tableHeader', null, p(text(header)))),
      block('tableRow', null, block('tableCell', null, p(text(cell)))),
    );
  it.each<[string, string, object, string]>([
    ['a list', 'en', list(arabic), `<ul dir="rtl" lang="ar"><li><p dir="auto">${arabic}</p></li></ul>`],
    ['a list of the same way', 'en', list('More shelters'), '<ul><li><p dir="auto">More shelters</p></li></ul>'],
    [
      'a list in an Arabic document',
      'ar',
      list('More shelters'),
      '<ul dir="ltr" lang=""><li><p dir="auto">More shelters</p></li></ul>',
    ],
    ['a list of Arabic in an Arabic document', 'ar', list(arabic), `<ul><li><p dir="auto">${arabic}</p></li></ul>`],
    [
      'a table that begins with a name in other letters',
      'en',
      table('ILO', arabic),
      `<table dir="rtl" lang="ar"><tbody><tr><td><p lang="" dir="auto">ILO</p></td><td><p dir="auto">${arabic}</p></td></tr></tbody></table>`,
    ],
    [
      'a table with Arabic headers and long names in other letters',
      'ar',
      headed(arabic, 'Recruitment that can be complained about, in three towns and on the road'),
      `<table><thead><tr><th scope="col"><p dir="auto">${arabic}</p></th></tr></thead><tbody><tr><td><p lang="" dir="auto">Recruitment that can be complained about, in three towns and on the road</p></td></tr></tbody></table>`,
    ],
    [
      'a table with headers in other letters',
      'en',
      headed(arabic, 'ILO'),
      `<table dir="rtl" lang="ar"><thead><tr><th scope="col"><p dir="auto">${arabic}</p></th></tr></thead><tbody><tr><td><p lang="" dir="auto">ILO</p></td></tr></tbody></table>`,
    ],
    ['figures alone', 'ar', table('12'), '<table><tbody><tr><td><p dir="auto">12</p></td></tr></tbody></table>'],
    [
      'a quote',
      'fr',
      block('blockquote', null, p(text(arabic))),
      `<blockquote dir="rtl" lang="ar"><p dir="auto">${arabic}</p></blockquote>`,
    ],
    ['a line', 'en', p(text(arabic)), `<p lang="ar" dir="auto">${arabic}</p>`],
  ])('%s (%s)', (_what, language, content, html) => {
    expect(render([content], { language }).html).toBe(html);
  });
});

describe('the reading text', () => {
  it.each<[string, object[], string]>([
    ['escapes words', [p(text('a < b & "c"'))], '<p dir="auto">a &lt; b &amp; &quot;c&quot;</p>'],
    ['begins headings at h2', [block('heading', { level: 1, id: 'h1' }, text('A'))], '<h2 id="h1" dir="auto">A</h2>'],
    ['ends headings at h5', [block('heading', { level: 4 }, text('A'))], '<h5 dir="auto">A</h5>'],
    [
      'keeps a link whole around a bold word',
      [
        p(
          text('a ', { type: 'link', attrs: { href: 'https://un.org/?a=1&b=2' } }),
          text('b', { type: 'link', attrs: { href: 'https://un.org/?a=1&b=2' } }, { type: 'bold' }),
        ),
      ],
      '<p dir="auto"><a href="https://un.org/?a=1&amp;b=2" rel="nofollow noopener">a <strong>b</strong></a></p>',
    ],
    [
      'leads nowhere that is not safe',
      [p(text('a', { type: 'link', attrs: { href: 'javascript:alert(1)' } }))],
      '<p dir="auto">a</p>',
    ],
    [
      'gives an id once',
      [block('paragraph', { id: 'x' }, text('a')), block('paragraph', { id: 'x' }, text('b'))],
      '<p id="x" dir="auto">a</p><p dir="auto">b</p>',
    ],
    ['gives no id that is none', [block('paragraph', { id: '"><script>' }, text('a'))], '<p dir="auto">a</p>'],
    [
      'writes lists',
      [block('orderedList', { start: 3 }, block('listItem', { id: 'i' }, p(text('a'))))],
      '<ol start="3"><li id="i"><p dir="auto">a</p></li></ol>',
    ],
    [
      'shows a picture with what is said of it',
      [{ type: 'image', attrs: { id: 'i', image: uuid, alt: 'A "map"', caption: 'Map' } }],
      `<figure id="i"><img src="/documents/7/pictures/${uuid}" alt="A &quot;map&quot;" loading="lazy"><figcaption dir="auto">Map</figcaption></figure>`,
    ],
    [
      'shows no picture from elsewhere',
      [{ type: 'image', attrs: { image: '../../evil', alt: 'Alt' } }],
      '<figure><p dir="auto">Alt</p></figure>',
    ],
    [
      'tells what a header heads',
      [
        block(
          'table',
          null,
          block('tableRow', null, block('tableHeader', null, p(text('a'))), block('tableHeader', null, p(text('b')))),
          block('tableRow', null, block('tableHeader', null, p(text('c'))), block('tableCell', { colspan: 2 }, p())),
        ),
      ],
      '<table><thead><tr><th scope="col"><p dir="auto">a</p></th><th scope="col"><p dir="auto">b</p></th></tr></thead>' +
        '<tbody><tr><th scope="row"><p dir="auto">c</p></th><td colspan="2"><p dir="auto"></p></td></tr></tbody></table>',
    ],
    [
      'numbers notes and leads back',
      [p(text('a'), block('footnote', null, text('One & only')))],
      '<p dir="auto">a<sup><a href="#note-1" id="note-ref-1" role="doc-noteref">1</a></sup></p>' +
        '<section class="notes" role="doc-endnotes"><ol><li id="note-1" dir="auto">One &amp; only <a href="#note-ref-1" role="doc-backlink">↩</a></li></ol></section>',
    ],
    [
      'leads from a citation to its source',
      [p({ type: 'citation', attrs: { kind: 'post', cited: '5', key: 'k' } })],
      '<p dir="auto"><sup class="citation"><a href="#source-k">[1]</a></sup></p>',
    ],
    [
      'leaves out a citation that no editor makes',
      [p({ type: 'citation', attrs: { kind: 'post', cited: '5 or 1=1' } })],
      '<p dir="auto"></p>',
    ],
  ])('%s', (_, content, html) => {
    expect(render(content).html).toBe(html);
  });

  it('asks who renders what is cited, and says where there is nothing', () => {
    const cited = (id: string) => ({ type: 'citation', attrs: { kind: 'statement', cited: id, version: '2' } });
    const cite = (kind: string, id: number, version: number) => (id === 1 ? `<q>${kind} ${id} ${version}</q>` : '');
    expect(render([p(cited('1'), cited('2'))], { cite, words }).html).toBe(
      '<p dir="auto"><q>statement 1 2</q><span class="citation nothing">Nothing here for you</span></p>',
    );
  });

  it('has words for signs where it is given them', () => {
    const { html } = render(
      [p(block('footnote', null, text('N')), { type: 'citation', attrs: { kind: 'post', cited: '5' } })],
      { words },
    );
    expect(html).toContain('aria-label="Note 1"');
    expect(html).toContain('aria-label="Back to note 1"');
    expect(html).toContain('aria-label="Source 1"');
    expect(html).toContain(
      '<section class="notes" role="doc-endnotes" aria-labelledby="notes"><h2 id="notes">Notes</h2>',
    );
  });

  it('holds of a voice the place and the reference, in the page alone', () => {
    const id = '7d0a5c1e-2f64-4b3e-9a51-0c6f1be80d11';
    const voice = { type: 'voice', attrs: { id } };
    const content = (...inner: object[]) => [block('paragraph', { id: 'p' }, text('a'), ...inner, text('b'))];
    const place = `<span data-voice="${id}" data-on="document"></span>`;
    for (const suggestions of ['hidden', 'shown'] as const) {
      const { sections: withVoice, voices, html, ...rest } = render(content(voice), { suggestions, words });
      expect(html).toContain(`a${place}b`);
      expect(voices).toEqual([{ anchor: `voice-${id}`, voice: id, section: '', block: 'p' }]);
      const { sections: without, voices: none, html: bare, ...same } = render(content(), { suggestions, words });
      expect(rest).toEqual(same);
      expect(bare).toBe(html.replace(place, ''));
      expect(none).toEqual([]);
      // Whoever clears a section clears that it is there.
      expect(withVoice[0]!.hash).not.toBe(without[0]!.hash);
    }
  });

  it.each(['voice-canary', '', '7d0a5c1e-2f64-7b3e-9a51-0c6f1be80d11', '"><script>', null])(
    'holds nothing of a voice that is no reference: %j',
    (id) => {
      const { html, voices } = render([block('paragraph', { id: 'p' }, text('a'), { type: 'voice', attrs: { id } })]);
      expect(html).toBe('<p id="p" dir="auto">a</p>');
      expect(voices).toEqual([]);
    },
  );
});

describe('what is proposed', () => {
  const content = [
    p(
      text('stays '),
      text('comes', { type: 'insertion', attrs: by('s') }),
      text('goes', { type: 'deletion', attrs: by('s') }),
    ),
    block('paragraph', { inserted: JSON.stringify(by('t')) }, text('New')),
  ];
  it('is hidden', () => {
    expect(render(content).html).toBe('<p dir="auto">stays goes</p>');
  });
  it('is shown when asked for, and said', () => {
    expect(render(content, { suggestions: 'shown', words }).html).toBe(
      '<p dir="auto">stays <ins class="proposed-insertion" data-suggestion="s"><span class="unseen">Added: </span>comes</ins>' +
        '<del class="proposed-deletion" data-suggestion="s"><span class="unseen">Removed: </span>goes</del></p>' +
        '<p class="proposed-inserted" dir="auto"><ins><span class="unseen">Added: </span>New</ins></p>',
    );
  });
  it('changes nothing else that is told of a text', () => {
    const seed = Number(process.env.SEED) || Math.floor(Math.random() * 1e9);
    for (let run = 0; run < 40; run++) {
      const random = randomFrom(seed + run);
      let state = stateWith(textOf(stateOf(randomText(random).toJSON())));
      const before = renderText(state.doc, { document: 1 });
      for (let i = 0; i < 5; i++) {
        const edit = randomEdit(random, state);
        const made = edit && asSuggestion(state, edit, { person: 1, organisation: 2 });
        if (made && typeof made !== 'string') state = stateWith(textOf(stateOf(made.doc.toJSON())));
      }
      expect(renderText(state.doc, { document: 1 }), `seed ${seed + run}`).toEqual(before);
      const { html, ...rest } = renderText(state.doc, { document: 1, suggestions: 'shown' });
      const { html: settled, ...same } = before;
      expect(rest, `seed ${seed + run}`).toEqual(same);
      expect(unclosed(html), `seed ${seed + run}`).toEqual([]);
      expect(html === settled, `seed ${seed + run}`).toBe(state.doc.eq(rejectAll(state.doc)));
    }
  });
});

describe('the parts of a text', () => {
  const heading = (id: string | null, words: string, level = 1) => block('heading', { id, level }, text(words));
  it('are sections by the headings of level 1', () => {
    const { sections, outline, plain } = render([
      p(text('Before')),
      heading('a', 'First'),
      block('paragraph', { id: 'q' }, text('In it'), block('footnote', null, text('noted'))),
      heading('b', 'Deeper', 2),
      heading('a', 'Again'),
      heading(null, 'Nameless'),
    ]);
    expect(sections.map(({ key, title, plain }) => [key, title, plain])).toEqual([
      ['', '', 'Before'],
      ['a', 'First', 'First\nIn it (noted)\nDeeper'],
      ['a-2', 'Again', 'Again'],
      ['unnamed', 'Nameless', 'Nameless'],
    ]);
    expect(outline).toEqual([
      { id: 'a', level: 1, title: 'First' },
      { id: 'b', level: 2, title: 'Deeper' },
      { id: 'a', level: 1, title: 'Again' },
      { id: '', level: 1, title: 'Nameless' },
    ]);
    expect(plain).toBe('Before\nFirst\nIn it (noted)\nDeeper\nAgain\nNameless');
  });
  it('have no part before the first heading where nothing stands there', () => {
    expect(render([p(text(' ')), heading('a', 'First')]).sections.map(({ key }) => key)).toEqual(['a']);
    expect(render([p()]).sections).toEqual([]);
  });
  it('have another hash when a reader could tell', () => {
    const hash = (...content: object[]) => render(content).sections[0]!.hash;
    const one = hash(block('paragraph', { id: 'x' }, text('a')));
    expect(hash(block('paragraph', { id: 'y' }, text('a')))).toBe(one);
    expect(hash(block('paragraph', { deleted: JSON.stringify(by('s')) }, text('a')))).toBe(one);
    expect(hash(p(text('b')))).not.toBe(one);
    expect(hash(p(text('a', { type: 'bold' })))).not.toBe(one);
    expect(hash(block('blockquote', null, p(text('a'))))).not.toBe(one);
  });
  it('are passages and citations', () => {
    const citation = { type: 'citation', attrs: { kind: 'passage', cited: '9', version: '3', key: 'c' } };
    const { passages, citations } = render([
      heading('h', 'Aims'),
      block(
        'bulletList',
        null,
        block('listItem', { id: 'i' }, block('paragraph', { id: 'q' }, text(' a  b '), citation, citation)),
      ),
      { type: 'image', attrs: { id: 'j', alt: 'Map', caption: 'Of it' } },
      block('paragraph', { id: 'q' }, text('twice')),
      block('paragraph', { id: 'empty' }),
    ]);
    expect(passages.map(({ hash, ...passage }) => passage)).toEqual([
      { block: 'h', section: 'h', position: 1, plain: 'Aims' },
      { block: 'q', section: 'h', position: 2, plain: 'a b' },
      { block: 'j', section: 'h', position: 3, plain: 'Map Of it' },
    ]);
    const place = { kind: 'passage', cited: 9, version: 3, section: 'h', block: 'q' };
    expect(citations).toEqual([
      { anchor: 'c', ...place },
      { anchor: 'c-2', ...place },
    ]);
  });
});
