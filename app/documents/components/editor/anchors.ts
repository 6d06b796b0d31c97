import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Place } from './finding';

/*
 * Where a comment hangs: both ends as positions within the history of the text, which edits around them do not move.
 * Dividing a block writes its second half anew, and what hung there hangs on words that are gone: then the words that
 * were chosen are looked for, nearest to where they stood.
 */

interface Ends {
  start: Y.RelativePosition;
  end: Y.RelativePosition;
}

export function anchorOf(state: EditorState, { from, to }: Place): string {
  const { doc, type, binding } = ySyncPluginKey.getState(state);
  const end = absolutePositionToRelativePosition(to, type, binding.mapping);
  const start = holdToNext(doc, absolutePositionToRelativePosition(from, type, binding.mapping));
  const encoder = encoding.createEncoder();
  encoding.writeVarUint8Array(encoder, Y.encodeRelativePosition(start));
  encoding.writeVarUint8Array(encoder, Y.encodeRelativePosition(end));
  return btoa(String.fromCharCode(...encoding.toUint8Array(encoder)));
}

/** The start holds to the letter after it, so that what is written before it stays outside. */
function holdToNext(doc: Y.Doc, position: Y.RelativePosition): Y.RelativePosition {
  const at = Y.createAbsolutePositionFromRelativePosition(position, doc);
  if (!(at?.type instanceof Y.XmlText) || at.index >= at.type.length) return position;
  return Y.createRelativePositionFromTypeIndex(at.type, at.index, 0);
}

/** Undefined for what is no anchor of ours: forms are written by others too. */
export function endsOf(anchor: string): Ends | undefined {
  try {
    const decoder = decoding.createDecoder(Uint8Array.from(atob(anchor), (c) => c.charCodeAt(0)));
    return {
      start: Y.decodeRelativePosition(decoding.readVarUint8Array(decoder)),
      end: Y.decodeRelativePosition(decoding.readVarUint8Array(decoder)),
    };
  } catch {
    return undefined;
  }
}

/** Where the words stand now that a comment was made on; null where they are gone. */
export function placeOf(state: EditorState, ends: Ends | undefined, quote: string): Place | null {
  const { doc, type, binding } = ySyncPluginKey.getState(state);
  const resolve = (position: Y.RelativePosition): number | null => positionIn(doc, type, position, binding.mapping);
  const from = ends ? resolve(ends.start) : null;
  const to = ends ? resolve(ends.end) : null;
  const size = state.doc.content.size;
  // At least half of the words are still between the ends: otherwise they were moved, or taken out.
  if (from !== null && to !== null && from < to && to <= size) {
    const left = state.doc.textBetween(from, to, ' ').trim().length;
    if (left >= quote.trim().length / 2) return { from, to };
  }
  const wordsMoved = nearest(state.doc, quote, from ?? to ?? 0);
  if (wordsMoved) return wordsMoved;
  const stillThere = from !== null && to !== null && from < to && to <= size;
  return stillThere && state.doc.textBetween(from, to, ' ').trim() ? { from, to } : null;
}

/**
 * Where in the shown text a position of its history is; null where that is gone. The way of y-tiptap takes every
 * position before the first letter of a text for a mistake, and comments hang there too.
 */
export function positionIn(
  doc: Y.Doc,
  text: Y.XmlFragment,
  position: Y.RelativePosition,
  mapping: ReadonlyMap<unknown, Node | Node[]>,
): number | null {
  const found = Y.createAbsolutePositionFromRelativePosition(position, doc);
  if (!found) return null;
  const sizeOf = (child: unknown) =>
    child instanceof Y.XmlText ? child.length : ((mapping.get(child) as Node | undefined)?.nodeSize ?? Number.NaN);
  const sizeBefore = (parent: Y.XmlFragment, index: number) =>
    parent
      .toArray()
      .slice(0, index)
      .reduce((sum: number, child) => sum + sizeOf(child), 0);
  let at: unknown = found.type;
  let pos = at instanceof Y.XmlText ? found.index : sizeBefore(at as Y.XmlFragment, found.index);
  while (at !== text) {
    const item: Y.Item | null = (at as Y.XmlText)._item;
    if (!item || item.deleted) return null;
    const parent = item.parent as Y.XmlFragment;
    pos += sizeBefore(parent, parent.toArray().indexOf(at as Y.XmlElement)) + (at instanceof Y.XmlText ? 0 : 1);
    at = parent;
  }
  return Number.isNaN(pos) ? null : pos;
}

/**
 * The same words elsewhere, nearest to a position; where somebody has written between them, from their first to their
 * last. A quote over several blocks is found by its longest line.
 */
export function nearest(doc: Node, quote: string, near: number): Place | null {
  const line = quote
    .replace(/…$/, '')
    .split('\n')
    .reduce((longest, l) => (l.length > longest.length ? l : longest), '')
    .trim();
  if (line.length < 3) return null;
  return nearestMatch(doc, new RegExp(literally(line), 'gu'), near) ?? betweenEnds(doc, line, near);
}

/** From the first words of a quote to its last, with no more than as much again and a sentence between. */
function betweenEnds(doc: Node, line: string, near: number): Place | null {
  const words = line.split(/\s+/);
  if (words.length < 2) return null;
  const most = line.length + 80;
  const ends = [words[0]!, words.at(-1)!].map(literally).join(`[^\\n]{1,${most}}?`);
  return nearestMatch(doc, new RegExp(ends, 'gu'), near);
}

function literally(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

function nearestMatch(doc: Node, pattern: RegExp, near: number): Place | null {
  let best: Place | null = null;
  doc.descendants((block, pos) => {
    if (!block.isTextblock) return true;
    // A note takes more room than the one sign it is here: such a block is searched up to it.
    const text = block.textBetween(0, block.content.size, undefined, '\ufffc');
    const whole = text.length === block.content.size ? text : text.slice(0, text.indexOf('\ufffc'));
    for (const match of whole.matchAll(pattern)) {
      const from = pos + 1 + match.index;
      if (!best || Math.abs(from - near) < Math.abs(best.from - near)) best = { from, to: from + match[0].length };
    }
    return false;
  });
  return best;
}

/** The chosen words as they are kept beside a comment: lines for blocks, at most 300 characters. */
export function quoteOf(doc: Node, { from, to }: Place): string {
  const words = doc.textBetween(from, to, '\n', ' ').trim();
  return words.length <= 300 ? words : `${words.slice(0, 299).trimEnd()}…`;
}

/** Id of the block in which a position stands, '' where it has none yet. */
export function blockAt(doc: Node, pos: number): string {
  const $pos = doc.resolve(Math.min(pos, doc.content.size));
  for (let depth = $pos.depth; depth > 0; depth--) {
    const id: unknown = $pos.node(depth).attrs.id;
    if (typeof id === 'string' && id) return id;
  }
  return '';
}
