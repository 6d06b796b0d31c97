import type { JSONContent } from '@tiptap/core';
import { type Mark, Node, type NodeType } from '@tiptap/pm/model';
import { updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { fieldName, textSchema } from './schema';

/** The text of a new document: one paragraph, or two people who begin to type at once make two. */
export const emptyText: JSONContent = { type: 'doc', content: [{ type: 'paragraph' }] };

/** How deep elements may stand within each other; what is deeper is left out, before a reader's stack is. */
const deepest = 64;

/**
 * The text in a state. Reads it from a clone and with a reader of its own: y-tiptap's deletes from the Y.Doc whatever
 * it does not know, and throws at things that no editor makes but any client may send.
 */
export function textOf(state: Uint8Array): Node {
  const clone = cloneOf(state);
  const text = textIn(clone);
  clone.destroy();
  return text;
}

/** The text in a Y.Doc, which stays as it is. */
export function textIn(doc: Y.Doc): Node {
  const blocks = childrenOf(doc.getXmlFragment(fieldName), 0).filter((node) => node.isBlock);
  return textSchema.topNodeType.create(null, blocks.length ? blocks : [textSchema.nodes.paragraph!.create()]);
}

/** A new Y.Doc's state with this text. Every call makes another history: never use it on a text that is in use. */
export function stateOf(json: JSONContent): Uint8Array {
  const doc = new Y.Doc();
  write(doc, json);
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}

/** The smallest change that leads from a state to a wanted text. */
export function updateTo(state: Uint8Array, json: JSONContent): Uint8Array {
  const clone = cloneOf(state);
  const before = Y.encodeStateVector(clone);
  write(clone, json);
  const update = Y.encodeStateAsUpdate(clone, before);
  clone.destroy();
  return update;
}

export function cloneOf(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc;
}

function write(doc: Y.Doc, json: JSONContent): void {
  const text = Node.fromJSON(textSchema, json);
  doc.transact(() => {
    updateYFragment(doc, doc.getXmlFragment(fieldName), text, { mapping: new Map(), isOMark: new Map() });
  });
}

function childrenOf(element: Y.XmlFragment, depth: number): Node[] {
  return element.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return wordsOf(child);
    if (!(child instanceof Y.XmlElement) || depth >= deepest) return [];
    const type = textSchema.nodes[child.nodeName];
    if (!type || type.isText || type === textSchema.topNodeType) return [];
    const content = type.isLeaf ? [] : childrenOf(child, depth + 1);
    try {
      return [type.createChecked(attributesFor(type, child.getAttributes()), content)];
    } catch {
      // As in the editor: an element whose content does not fit is not there.
      return [];
    }
  });
}

function wordsOf(text: Y.XmlText): Node[] {
  return text.toDelta().flatMap((part: { insert?: unknown; attributes?: Record<string, unknown> }) => {
    if (typeof part.insert !== 'string' || !part.insert) return [];
    return [textSchema.text(part.insert, marksFrom(part.attributes ?? {}))];
  });
}

/** Marks of which several may lie on the same words bear a hash after their name. */
function marksFrom(attributes: Record<string, unknown>): readonly Mark[] {
  let marks: readonly Mark[] = [];
  for (const [key, value] of Object.entries(attributes)) {
    const type = textSchema.marks[key.replace(/--[a-zA-Z0-9+/=]{8}$/, '')];
    if (!type || typeof value !== 'object') continue;
    marks = type.create(attributesFor(type, value as Record<string, unknown>)).addToSet(marks);
  }
  return marks;
}

/** Only what the schema knows and finds valid: a client can send a level of `"<script>"`. */
function attributesFor(type: NodeType | Mark['type'], found: Record<string, unknown> | null): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const [name, { validate }] of Object.entries(type.spec.attrs ?? {})) {
    const value = found?.[name];
    if (value !== undefined && isValid(value, validate)) attributes[name] = value;
  }
  return attributes;
}

function isValid(value: unknown, validate?: string | ((value: unknown) => void)): boolean {
  if (typeof validate === 'string') return validate.split('|').includes(value === null ? 'null' : typeof value);
  try {
    validate?.(value);
    return true;
  } catch {
    return false;
  }
}
