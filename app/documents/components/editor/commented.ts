import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { anchorOf, endsOf, placeOf, quoteOf } from './anchors';
import { isFromOthers } from './block-ids';
import type { Place } from './finding';
import type { WriteThread } from './write-data';

/** Where each open thread's words stand, and which of them one is at. */
interface Commented {
  threads: WriteThread[];
  places: Map<number, Place>;
  /** The thread that is turned to, in the panel or in the text. */
  at: number | null;
  /** Words on which a comment is being written. */
  begun: (Place & { anchor: string; quote: string }) | null;
}

const key = new PluginKey<Commented>('commented');
const none: Commented = { threads: [], places: new Map(), at: null, begun: null };

export const CommentedWords = Extension.create({
  name: 'commentedWords',
  addProseMirrorPlugins: () => [
    new Plugin<Commented>({
      key,
      state: {
        init: () => none,
        apply(tr, before, _, state) {
          const told = tr.getMeta(key) as Partial<Commented> | undefined;
          if (told?.threads) return { ...before, ...told, places: placesOf(state, told.threads) };
          if (told) return { ...before, ...told };
          if (!tr.docChanged || (before.threads.length === 0 && !before.begun)) return before;
          const { begun } = before;
          // What others change comes as a new document: there is nothing to map by, but the history knows the places.
          if (isFromOthers(tr)) {
            const place = begun && placeOf(state, endsOf(begun.anchor), begun.quote);
            return { ...before, places: placesOf(state, before.threads), begun: begun && { ...begun, ...place } };
          }
          const mapped = ({ from, to }: Place): Place => ({
            from: tr.mapping.map(from, 1),
            to: tr.mapping.map(to, -1),
          });
          const places = new Map([...before.places].map(([id, place]) => [id, mapped(place)]));
          for (const [id, { from, to }] of places) if (from >= to) places.delete(id);
          return { ...before, places, begun: begun && { ...begun, ...mapped(begun) } };
        },
      },
      props: { decorations: decorationsOf },
    }),
  ],
});

function placesOf(state: EditorState, threads: WriteThread[]): Map<number, Place> {
  const places = new Map<number, Place>();
  for (const thread of threads) {
    const place = placeOf(state, endsOf(thread.anchor), thread.quote);
    if (place) places.set(thread.id, place);
  }
  return places;
}

function decorationsOf(state: EditorState): DecorationSet | null {
  const { threads, places, at, begun } = commentedIn(state);
  const open = threads.filter((t) => t.state === 'open' || t.id === at);
  if (open.length === 0 && !begun) return null;
  const marks = open.flatMap((thread) => {
    const place = places.get(thread.id);
    if (!place) return [];
    const attributes = { class: thread.id === at ? 'commented here' : 'commented', 'data-thread': String(thread.id) };
    return [Decoration.inline(place.from, place.to, attributes)];
  });
  if (begun && begun.from < begun.to) marks.push(Decoration.inline(begun.from, begun.to, { class: 'commented here' }));
  return DecorationSet.create(state.doc, marks);
}

export function commentedIn(state: EditorState): Commented {
  return key.getState(state) ?? none;
}

export function tellThreads(view: EditorView, threads: WriteThread[]): void {
  view.dispatch(view.state.tr.setMeta(key, { threads }));
}

/** Begins a comment on these words, or ends it with null; they stay shown, wherever edits move them meanwhile. */
export function beginOn(view: EditorView, place: Place | null): void {
  const { state } = view;
  const begun = place && { ...place, anchor: anchorOf(state, place), quote: quoteOf(state.doc, place) };
  view.dispatch(state.tr.setMeta(key, { begun }));
}

/**
 * Begins a comment again that was begun before the text was opened anew: on what is left of its words, or on the first
 * block, since what was typed counts for more than its place.
 */
export function beginAgain(view: EditorView, anchor: string | null): void {
  const { state } = view;
  if (commentedIn(state).begun) return;
  const words = anchor === null ? null : placeOf(state, endsOf(anchor), '');
  const place = words ?? firstWords(state);
  if (place) beginOn(view, place);
}

function firstWords({ doc }: EditorState): Place | null {
  let place: Place | null = null;
  doc.descendants((node, pos) => {
    if (!place && node.isTextblock && node.content.size > 0) place = { from: pos + 1, to: pos + 1 + node.content.size };
    return !place;
  });
  return place;
}

/** Turns to a thread's words, or away from all with null. */
export function turnToThread(view: EditorView, at: number | null): void {
  if (commentedIn(view.state).at !== at) view.dispatch(view.state.tr.setMeta(key, { at }));
}

/** Open threads whose words a position stands in, the narrowest first. */
export function threadsAt(state: EditorState, pos: number): number[] {
  const { threads, places } = commentedIn(state);
  return threads
    .filter((t) => t.state === 'open')
    .map((t) => ({ id: t.id, place: places.get(t.id) }))
    .filter(({ place }) => place !== undefined && place.from <= pos && pos <= place.to)
    .sort((a, b) => a.place!.to - a.place!.from - (b.place!.to - b.place!.from))
    .map((t) => t.id);
}
