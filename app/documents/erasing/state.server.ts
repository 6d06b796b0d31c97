import type { JSONContent } from '@tiptap/core';
import * as Y from 'yjs';
import { findFolded, foldText } from '../../shared/rich-text/fold';
import { fieldName } from '../text/schema';
import { nodesFrom, stateOf, updateTo } from '../text/yjs';
import { cutOut } from './text.server';

/**
 * The state of a text with other words, of which nothing is left that was there before and is not in `wanted`: loaded
 * into a document that collects what is deleted, changed by the smallest change, and written out anew. So those who wrote
 * what stays, and the places of comments, are known as before. `passage` must not be in `wanted`; null where what goes
 * stood in attributes alone, each of which is one piece.
 */
export function stateWithout(state: Uint8Array, wanted: JSONContent, passage: string | null): Uint8Array {
  const doc = new Y.Doc({ gc: true });
  Y.applyUpdate(doc, state);
  if (passage !== null) doc.transact(() => cutFrom(doc.getXmlFragment(fieldName), passage));
  Y.applyUpdate(doc, updateTo(Y.encodeStateAsUpdate(doc), wanted));
  emptyOthers(doc);
  const without = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  // What is left of somebody's half-typed words may still spell it; then the text begins a new history.
  return passage !== null && spells(without, passage) ? stateOf(wanted) : without;
}

/**
 * Cuts the passage out where it stands. The smallest change between two texts does not know which of two like letters
 * is meant: it would keep one of the passage in the place of one beside it, and what hangs on that, a comment or who
 * wrote it, would be a letter off.
 */
function cutFrom(fragment: Y.XmlFragment, passage: string): void {
  const places = new Map<JSONContent, { text: Y.XmlText; parts: JSONContent[] }>();
  const read = (child: unknown, depth: number): JSONContent[] => {
    if (child instanceof Y.XmlText) {
      const parts = child.toDelta().flatMap(partOf);
      for (const part of parts) places.set(part, { text: child, parts });
      return parts;
    }
    if (!(child instanceof Y.XmlElement) || nodesFrom(child, depth).length === 0) return [];
    return [{ type: child.nodeName, content: child.toArray().flatMap((c) => read(c, depth + 1)) }];
  };
  const content = fragment.toArray().flatMap((child) => read(child, 0));
  cutOut({ type: 'doc', content }, foldText(passage), (node, from, to, sign) => {
    const { text, parts } = places.get(node)!;
    const at = parts.slice(0, parts.indexOf(node)).reduce((sum, part) => sum + part.text!.length, from);
    text.delete(at, to - from);
    if (sign) text.insert(at, sign);
  });
}

/** Words with the names of their marks, which say whether they stand. What is no text is one sign, and none to read. */
function partOf({ insert, attributes }: { insert: unknown; attributes?: Record<string, unknown> }): JSONContent[] {
  const marks = Object.keys(attributes ?? {}).map((key) => ({ type: key.replace(/--[a-zA-Z0-9+/=]{8}$/, '') }));
  return [{ type: 'text', text: typeof insert === 'string' ? insert : '\u200b', marks }];
}

/** Only the text is a document's. What a client put beside it is nobody's, and may hold anything. */
function emptyOthers(doc: Y.Doc): void {
  doc.transact((transaction) => {
    for (const [name, type] of doc.share) {
      if (name === fieldName) continue;
      for (const item of type._map.values()) item.delete(transaction);
      for (let item = type._start; item; item = item.right) item.delete(transaction);
    }
  });
}

/**
 * Whether the passage can be read in what the update holds, in the order in which each client wrote it: its pieces on
 * end, and as words of their own. By the rules of reading, or "Ana" would be found in whoever "managed", and all that is
 * known of the text's history would go for it.
 */
function spells(update: Uint8Array, passage: string): boolean {
  const wanted = foldText(passage);
  const written = new Map<number, string[]>();
  for (const struct of Y.decodeUpdate(update).structs) {
    if (!(struct instanceof Y.Item)) continue;
    const words = wordsOf(struct).map((part) => (typeof part === 'string' ? part : JSON.stringify(part)));
    const { client } = struct.id;
    written.set(client, [...(written.get(client) ?? []), ...words]);
  }
  return [...written.values()].some((words) =>
    ['', ' '].some((between) => findFolded(foldText(words.join(between)), wanted).length > 0),
  );
}

/**
 * What one struct holds, with the name it stands under. Of an element its name alone: its children are structs of their
 * own, and one that is read outside of a document holds nothing.
 */
function wordsOf({ content, parentSub }: Y.Item): unknown[] {
  if (content instanceof Y.ContentFormat) return [content.value];
  const named = parentSub === null ? [] : [parentSub];
  if (content instanceof Y.ContentType) return [...named, nameOf(content.type)];
  return [...named, ...content.getContent()];
}

function nameOf(type: Y.AbstractType<unknown>): string {
  if (type instanceof Y.XmlElement) return type.nodeName;
  return type instanceof Y.XmlHook ? type.hookName : '';
}
