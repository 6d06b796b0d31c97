import type Token from 'markdown-it/lib/token.mjs';
import type { Mentions } from './mentions';

type Container = { quote: true } | { quote: false; mark: string; used: boolean };

/**
 * The words without their marks, for search, mail and CSV. A list keeps its bullets and numbers and a quote the `> ` of
 * mail, since in plain text nothing else says whose words they are. Where a link leads follows its words in brackets.
 */
export function plainTextOf(tokens: Token[], mentions: Mentions): string {
  let text = '';
  let gap = '';
  const containers: Container[] = [];
  const numbers: (number | undefined)[] = [];
  tokens.forEach((token, i) => {
    if (token.type === 'blockquote_open') containers.push({ quote: true });
    if (token.type === 'ordered_list_open') numbers.push(Number(token.attrGet('start') ?? 1));
    if (token.type === 'bullet_list_open') numbers.push(undefined);
    if (token.type === 'list_item_open') containers.push({ quote: false, mark: nextMark(numbers), used: false });
    if (token.type === 'blockquote_close' || token.type === 'list_item_close') containers.pop();
    if (token.type.endsWith('_list_close')) numbers.pop();
    if (token.type.endsWith('_list_open') || token.type.endsWith('_list_close')) {
      if (!numbers.length || (numbers.length === 1 && token.nesting === 1)) gap = '\n\n';
    }
    if (token.type !== 'inline') return;
    const words = inlineText(token.children ?? [], mentions).trim();
    if (!words) return;
    if (text) text += gap || (tokens[i - 1]?.hidden ? '\n' : '\n\n');
    gap = '';
    text += words
      .split('\n')
      .map((line) => containers.map(lead).join('') + line.trim())
      .join('\n');
  });
  return text;
}

/** What stands before a line: a list's mark on the first line of its item, as much space on the others. */
function lead(container: Container): string {
  if (container.quote) return '> ';
  if (container.used) return ' '.repeat(container.mark.length);
  container.used = true;
  return container.mark;
}

function nextMark(numbers: (number | undefined)[]): string {
  const number = numbers.at(-1);
  if (number === undefined) return '• ';
  numbers[numbers.length - 1] = number + 1;
  return `${number}. `;
}

export function inlineText(children: Token[], mentions: Mentions): string {
  let text = '';
  let link: { from: number; href: string } | undefined;
  for (const token of children) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') text += '\n';
    else if (token.type === 'mention') text += mentionText(token, mentions);
    else if (token.type === 'link_open') {
      link = token.info === 'auto' ? undefined : { from: text.length, href: token.attrGet('href') ?? '' };
    } else if (token.type === 'link_close') {
      if (link && bare(text.slice(link.from)) !== bare(link.href)) text += ` (${link.href})`;
      link = undefined;
    } else text += token.content;
  }
  return text;
}

export function mentionText(token: Token, mentions: Mentions): string {
  const mentioned = mentions.get(token.meta as string);
  return mentioned ? `@${mentioned.name.replace(/\s+/g, ' ')}` : token.content;
}

function bare(address: string): string {
  return address
    .trim()
    .replace(/^(?:https?:\/\/|mailto:)/i, '')
    .replace(/\/$/, '')
    .toLowerCase();
}
