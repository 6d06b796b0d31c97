import * as Y from 'yjs';
import { proposalAttributes } from './extensions';
import { proposalMarks } from './proposals';
import { fieldName } from './schema';
import { cloneOf } from './yjs';

/** A struct of a Yjs client: the log of updates tells whose. */
export interface Struct {
  client: number;
  clock: number;
}

/**
 * The structs that say that something is proposed, by the suggestion's id. What they say of their author is what a client
 * claimed; the log tells who sent them.
 */
export function proposalStructs(state: Uint8Array): Map<string, Struct[]> {
  const doc = cloneOf(state);
  const found = structsIn(doc);
  doc.destroy();
  return found;
}

/** The same of a Y.Doc, which stays as it is. */
export function structsIn(doc: Y.Doc): Map<string, Struct[]> {
  const found = new Map<string, Struct[]>();
  lookIn(doc.getXmlFragment(fieldName), found);
  return found;
}

const markKey = new RegExp(`^(?:${proposalMarks.join('|')})(?:--|$)`);

function lookIn(element: Y.XmlFragment, found: Map<string, Struct[]>): void {
  for (const child of element.toArray()) {
    if (child instanceof Y.XmlText) {
      for (let item: Y.Item | null = child._start; item; item = item.right) {
        if (!item.deleted && item.content instanceof Y.ContentFormat && markKey.test(item.content.key))
          note(item, idIn(item.content.value), found);
      }
    } else if (child instanceof Y.XmlElement) {
      for (const name of proposalAttributes) {
        const item = child._map.get(name);
        if (item && !item.deleted) note(item, idIn(parsed(item.content.getContent().at(-1))), found);
      }
      lookIn(child, found);
    }
  }
}

function note(item: Y.Item, id: string | null, found: Map<string, Struct[]>): void {
  if (id === null) return;
  const structs = found.get(id) ?? [];
  structs.push({ client: item.id.client, clock: item.id.clock });
  found.set(id, structs);
}

function idIn(value: unknown): string | null {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : null;
}

function parsed(written: unknown): unknown {
  try {
    return typeof written === 'string' ? JSON.parse(written) : null;
  } catch {
    return null;
  }
}
