import * as Y from 'yjs';
import { fieldName, textSchema } from './schema';
import { cloneOf } from './yjs';

/**
 * How many characters of what stands each Yjs client wrote: from its id, which the log of updates ties to a person and
 * an organisation. Words that are only proposed count for nobody; once accepted they are their writer's, since to
 * accept takes away a mark and leaves the words. Yjs moves no words: whoever divides a paragraph, joins two, makes another
 * kind of block of one, or puts a note or a break into it or takes one out, is taken to have written what is written anew
 * for that, the words after the division or those of the block.
 */
export function charactersByClient(state: Uint8Array): Map<number, number> {
  const doc = cloneOf(state);
  const counted = new Map<number, number>();
  count(doc.getXmlFragment(fieldName), counted);
  doc.destroy();
  return counted;
}

function count(element: Y.XmlFragment, counted: Map<number, number>): void {
  for (const child of element.toArray()) {
    if (child instanceof Y.XmlText) countWords(child, counted);
    else if (child instanceof Y.XmlElement && isStanding(child)) count(child, counted);
  }
}

function isStanding(element: Y.XmlElement): boolean {
  return Boolean(textSchema.nodes[element.nodeName]) && !element.getAttribute('inserted');
}

/** Marks are items between the words: each holds from its beginning to the one that ends it. */
function countWords(text: Y.XmlText, counted: Map<number, number>): void {
  const proposed = new Set<string>();
  for (let item: Y.Item | null = text._start; item; item = item.right) {
    if (item.deleted) continue;
    const { content } = item;
    if (content instanceof Y.ContentFormat && /^insertion(?:--|$)/.test(content.key)) {
      if (content.value === null) proposed.delete(content.key);
      else proposed.add(content.key);
    } else if (content instanceof Y.ContentString && !proposed.size) {
      const { client } = item.id;
      counted.set(client, (counted.get(client) ?? 0) + [...content.str].length);
    }
  }
}
