import type { JSONContent } from '@tiptap/core';
import { type LiveReference, type LiveTable, type LiveTables, livePartOf } from './parts';

/** What is said in a text that leaves the platform. */
export interface LiveSays {
  /** "From the data of the programme, as it stood on …". */
  from: (table: LiveTable) => string;
  nothing: string;
}

/** The parts of programmes that a text shows, each once. */
export function livePartsIn(text: JSONContent): LiveReference[] {
  const found = new Map<string, LiveReference>();
  const walk = (node: JSONContent) => {
    const part = node.type === 'programmePart' ? livePartOf(node.attrs ?? {}) : undefined;
    if (part) found.set(`${part.programme} ${part.part}`, part);
    for (const child of node.content ?? []) walk(child);
  };
  walk(text);
  return [...found.values()];
}

/**
 * A text in which each part of a programme stands as an ordinary table with its words, as it is now: for files, which are read
 * where nothing is live, and for what is decided on as it stood. The same text where it shows no part. `put` is told of each
 * place, in the order of the text, what stands there now.
 */
export function withTables(
  text: JSONContent,
  tables: LiveTables,
  says: LiveSays,
  put: (blocks: JSONContent[]) => void = () => {},
): JSONContent {
  const expanded = (node: JSONContent): JSONContent[] => {
    if (node.type !== 'programmePart')
      return [node.content ? { ...node, content: node.content.flatMap(expanded) } : node];
    const blocks = blocksOf(node, tables, says);
    put(blocks);
    return blocks;
  };
  return expanded(text)[0]!;
}

function blocksOf(node: JSONContent, tables: LiveTables, says: LiveSays): JSONContent[] {
  const part = livePartOf(node.attrs ?? {});
  const table = part && tables(part);
  const { programme: _p, part: _q, id, ...proposed } = node.attrs ?? {};
  if (!table) return [paragraph(says.nothing, { ...proposed, id })];
  const row = (cells: string[], type: string, isSum = false): JSONContent => ({
    type: 'tableRow',
    content: cells.map((words, i) => ({
      type,
      ...(table.figures[i] ? { attrs: { align: 'right' } } : {}),
      content: [paragraph(words, {}, isSum || type === 'tableHeader')],
    })),
  });
  const rows = table.rows.map((cells, i) => row(cells, 'tableCell', table.hasSum && i === table.rows.length - 1));
  return [
    ...(rows.length > 0
      ? [{ type: 'table', attrs: { ...proposed, id }, content: [row(table.head, 'tableHeader'), ...rows] }]
      : []),
    ...table.notes.map((note) => paragraph(note, proposed)),
    paragraph(says.from(table), proposed),
  ];
}

function paragraph(words: string, attrs: Record<string, unknown>, isBold = false): JSONContent {
  const text = { type: 'text', text: words, ...(isBold ? { marks: [{ type: 'bold' }] } : {}) };
  return { type: 'paragraph', attrs, content: words ? [text] : [] };
}
