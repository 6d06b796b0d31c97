import { createHash } from 'node:crypto';
import type { Node } from '@tiptap/pm/model';
import { escapeHtml } from '~/shared/rich-text/render.server';
import type { KindInText } from '../../citations/citation';
import { type LiveWords, livePartOf } from '../live/parts';
import { isMostlyRightToLeft, isRightToLeft, languageOfOther } from './direction';
import { fingerprint } from './fingerprint';
import { blockIdOf, sectionKeys } from './ids';
import { headersOf, tableHtml } from './render-table.server';
import { notesHtml, wordsHtml } from './render-words.server';
import { rejectAll } from './suggestions';

export interface RenderOptions {
  /** Id of the document: pictures are fetched below its address. */
  document: number;
  /** What is said of signs and changes, in the language of the page; without it they bear no words. */
  words?: RenderWords;
  /**
   * HTML for something cited, by this reader's rights; '' where there is nothing for them. It is put in as it is. Left
   * out, a citation is a number that leads to `#source-<anchor>`.
   */
  cite?: (kind: CitedInText['kind'], id: number, version: number) => string;
  /** With what is proposed in `ins` and `del`. All else that is returned tells of the text as it stands. */
  suggestions?: 'hidden' | 'shown';
  /** What parts of programmes say, for the plain text; the HTML has their places, which whoever shows it fills. */
  live?: LiveWords;
  /** Of the text: what runs the other way is marked as such. Left out, lines alone follow their own letters. */
  language?: string;
}

export interface RenderWords {
  notes: string;
  note: (number: number) => string;
  back: (number: number) => string;
  citation: (number: number) => string;
  nothingCited: string;
  table: string;
  comes: string;
  goes: string;
}

export interface RenderedText {
  html: string;
  plain: string;
  outline: { id: string; level: number; title: string }[];
  sections: RenderedSection[];
  passages: RenderedPassage[];
  citations: CitedInText[];
  footnotes: { number: number; html: string; plain: string }[];
  voices: VoiceInText[];
}

/** From one heading of level 1 to the next. */
export interface RenderedSection {
  key: string;
  title: string;
  plain: string;
  /** SHA-256 (hex) of what can be told apart in it: words, structure, marks, references. Not of the ids of blocks. */
  hash: string;
}

/** A block that can be cited and linked to: a paragraph or heading with words, or a picture by what is said beside it. */
export interface RenderedPassage {
  block: string;
  section: string;
  /** From 1. */
  position: number;
  plain: string;
  /** SHA-256 (hex) of `plain`. */
  hash: string;
}

export interface CitedInText {
  /** Tells two citations of one document apart. */
  anchor: string;
  kind: KindInText;
  cited: number;
  version: number;
  section: string;
  block: string;
}

/** A survivor's voice: the reference, in the place where it stands. */
export interface VoiceInText {
  anchor: string;
  voice: string;
  section: string;
  block: string;
}

/** How much of one text is told apart: what is more than this was written by a machine. */
export const most = { passages: 20_000, passageLength: 20_000, citations: 2000, voices: 500 };

/** What is known while a text is written. */
export interface Writing {
  options: RenderOptions;
  shown: boolean;
  section: string;
  block: string;
  /** Which way the words around run. */
  rtl: boolean;
  /** The ids of elements in the HTML, and of passages. */
  ids: Set<string>;
  blocks: Set<string>;
  keys: Map<string, number>;
  lines: string[];
  notes: RenderedText['footnotes'];
  passages: RenderedPassage[];
  citations: CitedInText[];
  voices: VoiceInText[];
}

/**
 * A text for readers, for search, and for what hangs on its parts, in one walk over what stands. Written from a closed
 * list of elements; every word and attribute escaped. No heading is above h2: h1 is the document's title.
 */
export function renderText(text: Node, options: RenderOptions): RenderedText {
  const writing = begun(options, false);
  const standing = rejectAll(text);
  const outline: RenderedText['outline'] = [];
  const parts: { key: string; title: string; lines: string[]; hash: ReturnType<typeof createHash>; empty: boolean }[] =
    [];
  const keyOf = sectionKeys();
  let html = '';
  for (const node of standing.content.content) {
    const key = keyOf(node);
    if (key !== undefined || !parts.length) {
      writing.section = key ?? '';
      const title = key === undefined ? '' : titleOf(node);
      parts.push({ key: writing.section, title, lines: [], hash: createHash('sha256'), empty: key === undefined });
    }
    const part = parts.at(-1)!;
    if (node.type.name === 'heading') {
      outline.push({ id: blockIdOf(node) ?? '', level: node.attrs.level, title: titleOf(node) });
    }
    writing.lines = part.lines;
    html += blockHtml(writing, node);
    part.hash.update(fingerprint(node));
    part.empty &&= node.isTextblock && node.content.content.every((inner) => inner.isText && !inner.text!.trim());
  }
  const sections = parts
    .filter((part) => !part.empty)
    .map(({ key, title, lines, hash }) => ({
      key,
      title,
      plain: lines.join('\n'),
      hash: hash.digest('hex'),
    }));
  const shown = options.suggestions === 'shown' ? shownHtml(text, options) : undefined;
  return {
    html: shown ?? html + notesHtml(writing),
    plain: sections.map(({ plain }) => plain).join('\n'),
    outline,
    sections,
    passages: writing.passages,
    citations: writing.citations,
    footnotes: writing.notes,
    voices: writing.voices,
  };
}

function begun(options: RenderOptions, shown: boolean): Writing {
  const lists = { lines: [], notes: [], passages: [], citations: [], voices: [] };
  const rtl = options.language === 'ar';
  return { options, shown, section: '', block: '', rtl, ids: new Set(), blocks: new Set(), keys: new Map(), ...lists };
}

function shownHtml(text: Node, options: RenderOptions): string {
  const writing = begun(options, true);
  return text.content.content.map((node) => blockHtml(writing, node)).join('') + notesHtml(writing);
}

function titleOf(node: Node): string {
  return plainOf(node).replace(/\s+/g, ' ').trim();
}

/** The words of a paragraph, with those of its notes in brackets where they are set. */
export function plainOf(node: Node): string {
  return node.content.content
    .map((inner) => {
      if (inner.isText) return inner.text!;
      if (inner.type.name === 'hardBreak') return '\n';
      return inner.type.name === 'footnote' && inner.textContent ? ` (${inner.textContent})` : '';
    })
    .join('');
}

/** What a whole block is proposed as. */
export type Within = 'ins' | 'del' | undefined;

export function blockHtml(writing: Writing, node: Node, within?: Within): string {
  const id = blockIdOf(node);
  const { block, rtl } = writing;
  if (id) writing.block = id;
  const attributes = attributesOf(writing, node, id) + wayOf(writing, node);
  const html = elementHtml(writing, node, attributes, proposedAs(writing, node) ?? within);
  Object.assign(writing, { block, rtl });
  return html;
}

/** Says of a list, a quote or a table which way it runs, and of any words whose they may be, where those around differ. */
function wayOf(writing: Writing, node: Node): string {
  if (writing.options.language === undefined) return '';
  const words = node.textContent;
  const rtl = node.isTextblock ? isRightToLeft(words, writing.rtl) : blocksRightToLeft(node, words, writing.rtl);
  if (rtl === writing.rtl) return '';
  writing.rtl = rtl;
  // A line has its direction from its letters already.
  const way = node.isTextblock ? '' : ` dir="${rtl ? 'rtl' : 'ltr'}"`;
  return `${way} lang="${languageOfOther(words)}"`;
}

/**
 * Which way a list, a quote or a table runs. A table whose headers run as the text around it does runs so too, whatever the names in
 * its cells: turned round, its first column would be its last.
 */
function blocksRightToLeft(node: Node, words: string, around: boolean): boolean {
  const headers = node.type.name === 'table' ? headersOf(node) : '';
  if (/\p{L}/u.test(headers) && isMostlyRightToLeft(headers, around) === around) return around;
  return isMostlyRightToLeft(words, around);
}

/** As what an element is proposed, where proposals are shown. */
export function proposedAs(writing: Writing, node: Node): Within {
  if (!writing.shown) return undefined;
  return node.attrs.deleted ? 'del' : node.attrs.inserted ? 'ins' : undefined;
}

/** An id that stands twice, after a paste, is the first one's. */
function attributesOf(writing: Writing, node: Node, id: string | undefined): string {
  const first = id && !writing.ids.has(id);
  if (first) writing.ids.add(id);
  const names = writing.shown ? ['inserted', 'deleted', 'joined', 'changed'].filter((name) => node.attrs[name]) : [];
  const classes = names.map((name) => `proposed-${name}`).join(' ');
  return (first ? ` id="${escapeHtml(id)}"` : '') + (classes ? ` class="${classes}"` : '');
}

function elementHtml(writing: Writing, node: Node, attributes: string, within: Within): string {
  const children = () => node.content.content.map((child) => blockHtml(writing, child, within)).join('');
  switch (node.type.name) {
    case 'paragraph':
      return textblockHtml(writing, node, 'p', attributes, within);
    case 'heading':
      return textblockHtml(writing, node, `h${node.attrs.level + 1}`, attributes, within);
    case 'bulletList':
      return `<ul${attributes}>${children()}</ul>`;
    case 'orderedList':
      return `<ol${attributes}${listAttributes(node)}>${children()}</ol>`;
    case 'listItem':
      return `<li${attributes}>${children()}</li>`;
    case 'blockquote':
      return `<blockquote${attributes}>${children()}</blockquote>`;
    case 'horizontalRule':
      return `<hr${attributes}>`;
    case 'image':
      return pictureHtml(writing, node, attributes);
    case 'table':
      return tableHtml(writing, node, attributes, within);
    case 'programmePart':
      return livePartHtml(writing, node, attributes);
    default:
      return '';
  }
}

function textblockHtml(writing: Writing, node: Node, tag: string, attributes: string, within: Within): string {
  const plain = plainOf(node);
  note(writing, node, plain);
  return `<${tag}${attributes} dir="auto">${wordsHtml(writing, node.content, within)}</${tag}>`;
}

function note(writing: Writing, node: Node, words: string): void {
  if (words) writing.lines.push(words);
  const block = blockIdOf(node);
  const plain = words.replace(/\s+/g, ' ').trim().slice(0, most.passageLength);
  if (!block || !plain || writing.blocks.has(block) || writing.passages.length >= most.passages) return;
  writing.blocks.add(block);
  const hash = createHash('sha256').update(plain).digest('hex');
  writing.passages.push({ block, section: writing.section, position: writing.passages.length + 1, plain, hash });
}

function listAttributes(node: Node): string {
  const { start, type } = node.attrs;
  const first = Number.isInteger(start) && start !== 1 ? ` start="${start}"` : '';
  return first + (/^[aAiI]$/.test(String(type)) ? ` type="${type}"` : '');
}

/** The place of a part of a programme; nothing of one that no programme has. */
function livePartHtml(writing: Writing, node: Node, attributes: string): string {
  const part = livePartOf(node.attrs);
  if (!part) return '';
  writing.lines.push(...(writing.options.live?.(part) ?? []));
  return `<div${attributes} data-programme="${part.programme}" data-part="${part.part}"></div>`;
}

/** A picture whose uuid is none shows its words alone. */
function pictureHtml(writing: Writing, node: Node, attributes: string): string {
  const { image, alt, caption } = node.attrs;
  note(writing, node, [alt, caption].filter(Boolean).join('\n'));
  const source = `/documents/${writing.options.document}/pictures/${image}`;
  const picture = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(String(image))
    ? `<img src="${source}" alt="${escapeHtml(alt)}" loading="lazy">`
    : `<p dir="auto">${escapeHtml(alt)}</p>`;
  return `<figure${attributes}>${picture}${caption ? `<figcaption dir="auto">${escapeHtml(caption)}</figcaption>` : ''}</figure>`;
}
