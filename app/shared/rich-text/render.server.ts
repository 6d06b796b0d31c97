import type Token from 'markdown-it/lib/token.mjs';
import { isAllowedAddress } from './addresses';
import { parseMarkdown } from './dialect';
import type { Mentions } from './mentions';
import { mentionText, plainTextOf } from './plain-text';

export { excerpt } from './excerpt';

export interface RenderOptions {
  /** Whom the handles name. One that is not in it stays as it was typed. */
  mentions?: Mentions;
  /** Level of the heading under which the text stands: `#` becomes the next one down, and none goes past h6. */
  headingBase?: number;
}

/**
 * Renders what was written: `html` to be stored beside it and shown as it is, `text` for search, mail and CSV.
 * The HTML is put together from a closed list of tags here; nothing of what a person typed is ever a tag or an attribute,
 * but for the checked address of a link.
 */
export function renderText(markdown: string, options: RenderOptions = {}): { html: string; text: string } {
  const tokens = parseMarkdown(markdown);
  const mentions = options.mentions ?? new Map();
  const writing = { mentions, headingBase: options.headingBase ?? 3 };
  const html = tokens.map((token, i) => writeBlock(token, i, tokens, writing)).join('');
  return { html, text: plainTextOf(tokens, mentions) };
}

interface Writing {
  mentions: Mentions;
  headingBase: number;
}

function writeBlock(token: Token, i: number, tokens: Token[], writing: Writing): string {
  switch (token.type) {
    case 'inline':
      return (token.children ?? []).map((child) => writeInline(child, writing.mentions)).join('');
    case 'paragraph_open':
      return token.hidden ? '' : '<p dir="auto">';
    case 'paragraph_close':
      return token.hidden ? '' : '</p>\n';
    case 'heading_open':
      return `<h${level(token, writing)} dir="auto">`;
    case 'heading_close':
      return `</h${level(token, writing)}>\n`;
    case 'blockquote_open':
      return `<blockquote dir="${directionOf(tokens, i)}">\n`;
    case 'blockquote_close':
      return '</blockquote>\n';
    case 'bullet_list_open':
      return `<ul dir="${directionOf(tokens, i)}">\n`;
    case 'bullet_list_close':
      return '</ul>\n';
    case 'ordered_list_open':
      return `<ol${start(token)} dir="${directionOf(tokens, i)}">\n`;
    case 'ordered_list_close':
      return '</ol>\n';
    case 'list_item_open':
      return '<li>';
    case 'list_item_close':
      return '</li>\n';
    default:
      return '';
  }
}

function writeInline(token: Token, mentions: Mentions): string {
  switch (token.type) {
    case 'softbreak':
    case 'hardbreak':
      return '<br>\n';
    case 'em_open':
      return '<em>';
    case 'em_close':
      return '</em>';
    case 'strong_open':
      return '<strong>';
    case 'strong_close':
      return '</strong>';
    case 'code_inline':
      return `<code>${escapeHtml(token.content)}</code>`;
    case 'link_open':
      return `<a href="${escapeHtml(token.attrGet('href') ?? '')}" rel="nofollow ugc noopener">`;
    case 'link_close':
      return '</a>';
    case 'mention':
      return writeMention(token, mentions);
    default:
      return escapeHtml(token.content);
  }
}

function writeMention(token: Token, mentions: Mentions): string {
  const mentioned = mentions.get(token.meta as string);
  if (!mentioned) return escapeHtml(token.content);
  const name = `<bdi>${escapeHtml(mentionText(token, mentions))}</bdi>`;
  const { href } = mentioned;
  if (!href || !(/^\/(?![/\\])[^\s\\]*$/.test(href) || isAllowedAddress(href))) {
    return `<span class="mention">${name}</span>`;
  }
  return `<a class="mention" href="${escapeHtml(href)}">${name}</a>`;
}

function level(token: Token, { headingBase }: Writing): number {
  return Math.min(6, Math.max(1, headingBase) + Number(token.tag.slice(1)));
}

function start(token: Token): string {
  const first = Number(token.attrGet('start') ?? 1);
  return first === 1 ? '' : ` start="${first}"`;
}

const firstStrong = /[\p{L}\u200E\u200F]/u;
const rightToLeft =
  /[\u200F\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * The direction of a quote or a list. A browser that works out `auto` passes over everything inside that has a `dir` of
 * its own, so around paragraphs it would always find left-to-right: there it is worked out here, by the first letter.
 */
function directionOf(tokens: Token[], open: number): 'auto' | 'rtl' | 'ltr' {
  if (tokens[open + 2]?.hidden) return 'auto';
  for (let i = open + 1; i < tokens.length && tokens[i]!.level > tokens[open]!.level; i++) {
    for (const child of tokens[i]!.children ?? []) {
      const letter = child.type === 'mention' ? undefined : firstStrong.exec(child.content)?.[0];
      if (letter) return rightToLeft.test(letter) ? 'rtl' : 'ltr';
    }
  }
  return 'auto';
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => entities[c]!);
}
