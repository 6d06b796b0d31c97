import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { randomFrom } from '~/shared/rich-text/random-for-tests';
import { randomEdit, randomText, stateWith } from './random-text-for-tests';
import { fieldName, textSchema } from './schema';
import { cloneOf, emptyText, stateOf, textOf, updateTo } from './yjs';

const rich = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2, id: 'h' }, content: [{ type: 'text', text: 'Aims' }] },
    {
      type: 'paragraph',
      attrs: { id: 'p', inserted: '{"id":"s"}' },
      content: [
        { type: 'text', text: 'Bold', marks: [{ type: 'bold' }] },
        { type: 'footnote', content: [{ type: 'text', text: 'A note' }] },
        { type: 'citation', attrs: { kind: 'post', cited: '7', version: null, key: 'k' } },
        { type: 'voice', attrs: { id: 'v' } },
        {
          type: 'text',
          text: 'twice',
          marks: [
            { type: 'deletion', attrs: { id: 'a', person: 1, organisation: 2, at: 't' } },
            { type: 'deletion', attrs: { id: 'b', person: 3, organisation: null, at: 't' } },
          ],
        },
      ],
    },
    {
      type: 'table',
      attrs: { id: 't' },
      content: [
        { type: 'tableRow', content: [{ type: 'tableHeader', content: [{ type: 'paragraph' }] }] },
        { type: 'tableRow', content: [{ type: 'tableCell', attrs: { colspan: 2 }, content: [{ type: 'paragraph' }] }] },
      ],
    },
    { type: 'image', attrs: { id: 'i', image: 'uuid', alt: 'A map', caption: 'Map' } },
  ],
};

describe('the text in a state', () => {
  it('is what was written', () => {
    expect(textOf(stateOf(rich)).toJSON()).toEqual(textSchema.nodeFromJSON(rich).toJSON());
  });
  it('is an empty paragraph where there is nothing', () => {
    expect(textOf(Y.encodeStateAsUpdate(new Y.Doc())).toJSON()).toEqual(textSchema.nodeFromJSON(emptyText).toJSON());
  });
  it('is reached by a change that keeps what stays', () => {
    const state = stateOf(rich);
    const wanted = structuredClone(rich);
    wanted.content[0]!.content = [{ type: 'text', text: 'The aims' }];
    const update = updateTo(state, wanted);
    expect(textOf(Y.mergeUpdates([state, update])).toJSON()).toEqual(textSchema.nodeFromJSON(wanted).toJSON());
    expect(update.length).toBeLessThan(60);
  });
});

describe('a change of a text', () => {
  const block = (id: string, words: string) => ({
    type: 'paragraph',
    attrs: { id },
    content: [{ type: 'text', text: words }],
  });
  const docOf = (...content: object[]) => ({ type: 'doc', content });
  const words = (text: ReturnType<typeof textOf>) => text.content.content.map((node) => node.textContent);

  it('leaves alone what stands between two others', () => {
    const middle = ['b', 'c', 'd', 'e'].map((id) => block(id, `The words of ${id} stay as they are.`));
    const state = stateOf(docOf(block('a', 'Goes.'), ...middle, block('f', 'Is here.')));
    const update = updateTo(state, docOf(...middle, block('n', 'Is new.'), block('f', 'Is here again.')));
    const meanwhile = cloneOf(state);
    const typed = (meanwhile.getXmlFragment(fieldName).get(2) as Y.XmlElement).get(0) as Y.XmlText;
    typed.insert(9, ' (typed meanwhile)');
    Y.applyUpdate(meanwhile, update);
    expect(words(textOf(Y.encodeStateAsUpdate(meanwhile)))).toEqual([
      'The words of b stay as they are.',
      'The words (typed meanwhile) of c stay as they are.',
      'The words of d stay as they are.',
      'The words of e stay as they are.',
      'Is new.',
      'Is here again.',
    ]);
  });
  it('leaves alone the letters between two changes in a paragraph', () => {
    const state = stateOf(docOf(block('a', 'One old word, then many that stay, then one old word.')));
    const update = updateTo(state, docOf(block('a', 'One new word, then many that stay, then one new word.')));
    const meanwhile = cloneOf(state);
    ((meanwhile.getXmlFragment(fieldName).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(30, 'd');
    Y.applyUpdate(meanwhile, update);
    expect(words(textOf(Y.encodeStateAsUpdate(meanwhile)))).toEqual([
      'One new word, then many that sdtay, then one new word.',
    ]);
  });
  it('is empty where there is nothing to change', () => {
    const state = stateOf(rich);
    expect(updateTo(state, textOf(state).toJSON()).length).toBeLessThan(3);
  });
  it('leads to any text from any', () => {
    const seed = Number(process.env.SEED) || Math.floor(Math.random() * 1e9);
    for (let run = 0; run < 80; run++) {
      const random = randomFrom(seed + run);
      const state = stateOf(randomText(random).toJSON());
      let editing = stateWith(random.chance(0.2) ? randomText(random) : textOf(state));
      for (let i = 0; i < 4; i++) {
        const edit = randomEdit(random, editing);
        if (edit) editing = stateWith(edit.doc);
      }
      // Marks on anything but words are not carried.
      const wanted = textOf(stateOf(editing.doc.toJSON()));
      const reached = textOf(Y.mergeUpdates([state, updateTo(state, wanted.toJSON())]));
      expect(reached.toJSON(), `seed ${seed + run}`).toEqual(wanted.toJSON());
    }
  });
});

describe('a text that no editor makes', () => {
  const with_ = (make: (text: Y.XmlFragment) => void) => {
    const doc = cloneOf(stateOf({ type: 'doc', content: [{ type: 'paragraph' }] }));
    make(doc.getXmlFragment(fieldName));
    return textOf(Y.encodeStateAsUpdate(doc));
  };
  const element = (name: string, attributes: Record<string, unknown>, ...children: (Y.XmlElement | Y.XmlText)[]) => {
    const made = new Y.XmlElement<Record<string, unknown> & { [key: string]: string }>(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
    made.insert(0, children);
    return made;
  };
  it('leaves out elements that are not known, and what cannot stand there', () => {
    const text = with_((fragment) => {
      fragment.push([element('script', {}), new Y.XmlText('loose'), element('tableRow', {})]);
      fragment.push([new Y.Map() as unknown as Y.XmlElement, element('doc', {})]);
    });
    expect(text.childCount).toBe(2);
  });
  it('takes invalid attributes as not given', () => {
    const text = with_((fragment) => {
      fragment.push([element('heading', { level: '"><script>', id: { evil: 1 } }, new Y.XmlText('Words'))]);
    });
    expect(text.lastChild!.attrs).toMatchObject({ level: 1, id: null });
  });
  it('keeps the words under marks that are not known', () => {
    const text = with_((fragment) => {
      const words = new Y.XmlText();
      words.insert(0, 'Words', { blink: {}, bold: true, italic: {} });
      words.insertEmbed(0, { evil: true });
      fragment.push([element('paragraph', {}, words)]);
    });
    expect(text.lastChild!.toJSON().content).toEqual([{ type: 'text', text: 'Words', marks: [{ type: 'italic' }] }]);
  });
  it('ends at a depth', () => {
    const text = with_((fragment) => {
      let at = fragment;
      for (let i = 0; i < 1000; i++) {
        const deeper = element('blockquote', {});
        at.push([deeper]);
        at = deeper;
      }
    });
    expect(text.childCount).toBeLessThan(3);
  });
});
