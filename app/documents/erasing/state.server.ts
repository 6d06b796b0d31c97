import type { JSONContent } from '@tiptap/core';
import * as Y from 'yjs';
import { foldText } from '../../shared/rich-text/fold';
import { fieldName } from '../text/schema';
import { stateOf, updateTo } from '../text/yjs';

/**
 * The state of a text with other words, of which nothing is left that was there before and is not in `wanted`: loaded
 * into a document that collects what is deleted, changed by the smallest change, and written out anew. So those who wrote
 * what stays, and the places of comments, are known as before. `passage` must not be in `wanted`; null where what goes
 * stood in attributes alone, each of which is one piece.
 */
export function stateWithout(state: Uint8Array, wanted: JSONContent, passage: string | null): Uint8Array {
  const doc = new Y.Doc({ gc: true });
  Y.applyUpdate(doc, state);
  Y.applyUpdate(doc, updateTo(state, wanted));
  emptyOthers(doc);
  const without = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  // What is left of somebody's half-typed words may still spell it; then the text begins a new history.
  return passage !== null && spells(without, passage) ? stateOf(wanted) : without;
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

/** Whether the letters of the passage stand in what the update holds, in the order in which each client wrote them. */
function spells(update: Uint8Array, passage: string): boolean {
  const wanted = foldText(passage).letters;
  const written = new Map<number, string>();
  for (const struct of Y.decodeUpdate(update).structs) {
    if (!(struct instanceof Y.Item)) continue;
    const words = wordsOf(struct).map((part) => (typeof part === 'string' ? part : JSON.stringify(part)));
    const { client } = struct.id;
    written.set(client, (written.get(client) ?? '') + words.join(''));
  }
  return [...written.values()].some((words) => foldText(words).letters.includes(wanted));
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
