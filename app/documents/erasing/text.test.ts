import type { JSONContent } from '@tiptap/core';
import { expect, it } from 'vitest';
import { eraseFromText } from './text.server';

type Mark = { type: string; attrs?: Record<string, unknown> };
const t = (text: string, ...marks: Mark[]): JSONContent => ({ type: 'text', text, ...(marks.length ? { marks } : {}) });
const p = (...content: JSONContent[]): JSONContent => ({ type: 'paragraph', content });
const doc = (...content: JSONContent[]): JSONContent => ({ type: 'doc', content });
const bold = { type: 'bold' };
const ins = { type: 'insertion', attrs: { id: 'a' } };
const del = { type: 'deletion', attrs: { id: 'b' } };
const note = (words: string): JSONContent => ({ type: 'footnote', content: [t(words)] });
const picture = (alt: string, caption = ''): JSONContent => ({ type: 'image', attrs: { image: 'x', alt, caption } });

const passage = 'Mira Delgado';

it.each<[string, JSONContent, boolean]>([
  ['in plain words', doc(p(t('She is called Mira Delgado there.'))), true],
  ['in other letters', doc(p(t('MIRA  DELGADO'))), true],
  ['over the border of a mark', doc(p(t('Mira '), t('Del', bold), t('gado'))), true],
  ['over a break', doc(p(t('Mira'), { type: 'hardBreak' }, t('Delgado'))), true],
  ['over two paragraphs', doc(p(t('… Mira')), p(t('Delgado …'))), true],
  ['in what is proposed alone', doc(p(t('Mi'), t('xyz', del), t('ra Delgado', ins))), true],
  ['in what stands alone', doc(p(t('Mira '), t('or not ', ins), t('Delgado', del))), true],
  ['as both lie beside each other', doc(p(t('Mira ', del), t('Delgado', ins))), true],
  ['around a note', doc(p(t('Mira '), note('a woman'), t('Delgado'))), true],
  ['in a note', doc(p(t('A woman'), note('Mira Delgado'))), true],
  [
    'in a list in a table',
    doc({
      type: 'table',
      content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [p(t('Mira Delgado'))] }] }],
    }),
    true,
  ],
  ['beside a picture', doc(picture('Portrait of Mira Delgado')), true],
  ['below a picture', doc(picture('A woman', 'Mira Delgado')), true],
  ['in an address', doc(p(t('her page', { type: 'link', attrs: { href: 'https://x.example/mira-delgado' } }))), true],
  [
    'in a coded address',
    doc(p(t('her page', { type: 'link', attrs: { href: 'https://x.example/?q=Mira%20Delgado' } }))),
    true,
  ],
  [
    'in a proposed change of a picture',
    doc({ ...picture('x'), attrs: { alt: 'x', changed: '{"id":"s","attrs":{"alt":"Mira Delgado"}}' } }),
    true,
  ],
  ['where a client put it', doc(p(t('x'), { type: 'citation', attrs: { kind: 'Mira Delgado', cited: '1' } })), true],
  ['twice', doc(p(t('Mira Delgado and Mira Delgado'))), true],
  ['nowhere', doc(p(t('Mira and Delgado'))), false],
  ['as part of another name', doc(p(t('Amira Delgado'))), false],
])('%s', (_, text, there) => {
  const before = JSON.stringify(text);
  const { text: after, count } = eraseFromText(text, passage);
  expect(JSON.stringify(text)).toBe(before);
  expect(count > 0).toBe(there);
  if (!there) return expect(after).toEqual(text);
  expect(JSON.stringify(after)).not.toMatch(/mira|delgado/i);
  expect(eraseFromText(after, passage).count).toBe(0);
});

it('leaves what stands around it, with a marker in its place', () => {
  const { text, count } = eraseFromText(
    doc(p(t('We met Mira Delgado, '), t('twice', bold), t('. Mira Delgado left.'))),
    passage,
  );
  expect(count).toBe(2);
  expect(text).toMatchObject(doc(p(t('We met […], '), t('twice', bold), t('. […] left.'))));
});
