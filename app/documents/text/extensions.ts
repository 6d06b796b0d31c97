import { type Attribute, Extension, type Extensions } from '@tiptap/core';
import { Heading } from '@tiptap/extension-heading';
import { ListItem } from '@tiptap/extension-list';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { StarterKit } from '@tiptap/starter-kit';
import { isAllowedAddress } from '~/shared/rich-text/addresses';
import { Deletion, Insertion, Modification, Subscript, Superscript } from './marks';
import { Citation, Footnote, Picture, ProgrammePart, Voice } from './nodes';

/** The blocks that bear an id: the anchors of sections, passages and permalinks. */
export const blocksWithId = ['paragraph', 'heading', 'listItem', 'blockquote', 'table', 'image', 'programmePart'];

/**
 * What can be proposed about an element as a whole: that it comes, goes, is joined to the one before it, or becomes
 * another kind (see suggestions.ts). Each is the JSON of a proposal. They are attributes, not marks, because
 * y-tiptap (3.0.9, `createTypeFromElementNode`) carries marks on words only: a mark on an element is gone at the first
 * exchange. Strings, because it compares attributes by identity and would write an object again with every keystroke.
 */
export const proposalAttributes = ['inserted', 'deleted', 'joined', 'changed'] as const;

const proposable = [
  ...['paragraph', 'heading', 'bulletList', 'orderedList', 'listItem', 'blockquote', 'horizontalRule', 'image'],
  ...['table', 'tableRow', 'tableHeader', 'tableCell', 'hardBreak', 'footnote', 'citation'],
  'programmePart',
];

function proposal(name: string, keepOnSplit: boolean): Attribute {
  return {
    default: null,
    validate: 'string|null',
    keepOnSplit,
    parseHTML: (element) => element.getAttribute(`data-${name}`),
    renderHTML: (attributes) => (attributes[name] ? { [`data-${name}`]: attributes[name] } : {}),
  };
}

const BlockIds = Extension.create({
  name: 'blockIds',
  addGlobalAttributes() {
    const id: Attribute = {
      default: null,
      validate: 'string|null',
      keepOnSplit: false,
      parseHTML: (element) => element.getAttribute('data-id'),
      renderHTML: (attributes) => (attributes.id ? { 'data-id': attributes.id } : {}),
    };
    return [{ types: blocksWithId, attributes: { id } }];
  },
});

const Proposals = Extension.create({
  name: 'proposals',
  addGlobalAttributes() {
    return [
      {
        types: proposable,
        attributes: {
          inserted: proposal('inserted', true),
          deleted: proposal('deleted', true),
          joined: proposal('joined', false),
          changed: proposal('changed', false),
        },
      },
    ];
  },
});

/** Levels 1 to 4 are shown as h2 to h5: h1 is the title, which stands outside of the text. */
const TextHeading = Heading.extend({
  addAttributes() {
    return {
      level: {
        default: 1,
        validate: (level) => {
          if (![1, 2, 3, 4].includes(level)) throw new RangeError('No such level of headings');
        },
        rendered: false,
      },
    };
  },
  parseHTML() {
    const levels = { h1: 1, h2: 1, h3: 2, h4: 3, h5: 4, h6: 4 };
    return Object.entries(levels).map(([tag, level]) => ({ tag, attrs: { level } }));
  },
  renderHTML({ node, HTMLAttributes }) {
    return [`h${Number(node.attrs.level) + 1}`, { ...HTMLAttributes, dir: 'auto' }, 0];
  },
}).configure({ levels: [1, 2, 3, 4] });

/**
 * Lax: an element whose content does not fit is deleted by y-tiptap, with its words, and two people who edit a list
 * at once can leave an item that begins with something other than a paragraph.
 */
const TextListItem = ListItem.extend({ content: 'block+' });

/** Without the widths that the extension writes into `style`. */
const TextTable = Table.extend({
  renderHTML({ HTMLAttributes }) {
    return ['table', HTMLAttributes, ['tbody', 0]];
  },
}).configure({ resizable: false, View: null });

/** A style in the page's HTML is refused by the content security policy: alignment is an attribute. */
const cellAttributes = () => ({
  colspan: span('colspan'),
  rowspan: span('rowspan'),
  align: {
    default: null,
    validate: 'string|null',
    parseHTML: (element: HTMLElement) => element.getAttribute('data-align') || element.style.textAlign || null,
    renderHTML: ({ align }: { align?: string | null }) =>
      align === 'center' || align === 'right' || align === 'left' ? { 'data-align': align } : {},
  },
});

/** No cell is wider than 100: a table of a million columns would be laid out by everyone who reads it. */
function span(name: 'colspan' | 'rowspan'): Attribute {
  return {
    default: 1,
    validate: (cells) => {
      if (!Number.isInteger(cells) || cells < 1 || cells > 100) throw new RangeError('No such width of a cell');
    },
    parseHTML: (element) => Math.min(100, Math.max(1, Math.floor(Number(element.getAttribute(name)) || 1))),
  };
}

const TextCell = TableCell.extend({ addAttributes: () => ({ ...cellAttributes(), colwidth: { default: null } }) });
const TextHeaderCell = TableHeader.extend({
  addAttributes: () => ({ ...cellAttributes(), colwidth: { default: null } }),
});

/**
 * What a document's text can hold, for browser and server alike. No node views, keys or screens in here: the editor
 * adds its own on top. Whoever changes what elements and attributes there are raises `schemaVersion`.
 */
export const textExtensions: Extensions = [
  StarterKit.configure({
    code: false,
    codeBlock: false,
    dropcursor: false,
    gapcursor: false,
    heading: false,
    listItem: false,
    trailingNode: false,
    undoRedo: false,
    paragraph: { HTMLAttributes: { dir: 'auto' } },
    link: {
      autolink: false,
      openOnClick: false,
      protocols: [],
      isAllowedUri: (href) => isAllowedAddress(href),
      HTMLAttributes: { target: null, rel: 'nofollow noopener', class: null },
    },
  }),
  TextHeading,
  TextListItem,
  TextTable,
  TableRow,
  TextHeaderCell,
  TextCell,
  Picture,
  ProgrammePart,
  Footnote,
  Citation,
  Voice,
  Subscript,
  Superscript,
  Insertion,
  Deletion,
  Modification,
  BlockIds,
  Proposals,
];
