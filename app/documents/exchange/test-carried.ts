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
    comment: 'Comment',
  },
  authorOf: ({ person }) => `Person ${person}`,
  at: new Date('2026-11-22T08:00:00Z'),
  author: 'Lead (invented)',
};

export function read(markdown: string): Read {
  return readMarkdown(new TextEncoder().encode(markdown), 'en');
}

/** A text that can be compared: what is said, without ids, and pictures by their bytes. */
export function comparable(document: CarriedDocument): unknown {
  const pictures = new Map(document.pictures.map((p) => [p.id, Buffer.from(p.bytes).toString('base64')]));
  const plain = (node: JSONContent): JSONContent => {
    const attrs: Record<string, unknown> = { ...node.attrs };
    delete attrs.id;
    if (node.type === 'image') attrs.image = pictures.get(String(attrs.image));
    return { ...node, ...(node.attrs ? { attrs } : {}), ...(node.content ? { content: node.content.map(plain) } : {}) };
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
