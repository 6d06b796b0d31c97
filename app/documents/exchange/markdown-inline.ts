import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import type Token from 'markdown-it/lib/token.mjs';
import { isAllowedAddress } from '../../shared/rich-text/addresses';
import type { CarriedPicture } from './carried';
import type { Tally } from './left-out';
import { image, type Marks, noteContent, text } from './pieces';
import { importLimits, refusals } from './refusals';

/** What is gathered while a text is read. */
export interface Reading {
  left: Tally;
  pictures: CarriedPicture[];
  /** Footnotes by their label, and which of them something pointed to. */
  definitions: Map<string, Token[]>;
  notes: Map<number, Token[]>;
  used: Set<string>;
  /** A note may refer to itself; notes in notes end at the first. */
  noteDepth: number;
}

const marksOfTokens: Record<string, string> = { strong: 'bold', em: 'italic', s: 'strike' };

/** The few tags that Markdown has no sign for, and those that stand in for a sign where none would be read. */
const marksOfTags: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strike',
  del: 'strike',
  u: 'underline',
  ins: 'underline',
  sub: 'subscript',
  sup: 'superscript',
};

export function readInline(token: Token, reading: Reading): JSONContent[] {
  return readTokens(token.children ?? [], reading);
}

function readTokens(tokens: Token[], reading: Reading): JSONContent[] {
  const out: JSONContent[] = [];
  const marks: Marks = [];
  const say = (words: string) => {
    if (words) out.push(text(words, marks.length ? structuredClone(marks) : []));
  };
  const drop = (type: string) => {
    const at = marks.findLastIndex((mark) => mark.type === type);
    if (at >= 0) marks.splice(at, 1);
  };
  const put = (type: string, attrs?: Record<string, string>) => marks.push(attrs ? { type, attrs } : { type });
  for (const token of tokens) {
    const ofToken = marksOfTokens[token.tag];
    if (token.type.endsWith('_open') && ofToken) put(ofToken);
    else if (token.type.endsWith('_close') && ofToken) drop(ofToken);
    else if (token.type === 'link_open') openLink(String(token.attrGet('href') ?? ''), put, reading);
    else if (token.type === 'link_close') drop('link');
    else if (token.type === 'softbreak') say(' ');
    else if (token.type === 'hardbreak') out.push({ type: 'hardBreak' });
    else if (token.type === 'image') out.push(...readImage(token, reading));
    else if (token.type === 'footnote_ref') out.push(...readNote(token, reading));
    else if (token.type === 'html_inline') readTag(token.content, { out, put, drop, reading });
    else {
      if (token.type === 'code_inline') reading.left.add('code');
      say(token.content);
    }
  }
  return out;
}

function openLink(href: string, put: (type: string, attrs: Record<string, string>) => void, reading: Reading): void {
  if (isAllowedAddress(href)) put('link', { href });
  else reading.left.add('links');
}

interface Tags {
  out: JSONContent[];
  put: (type: string) => void;
  drop: (type: string) => void;
  reading: Reading;
}

function readTag(tag: string, { out, put, drop, reading }: Tags): void {
  const [, close, name] = /^<(\/?)([a-z][a-z0-9]*)\s*\/?>$/i.exec(tag) ?? [];
  const mark = marksOfTags[name?.toLowerCase() ?? ''];
  if (name?.toLowerCase() === 'br') out.push({ type: 'hardBreak' });
  else if (mark) (close ? drop : put)(mark);
  else if (!tag.startsWith('<!--')) reading.left.add('html');
}

function readImage(token: Token, reading: Reading): JSONContent[] {
  const alt = wordsOfTokens(token.children ?? []);
  const caption = String(token.attrGet('title') ?? '');
  const [, type, base64] =
    /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/.exec(String(token.attrGet('src') ?? '')) ?? [];
  if (!type || !base64) {
    reading.left.add('pictures');
    return alt ? [text(`[${alt}]`)] : [];
  }
  if (reading.pictures.length >= importLimits.pictures) throw refusals.tooComplex();
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  const known = reading.pictures.find((picture) => Buffer.compare(picture.bytes, bytes) === 0);
  const picture = known ?? { id: randomUUID(), type, bytes };
  if (!known) reading.pictures.push(picture);
  if (!alt) reading.left.add('pictures-without-words');
  return [image(picture.id, alt, caption)];
}

function wordsOfTokens(tokens: Token[]): string {
  return tokens
    .map((token) => (token.children ? wordsOfTokens(token.children) : token.content || ' '))
    .join('')
    .trim();
}

function readNote(token: Token, reading: Reading): JSONContent[] {
  if (reading.noteDepth > 0) return [];
  const label = token.meta?.label === undefined ? undefined : String(token.meta.label);
  const definition = label === undefined ? reading.notes.get(Number(token.meta?.id)) : reading.definitions.get(label);
  if (!definition) return [];
  if (label !== undefined) reading.used.add(label);
  reading.noteDepth++;
  const lines =
    label === undefined
      ? [readTokens(definition, reading)]
      : definition.flatMap((each) => (each.type === 'inline' ? [readInline(each, reading)] : []));
  reading.noteDepth--;
  const content = noteContent(lines.flatMap((line, i) => (i ? [text(' '), ...line] : line)));
  return [content.length ? { type: 'footnote', content } : { type: 'footnote' }];
}
