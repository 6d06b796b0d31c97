import { type Attributes, Mark } from '@tiptap/core';

export const Subscript = Mark.create({
  name: 'subscript',
  excludes: 'superscript subscript',
  parseHTML: () => [{ tag: 'sub' }],
  renderHTML: () => ['sub', 0],
});

export const Superscript = Mark.create({
  name: 'superscript',
  excludes: 'superscript subscript',
  parseHTML: () => [{ tag: 'sup' }],
  renderHTML: () => ['sup', 0],
});

function proposer(): Attributes {
  const number = (name: string) => (element: HTMLElement) => Number(element.getAttribute(`data-${name}`)) || null;
  return {
    id: attribute('id', 'string|null', (element) => element.getAttribute('data-suggestion'), 'suggestion'),
    person: attribute('person', 'number|null', number('person')),
    organisation: attribute('organisation', 'number|null', number('organisation')),
    at: attribute('at', 'string|null', (element) => element.getAttribute('data-at')),
  };
}

function attribute(name: string, validate: string, parseHTML: (element: HTMLElement) => unknown, shown = name) {
  return {
    default: null,
    validate,
    parseHTML,
    renderHTML: (attributes: Record<string, unknown>) =>
      attributes[name] == null ? {} : { [`data-${shown}`]: attributes[name] },
  };
}

/*
 * The marks of proposals. `excludes: ''` lets several people's marks lie on the same words: Yjs then keeps each under
 * a key of its own (y-tiptap adds a hash), so two who propose at once never overwrite each other. They do not grow
 * when somebody types at their edge. Outer marks, so that what a proposal covers is not cut at every bold word.
 */

/** Proposed words. `split`: the character is a ¶ that stands for a proposed division of so many levels. */
export const Insertion = Mark.create({
  name: 'insertion',
  inclusive: false,
  excludes: '',
  priority: 1200,
  addAttributes: () => ({
    ...proposer(),
    split: attribute('split', 'number|null', (element) => Number(element.getAttribute('data-split')) || null),
  }),
  parseHTML: () => [{ tag: 'ins[data-suggestion]' }],
  renderHTML: ({ HTMLAttributes }) => ['ins', HTMLAttributes, 0],
});

/** Words proposed to go. */
export const Deletion = Mark.create({
  name: 'deletion',
  inclusive: false,
  excludes: '',
  priority: 1200,
  addAttributes: proposer,
  parseHTML: () => [{ tag: 'del[data-suggestion]' }],
  renderHTML: ({ HTMLAttributes }) => ['del', HTMLAttributes, 0],
});

/** Words proposed to look otherwise. `change`: JSON of { add: marks, remove: names of marks }. */
export const Modification = Mark.create({
  name: 'modification',
  inclusive: false,
  excludes: '',
  priority: 1200,
  addAttributes: () => ({
    ...proposer(),
    change: attribute('change', 'string|null', (element) => element.getAttribute('data-change')),
  }),
  parseHTML: () => [{ tag: 'span[data-change]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0],
});
