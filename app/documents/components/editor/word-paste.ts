import { isAllowedAddress } from '../../../shared/rich-text/addresses';
import { gatherLists } from './word-lists';
import { bringNotesHome } from './word-notes';

export interface Cleaned {
  html: string;
  /** How many pictures were left out: a picture of ours needs to be put in with its description. */
  pictures: number;
}

/** What the text can hold; whatever else is pasted leaves its words. */
const kept = new Set(
  'p h2 h3 h4 h5 ul ol li blockquote table tbody thead tr td th a strong em u s sub sup br hr'.split(' '),
);
const inline = new Set('a b strong i em u s strike del ins sub sup span font small big code br cite bdi'.split(' '));
/** Headings are one deeper here: the page's h1 is the title, which stands outside of the text. */
const renamed: Record<string, string> = {
  ...{ b: 'strong', i: 'em', strike: 's', cite: 'em' },
  ...{ h1: 'h2', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h5', h6: 'h5' },
};
const headings = 'h1, h2, h3, h4, h5, h6';
const droppedWhole = 'style, script, meta, link, title, xml, noscript, template, svg, math, object, iframe, form, head';

/**
 * What is on the clipboard of a word processor, with no more in it than the text can hold: lists that Word draws as
 * paragraphs become lists, notes become notes, tables stay; styles, comments, hidden and deleted words go.
 *
 * Styles are renamed before the browser reads them: our content security policy would report each of them.
 */
export function cleanWords(html: string): Cleaned {
  const unstyled = withoutStyleSheets(html).replace(/<[a-z][^<>]*>/gi, (tag) =>
    tag.replace(/\sstyle\s*=/gi, ' data-style='),
  );
  const { body } = new DOMParser().parseFromString(unstyled, 'text/html');
  for (const element of body.querySelectorAll(droppedWhole)) element.remove();
  removeComments(body);
  bringNotesHome(body);
  for (const element of body.querySelectorAll('*')) if (isUnseen(element)) element.remove();
  const pictures = removePictures(body);
  for (const paragraph of body.querySelectorAll('p, div')) intoHeading(paragraph);
  gatherLists(body);
  for (const element of [...body.querySelectorAll('[data-style]')]) intoMarks(element);
  for (const element of [...body.querySelectorAll('*')].reverse()) intoOurs(element);
  tidySpaces(body);
  intoParagraphs(body);
  for (const element of [...body.querySelectorAll(`p, ${headings}, li, blockquote`)].reverse()) dropEmpty(element);
  return { html: body.innerHTML, pictures };
}

function withoutStyleSheets(html: string): string {
  return html.replace(/<style\b[\s\S]*?(?:<\/style\s*>|$)/gi, '');
}

export function styleOf(element: Element): string {
  return element.getAttribute('data-style') ?? '';
}

function removeComments(body: Element): void {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) (comment as Comment).remove();
}

/** Words that the writer had hidden, taken out or said beside the text; and the marks that lead to these. */
function isUnseen(element: Element): boolean {
  const style = styleOf(element);
  if (/display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*(?:comment|header|footer)/i.test(style)) return true;
  if (/mso-special-character\s*:\s*comment/i.test(style)) return true;
  if (element.matches('del, [hidden], .msocomanchor, .msocomtxt, .MsoCommentReference, .msoDel')) return true;
  return element.matches(
    'a[href^="#_msocom"], a[href^="#cmnt"], [id^="cmnt"], div:has(> p > a[id^="cmnt"]:first-child)',
  );
}

function removePictures(body: Element): number {
  const pictures = [...body.querySelectorAll('img, picture, video, audio, canvas')];
  for (const picture of pictures) picture.remove();
  return pictures.filter((p) => p.tagName === 'IMG').length;
}

/** Word and others say by a style or a class what is a heading. */
function intoHeading(paragraph: Element): void {
  const named = /^(?:Mso)?Heading\s?([1-9])/i.exec(paragraph.className)?.[1];
  const outline = /mso-outline-level\s*:\s*([1-9])/i.exec(styleOf(paragraph))?.[1];
  const spoken = paragraph.getAttribute('role') === 'heading' ? paragraph.getAttribute('aria-level') : undefined;
  const level = /^Mso(?:Title)\b/.test(paragraph.className) ? 1 : Number(named ?? outline ?? spoken ?? 0);
  if (level > 0 && !/mso-list/i.test(styleOf(paragraph))) rename(paragraph, `h${Math.min(level, 4)}`);
}

/** Bold, italic and the like that are said by a style become tags; what a style takes back is taken back. */
function intoMarks(element: Element): void {
  const style = styleOf(element);
  element.removeAttribute('data-style');
  const tag = element.tagName.toLowerCase();
  if (!inline.has(tag)) return;
  const weight = /font-weight\s*:\s*(\w+)/i.exec(style)?.[1]?.toLowerCase() ?? '';
  const inHeading = element.closest(headings) !== null;
  // Google Docs puts everything into a <b> that is not bold.
  if ((tag === 'b' || tag === 'strong') && /^(?:normal|400)$/.test(weight)) {
    unwrap(element);
    return;
  }
  if (/^(?:bold|bolder|[6-9]00)$/.test(weight) && !inHeading) wrap(element, 'strong');
  if (/font-style\s*:\s*italic/i.test(style)) wrap(element, 'em');
  const line = /text-decoration(?:-line)?\s*:\s*([^;]+)/i.exec(style)?.[1] ?? '';
  if (/underline/i.test(line) && !element.closest('a') && !element.querySelector('a')) wrap(element, 'u');
  if (/line-through/i.test(line)) wrap(element, 's');
  const raised = /vertical-align\s*:\s*(super|sub)/i.exec(style)?.[1]?.toLowerCase();
  if (raised) wrap(element, raised === 'super' ? 'sup' : 'sub');
}

/** Nothing stays of an element but its kind, where it leads, and how many cells it takes. */
function intoOurs(element: Element): void {
  const tag = element.tagName.toLowerCase();
  const name = renamed[tag] ?? tag;
  const leadsNowhere = name === 'a' && !isAllowedAddress(element.getAttribute('href') ?? '');
  if (element.hasAttribute('data-footnote')) strip(element, ['data-footnote']);
  else if (/^h\d$/.test(tag) && element.closest('li, td, th')) strip(rename(element, 'p'));
  else if (/^(?:div|section|article|pre)$/.test(name)) intoBlock(element);
  else if (leadsNowhere || !kept.has(name)) unwrap(element);
  else strip(name === tag ? element : rename(element, name), keptAttributes[name]);
}

const keptAttributes: Record<string, string[]> = {
  ...{ a: ['href'], ol: ['start'] },
  ...{ td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'] },
};

/** A division with words of its own is a paragraph; one around blocks is nothing. */
function intoBlock(element: Element): void {
  if (element.querySelector(`p, ${headings}, ul, ol, table, blockquote, hr, li`)) unwrap(element);
  else strip(rename(element, 'p'));
}

/**
 * Word draws distances with spaces that do not break. One alone stays (before a colon in French); one beside another
 * space, and the carriage returns of the clipboard, are one space.
 */
function tidySpaces(body: Element): void {
  body.normalize();
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    text.data = text.data
      .replace(/[\r\n\t]+/g, ' ')
      .replace(/[ \u00a0]{2,}/g, ' ')
      .replace(/[\u200b\ufeff]/g, '');
  }
}

/** Words that stand between blocks: the spaces between two pieces of them would be dropped. */
function intoParagraphs(body: Element): void {
  const isBlock = (node: Node) => node instanceof Element && !inline.has(node.tagName.toLowerCase());
  if (![...body.childNodes].some(isBlock)) return;
  let paragraph: Element | undefined;
  for (const node of [...body.childNodes]) {
    if (isBlock(node)) paragraph = undefined;
    else if (paragraph) paragraph.append(node);
    else if (node.textContent?.trim()) {
      paragraph = make(body, 'p');
      node.before(paragraph);
      paragraph.append(node);
    } else node.remove();
  }
}

function dropEmpty(element: Element): void {
  if (element.textContent?.trim() || element.querySelector('table, hr')) return;
  // A cell needs something to stand in it.
  const cell = element.parentElement;
  if (cell && /^T[DH]$/.test(cell.tagName) && cell.children.length === 1) element.replaceChildren();
  else element.remove();
}

function strip(element: Element, but: string[] = []): void {
  for (const { name } of [...element.attributes]) if (!but.includes(name)) element.removeAttribute(name);
}

export function rename(element: Element, tag: string): Element {
  const other = make(element, tag);
  for (const { name, value } of [...element.attributes]) other.setAttribute(name, value);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

function wrap(element: Element, tag: string): void {
  const within = make(element, tag);
  within.append(...element.childNodes);
  element.append(within);
}

export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

export function make(near: Element, tag: string): Element {
  return near.ownerDocument.createElement(tag);
}
