import type { Node } from '@tiptap/pm/model';
import { absolutePositionToRelativePosition, initProseMirrorDoc } from '@tiptap/y-tiptap';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { blockAt, endsOf, nearest, positionIn, quoteOf } from '../components/editor/anchors';
import { fieldName, textSchema } from '../text/schema';
import { cloneOf } from '../text/yjs';
import type { CarriedComment, CarriedThread } from './carried';

/** A thread as the database has it. */
export interface ThreadRow {
  /** Base64 of both ends as Yjs relative positions; '' where there are none. */
  anchor: string;
  block: string;
  quote: string;
  resolved: boolean;
  comments: CarriedComment[] | null;
}

/** Where threads stand in the text now: by their anchors, else by the words they were about, else at their block. */
export function placesOf(state: Uint8Array, text: Node, threads: ThreadRow[]): CarriedThread[] {
  const said = threads.filter((thread) => thread.comments?.length);
  if (!said.length) return [];
  const clone = cloneOf(state);
  const type = clone.getXmlFragment(fieldName);
  const { doc, mapping } = initProseMirrorDoc(type, textSchema);
  // Positions are the editor's. Where it reads the text otherwise than we do, the words have to be looked for.
  const isSame = doc.content.size === text.content.size;
  const placed = said.map(({ anchor, block, quote, resolved, comments }): CarriedThread => {
    const ends = isSame && anchor ? endsOf(anchor) : undefined;
    const from = ends ? positionIn(clone, type, ends.start, mapping) : null;
    const to = ends ? positionIn(clone, type, ends.end, mapping) : null;
    const isPlace = from !== null && to !== null && from < to && to <= text.content.size;
    const place = isPlace ? { from, to } : (nearest(text, quote, from ?? 0) ?? blockPlace(text, block));
    return { ...place, resolved, comments: comments!.map((c) => ({ ...c, at: new Date(c.at).toISOString() })) };
  });
  clone.destroy();
  return placed;
}

function blockPlace(text: Node, block: string): { from: number; to: number } {
  let place = { from: 0, to: 0 };
  text.descendants((node, position) => {
    if (block && node.attrs.id === block && place.to === 0)
      place = { from: position + 1, to: position + node.nodeSize - 1 };
    return true;
  });
  return place;
}

/** What a thread is kept with, by its place in the text: the anchor as the editor makes it, and what serves without one. */
export function placeFor(
  state: Uint8Array,
  text: Node,
  place: { from: number; to: number },
): { anchor: Uint8Array | null; block: string; quote: string } {
  const [from, to] = [place.from, place.to].map((at) => Math.min(Math.max(at, 0), text.content.size)) as [
    number,
    number,
  ];
  const block = blockAt(text, from);
  const quote = from < to ? quoteOf(text, { from, to }) : '';
  const clone = cloneOf(state);
  const type = clone.getXmlFragment(fieldName);
  const { doc, mapping } = initProseMirrorDoc(type, textSchema);
  let anchor: Uint8Array | null = null;
  if (from < to && doc.content.size === text.content.size) {
    const encoder = encoding.createEncoder();
    for (const at of [from, to]) {
      const position = absolutePositionToRelativePosition(at, type, mapping);
      encoding.writeVarUint8Array(encoder, Y.encodeRelativePosition(position));
    }
    anchor = encoding.toUint8Array(encoder);
  }
  clone.destroy();
  return { anchor, block, quote };
}
