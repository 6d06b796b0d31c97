const block =
  /^(?:p|h[1-6]|ul|ol|li|blockquote|div|section|article|aside|header|footer|main|figure|figcaption|pre|hr|dl|dd|dt|table|form)$/i;

/**
 * What is on the clipboard, with no more in it than the editor can tell from words: no style sheets and comments, no
 * drawn bullets in front of what Word means as a list, tables as lines. Bold and italic that are said by a style
 * become tags: our content security policy lets no style of a pasted element count, not even to be read.
 */
export function cleanPaste(html: string): string {
  if (html.includes('data-pm-slice')) return html;
  const unstyled = withoutStyleSheets(html).replace(/<[a-z][^<>]*>/gi, (tag) =>
    tag.replace(/\sstyle\s*=/gi, ' data-style='),
  );
  const { body } = new DOMParser().parseFromString(unstyled, 'text/html');
  for (const element of body.querySelectorAll('style, script, meta, link, title, xml, noscript, template'))
    element.remove();
  for (const paragraph of body.querySelectorAll('p[data-style*="mso-list"]')) intoList(paragraph);
  for (const styled of body.querySelectorAll('[data-style]')) intoTags(styled);
  for (const row of body.querySelectorAll('tr')) intoLine(row);
  intoParagraphs(body);
  return body.innerHTML;
}

/** Before the browser reads it: even in a document that nobody sees it reports each sheet that the policy refuses. */
function withoutStyleSheets(html: string): string {
  const [first, ...rest] = html.split(/<style\b/i);
  const after = rest.map((part) =>
    part
      .split(/<\/style\s*>/i)
      .slice(1)
      .join(''),
  );
  return [first, ...after].join('');
}

/** One paragraph of Word's into an item of the list before it, or of a new one. */
function intoList(paragraph: Element): void {
  const sign = paragraph.querySelector('[data-style*="Ignore"]');
  if (!sign) return;
  const kind = /^\s*\(?(?:\d+|[a-z]{1,4})[.)]/i.test(sign.textContent ?? '') ? 'ol' : 'ul';
  sign.remove();
  const level = Number(/level(\d)/.exec(paragraph.getAttribute('data-style') ?? '')?.[1] ?? 1);
  const before = paragraph.previousElementSibling;
  const top = before?.hasAttribute('data-word') ? before : make(paragraph, kind);
  top.setAttribute('data-word', '');
  if (!top.parentNode) paragraph.before(top);
  const item = make(paragraph, 'li');
  item.append(...paragraph.childNodes);
  listAt(top, level, kind).append(item);
  paragraph.remove();
}

/** The list of this level within the one that was begun, made where it is missing. */
function listAt(top: Element, level: number, kind: string): Element {
  let list = top;
  for (let depth = 1; depth < level && list.lastElementChild; depth++) {
    const item = list.lastElementChild;
    let inner = item.lastElementChild;
    if (!inner || !/^[ou]l$/i.test(inner.tagName)) {
      inner = make(top, kind);
      item.append(inner);
    }
    list = inner;
  }
  return list;
}

function intoTags(styled: Element): void {
  const style = styled.getAttribute('data-style') ?? '';
  styled.removeAttribute('data-style');
  const plain = /font-weight\s*:\s*(?:normal|400)/i.test(style) && /^(?:b|strong)$/i.test(styled.tagName);
  // Google Docs puts everything into a <b> that is not bold.
  if (plain) styled.replaceWith(...styled.childNodes);
  else if (!block.test(styled.tagName)) {
    if (/font-weight\s*:\s*(?:bold|[6-9]00)/i.test(style)) wrap(styled, 'strong');
    if (/font-style\s*:\s*italic/i.test(style)) wrap(styled, 'em');
  }
}

function wrap(element: Element, tag: string): void {
  const outer = make(element, tag);
  outer.append(...element.childNodes);
  element.append(outer);
}

/** The words of two cells, or of two rows, would run together. */
function intoLine(row: Element): void {
  const line = make(row, 'div');
  for (const cell of row.querySelectorAll('td, th')) {
    const words = make(row, 'span');
    words.append(...cell.childNodes);
    line.append(words, ' ');
  }
  const table = row.closest('table');
  table?.before(line);
  row.remove();
  if (table && !table.querySelector('tr')) table.remove();
}

/** Words that stand between blocks: the spaces between two pieces of them would be dropped. */
function intoParagraphs(body: Element): void {
  let paragraph: Element | undefined;
  for (const node of [...body.childNodes]) {
    const element = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : undefined;
    if (element && (block.test(element.tagName) || element.querySelector('p, li, div, h1, h2, h3, h4, h5, h6'))) {
      paragraph = undefined;
    } else if (node.nodeType === Node.COMMENT_NODE) node.remove();
    else if (paragraph) paragraph.append(node);
    else if (node.textContent?.trim()) {
      paragraph = make(body, 'p');
      node.before(paragraph);
      paragraph.append(node);
    }
  }
}

function make(near: Element, tag: string): Element {
  return near.ownerDocument.createElement(tag);
}
