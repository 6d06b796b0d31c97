import { type Node, Slice } from '@tiptap/pm/model';
import { EditorState, type Plugin, TextSelection } from '@tiptap/pm/state';
import { __pastedCells as pastedCells } from '@tiptap/pm/tables';
import { expect, it } from 'vitest';
import { textSchema } from '../../text/schema';
import { Pasting } from './pasting';

const { paragraph, table, tableRow, tableCell, bulletList, listItem } = textSchema.nodes;
const p = (words: string) => paragraph!.create(null, textSchema.text(words));
const aTable = (...rows: Node[][][]) =>
  table!.create(
    null,
    rows.map((cells) =>
      tableRow!.create(
        null,
        cells.map((content) => tableCell!.create(null, content)),
      ),
    ),
  );

/** What comes of a copy where the caret is in this text's first paragraph. */
function pasted(into: Node, copied: Slice): Slice {
  const doc = textSchema.topNodeType.create(null, into);
  const state = EditorState.create({ doc });
  const inside = state.apply(state.tr.setSelection(TextSelection.near(doc.resolve(0))));
  const make = Pasting.config.addProseMirrorPlugins as unknown as (this: { options: object }) => Plugin[];
  const [plugin] = make.call({ options: {} });
  return plugin!.props.transformPasted!.call(plugin!, copied, { state: inside } as never, false);
}
const whole = (...nodes: Node[]) => new Slice(textSchema.topNodeType.create(null, nodes).content, 0, 0);
const cell = aTable([[p('here')]]);

it('puts the words of a table into a cell, and no table', () => {
  const list = bulletList!.create(null, listItem!.create(null, [p('item'), aTable([[p('deep')]])]));
  const made = pasted(cell, whole(p('Before'), aTable([[p('a')], [p('b'), p('c')]], [[p('d')], [p('e')]]), list));
  expect(made.content.toString()).toBe(
    '<paragraph("Before"), paragraph("a"), paragraph("b"), paragraph("c"), paragraph("d"), paragraph("e"), bulletList(listItem(paragraph("item"), paragraph("deep")))>',
  );
  expect(made.openStart).toBe(1);
});

it('fills the cells around with cells, none of which holds a table', () => {
  const made = pasted(cell, whole(aTable([[p('a'), aTable([[p('in')]])], [p('b')]])));
  expect(pastedCells(made)).toMatchObject({ width: 2, height: 1 });
  expect(made.content.toString()).toBe(
    '<table(tableRow(tableCell(paragraph("a"), paragraph("in")), tableCell(paragraph("b"))))>',
  );
});

it('leaves tables tables anywhere else', () => {
  const copied = whole(p('Before'), aTable([[p('a')]]));
  expect(pasted(p('here'), copied).content.toString()).toBe(copied.content.toString());
});
