import { splitBlock } from '@tiptap/pm/commands';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, it } from 'vitest';
import { textFrom } from '../../templates/shape';
import { textSchema } from '../../text/schema';
import { plainAfterHints } from './hints';

const hint = 'What will be different within a year.';
const italic = [{ type: 'italic' }];

function opened(text: string, from: number, to = from): EditorState {
  const content = [{ type: 'paragraph', content: [{ type: 'text', text, marks: italic }] }];
  const doc = textSchema.nodeFromJSON({ type: 'doc', content });
  const selection = TextSelection.create(doc, from, to);
  return EditorState.create({ doc, selection, plugins: [plainAfterHints()] });
}

function type(state: EditorState, words: string): EditorState {
  return [...words].reduce((now, letter) => now.apply(now.tr.insertText(letter)), state);
}

function plain(state: EditorState): string {
  let words = '';
  state.doc.descendants((node) => {
    if (node.isText && node.marks.length === 0) words += node.text;
  });
  return words;
}

it('knows the hints of the template as they stand in a text', () => {
  const part = { heading: { en: 'x', fr: 'x', ar: 'x' }, hint: { en: hint, fr: hint, ar: hint } };
  const [, made] = textFrom({ title: part.heading, parts: [part] }, 'en').content!;
  expect(made!.content).toEqual([{ type: 'text', text: hint, marks: italic }]);
});

it.each([
  ['after it', hint.length + 1, hint.length + 1],
  ['before it', 1, 1],
  ['within it', 6, 6],
  ['over it', 1, hint.length + 1],
])('words typed %s stand plainly', (_, from, to) => {
  expect(plain(type(opened(hint, from, to), 'Less of it'))).toBe('Less of it');
});

it('so do those of the next paragraph', () => {
  let state = opened(hint, hint.length + 1);
  splitBlock(state, (tr) => {
    state = state.apply(tr.ensureMarks([textSchema.marks.italic!.create()]));
  });
  expect(plain(type(state, 'Less'))).toBe('Less');
});

it('and words among other italics are italic', () => {
  expect(plain(type(opened('Other words.', 6), 'more'))).toBe('');
});
