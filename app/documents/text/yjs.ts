import type { JSONContent } from '@tiptap/core';
import { type Mark, type MarkType, Node, type NodeType } from '@tiptap/pm/model';
import { updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { isValidFor } from './proposals';
import { reconcile } from './reconcile';
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
  return textWith(childrenOf(doc.getXmlFragment(fieldName), 0));
}

export function textWith(nodes: Node[]): Node {
  const blocks = nodes.filter((node) => node.isBlock);
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
  const wanted = Node.fromJSON(textSchema, json);
  clone.transact(() => {
    reconcile(clone, clone.getXmlFragment(fieldName), wanted.content.content, (child) => nodesFrom(child, 0));
  });
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

/** Called for everything that an editor would not have made. */
type Stumble = () => void;

function childrenOf(element: Y.XmlFragment, depth: number, stumble?: Stumble): Node[] {
  return element.toArray().flatMap((child) => nodesFrom(child, depth, stumble));
}

/** The nodes that a child of the text's fragment, or of an element at a depth, stands for. */
export function nodesFrom(child: unknown, depth: number, stumble?: Stumble): Node[] {
  if (child instanceof Y.XmlText) return wordsOf(child, stumble);
  const type = child instanceof Y.XmlElement ? textSchema.nodes[child.nodeName] : undefined;
  if (!(child instanceof Y.XmlElement) || !type || type.isText || type === textSchema.topNodeType || depth >= deepest) {
    stumble?.();
    return [];
  }
  const content = type.isLeaf ? [] : childrenOf(child, depth + 1, stumble);
  try {
    return [type.createChecked(attributesFor(type, child.getAttributes(), stumble), content)];
  } catch {
    // As in the editor: an element whose content does not fit is not there.
    stumble?.();
    return [];
  }
}

function wordsOf(text: Y.XmlText, stumble?: Stumble): Node[] {
  return text.toDelta().flatMap((part: { insert?: unknown; attributes?: Record<string, unknown> }) => {
    if (typeof part.insert === 'string' && part.insert) {
      return [textSchema.text(part.insert, marksFrom(part.attributes ?? {}, stumble))];
    }
    stumble?.();
    return [];
  });
}

/** Marks of which several may lie on the same words bear a hash after their name; in the order of those. */
function marksFrom(attributes: Record<string, unknown>, stumble?: Stumble): readonly Mark[] {
  let marks: readonly Mark[] = [];
  for (const key of Object.keys(attributes).sort()) {
    const type = textSchema.marks[key.replace(/--[a-zA-Z0-9+/=]{8}$/, '')];
    const value = attributes[key];
    if (!type || !value || typeof value !== 'object') stumble?.();
    else marks = type.create(attributesFor(type, value as Record<string, unknown>, stumble)).addToSet(marks);
  }
  return marks;
}

/** Only what the schema knows and finds valid: a client can send a level of `"<script>"`. */
function attributesFor(type: NodeType | MarkType, found: Record<string, unknown>, stumble?: Stumble) {
  const attributes: Record<string, unknown> = {};
  const specs = type.spec.attrs ?? {};
  for (const [name, value] of Object.entries(found)) {
    if (specs[name] && isValidFor(specs[name].validate, value)) attributes[name] = value;
    else stumble?.();
  }
  return attributes;
}
