import type { JSONContent } from '@tiptap/core';
import type Token from 'markdown-it/lib/token.mjs';
import type { ContentLanguage } from '../../shared/languages';
import type { Read } from './carried';
import { Tally } from './left-out';
import { parseDocument } from './markdown-dialect';
import { type Reading, readInline } from './markdown-inline';
import { withPageNotes } from './page-notes';
import { finished, inBlocks, noteContent, paragraph, plainHeading, text, wordsIn } from './pieces';
import { importLimits, refusals } from './refusals';

/**
 * A document from Markdown. A single heading of the first level at its start is the title; otherwise the title is '',
 * and whoever asks gives another. Words are kept even where their form cannot be. Refusals: empty, not-text, too-complex.
 */
export function readMarkdown(bytes: Uint8Array, language: ContentLanguage): Read {
  const left = new Tally();
  const markdown = withoutFrontMatter(decoded(bytes));
  if (markdown.length > importLimits.bytes) throw refusals.tooComplex();
  const { tokens, notes } = parseDocument(markdown);
  const reading: Reading = { left, pictures: [], definitions: new Map(), notes, used: new Set(), noteDepth: 0 };
  const body = takeDefinitions(tokens, reading.definitions);
  let blocks = readBlocks(body, reading);
  for (const [label, definition] of reading.definitions) {
    if (!reading.used.has(label)) blocks.push(...readBlocks(definition, reading));
  }
  blocks = withPageNotes(blocks, left);
  const { title, rest } = takeTitle(blocks);
  const content = withLevels(rest, left);
  if (!title && !content.length) throw refusals.empty();
  if (content.length > importLimits.blocks) throw refusals.tooComplex();
  return {
    document: { title, language, text: finished(content), pictures: reading.pictures, threads: [] },
    left: left.list(),
    proposers: new Map(),
  };
}

function decoded(bytes: Uint8Array): string {
  try {
    const words = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (words.includes('\0')) throw refusals.notText();
    return words.normalize('NFC');
  } catch {
    throw refusals.notText();
  }
}

/** What site builders write above a text, between lines of dashes. */
function withoutFrontMatter(markdown: string): string {
  return markdown.replace(/^---\r?\n(?:[\w-]+:.*\r?\n|[ \t]+.*\r?\n|- .*\r?\n)+(?:---|\.\.\.)\r?\n/, '');
}

function takeDefinitions(tokens: Token[], definitions: Map<string, Token[]>): Token[] {
  const body: Token[] = [];
  let into = body;
  for (const token of tokens) {
    if (token.type === 'footnote_reference_open') {
      into = [];
      definitions.set(String(token.meta?.label), into);
    } else if (token.type === 'footnote_reference_close') into = body;
    else into.push(token);
  }
  return body;
}

/** From an opening token to its closing one: what stands between, and where it goes on. */
function inner(tokens: Token[], open: number): { tokens: Token[]; next: number } {
  const close = tokens[open]!.type.replace(/_open$/, '_close');
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    if (tokens[i]!.type === tokens[open]!.type) depth++;
    else if (tokens[i]!.type === close && --depth === 0) return { tokens: tokens.slice(open + 1, i), next: i + 1 };
  }
  return { tokens: tokens.slice(open + 1), next: tokens.length };
}

function readBlocks(tokens: Token[], reading: Reading): JSONContent[] {
  const blocks: JSONContent[] = [];
  for (let i = 0; i < tokens.length; ) {
    const token = tokens[i]!;
    if (token.nesting === 1) {
      const part = inner(tokens, i);
      blocks.push(...readElement(token, part.tokens, reading));
      i = part.next;
    } else {
      blocks.push(...readSingle(token, reading));
      i++;
    }
  }
  return blocks;
}

function readElement(open: Token, tokens: Token[], reading: Reading): JSONContent[] {
  switch (open.type) {
    case 'heading_open':
      return inBlocks(inlineOf(tokens, reading), (content) => ({
        type: 'heading',
        attrs: { level: Number(open.tag.slice(1)) },
        content: plainHeading(content),
      }));
    case 'blockquote_open':
      return [{ type: 'blockquote', content: filled(readBlocks(tokens, reading)) }];
    case 'bullet_list_open':
      return [numbered(readItems(tokens, reading))];
    case 'ordered_list_open': {
      const start = Number(open.attrGet('start') ?? 1);
      return [
        { type: 'orderedList', ...(start === 1 ? {} : { attrs: { start } }), content: readItems(tokens, reading) },
      ];
    }
    case 'table_open':
      return [readTable(tokens, reading)];
    default:
      return tableOfTabs(tokens, reading) ?? inBlocks(inlineOf(tokens, reading));
  }
}

/** Lines that each hold the same number of tabs: how a table arrives from programs that know no tables. */
function tableOfTabs(tokens: Token[], reading: Reading): JSONContent[] | undefined {
  const rows = (tokens[0]?.content ?? '').split('\n').map((line) => line.trim().split('\t'));
  const width = rows[0]!.length;
  if (rows.length < 2 || width < 2 || width > 20 || rows.some((row) => row.length !== width)) return undefined;
  reading.left.add('tab-tables');
  const cell = (words: string): JSONContent => ({
    type: 'tableCell',
    content: filled(readBlocks(parseDocument(words.trim()).tokens, reading)),
  });
  return [{ type: 'table', content: rows.map((row) => ({ type: 'tableRow', content: row.map(cell) })) }];
}

function readSingle(token: Token, reading: Reading): JSONContent[] {
  if (token.type === 'hr') return [{ type: 'horizontalRule' }];
  if (token.type === 'inline') return inBlocks(readInline(token, reading));
  if (token.type === 'fence' || token.type === 'code_block') {
    reading.left.add('code');
    const lines = token.content.replace(/\n$/, '').split('\n');
    return inBlocks(lines.flatMap((line, i) => [...(i ? [{ type: 'hardBreak' }] : []), ...(line ? [text(line)] : [])]));
  }
  if (token.type === 'html_block') {
    const words = token.content
      .replace(/<!--[\s\S]*?-->|<\/?[a-z][^>]*>/gi, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (/<[a-z]/i.test(token.content)) reading.left.add('html');
    return words ? [paragraph([text(words)])] : [];
  }
  return [];
}

function inlineOf(tokens: Token[], reading: Reading): JSONContent[] {
  return tokens.flatMap((token) => (token.type === 'inline' ? readInline(token, reading) : []));
}

function filled(blocks: JSONContent[]): JSONContent[] {
  return blocks.length ? blocks : [paragraph()];
}

function readItems(tokens: Token[], reading: Reading): JSONContent[] {
  const items: JSONContent[] = [];
  for (let i = 0; i < tokens.length; ) {
    const part = inner(tokens, i);
    items.push({ type: 'listItem', content: filled(readBlocks(part.tokens, reading)) });
    i = part.next;
  }
  return items;
}

/** `- 1. one` in every item, as programs write that take a printed number for words, is a list of numbers. */
function numbered(items: JSONContent[]): JSONContent {
  const inner = items.map((item) =>
    item.content?.length === 1 && item.content[0]?.type === 'orderedList' ? item.content[0] : undefined,
  );
  const start = Number(inner[0]?.attrs?.start ?? 1);
  const counts = inner.every((list, i) => list?.content?.length === 1 && Number(list.attrs?.start ?? 1) === start + i);
  if (!counts) return { type: 'bulletList', content: items };
  return {
    type: 'orderedList',
    ...(start === 1 ? {} : { attrs: { start } }),
    content: inner.flatMap((list) => list?.content ?? []),
  };
}

function readTable(tokens: Token[], reading: Reading): JSONContent {
  const rows: JSONContent[] = [];
  let row: JSONContent[] = [];
  let isEmptyHead = true;
  tokens.forEach((token, i) => {
    if (token.type === 'tr_open') row = [];
    if (token.type === 'th_open' || token.type === 'td_open') {
      const content = inlineOf(inner(tokens, i).tokens, reading);
      const align = /text-align:(center|right)/.exec(String(token.attrGet('style') ?? ''))?.[1];
      if (token.type === 'th_open' && content.length) isEmptyHead = false;
      row.push({
        type: token.type === 'th_open' ? 'tableHeader' : 'tableCell',
        ...(align ? { attrs: { align } } : {}),
        content: filled(inBlocks(content)),
      });
    }
    if (token.type === 'tr_close') rows.push({ type: 'tableRow', content: row });
  });
  // A table of Markdown always has a head; one that says nothing stands for none.
  return { type: 'table', content: isEmptyHead && rows.length > 1 ? rows.slice(1) : rows };
}

function takeTitle(blocks: JSONContent[]): { title: string; rest: JSONContent[] } {
  const [first, ...rest] = blocks;
  if (first?.type !== 'heading' || first.attrs?.level !== 1) return { title: '', rest: blocks };
  const notes = (first.content ?? []).filter((node) => node.type === 'footnote');
  const title = wordsIn(first).replace(/\s+/g, ' ').trim();
  return { title, rest: [...notes.map((note) => paragraph(noteContent(note.content ?? []))), ...rest] };
}

/** The highest level found becomes the first; those below the fourth are the fourth. */
function withLevels(blocks: JSONContent[], left: Tally): JSONContent[] {
  const levels = blocks.filter((block) => block.type === 'heading').map((block) => Number(block.attrs?.level));
  const up = levels.length ? Math.min(...levels) - 1 : 0;
  return blocks.map((block) => {
    if (block.type !== 'heading') return block;
    const level = Number(block.attrs?.level) - up;
    if (level > 4) left.add('deep-headings');
    return { ...block, attrs: { level: Math.min(4, level) } };
  });
}
