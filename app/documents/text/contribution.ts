import * as Y from 'yjs';
import { fieldName, textSchema } from './schema';
import { cloneOf } from './yjs';

/** Words that stand, written on end by one Yjs client from this clock. */
export interface Written {
  client: number;
  clock: number;
  words: string;
}

/**
 * What stands, and which Yjs client wrote it: the log of updates ties the clocks of a client to a person and an
 * organisation. Words that are only proposed are nobody's; once accepted they are their writer's, since to accept takes
 * away a mark and leaves the words.
 */
export function writtenIn(state: Uint8Array): Written[] {
  const doc = cloneOf(state);
  const found: Written[] = [];
  look(doc.getXmlFragment(fieldName), found);
  doc.destroy();
  return found;
}

/** How many characters of what stands each Yjs client wrote. */
export function charactersByClient(state: Uint8Array): Map<number, number> {
  const counted = new Map<number, number>();
  for (const { client, words } of writtenIn(state)) counted.set(client, (counted.get(client) ?? 0) + lengthOf(words));
  return counted;
}

/** In letters, however many signs a machine takes for one. */
export function lengthOf(words: string): number {
  return [...words].length;
}

function look(element: Y.XmlFragment, found: Written[]): void {
  for (const child of element.toArray()) {
    if (child instanceof Y.XmlText) lookAtWords(child, found);
    else if (child instanceof Y.XmlElement && isStanding(child)) look(child, found);
  }
}

function isStanding(element: Y.XmlElement): boolean {
  return Boolean(textSchema.nodes[element.nodeName]) && !element.getAttribute('inserted');
}

/** Marks are items between the words: each holds from its beginning to the one that ends it. */
function lookAtWords(text: Y.XmlText, found: Written[]): void {
  const proposed = new Set<string>();
  for (let item: Y.Item | null = text._start; item; item = item.right) {
    if (item.deleted) continue;
    const { content } = item;
    if (content instanceof Y.ContentFormat && /^insertion(?:--|$)/.test(content.key)) {
      if (content.value === null) proposed.delete(content.key);
      else proposed.add(content.key);
    } else if (content instanceof Y.ContentString && !proposed.size) {
      found.push({ ...item.id, words: content.str });
    }
  }
}
