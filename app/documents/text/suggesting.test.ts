import type { Node } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { stateWith } from './random-text-for-tests';
import { textSchema } from './schema';
import { asStanding, asSuggestion } from './suggesting';
import { mostRepeated } from './suggesting-blocks';
import { accept, acceptAll, listSuggestions, reject, rejectAll } from './suggestions';
import { stateOf, textOf, updateTo } from './yjs';

const people = [
  { person: 1, organisation: 10 },
  { person: 2, organisation: 20 },
];

describe('a suggestion', () => {
  const paragraph = (...content: unknown[]) => ({ type: 'paragraph', attrs: { id: 'p' }, content });
  const text = (words: string) => ({ type: 'text', text: words });
  const docOf = (...content: unknown[]) => textSchema.nodeFromJSON({ type: 'doc', content });
  const at = (doc: Node, from: number, to = from) => {
    const state = stateWith(doc);
    return state.apply(state.tr.setSelection(TextSelection.create(doc, from, to)));
  };
  const suggested = (state: EditorState, edit: Transaction, by = people[0]!): EditorState => {
    const made = asSuggestion(state, edit, by, '2026-11-22T08:00:00Z');
    if (typeof made === 'string') throw new Error(made);
    return state.apply(made);
  };

  it('grows while its writer goes on typing, and goes with its last letter', () => {
    let state = at(docOf(paragraph(text('ab'))), 2);
    for (const letter of 'xyz') state = suggested(state, state.tr.insertText(letter));
    expect(listSuggestions(state.doc)).toMatchObject([{ kinds: ['insertion'], inserted: 'xyz', block: 'p' }]);
    expect(state.selection.head).toBe(5);
    for (let i = 0; i < 3; i++)
      state = suggested(state, state.tr.delete(state.selection.head - 1, state.selection.head));
    expect(listSuggestions(state.doc)).toEqual([]);
  });
  it('to delete leaves the caret where the next key goes on', () => {
    let back = at(docOf(paragraph(text('abcd'))), 5);
    for (let i = 0; i < 2; i++) back = suggested(back, back.tr.delete(back.selection.head - 1, back.selection.head));
    expect(listSuggestions(back.doc)).toMatchObject([{ kinds: ['deletion'], deleted: 'cd' }]);
    expect(back.selection.head).toBe(3);
    let on = at(docOf(paragraph(text('abcd'))), 1);
    for (let i = 0; i < 2; i++) on = suggested(on, on.tr.delete(on.selection.head, on.selection.head + 1));
    expect(listSuggestions(on.doc)).toMatchObject([{ kinds: ['deletion'], deleted: 'ab' }]);
    expect(on.selection.head).toBe(3);
  });
  it('to put words in the place of others is one', () => {
    const state = at(docOf(paragraph(text('one two'))), 5, 8);
    const { doc } = suggested(state, state.tr.insertText('three'));
    expect(listSuggestions(doc)).toMatchObject([
      { kinds: ['deletion', 'insertion'], inserted: 'three', deleted: 'two', person: 1, organisation: 10 },
    ]);
  });
  it('to divide leaves the words after it where they are', () => {
    const state = at(docOf(paragraph(text('onetwo'))), 4);
    const { doc } = suggested(state, state.tr.split(4));
    expect(doc.childCount).toBe(1);
    expect(listSuggestions(doc)).toMatchObject([{ kinds: ['split'] }]);
    expect(acceptAll(doc).textBetween(0, acceptAll(doc).content.size, '|')).toBe('one|two');
  });
  it('to go on in a new paragraph brings one, and words in it need no marks', () => {
    let state = at(docOf(paragraph(text('one'))), 4);
    state = suggested(state, state.tr.split(4));
    state = suggested(state, state.tr.insertText('two'));
    expect(state.doc.childCount).toBe(2);
    expect(listSuggestions(state.doc)).toMatchObject([{ kinds: ['insertion'], inserted: 'two' }]);
    expect(rejectAll(state.doc).toString()).toBe('doc(paragraph("one"))');
  });
  it('to join two paragraphs moves no word', () => {
    const state = at(docOf(paragraph(text('one')), paragraph(text('two'))), 6);
    const made = suggested(state, state.tr.join(5));
    expect(made.doc.childCount).toBe(2);
    expect(made.selection.head).toBe(4);
    expect(listSuggestions(made.doc)).toMatchObject([{ kinds: ['join'] }]);
    expect(acceptAll(made.doc).toString()).toBe('doc(paragraph("onetwo"))');
  });
  it('to look otherwise, or be a heading, changes nothing yet', () => {
    let state = at(docOf(paragraph(text('one two'))), 1, 4);
    state = suggested(state, state.tr.addMark(1, 4, textSchema.marks.bold!.create()));
    state = suggested(state, state.tr.setBlockType(1, 4, textSchema.nodes.heading!, { level: 2 }));
    expect(rejectAll(state.doc).toString()).toBe('doc(paragraph("one two"))');
    expect(acceptAll(state.doc).toString()).toBe('doc(heading(bold("one"), " two"))');
    expect(listSuggestions(state.doc).map(({ kinds, about }) => [kinds, about])).toEqual([
      [['change'], 'one two'],
      [['look'], 'one'],
    ]);
  });
  it.each<[string, (state: EditorState) => Transaction]>([
    ['words', (s) => s.tr.insertText('x', 3)],
    ['a division', (s) => s.tr.split(3)],
    ['a new paragraph', (s) => s.tr.split(8)],
    ['a joining', (s) => s.tr.join(9)],
    ['to delete', (s) => s.tr.delete(3, 14)],
    ['another look', (s) => s.tr.addMark(1, 4, textSchema.marks.bold!.create())],
    ['another kind', (s) => s.tr.setBlockType(1, 4, textSchema.nodes.heading!, { level: 2 })],
    ['another structure', (s) => s.tr.wrap(s.doc.resolve(1).blockRange()!, [{ type: textSchema.nodes.blockquote! }])],
  ])('of %s takes nothing out of what stands, so that no edit made meanwhile is lost', (_, edit) => {
    const before = stateOf(docOf(paragraph(text('one two')), paragraph(text('three'))).toJSON());
    const state = stateWith(textOf(before));
    const update = updateTo(before, suggested(state, edit(state)).doc.toJSON());
    expect(Y.decodeUpdate(update).ds.clients.size).toBe(0);
    expect(Y.decodeUpdate(update).structs.length).toBeGreaterThan(0);
  });
  it('is one for each section, since each has an owner who decides', () => {
    const heading = (id: string) => ({ type: 'heading', attrs: { id, level: 1 }, content: [text(id)] });
    const state = stateWith(docOf(heading('a'), paragraph(text('one')), heading('b'), paragraph(text('two'))));
    const { doc } = suggested(state, state.tr.delete(5, 13));
    const suggestions = listSuggestions(doc);
    expect(suggestions.map(({ sections, kinds, deleted }) => [sections, kinds, deleted])).toEqual([
      [['a'], ['deletion'], 'ne'],
      [['b'], ['deletion', 'join'], 'b\nt'],
    ]);
    expect(rejectAll(doc).eq(state.doc)).toBe(true);
    expect(acceptAll(accept(doc, [suggestions[1]!.id])).eq(acceptAll(doc))).toBe(true);
  });
  it('names every section it has parts in, since to accept it changes them all', () => {
    const heading = { type: 'heading', attrs: { id: 'a', level: 1 }, content: [] };
    const part = { ...text('x'), marks: [{ type: 'insertion', attrs: { id: 's' } }] };
    const doc = docOf(paragraph(part), heading, paragraph(part));
    expect(listSuggestions(doc)).toMatchObject([{ section: '', sections: ['', 'a'] }]);
  });
  it('waits where its words would share the fate of what another proposed', () => {
    let state = at(docOf(paragraph(text('one')), paragraph(text('two'))), 4);
    state = suggested(state, state.tr.split(4), people[1]!);
    state = suggested(state, state.tr.join(7), people[0]!);
    const [theirs, own] = [2, 1].map((person) => listSuggestions(state.doc).find((s) => s.person === person)!.id);
    const waiting = accept(state.doc, [own!]);
    expect(listSuggestions(waiting).map(({ id }) => id)).toEqual([theirs, own]);
    expect(reject(waiting, [theirs!]).textContent).toBe('onetwo');
  });
  it.each([
    ['words that are too many to repeat', 'too-large', 'x'.repeat(mostRepeated + 1)],
    ["a survivor's voice", 'voice', ''],
  ])('is not made of %s', (_, why, words) => {
    const voice = { type: 'voice', attrs: { id: 'v' } };
    const state = at(docOf(paragraph(words ? text(words) : voice)), 1);
    const range = state.doc.resolve(1).blockRange()!;
    const edit = words ? state.tr.wrap(range, [{ type: textSchema.nodes.blockquote! }]) : state.tr.delete(1, 2);
    expect(asSuggestion(state, edit, people[0]!)).toBe(why);
  });
});

describe('an edit of somebody who writes', () => {
  it('bears no marks of the proposals around it', () => {
    const mark = (name: string) => textSchema.marks[name]!.create({ id: 's', person: 2 });
    const bold = textSchema.marks.bold!.create();
    const words = textSchema.text('goes', [mark('deletion'), bold]);
    const doc = textSchema.node('doc', null, [textSchema.node('paragraph', null, [words])]);
    const edit = asStanding(stateWith(doc).tr.insertText('xy', 3));
    expect(edit.doc.toString()).toBe('doc(paragraph(deletion(bold("go")), bold("xy"), deletion(bold("es"))))');
    expect(acceptAll(edit.doc).toString()).toBe('doc(paragraph(bold("xy")))');
  });
  it('keeps proposals where it moves or joins what bears them', () => {
    const words = textSchema.text('goes', [textSchema.marks.deletion!.create({ id: 's', person: 2 })]);
    const paragraphs = [textSchema.node('paragraph', null, [words]), textSchema.node('paragraph', null, [words])];
    const { tr } = stateWith(textSchema.node('doc', null, paragraphs));
    expect(listSuggestions(asStanding(tr.join(6).split(4)).doc)[0]!.deleted).toBe('goesgoes');
  });
});
