import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { randomFrom } from '~/shared/rich-text/random-for-tests';
import { charactersByClient } from './contribution';
import { randomEdit, randomText, stateWith } from './random-text-for-tests';
import { fieldName } from './schema';
import { asSuggestion } from './suggesting';
import { acceptAll, rejectAll } from './suggestions';
import { cloneOf, stateOf, textOf, updateTo } from './yjs';

const lengthOf = (state: Uint8Array) => [...rejectAll(textOf(state)).textContent].length;
const sumOf = (state: Uint8Array) => [...charactersByClient(state).values()].reduce((sum, n) => sum + n, 0);

describe('who wrote what', () => {
  it('is told by client, of what is still there', () => {
    const doc = cloneOf(
      stateOf({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'one 世' }] }] }),
    );
    const first = Y.encodeStateAsUpdate(doc);
    const other = new Y.Doc();
    other.clientID = 7;
    Y.applyUpdate(other, first);
    const words = (other.getXmlFragment(fieldName).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    words.insert(0, '𝒶bcd');
    words.delete(6, 2);
    words.insert(3, 'x', { 'insertion--aaaaaaaa': { id: 's', person: 1 } });
    words.insert(4, 'y', { 'insertion--aaaaaaaa': null });
    const counted = charactersByClient(Y.encodeStateAsUpdate(other));
    expect(counted.get(7)).toBe(5);
    expect([...counted.values()].reduce((sum, n) => sum + n, 0)).toBe(8);
  });
  it('stays with the writer when what they proposed is accepted', () => {
    const state = stateOf({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'one' }] }] });
    const editing = stateWith(textOf(state));
    const made = asSuggestion(editing, editing.tr.insertText(' two', 4), { person: 1, organisation: 2 });
    if (typeof made === 'string') throw new Error(made);
    const proposed = Y.mergeUpdates([state, updateTo(state, made.doc.toJSON())]);
    const before = charactersByClient(proposed);
    const accepted = Y.mergeUpdates([proposed, updateTo(proposed, acceptAll(textOf(proposed)).toJSON())]);
    expect([...before.values()]).toEqual([3]);
    expect([...charactersByClient(accepted).values()].sort()).toEqual([3, 4]);
  });
  it('adds up to what stands, whatever was edited and proposed', () => {
    const seed = Number(process.env.SEED) || Math.floor(Math.random() * 1e9);
    for (let run = 0; run < 60; run++) {
      const random = randomFrom(seed + run);
      let state = stateOf(randomText(random).toJSON());
      for (let i = 0; i < 5; i++) {
        const editing = stateWith(textOf(state));
        const edit = randomEdit(random, editing);
        const made = edit && (random.chance(0.5) ? edit : asSuggestion(editing, edit, { person: 1, organisation: 2 }));
        if (made && typeof made !== 'string') state = Y.mergeUpdates([state, updateTo(state, made.doc.toJSON())]);
      }
      expect(sumOf(state), `seed ${seed + run}`).toBe(lengthOf(state));
    }
  });
});
