import type { JSONContent } from '@tiptap/core';
import type { Language } from '../../shared/languages';
import { type LivePart, livePartNode } from '../live/parts';
import { newId } from '../text/ids';

/** Words of a template in the languages of the screens. */
export type Words = Record<Language, string>;

/** One part of a template: a heading with what is to be written below it. */
export interface Part {
  heading: Words;
  /** What belongs here, in a sentence: it stands in the text until somebody writes over it. */
  hint?: Words;
  /** What stands there already, after the hint. */
  content?: JSONContent[];
  parts?: Part[];
  table?: { columns: Words[]; rows: (Words | null)[][] };
  /** Of the programme from which the document is begun, in the place of the table that is typed. */
  live?: LivePart;
}

export interface Template {
  title: Words;
  parts: Part[];
}

function textOf(words: string): JSONContent[] {
  return words === '' ? [] : [{ type: 'text', text: words }];
}

function paragraph(words: string, marks: boolean): JSONContent {
  const content = textOf(words).map((node) => (marks ? { ...node, marks: [{ type: 'italic' }] } : node));
  return { type: 'paragraph', attrs: { id: newId() }, content };
}

function cell(type: 'tableHeader' | 'tableCell', words: string): JSONContent {
  return { type, content: [paragraph(words, false)] };
}

function blocksOf(part: Part, language: Language, level: number, programme: number | null): JSONContent[] {
  const blocks: JSONContent[] = [
    { type: 'heading', attrs: { id: newId(), level }, content: textOf(part.heading[language]) },
  ];
  if (part.hint) blocks.push(paragraph(part.hint[language], true));
  blocks.push(...(part.content ?? []));
  if (part.live && programme !== null) {
    blocks.push(livePartNode(programme, part.live, newId()), paragraph('', false));
  } else if (part.table) {
    const head = part.table.columns.map((words) => cell('tableHeader', words[language]));
    const rows = part.table.rows.map((row) => row.map((words) => cell('tableCell', words?.[language] ?? '')));
    blocks.push({
      type: 'table',
      attrs: { id: newId() },
      content: [head, ...rows].map((content) => ({ type: 'tableRow', content })),
    });
    blocks.push(paragraph('', false));
  }
  for (const inner of part.parts ?? []) blocks.push(...blocksOf(inner, language, level + 1, programme));
  return blocks;
}

/** The text that a template begins with, with new ids for its blocks; begun from a programme, it shows that one's data. */
export function textFrom(template: Template, language: Language, programme: number | null = null): JSONContent {
  return { type: 'doc', content: template.parts.flatMap((part) => blocksOf(part, language, 1, programme)) };
}
