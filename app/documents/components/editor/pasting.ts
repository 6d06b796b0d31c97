import { Extension } from '@tiptap/core';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { isInTable } from '@tiptap/pm/tables';
import { proposalAttributes } from '../../text/extensions';
import { proposalMarks } from '../../text/proposals';
import { cleanWords } from './word-paste';

export interface PasteOptions {
  /** Pictures that were pasted or dropped: each needs a description before it is put in. */
  pictures: (files: File[]) => void;
  /** So many pictures in what was pasted had to be left out. */
  leftOut: (pictures: number) => void;
}

/** What comes in from elsewhere: clean from word processors, and without anybody's proposals from texts of ours. */
export const Pasting = Extension.create<PasteOptions>({
  name: 'pasting',
  addOptions: () => ({ pictures: () => {}, leftOut: () => {} }),
  addProseMirrorPlugins() {
    const { pictures, leftOut } = this.options;
    return [
      new Plugin({
        key: new PluginKey('pasting'),
        props: {
          transformPastedHTML(html) {
            if (html.includes('data-pm-slice')) return html;
            const cleaned = cleanWords(html);
            if (cleaned.pictures > 0) leftOut(cleaned.pictures);
            return cleaned.html;
          },
          transformPasted(copied, view) {
            const slice = new Slice(asItWouldStand(copied.content), copied.openStart, copied.openEnd);
            return isInTable(view.state) ? forCell(slice) : slice;
          },
          handlePaste: (_, event) => take(event.clipboardData),
          handleDrop: (_, event, __, moved) => !moved && take(event.dataTransfer),
        },
      }),
    ];

    function take(data: DataTransfer | null): boolean {
      const files = [...(data?.files ?? [])].filter((f) => f.type.startsWith('image/'));
      // Word puts a picture of its words beside them.
      if (files.length === 0 || data?.types.includes('text/html')) return false;
      pictures(files);
      return true;
    }
  },
});

/**
 * What is put into a cell: of the tables in it their words, since a table in a table is read by nobody. Cells alone stay
 * cells, which fill those around, but none of them holds a table either.
 */
export function forCell(slice: Slice): Slice {
  const [only] = slice.content.childCount === 1 ? [slice.content.firstChild!] : [];
  if (!holdsTable(slice.content)) return slice;
  const areCells = only && ['table', 'row', 'cell', 'header_cell'].includes(only.type.spec.tableRole);
  if (!areCells) return Slice.maxOpen(withoutTables(slice.content));
  return new Slice(Fragment.from(withPlainCells(only)), slice.openStart, slice.openEnd);
}

function holdsTable(content: Fragment): boolean {
  return content.content.some((node) => node.type.spec.tableRole === 'table' || holdsTable(node.content));
}

function withPlainCells(node: Node): Node {
  const isCell = ['cell', 'header_cell'].includes(node.type.spec.tableRole);
  if (isCell) return node.copy(withoutTables(node.content));
  return node.copy(Fragment.fromArray(node.content.content.map(withPlainCells)));
}

function withoutTables(content: Fragment): Fragment {
  const isPart = ({ type }: Node) => Boolean(type.spec.tableRole);
  return Fragment.fromArray(
    content.content.flatMap((node) => {
      const inner = node.isTextblock || node.isLeaf ? node.content : withoutTables(node.content);
      return isPart(node) ? inner.content : [node.copy(inner)];
    }),
  );
}

/** A proposal bears a name and belongs where it was made: what is copied is copied as if all were accepted. */
export function asItWouldStand(content: Fragment): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    if (node.attrs.deleted || node.marks.some((mark) => mark.type.name === 'deletion')) return;
    if (node.marks.some((mark) => mark.type.name === 'insertion' && mark.attrs.split)) return;
    const marks = node.marks.filter((mark) => !proposalMarks.includes(mark.type.name));
    if (node.isText) nodes.push(node.mark(marks));
    else {
      const attrs = { ...node.attrs };
      for (const name of proposalAttributes) if (name in attrs) attrs[name] = null;
      nodes.push(node.type.create(attrs, asItWouldStand(node.content), marks));
    }
  });
  return Fragment.fromArray(nodes);
}
