import type { Node } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { randomFrom } from '~/shared/rich-text/random-for-tests';
import { withoutProposalsOf } from './proposals';
import { randomEdit, randomText, stateWith } from './random-text-for-tests';
import { asSuggestion, isAlike } from './suggesting';
import { accept, acceptAll, isSuggestion, listSuggestions, reject, rejectAll } from './suggestions';
import { stateOf, textOf, updateTo } from './yjs';

const seed = Number(process.env.SEED) || Math.floor(Math.random() * 1e9);
const runs = Number(process.env.RUNS) || 600;
const people = [
  { person: 1, organisation: 10 },
  { person: 2, organisation: 20 },
];

/** Runs a property over this many random texts; a failure names the seed that `SEED=… RUNS=1` repeats. */
function forRandomTexts(times: number, property: (random: ReturnType<typeof randomFrom>, doc: Node) => void): void {
  for (let run = 0; run < times; run++) {
    const random = randomFrom(seed + run);
    try {
      property(random, randomText(random));
    } catch (error) {
      throw new Error(`With SEED=${seed + run} RUNS=1`, { cause: error });
    }
  }
}

describe(`suggesting (seed ${seed})`, () => {
  it('one edit: accepted it is the edit, rejected it is nothing', () => {
    const refused: Record<string, number> = {};
    let made = 0;
    forRandomTexts(runs, (random, doc) => {
      const state = stateWith(doc);
      const edit = randomEdit(random, state);
      if (!edit) return;
      const suggestion = asSuggestion(state, edit, people[0]!);
      if (typeof suggestion === 'string') {
        refused[suggestion] = (refused[suggestion] ?? 0) + 1;
        return;
      }
      made++;
      suggestion.doc.check();
      expect(isAlike(acceptAll(suggestion.doc), edit.doc), 'accepted').toBe(true);
      expect(rejectAll(suggestion.doc).eq(doc), 'rejected').toBe(true);
    });
    expect(refused).toEqual({});
    expect(made).toBeGreaterThan(runs / 2);
  });

  it('many edits of two people and a writer: none of them undoes another', () => {
    const refused: Record<string, number> = {};
    let made = 0;
    let waived = 0;
    forRandomTexts(runs / 4, (random, doc) => {
      let state = stateWith(doc);
      for (let i = 0; i < 10; i++) {
        const edit = randomEdit(random, state);
        if (!edit) continue;
        const author = random.pick([...people, undefined]);
        if (!author) {
          state = stateWith(edit.doc);
          continue;
        }
        const before = state.doc;
        const suggestion = asSuggestion(state, edit, author);
        if (typeof suggestion === 'string') {
          refused[suggestion] = (refused[suggestion] ?? 0) + 1;
          continue;
        }
        made++;
        suggestion.doc.check();
        if (!isAlike(acceptAll(suggestion.doc), acceptAll(edit.doc))) waived++;
        const without = withoutProposalsOf(suggestion.doc, author.person);
        expect(without.eq(withoutProposalsOf(before, author.person)), 'without their own').toBe(true);
        expect(rejectAll(suggestion.doc).eq(rejectAll(before)), 'rejected').toBe(true);
        state = stateWith(suggestion.doc);
      }
      const { doc: last } = state;
      const suggestions = listSuggestions(last);
      const of = (person: number) => suggestions.filter((s) => s.person === person).map(({ id }) => id);
      expect(reject(last, of(1)).eq(withoutProposalsOf(last, 1)), 'by ids').toBe(true);
      const oneAfterTheOther = acceptAll(accept(accept(last, of(1)), of(2)));
      expect(isAlike(oneAfterTheOther, acceptAll(last)), 'one after the other').toBe(true);
      expect(listSuggestions(acceptAll(last))).toEqual([]);
      expect(listSuggestions(rejectAll(last))).toEqual([]);
    });
    // Waived: a paragraph that is to go is not joined to one that stays.
    expect(waived / made).toBeLessThan(0.03);
    expect(Object.values(refused).reduce((sum, n) => sum + n, 0) / made).toBeLessThan(0.02);
  });

  it('over Yjs: the server lets every suggestion through, and an edit only where it is one', () => {
    let through = 0;
    let stopped = 0;
    let apart = 0;
    let together = 0;
    forRandomTexts(runs / 20, (random, doc) => {
      let state = stateOf(doc.toJSON());
      const suggested = (by: (typeof people)[number], from: Uint8Array) => {
        const editing = stateWith(textOf(from));
        const edit = randomEdit(random, editing);
        const made = edit && asSuggestion(editing, edit, by);
        if (!made || typeof made === 'string') return undefined;
        return { plain: edit, made, update: updateTo(from, made.doc.toJSON()) };
      };
      for (let i = 0; i < 4; i++) {
        const [first, second] = [suggested(people[0]!, state), suggested(people[1]!, state)];
        if (!first || !second) continue;
        const after = Y.mergeUpdates([state, first.update]);
        expect(isSuggestion(state, first.update, people[0]!), 'own').toBe(true);
        const [old, now] = [textOf(state), textOf(after)];
        // Words that are proposed to go already cannot be proposed to go again: then there is nothing in it.
        const nothing = now.eq(old);
        expect(isSuggestion(state, first.update, people[1]!), "another's name").toBe(nothing);
        const added = listSuggestions(now).some(({ id }) => !listSuggestions(old).some((s) => s.id === id));
        if (added) expect(isSuggestion(state, first.update, { person: 1, organisation: 11 })).toBe(false);
        const plain = updateTo(state, first.plain.doc.toJSON());
        const edited = textOf(Y.mergeUpdates([state, plain]));
        const changesNothing = withoutProposalsOf(edited, 1).eq(withoutProposalsOf(old, 1));
        expect(isSuggestion(state, plain, people[0]!), 'an edit').toBe(changesNothing);
        if (changesNothing) through++;
        else stopped++;
        // Made at the same time, without knowing of each other.
        if (isSuggestion(after, second.update, people[1]!)) together++;
        else apart++;
        state = after;
      }
    });
    expect(through).toBeLessThan(stopped);
    // Apart: both proposed something about the same element, such as that it goes; the later one comes again.
    expect(apart / together).toBeLessThan(0.1);
  });
});
