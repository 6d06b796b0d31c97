import type { JSONContent } from '@tiptap/core';
import type Token from 'markdown-it/lib/token.mjs';
import { parseMarkdown } from './dialect';

type Mark = { type: string; attrs?: Record<string, unknown> };

/** In the editor stands for a backslash before the sign: whom it names is not mentioned. Nobody sees it or types it. */
export const noMention = '@\u2060';

/**
 * The document that the editor shows for a text, read by the same parser as the page. @tiptap/markdown reads another
 * Markdown than ours: it drops rules, tables, fences and images with the words in them, and takes `1\.` for a list.
 */
export function documentOf(markdown: string): JSONContent {
  const blocks = readBlocks(parseMarkdown(markdown));
  return { type: 'doc', content: blocks.length ? blocks : [{ type: 'paragraph' }] };
}

function readBlocks(tokens: Token[]): JSONContent[] {
  const root: JSONContent[] = [];
  const open: JSONContent[][] = [root];
  const enter = (node: JSONContent) => {
    node.content = [];
    open.at(-1)!.push(node);
    open.push(node.content);
  };
  for (const token of tokens) {
    if (token.type === 'inline') open.at(-1)!.push(...readInline(token.children ?? []));
    else if (token.nesting === 1) enter(nodeFor(token));
    else if (token.nesting === -1) open.pop();
  }
  return root.map(complete);
}

function nodeFor(token: Token): JSONContent {
  switch (token.type) {
    case 'heading_open':
      return { type: 'heading', attrs: { level: Number(token.tag.slice(1)) } };
    case 'blockquote_open':
      return { type: 'blockquote' };
    case 'bullet_list_open':
      return { type: 'bulletList' };
    case 'ordered_list_open':
      return { type: 'orderedList', attrs: { start: Number(token.attrGet('start') ?? 1) } };
    case 'list_item_open':
      return { type: 'listItem' };
    default:
      return { type: 'paragraph' };
  }
}

/** What the schema asks for: a quote is not empty, an item begins with a paragraph. */
function complete(node: JSONContent): JSONContent {
  if (node.type === 'paragraph' || node.type === 'heading') return node;
  const content = (node.content ?? []).map(complete);
  if (node.type === 'blockquote' && !content.length) content.push({ type: 'paragraph' });
  if (node.type === 'listItem' && content[0]?.type !== 'paragraph') content.unshift({ type: 'paragraph' });
  return { ...node, content };
}

function readInline(children: Token[]): JSONContent[] {
  const nodes: JSONContent[] = [];
  let marks: Mark[] = [];
  let bareAddress = '';
  for (const token of children) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') nodes.push({ type: 'hardBreak' });
    else if (token.type === 'link_open' && token.markup === 'linkify') bareAddress = String(token.attrGet('href'));
    else if (token.type === 'link_close' && bareAddress) bareAddress = '';
    else if (token.nesting === 1) marks = [...marks, markFor(token)];
    else if (token.nesting === -1) marks = marks.slice(0, -1);
    else addText(nodes, textOf(token, bareAddress), token.type === 'code_inline' ? codeMarks(marks) : marks);
  }
  return nodes;
}

/** Bare addresses are plain text in the editor: they become links on the page, and stay bare when written back. */
function textOf(token: Token, bareAddress: string): string {
  if (token.type === 'escaped_at') return noMention;
  return bareAddress && /[\s<>]/.test(token.content) ? bareAddress : token.content;
}

function markFor(token: Token): Mark {
  if (token.type === 'link_open') return { type: 'link', attrs: { href: String(token.attrGet('href')) } };
  return { type: token.type === 'strong_open' ? 'bold' : 'italic' };
}

/** Code goes with no other mark in the editor. Where a link leads is worth more than how its words look. */
function codeMarks(marks: Mark[]): Mark[] {
  const link = marks.find((mark) => mark.type === 'link');
  return [link ?? { type: 'code' }];
}

function addText(nodes: JSONContent[], text: string, open: Mark[]): void {
  const marks = open.filter((mark, i) => open.findIndex(({ type }) => type === mark.type) === i);
  const last = nodes.at(-1);
  if (!text) return;
  if (last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)) last.text += text;
  else nodes.push({ type: 'text', text, ...(marks.length ? { marks } : {}) });
}
