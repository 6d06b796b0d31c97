import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { fieldName } from './schema';
import { isSuggestion } from './suggestions';
import { cloneOf, stateOf, textOf, updateTo } from './yjs';

describe('what is no suggestion', () => {
  const by = { person: 1, organisation: 10 };
  const mark = (attrs: object) => ({ type: 'insertion', attrs: { id: 's', person: 1, organisation: 10, ...attrs } });
  const state = stateOf({
    type: 'doc',
    content: [
      { type: 'paragraph', attrs: { id: 'p' }, content: [{ type: 'text', text: 'Stands' }] },
      { type: 'paragraph', content: [{ type: 'text', text: 'Theirs', marks: [mark({ id: 't', person: 2 })] }] },
    ],
  });
  type Paragraph = { attrs: Record<string, unknown>; content: Record<string, unknown>[] };
  const after = (change: (first: Paragraph, second: Paragraph) => void) => {
    const json = structuredClone(textOf(state).toJSON());
    change(json.content[0], json.content[1]);
    return isSuggestion(state, updateTo(state, json), by);
  };
  const byHand = (change: (doc: Y.Doc) => void) => {
    const doc = cloneOf(state);
    const vector = Y.encodeStateVector(doc);
    change(doc);
    return isSuggestion(state, Y.encodeStateAsUpdate(doc, vector), by);
  };
  const added = (marks?: unknown[]) => ({ type: 'text', text: 'new', ...(marks ? { marks } : {}) });
  it.each<[string, boolean, Parameters<typeof after>[0]]>([
    ['words in their own name', true, (p) => p.content.push(added([mark({})]))],
    ['words without a mark', false, (p) => p.content.push(added())],
    ["words in another person's name", false, (p) => p.content.push(added([mark({ person: 2 })]))],
    ['words for another organisation', false, (p) => p.content.push(added([mark({ organisation: 11 })]))],
    ["words under the id of another's proposal", false, (p) => p.content.push(added([mark({ id: 't' })]))],
    ['words under an id that no editor makes', false, (p) => p.content.push(added([mark({ id: 'not one' })]))],
    [
      'what stands, called their own proposal',
      false,
      (p) => {
        p.content = [{ type: 'text', text: 'Stands', marks: [mark({})] }];
      },
    ],
    [
      'a paragraph that stands, called their own',
      false,
      (p) => {
        p.attrs.inserted = JSON.stringify(mark({}).attrs);
      },
    ],
    [
      "another's proposal taken away",
      false,
      (_, p) => {
        p.content = [];
      },
    ],
    [
      "another's proposal made to stand",
      false,
      (_, p) => {
        p.content = [{ type: 'text', text: 'Theirs' }];
      },
    ],
    [
      'an id for a block that has none',
      true,
      (_, p) => {
        p.attrs.id = 'q';
      },
    ],
    [
      'an id that another block has',
      false,
      (_, p) => {
        p.attrs.id = 'p';
      },
    ],
    [
      'another id',
      false,
      (p) => {
        p.attrs.id = 'q';
      },
    ],
  ])('%s: %s', (_, passes, change) => {
    expect(after(change)).toBe(passes);
  });
  it.each<[string, (doc: Y.Doc) => void]>([
    ['a mark that editors do not know', (doc) => words(doc).format(0, 6, { blink: {} })],
    ['an element that editors do not know', (doc) => doc.getXmlFragment(fieldName).push([new Y.XmlElement('script')])],
    ['loose words', (doc) => doc.getXmlFragment(fieldName).push([new Y.XmlText('loose')])],
    ['anything else in the document', (doc) => doc.getMap('other').set('key', 'value')],
  ])('%s', (_, change) => {
    expect(byHand(change)).toBe(false);
  });
  const words = (doc: Y.Doc) => (doc.getXmlFragment(fieldName).get(0) as Y.XmlElement).get(0) as Y.XmlText;
  it('an update that rests on one that has not come', () => {
    const doc = cloneOf(state);
    words(doc).insert(0, 'a');
    const vector = Y.encodeStateVector(doc);
    words(doc).insert(1, 'b');
    expect(isSuggestion(state, Y.encodeStateAsUpdate(doc, vector), by)).toBe(false);
  });
  it('bytes that are no update', () => {
    expect(isSuggestion(state, new Uint8Array([1, 2, 3]), by)).toBe(false);
  });
});
