import fs from 'node:fs';
import type { JSONContent } from '@tiptap/core';
import { textSchema } from '../text/schema';
import type { CarriedDocument, Read, WriteOptions } from './carried';
import { readMarkdown } from './read-markdown';

/** The long invented document that every way in and out is tried with. */
export const invented = new Uint8Array(
  fs.readFileSync(new URL('../../../db/seed/documents/joint-programme.md', import.meta.url)),
);

export const plainOptions: WriteOptions = {
  citations: new Map(),
  words: {
    contents: 'Contents',
    notes: 'Notes',
    hiddenSource: 'a source that is not open to you',
    picture: 'Picture',
    somebody: 'Somebody',
  },
  authors: new Map([
    ['s1', 'Person 1'],
    ['s2', 'Person 2'],
    ['c1', 'Person 1'],
  ]),
  at: new Date('2026-11-22T08:00:00Z'),
  author: 'Lead (invented)',
};

export function read(markdown: string): Read {
  return readMarkdown(new TextEncoder().encode(markdown), 'en');
}

type NameOf = (proposal: { id?: unknown; person?: unknown }) => string | undefined;

/** Of a text that was made here, as the writers name people; of one that was read, as the file named them. */
export const asWritten: NameOf = ({ id }) => plainOptions.authors.get(String(id));
export const asRead =
  ({ proposers }: Read): NameOf =>
  ({ id }) =>
    proposers.get(String(id))?.name;

/** A text that can be compared: what is said and by whom it was proposed, without ids, and pictures by their bytes. */
export function comparable(document: CarriedDocument, nameOf: NameOf = asWritten): unknown {
  const pictures = new Map(document.pictures.map((p) => [p.id, Buffer.from(p.bytes).toString('base64')]));
  const said = ({ id, person, organisation: _, ...rest }: Record<string, unknown>) => ({
    ...rest,
    by: nameOf({ id, person }),
  });
  const plain = (node: JSONContent): JSONContent => {
    const attrs: Record<string, unknown> = { ...node.attrs };
    delete attrs.id;
    if (node.type === 'image') attrs.image = pictures.get(String(attrs.image));
    for (const name of ['inserted', 'deleted', 'joined', 'changed'])
      if (attrs[name]) attrs[name] = said(JSON.parse(String(attrs[name])));
    const marks = node.marks?.map((mark) =>
      mark.attrs && 'person' in mark.attrs ? { ...mark, attrs: said(mark.attrs) } : mark,
    );
    return {
      ...node,
      ...(node.attrs ? { attrs } : {}),
      ...(marks ? { marks } : {}),
      ...(node.content ? { content: node.content.map(plain) } : {}),
    };
  };
  const text = textSchema.nodeFromJSON(document.text);
  text.check();
  return { title: document.title, text: plain(text.toJSON()) };
}

/** How many there are of each kind; headings by their level. */
export function counts(document: CarriedDocument): Record<string, number> {
  const found: Record<string, number> = {};
  textSchema.nodeFromJSON(document.text).descendants((node) => {
    const name = node.type.name + (node.type.name === 'heading' ? node.attrs.level : '');
    found[name] = (found[name] ?? 0) + 1;
  });
  return found;
}

const by = (person: number) => ({
  id: `s${person}`,
  person,
  organisation: person + 10,
  at: `2026-11-2${person}T10:00:00.000Z`,
});
const words = (said: string, ...marks: { type: string; attrs?: Record<string, unknown> }[]): JSONContent => ({
  type: 'text',
  text: said,
  ...(marks.length ? { marks } : {}),
});
const line = (...content: JSONContent[]): JSONContent => ({ type: 'paragraph', content });

/** A text in which much is proposed, with two threads: one answered and open, one that is done. */
export function withProposals(): CarriedDocument {
  const blocks: JSONContent[] = [
    { type: 'heading', attrs: { level: 1 }, content: [words('Aims')] },
    line(
      words('The programme '),
      words('will', { type: 'deletion', attrs: by(1) }),
      words('is to', { type: 'insertion', attrs: by(1) }),
      words(' end '),
      words('soon', { type: 'bold' }, { type: 'insertion', attrs: by(2) }),
      words('.'),
      { type: 'footnote', attrs: { inserted: JSON.stringify(by(2)) }, content: [words('A new note')] },
    ),
    { type: 'paragraph', attrs: { inserted: JSON.stringify(by(2)) }, content: [words('A whole new paragraph.')] },
    { type: 'paragraph', attrs: { deleted: JSON.stringify(by(1)) }, content: [words('One that goes.')] },
    line(
      words('Before'),
      words('¶', { type: 'insertion', attrs: { ...by(1), split: 1 } }),
      words('after the division.'),
    ),
    line(words('First, and'), words(' ')),
    { type: 'paragraph', attrs: { joined: JSON.stringify(by(2)) }, content: [words('second, to be one.')] },
    line(
      words('This is '),
      words('to be bold', {
        type: 'modification',
        attrs: { ...by(1), change: '{"add":[{"type":"bold"}],"remove":[]}' },
      }),
      words(' in time.'),
    ),
    {
      type: 'bulletList',
      content: [
        { type: 'listItem', content: [line(words('One '), words('more', { type: 'insertion', attrs: by(1) }))] },
        { type: 'listItem', attrs: { inserted: JSON.stringify(by(1)) }, content: [line(words('A new item'))] },
        {
          type: 'listItem',
          content: [
            line(words('Half'), words('¶', { type: 'insertion', attrs: { ...by(2), split: 2 } }), words('and half')),
          ],
        },
      ],
    },
    {
      type: 'table',
      content: [
        { type: 'tableRow', content: [{ type: 'tableHeader', content: [line(words('Sum'))] }] },
        {
          type: 'tableRow',
          attrs: { inserted: JSON.stringify(by(2)) },
          content: [{ type: 'tableCell', content: [line(words('12'))] }],
        },
      ],
    },
    line(words('The end.')),
  ];
  const comment = (author: string, said: string) => ({ author, at: '2026-11-20T09:00:00.000Z', words: said });
  return {
    title: 'Proposals (invented)',
    language: 'en',
    text: { type: 'doc', content: blocks },
    pictures: [],
    threads: [
      { from: 1, to: 5, resolved: true, comments: [comment('Ada', 'Done')] },
      {
        from: 7,
        to: 20,
        resolved: false,
        comments: [comment('Ada', 'Which one?\nSay so.'), comment('Ben', 'This one.')],
      },
    ],
  };
}
