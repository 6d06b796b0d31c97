import type { Editor } from '@tiptap/core';
import { putNote } from './footnotes';
import type { IconName } from './icons';
import type { Writing } from './use-writing';

export interface Tool {
  /** Its words: `editor:tools.<key>`. */
  key: string;
  icon?: IconName;
  /** As it is pressed on most keyboards; said in its title. */
  keys?: string;
  /** Undefined for what is done once, such as undoing. */
  pressed?: (editor: Editor) => boolean;
  possible?: (editor: Editor) => boolean;
  run: (writing: Writing) => void;
}

const mark = (key: string, name: string, keys: string, icon?: IconName): Tool => ({
  key,
  keys,
  ...(icon ? { icon } : {}),
  pressed: (e) => e.isActive(name),
  run: ({ editor }) => editor.chain().focus().toggleMark(name).run(),
});

export const undoing: Tool[] = [
  {
    key: 'undo',
    icon: 'undo',
    keys: 'Ctrl+Z',
    possible: (e) => e.can().undo(),
    run: ({ editor }) => editor.chain().focus().undo().run(),
  },
  {
    key: 'redo',
    icon: 'redo',
    keys: 'Ctrl+Shift+Z',
    possible: (e) => e.can().redo(),
    run: ({ editor }) => editor.chain().focus().redo().run(),
  },
];

/** What a block is. */
export const styles: Tool[] = [
  {
    key: 'paragraph',
    keys: 'Ctrl+Alt+0',
    pressed: (e) => e.isActive('paragraph'),
    run: ({ editor }) => editor.chain().focus().setParagraph().run(),
  },
  ...([1, 2, 3, 4] as const).map(
    (level): Tool => ({
      key: `heading-${level}`,
      keys: `Ctrl+Alt+${level}`,
      pressed: (e) => e.isActive('heading', { level }),
      run: ({ editor }) => editor.chain().focus().setHeading({ level }).run(),
    }),
  ),
];

export const marks: Tool[] = [
  mark('bold', 'bold', 'Ctrl+B', 'bold'),
  mark('italic', 'italic', 'Ctrl+I', 'italic'),
  mark('underline', 'underline', 'Ctrl+U', 'underline'),
];

export const moreMarks: Tool[] = [
  mark('strike', 'strike', 'Ctrl+Shift+S'),
  mark('superscript', 'superscript', 'Ctrl+.'),
  mark('subscript', 'subscript', 'Ctrl+,'),
  {
    key: 'indent',
    keys: 'Tab',
    possible: (e) => e.can().sinkListItem('listItem'),
    run: ({ editor }) => editor.chain().focus().sinkListItem('listItem').run(),
  },
  {
    key: 'outdent',
    keys: 'Shift+Tab',
    possible: (e) => e.can().liftListItem('listItem'),
    run: ({ editor }) => editor.chain().focus().liftListItem('listItem').run(),
  },
  { key: 'plain', run: ({ editor }) => editor.chain().focus().unsetAllMarks().run() },
];

export const link: Tool = {
  key: 'link',
  icon: 'link',
  keys: 'Ctrl+K',
  pressed: (e) => e.isActive('link'),
  run: ({ ask }) => ask({ what: 'link' }),
};

export const blocks: Tool[] = [
  {
    key: 'bullets',
    icon: 'bullets',
    keys: 'Ctrl+Shift+8',
    pressed: (e) => e.isActive('bulletList'),
    run: ({ editor }) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    key: 'numbers',
    icon: 'numbers',
    keys: 'Ctrl+Shift+7',
    pressed: (e) => e.isActive('orderedList'),
    run: ({ editor }) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    key: 'quote',
    icon: 'quote',
    keys: 'Ctrl+Shift+B',
    pressed: (e) => e.isActive('blockquote'),
    run: ({ editor }) => editor.chain().focus().toggleBlockquote().run(),
  },
];

export const insertions: Tool[] = [
  { key: 'cite', icon: 'cite', keys: 'Ctrl+Alt+C', run: ({ ask }) => ask({ what: 'cite' }) },
  { key: 'footnote', icon: 'footnote', keys: 'Ctrl+Alt+F', run: ({ editor }) => void putNote(editor) },
  { key: 'live', icon: 'live', run: ({ ask }) => ask({ what: 'live' }) },
  { key: 'picture', icon: 'picture', run: ({ ask }) => ask({ what: 'picture', file: null, at: null }) },
  { key: 'table', icon: 'table', run: ({ ask }) => ask({ what: 'table' }) },
  { key: 'rule', icon: 'rule', run: ({ editor }) => editor.chain().focus().setHorizontalRule().run() },
];

const inTable = (key: string, run: (editor: Editor) => void): Tool => ({ key, run: ({ editor }) => run(editor) });

/** Only while the caret stands in a table. */
export const tableTools: Tool[] = [
  inTable('row-above', (e) => e.chain().focus().addRowBefore().run()),
  inTable('row-below', (e) => e.chain().focus().addRowAfter().run()),
  inTable('column-before', (e) => e.chain().focus().addColumnBefore().run()),
  inTable('column-after', (e) => e.chain().focus().addColumnAfter().run()),
  inTable('header-row', (e) => e.chain().focus().toggleHeaderRow().run()),
  inTable('header-column', (e) => e.chain().focus().toggleHeaderColumn().run()),
  inTable('join-cells', (e) => e.chain().focus().mergeOrSplit().run()),
  inTable('delete-row', (e) => e.chain().focus().deleteRow().run()),
  inTable('delete-column', (e) => e.chain().focus().deleteColumn().run()),
  inTable('delete-table', (e) => e.chain().focus().deleteTable().run()),
];
