import { type Attribute, Node } from '@tiptap/core';

function word(name: string): Attribute {
  return {
    default: null,
    validate: 'string|null',
    parseHTML: (element) => element.getAttribute(`data-${name}`),
    renderHTML: (attributes) => (attributes[name] == null ? {} : { [`data-${name}`]: attributes[name] }),
  };
}

/**
 * A picture that was uploaded for this document: `image` is its uuid. Where it is fetched depends on the document, so
 * the reading text and the editor's own view write the address; pasted HTML brings none in.
 */
export const Picture = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    image: word('image'),
    alt: { ...word('alt'), default: '', validate: 'string' },
    caption: { ...word('caption'), default: '', validate: 'string' },
  }),
  parseHTML: () => [{ tag: 'figure[data-image]' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'figure',
    HTMLAttributes,
    ['span', { role: 'img', 'aria-label': String(node.attrs.alt) }],
    ['figcaption', {}, String(node.attrs.caption)],
  ],
});

/**
 * A part of a programme, such as its budget: which one, and nothing of what it says. What it says is the programme's data, read
 * anew wherever the text is shown, with the rights of whoever reads it.
 */
export const ProgrammePart = Node.create({
  name: 'programmePart',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ programme: word('programme'), part: word('part') }),
  parseHTML: () => [{ tag: 'div[data-programme][data-part]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes],
});

/** A note at the foot of the text; its content is its words. */
export const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  content: 'text*',
  parseHTML: () => [{ tag: 'span[data-footnote]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', { ...HTMLAttributes, 'data-footnote': '' }, 0],
});

/**
 * Rests on a post, a statement, a claim or a passage of another document: the reference, never the words. `key` tells two
 * citations of one document apart; `version` is the one that was read, where the cited thing has versions.
 */
export const Citation = Node.create({
  name: 'citation',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ kind: word('kind'), cited: word('cited'), version: word('version'), key: word('key') }),
  parseHTML: () => [{ tag: 'span[data-kind][data-cited]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes],
});

/** Reserved for a survivor's voice: a reference alone, shown as nothing until its server is asked. */
export const Voice = Node.create({
  name: 'voice',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    id: {
      default: null,
      validate: 'string|null',
      parseHTML: (element: HTMLElement) => element.getAttribute('data-voice'),
      renderHTML: (attributes: Record<string, unknown>) => ({ 'data-voice': attributes.id ?? '' }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-voice]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes],
});
