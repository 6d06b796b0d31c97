/*
 * Lists as word processors put them on the clipboard. Word draws each item as a paragraph with a sign in front; Word in
 * a browser makes a list of its own for each item; Google Docs puts a list into a list where an item belongs between.
 */

interface Item {
  element: Element;
  level: number;
  kind: 'ul' | 'ol';
  /** Figure of a numbered item, where it could be read. */
  figure: number | undefined;
}

export function gatherLists(body: Element): void {
  for (const list of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) intoItemBefore(list);
  joinListsOfOne(body);
  let root: Element | undefined;
  for (const paragraph of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    const item = itemOf(paragraph);
    if (!item) continue;
    if (!root || !isNext(root, paragraph)) {
      root = listOf(paragraph, item);
      paragraph.before(root);
    }
    place(root, item);
  }
}

/** Whether nothing but spaces stands between. */
function isNext(root: Element, paragraph: Element): boolean {
  let node = root.nextSibling;
  while (node && node !== paragraph && !node.textContent?.trim()) node = node.nextSibling;
  return node === paragraph;
}

function itemOf(paragraph: Element): Item | undefined {
  const style = paragraph.getAttribute('data-style') ?? '';
  if (!/mso-list\s*:(?!\s*none|\s*skip)/i.test(style)) return undefined;
  const sign = paragraph.querySelector('[data-style*="mso-list:Ignore" i], [data-style*="mso-list: Ignore" i]');
  // A heading that is numbered by its style is a heading.
  if (/^H\d$/.test(paragraph.tagName)) {
    sign?.remove();
    return undefined;
  }
  const drawn = sign?.textContent?.trim() ?? '';
  sign?.remove();
  const numbered = /^\(?(\d+|[a-z]{1,4})(?:\.\d+)*[.)]/i.exec(drawn);
  const level = Number(/level(\d)/i.exec(style)?.[1] ?? 1);
  return {
    element: paragraph,
    level,
    kind: numbered ? 'ol' : 'ul',
    figure: numbered && /^\d+$/.test(numbered[1]!) ? Number(numbered[1]) : undefined,
  };
}

function listOf(near: Element, { kind, figure }: Item): Element {
  const list = near.ownerDocument.createElement(kind);
  if (kind === 'ol' && figure !== undefined && figure > 1) list.setAttribute('start', String(figure));
  return list;
}

/** Puts an item where its level says, in lists within items that are made where they are missing. */
function place(root: Element, item: Item): void {
  let list = root;
  for (let depth = 1; depth < item.level; depth++) {
    let holder = list.lastElementChild;
    if (!holder) break;
    const within = holder.lastElementChild;
    if (within && /^[OU]L$/.test(within.tagName)) list = within;
    else {
      list = listOf(root, item);
      holder.append(list);
      holder = list;
    }
  }
  const li = root.ownerDocument.createElement('li');
  const words = root.ownerDocument.createElement('p');
  words.append(...item.element.childNodes);
  li.append(words);
  list.append(li);
  item.element.remove();
}

function intoItemBefore(list: Element): void {
  const before = list.previousElementSibling;
  if (before?.tagName === 'LI') before.append(list);
  else {
    const item = list.ownerDocument.createElement('li');
    list.before(item);
    item.append(list);
  }
}

/** Word in a browser: a wrapper and a list for each item, with its level beside. */
function joinListsOfOne(body: Element): void {
  for (const wrapper of body.querySelectorAll('.ListContainerWrapper')) wrapper.replaceWith(...wrapper.childNodes);
  let root: Element | undefined;
  for (const list of [...body.querySelectorAll('ul, ol')]) {
    const only = list.firstElementChild;
    const level = Number(only?.getAttribute('data-aria-level') ?? 0);
    if (!only || list.children.length !== 1 || level === 0 || list.parentElement?.closest('ul, ol')) continue;
    if (root && level > 1 && isNext(root, list)) {
      let at: Element = root;
      for (let depth = 1; depth < level; depth++) {
        const holder = at.lastElementChild ?? at;
        const within = holder.lastElementChild;
        at =
          within && /^[OU]L$/.test(within.tagName)
            ? within
            : holder.appendChild(list.ownerDocument.createElement(list.tagName));
      }
      at.append(only);
      list.remove();
    } else if (root && root.tagName === list.tagName && isNext(root, list)) {
      root.append(only);
      list.remove();
    } else root = list;
  }
}
