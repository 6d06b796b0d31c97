import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

export interface Place {
  from: number;
  to: number;
}

export interface Finding {
  query: string;
  places: Place[];
  /** Which of them one is at; -1 where there is none. */
  current: number;
}

const nothing: Finding = { query: '', places: [], current: -1 };
const key = new PluginKey<Finding>('finding');
const mostPlaces = 2000;

/** As one reads: without regard to capitals and accents, the length kept so that places stay true. */
export function folded(text: string): string {
  return Array.from(text, (c) => {
    const plain = c.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    return plain.length === c.length ? plain : c.length === 1 ? (plain[0] ?? c) : c;
  }).join('');
}

/** Where these words stand in the text, each within one block or one note. */
export function placesOf(doc: Node, query: string): Place[] {
  const wanted = folded(query.trim());
  const places: Place[] = [];
  if (!wanted) return places;
  doc.descendants((node, pos) => {
    if (node.inlineContent && places.length < mostPlaces) places.push(...placesWithin(node, pos + 1, wanted));
  });
  return places;
}

/** In the words of one block, whatever their marks; a note or a citation between them ends what can be found. */
function placesWithin(block: Node, start: number, wanted: string): Place[] {
  let text = '';
  const positions: number[] = [];
  block.forEach((node, offset) => {
    const words = node.isText ? folded(node.text!) : '\ufffc';
    for (let i = 0; i < words.length; i++) positions.push(start + offset + i);
    text += words;
  });
  const places: Place[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
    places.push({ from: positions[at]!, to: positions[at + wanted.length - 1]! + 1 });
  return places;
}

export const Find = Extension.create({
  name: 'finding',
  addProseMirrorPlugins: () => [
    new Plugin<Finding>({
      key,
      state: {
        init: () => nothing,
        apply: (tr, before) => tr.getMeta(key) ?? (tr.docChanged && before.query ? again(tr, before) : before),
      },
      props: { decorations: (state) => decorationsOf(state) },
    }),
  ],
});

function again(tr: Transaction, before: Finding): Finding {
  const places = placesOf(tr.doc, before.query);
  const at = before.places[before.current];
  const near = at ? places.findIndex((p) => p.to >= tr.mapping.map(at.from)) : -1;
  return { query: before.query, places, current: near >= 0 ? near : places.length - 1 };
}

function decorationsOf(state: EditorState): DecorationSet | null {
  const { places, current } = findingIn(state);
  if (places.length === 0) return null;
  return DecorationSet.create(
    state.doc,
    places.map(({ from, to }, i) => Decoration.inline(from, to, { class: i === current ? 'found here' : 'found' })),
  );
}

export function findingIn(state: EditorState): Finding {
  return key.getState(state) ?? nothing;
}

/** Looks for words, from where the caret is onwards; an empty query ends it. */
export function find(view: EditorView, query: string): void {
  const places = placesOf(view.state.doc, query);
  const next = places.findIndex((p) => p.from >= view.state.selection.from);
  const current = places.length === 0 ? -1 : Math.max(next, 0);
  view.dispatch(view.state.tr.setMeta(key, { query, places, current } satisfies Finding));
  show(view);
}

export function turnTo(view: EditorView, step: 1 | -1): void {
  const finding = findingIn(view.state);
  const { length } = finding.places;
  if (length === 0) return;
  view.dispatch(view.state.tr.setMeta(key, { ...finding, current: (finding.current + step + length) % length }));
  show(view);
}

/** Ends the search, with the found words selected. */
export function endFinding(view: EditorView): void {
  const { places, current } = findingIn(view.state);
  const at = places[current];
  const tr = view.state.tr.setMeta(key, nothing);
  if (at) tr.setSelection(TextSelection.create(tr.doc, at.from, at.to));
  view.dispatch(tr);
}

function show(view: EditorView): void {
  view.dom.querySelector('.found.here')?.scrollIntoView({ block: 'center' });
}
