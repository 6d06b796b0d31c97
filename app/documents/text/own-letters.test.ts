import { EditorState, type Transaction } from '@tiptap/pm/state';
import { defaultDeleteFilter, defaultProtectedNodes, initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { randomFrom } from '~/shared/rich-text/random-for-tests';
import { changedBy, writeLetters } from './own-letters';
import { writeProposals } from './own-writing';
import { fieldName, textSchema } from './schema';
import { asSuggestion } from './suggesting';
import { cloneOf, stateOf } from './yjs';

const origin = 'typed here';

/** Windows with the same text open, each of which hears at once what the others do; as the editor binds them. */
function windows(count: number, words: string, proposes = false) {
  const paragraph = textSchema.nodes.paragraph!.create({ id: 'p' }, words ? textSchema.text(words) : null);
  const state = stateOf(textSchema.topNodeType.create(null, paragraph).toJSON());
  const docs = Array.from({ length: count }, () => cloneOf(state));
  for (const doc of docs)
    doc.on('update', (update: Uint8Array) => {
      for (const other of docs) if (other !== doc) Y.applyUpdate(other, update);
    });
  return docs.map((doc) => {
    const fragment = doc.getXmlFragment(fieldName);
    const history = new Y.UndoManager(fragment, {
      trackedOrigins: new Set([origin]),
      deleteFilter: (item) => defaultDeleteFilter(item, defaultProtectedNodes),
    });
    return {
      words: (): string => initProseMirrorDoc(fragment, textSchema).doc.textContent,
      change(edit: (tr: Transaction) => Transaction): void {
        const { doc: text, mapping } = initProseMirrorDoc(fragment, textSchema);
        const state = EditorState.create({ doc: text, schema: textSchema });
        const asked = edit(state.tr);
        const made = proposes ? asSuggestion(state, asked, { person: 1, organisation: 2 }) : asked;
        if (!made || typeof made === 'string') throw new Error('cannot be proposed');
        const changed = changedBy(made.mapping.maps);
        doc.transact(() => {
          if (changed) writeLetters(fragment, made.doc, mapping, changed);
          writeProposals(doc, fragment, made.doc, mapping);
          updateYFragment(doc, fragment, made.doc, { mapping, isOMark: new Map() } as never);
        }, origin);
      },
      type(at: number, typed: string): void {
        for (const [i, letter] of [...typed].entries()) this.change((tr) => tr.insertText(letter, 1 + at + i));
      },
      remove(from: number, to: number): void {
        this.change((tr) => tr.delete(1 + from, 1 + to));
      },
      undo(): void {
        while (history.undoStack.length) history.undo();
      },
    };
  });
}

describe('what one undoes', () => {
  it('is one’s own blank, where another wrote beside it', () => {
    const [one, two] = windows(2, 'They report');
    one!.type(11, ' twice');
    two!.type(11, ' now');
    expect(one!.words()).toBe('They report now twice');
    one!.undo();
    expect(two!.words()).toBe('They report now');
    two!.undo();
    expect(one!.words()).toBe('They report');
  });

  it('is one’s own letter, where another wrote the same one before it', () => {
    const [one, two] = windows(2, 'fal');
    one!.type(3, 'l');
    two!.type(3, 'l');
    two!.type(3, '👩');
    one!.undo();
    expect(two!.words()).toBe('fal👩l');
    two!.undo();
    expect(one!.words()).toBe('fal');
  });

  it('is what was proposed, where another proposed beside it', () => {
    const [one, two] = windows(2, 'They report', true);
    one!.type(11, ' twice');
    two!.type(11, ' now');
    one!.undo();
    expect(two!.words()).toBe('They report now');
  });

  it.each([false, true])('is one’s own alone, whatever three write and take away (proposed: %s)', (proposes) => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = randomFrom(seed);
      const all = windows(3, 'a a', proposes);
      const letters = [...'a a'].map((letter) => ({ letter, by: -1, gone: -1 }));
      for (let i = 0; i < 25; i++) {
        const who = random.below(3);
        const standing = letters.filter((l) => l.gone < 0);
        const at = random.below(standing.length + 1);
        if (!proposes && at < standing.length && random.chance(0.3)) {
          all[who]!.remove(at, at + 1);
          standing[at]!.gone = who;
        } else {
          const letter = random.pick(['a', ' ']);
          all[who]!.type(at, letter);
          // Yjs puts it after what is gone, before what stands next.
          const next = at < standing.length ? letters.indexOf(standing[at]!) : letters.length;
          letters.splice(next, 0, { letter, by: who, gone: -1 });
        }
      }
      const words = (isThere: (l: (typeof letters)[number]) => boolean) =>
        letters
          .filter(isThere)
          .map((l) => l.letter)
          .join('');
      expect(all[0]!.words()).toBe(words((l) => l.gone < 0));
      all[0]!.undo();
      const expected = words((l) => l.by !== 0 && (l.gone < 0 || l.gone === 0));
      expect(all[1]!.words(), `seed ${seed}`).toBe(expected);
      expect(all[0]!.words()).toBe(expected);
    }
  });
});
