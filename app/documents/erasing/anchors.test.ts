import type { JSONContent } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { EditorState, Plugin } from '@tiptap/pm/state';
import { initProseMirrorDoc, ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { eraseWords, passageEraser } from '../../facilitation/erasing/eraser';
import { randomFrom } from '../../shared/rich-text/random-for-tests';
import { anchorOf, endsOf, placeOf, quoteOf } from '../components/editor/anchors';
import type { Place } from '../components/editor/finding';
import { type Random, randomEdit, randomText, stateWith } from '../text/random-text-for-tests';
import { fieldName, textSchema } from '../text/schema';
import { asSuggestion } from '../text/suggesting';
import { cloneOf, stateOf, textOf, updateTo } from '../text/yjs';
import { stateWithout } from './state.server';
import { eraseFromText } from './text.server';

/** An editor's state on a text, as its binding makes it, without a screen. */
function editorOn(state: Uint8Array): EditorState {
  const doc = cloneOf(state);
  const type = doc.getXmlFragment(fieldName);
  const { doc: shown, mapping } = initProseMirrorDoc(type, textSchema);
  const bound = new Plugin({
    key: ySyncPluginKey,
    state: { init: () => ({ doc, type, binding: { mapping } }), apply: (_, before) => before },
  });
  return EditorState.create({ doc: shown, plugins: [bound] });
}

/** Words with notes, proposals and signs that are two units long. */
function someState(random: Random): Uint8Array {
  let state = stateOf(randomText(random).toJSON());
  for (let i = 0; i < 6; i++) {
    const editing = stateWith(textOf(state));
    const edit = random.chance(0.3)
      ? editing.tr.insertText(random.pick(['𝒶𝒷 ', '👩‍🌾 ', 'é́ ']), 1)
      : randomEdit(random, editing);
    const made = edit && (random.chance(0.5) ? edit : asSuggestion(editing, edit, { person: 1, organisation: 2 }));
    if (made && typeof made !== 'string') state = Y.mergeUpdates([state, updateTo(state, made.doc.toJSON())]);
  }
  return state;
}

function somePassage(random: Random, shown: Node): string {
  const words = shown.textBetween(0, shown.content.size, ' ', '').split(/[\s¶]+/);
  const at = random.below(words.length);
  return words.slice(at, at + 1 + random.below(3)).join(' ');
}

/** Two places in words, never between the halves of one sign. */
function somePlace(random: Random, shown: Node): Place | null {
  const places: number[] = [];
  shown.descendants((node, at) => {
    const units = node.isText ? [...node.text!.matchAll(/[^\udc00-\udfff]/g)] : [];
    places.push(...units.map(({ index }) => at + index));
  });
  if (places.length < 2) return null;
  const first = random.below(places.length - 1);
  return { from: places[first]!, to: places[Math.min(places.length - 1, first + 1 + random.below(25))]! };
}

const underline = textSchema.marks.underline!;

function underlined(text: JSONContent): string {
  let words = '';
  textSchema.nodeFromJSON(text).descendants((node) => {
    if (node.isText && underline.isInSet(node.marks)) words += node.text;
  });
  return words;
}

const bare = (words: string) => words.replace(/[[\]…]/g, '').trim();

function redacted(state: Uint8Array, passage: string) {
  const { text, count } = eraseFromText(textOf(state).toJSON(), passage);
  return count === 0 ? state : stateWithout(state, text, passage);
}

it('stay on their words, whatever is erased before, after, over and inside them', () => {
  let compared = 0;
  const first = Number(process.env.SEED) || 1;
  for (let run = first; run < first + 60; run++) {
    const random = randomFrom(run);
    let state = someState(random);
    const editor = editorOn(state);
    const place = somePlace(random, editor.doc);
    if (!place) continue;
    const anchor = anchorOf(editor, place);
    let quote = quoteOf(editor.doc, place);
    let expected = stateWith(editor.doc).tr.addMark(place.from, place.to, underline.create()).doc.toJSON();
    const passages = Array.from({ length: 1 + random.below(3) }, () => somePassage(random, editor.doc));
    for (const passage of passages.filter((p) => p.length > 2)) {
      state = redacted(state, passage);
      expected = eraseFromText(expected, passage).text;
      quote = eraseWords(passageEraser(passage), quote);
    }
    const words = underlined(expected);
    // Less than half of what was chosen is looked for anew: then it may be anywhere.
    if (bare(words).length * 2 <= quote.length || passages.every((p) => p.length < 3)) continue;
    const after = editorOn(state);
    const found = placeOf(after, endsOf(anchor), quote);
    compared++;
    expect(found && bare(after.doc.textBetween(found.from, found.to)), `SEED=${run} ${passages}`).toBe(bare(words));
  }
  expect(compared).toBeGreaterThan(20);
}, 120_000);

it.each([
  ['letters like those of the passage beside it', 'It was Tkb keyq told yg x then.', 'yg x', ['Tkb keyq told']],
  ['several passages in one paragraph', 'Ana Alba said that Ana Alba saw an alba.', 'saw an alba', ['Ana Alba']],
  ['a passage that ends as the words begin', 'Told by Mira Delgado gad about it.', 'gad about', ['Mira Delgado']],
  ['the first words of a text, twice said', 'Shelters are few, and Shelters are far.', 'Shelters are few', ['far']],
  ['signs of two units', '𝒶𝒷 Mira 👩‍🌾 𝒶𝒷 Mira tells 𝒶𝒷.', 'tells 𝒶𝒷', ['𝒶𝒷 Mira', 'Mira']],
])('stay beside %s', (_, line, quote, passages) => {
  let state = stateOf({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: line }] }] });
  const editor = editorOn(state);
  const from = 1 + line.indexOf(quote);
  const anchor = anchorOf(editor, { from, to: from + quote.length });
  for (const passage of passages) state = redacted(state, passage);
  const after = editorOn(state);
  // Nothing is looked for by its words: they may stand elsewhere too.
  const found = placeOf(after, endsOf(anchor), '');
  expect(found && after.doc.textBetween(found.from, found.to)).toBe(quote);
});
