import {
  joinBackward,
  joinForward,
  lift,
  selectNodeBackward,
  setBlockType,
  splitBlock,
  toggleMark,
  wrapIn,
} from '@tiptap/pm/commands';
import type { Node, NodeType } from '@tiptap/pm/model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from '@tiptap/pm/schema-list';
import { type Command, EditorState, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addRowAfter,
  CellSelection,
  deleteColumn,
  deleteRow,
  mergeCells,
  tableEditing,
} from '@tiptap/pm/tables';
import type { randomFrom } from '~/shared/rich-text/random-for-tests';
import { isProposalMark } from './proposals';
import { textSchema as schema } from './schema';

export type Random = ReturnType<typeof randomFrom>;

const letters = 'abcdefghijklmnopqrstuvwxyzäé世';
let made = 0;

function word(random: Random): string {
  return `${Array.from({ length: 1 + random.below(5) }, () => random.pick([...letters])).join('')} `;
}

function words(random: Random): Node[] {
  return Array.from({ length: random.below(5) }, () => {
    if (random.chance(0.04)) return schema.nodes.hardBreak!.create();
    if (random.chance(0.05)) return schema.nodes.footnote!.create(null, schema.text(word(random)));
    if (random.chance(0.05)) return schema.nodes.citation!.create({ kind: 'post', cited: String(random.below(99)) });
    const marks = [
      ...(random.chance(0.2) ? [schema.marks.bold!.create()] : []),
      ...(random.chance(0.1) ? [schema.marks.link!.create({ href: 'https://un.org/' })] : []),
    ];
    return schema.text(word(random) + (random.chance(0.5) ? word(random) : ''), marks);
  });
}

const id = () => `b${made++}`;

function paragraph(random: Random): Node {
  return schema.nodes.paragraph!.create({ id: id() }, words(random));
}

function block(random: Random, depth: number): Node {
  const { heading, bulletList, orderedList, listItem, blockquote, table, tableRow, tableHeader, tableCell } =
    schema.nodes;
  const some = (make: () => Node, most: number) => Array.from({ length: 1 + random.below(most) }, make);
  const kind = depth > 1 ? 0 : random.below(12);
  if (kind === 5) return heading!.create({ id: id(), level: 1 + random.below(3) }, words(random));
  if (kind === 6 || kind === 7) {
    const items = some(
      () =>
        listItem!.create({ id: id() }, [paragraph(random), ...(random.chance(0.2) ? [block(random, depth + 1)] : [])]),
      4,
    );
    return random.pick([bulletList!, orderedList!]).create(null, items);
  }
  if (kind === 8)
    return blockquote!.create(
      { id: id() },
      some(() => block(random, depth + 1), 2),
    );
  if (kind === 9) {
    const columns = 1 + random.below(3);
    const row = (type: NodeType) =>
      tableRow!.create(
        null,
        Array.from({ length: columns }, () => type.create(null, paragraph(random))),
      );
    return table!.create({ id: id() }, [row(tableHeader!), ...some(() => row(tableCell!), 2)]);
  }
  if (kind === 10) return schema.nodes.horizontalRule!.create();
  if (kind === 11) return schema.nodes.image!.create({ id: id(), image: 'a-picture', alt: word(random) });
  return paragraph(random);
}

export function randomText(random: Random): Node {
  return schema.topNodeType.create(
    null,
    Array.from({ length: 1 + random.below(5) }, () => block(random, 0)),
  );
}

export function stateWith(doc: Node): EditorState {
  return EditorState.create({ doc, plugins: [tableEditing()] });
}

function wordPositions(doc: Node): number[] {
  const positions: number[] = [];
  doc.descendants((node, at) => {
    if (node.inlineContent) for (let i = 0; i <= node.content.size; i++) positions.push(at + 1 + i);
    return !node.inlineContent;
  });
  return positions.filter((at) => doc.resolve(at).parent.inlineContent);
}

/** A random edit as a person makes it in an editor without suggestions; undefined where it cannot be made there. */
export function randomEdit(random: Random, state: EditorState): Transaction | undefined {
  const positions = wordPositions(state.doc);
  if (!positions.length) return undefined;
  const index = random.below(positions.length);
  const distance = random.pick([0, 1, 1, 3, 8, 40]);
  const from = positions[index]!;
  const to = positions[Math.min(index + distance, positions.length - 1)]!;
  const backwards = random.chance(0.5);
  const selected = (head = to) => state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, head)));
  const typed = () =>
    schema.text(
      word(random),
      state.doc
        .resolve(to)
        .marks()
        .filter((mark) => !isProposalMark(mark)),
    );
  const by = (command: Command, at: EditorState): Transaction | undefined => {
    let transaction: Transaction | undefined;
    command(at, (tr) => {
      transaction = tr;
    });
    return transaction;
  };
  const startOf = () => {
    const $at = state.doc.resolve(from);
    const edge = backwards ? $at.start() : $at.end();
    return state.apply(state.tr.setSelection(TextSelection.create(state.doc, edge)));
  };
  const { listItem, bulletList, orderedList, blockquote, heading, paragraph: p } = schema.nodes;
  const inside = (type: NodeType) =>
    state.doc.resolve(from).parent.type === type || $depthOf(state.doc, from, type) > 0;
  const edits: [weight: number, edit: () => Transaction | undefined][] = [
    [10, () => state.tr.replaceWith(from, from, typed())],
    [
      6,
      () =>
        state.doc.resolve(from).sameParent(state.doc.resolve(to))
          ? selected().tr.replaceWith(from, to, typed())
          : undefined,
    ],
    [10, () => (from < to ? selected().tr.deleteSelection() : undefined)],
    [6, () => by(inside(listItem!) ? splitListItem(listItem!) : splitBlock, selected(random.chance(0.7) ? from : to))],
    [3, () => by(splitBlock, startOf())],
    [6, () => by(random.chance(0.8) ? joinBackward : selectNodeBackward, startOf())],
    [3, () => by(joinForward, startOf())],
    [
      5,
      () =>
        by(toggleMark(random.pick([schema.marks.bold!, schema.marks.italic!, schema.marks.superscript!])), selected()),
    ],
    [2, () => by(setBlockType(random.pick([heading!, p!]), {}), selected())],
    [1, () => by(wrapIn(blockquote!), selected())],
    [2, () => by(wrapInList(random.pick([bulletList!, orderedList!])), selected())],
    [2, () => by(random.chance(0.5) ? liftListItem(listItem!) : sinkListItem(listItem!), selected())],
    [1, () => by(lift, selected())],
    [2, () => state.tr.replaceWith(from, from, random.pick([...words(random), schema.nodes.hardBreak!.create()]))],
    [2, () => selected().tr.replaceSelectionWith(block(random, 0))],
    [3, () => pasted(random, state, selected(), positions)],
    [2, () => by(random.pick([addRowAfter, addColumnAfter, deleteRow, deleteColumn]), selected(from))],
    [1, () => by(mergeCells, cellsFrom(state, from))],
    [2, () => attributeOf(random, state, from)],
    [1, () => nodeRemoved(state, from)],
  ];
  let at = random.below(edits.reduce((sum, [weight]) => sum + weight, 0));
  const edit = edits.find(([weight]) => {
    at -= weight;
    return at < 0;
  })![1]();
  return edit?.docChanged && isWhole(edit.doc) ? edit : undefined;
}

/** Merging cells can leave one without a paragraph, an element that no schema here allows. */
function isWhole(doc: Node): boolean {
  try {
    doc.check();
    return true;
  } catch {
    return false;
  }
}

function $depthOf(doc: Node, at: number, type: NodeType): number {
  const $at = doc.resolve(at);
  for (let depth = $at.depth; depth > 0; depth--) if ($at.node(depth).type === type) return depth;
  return 0;
}

/** What was copied is put in with what was proposed in it decided, as the editor does it. */
function pasted(random: Random, state: EditorState, at: EditorState, positions: number[]): Transaction | undefined {
  const index = random.below(positions.length);
  const from = positions[index]!;
  const to = positions[Math.min(index + random.below(30), positions.length - 1)]!;
  let holds = false;
  state.doc.nodesBetween(from, to, (node) => {
    holds ||= node.marks.some(isProposalMark) || Boolean(node.attrs.inserted || node.attrs.deleted);
  });
  return holds ? undefined : at.tr.replaceSelection(state.doc.slice(from, to));
}

function cellsFrom(state: EditorState, from: number): EditorState {
  const depth = Math.max(
    $depthOf(state.doc, from, schema.nodes.tableCell!),
    $depthOf(state.doc, from, schema.nodes.tableHeader!),
  );
  if (!depth) return state;
  const $at = state.doc.resolve(from);
  const last = $at.node(depth - 1).childCount - 1;
  const row = $at.start(depth - 1);
  const cells = CellSelection.create(state.doc, row, $at.posAtIndex(last, depth - 1));
  return state.apply(state.tr.setSelection(cells));
}

function attributeOf(random: Random, state: EditorState, from: number): Transaction | undefined {
  const $at = state.doc.resolve(from);
  if ($at.parent.type === schema.nodes.heading) {
    return state.tr.setNodeMarkup($at.before(), null, { ...$at.parent.attrs, level: 1 + random.below(4) });
  }
  let picture = -1;
  state.doc.descendants((node, at) => {
    if (node.type === schema.nodes.image) picture = at;
  });
  return picture < 0 ? undefined : state.tr.setNodeAttribute(picture, 'alt', word(random));
}

function nodeRemoved(state: EditorState, from: number): Transaction | undefined {
  const $at = state.doc.resolve(from);
  const selection = NodeSelection.create(state.doc, $at.before(Math.max(1, $at.depth - 1)));
  return state.apply(state.tr.setSelection(selection)).tr.deleteSelection();
}
