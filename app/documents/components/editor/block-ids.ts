import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { blocksWithId } from '../../text/extensions';
import { newId } from '../../text/ids';

const naming = 'names-blocks';

/** Gives ids to blocks and changes nothing that anybody reads. */
export function isNaming(tr: Transaction): boolean {
  return tr.getMeta(naming) === true;
}

export function isFromOthers(tr: Transaction): boolean {
  return tr.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
}

/** One's own undo and redo come by way of the shared text too, and are nobody else's. */
export function isOwnUndo(tr: Transaction): boolean {
  return tr.getMeta(ySyncPluginKey)?.isUndoRedoOperation === true;
}

/**
 * Each block has an id of its own: a section, a passage and a permalink hang on it. Cured at one's own changes alone;
 * if everyone cured what comes from others, each would give another id.
 */
export const OwnBlockIds = Extension.create({
  name: 'ownBlockIds',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('ownBlockIds'),
      appendTransaction(transactions, _, state) {
        const own = transactions.filter((tr) => tr.docChanged && !isFromOthers(tr));
        if (own.length === 0) return null;
        const tr = state.tr.setMeta(naming, true);
        for (const pos of blocksToName(state.doc, newRanges(own))) tr.setNodeAttribute(pos, 'id', newId());
        return tr.docChanged ? tr : null;
      },
    }),
  ],
});

interface Range {
  from: number;
  to: number;
}

/** Where something new stands after these transactions. */
function newRanges(transactions: readonly Transaction[]): Range[] {
  const ranges: Range[] = [];
  transactions.forEach((tr, i) => {
    tr.mapping.maps.forEach((map, step) => {
      map.forEach((_, __, from, to) => {
        const rest = tr.mapping.slice(step + 1);
        let [a, b] = [rest.map(from, -1), rest.map(to, 1)];
        for (const later of transactions.slice(i + 1)) [a, b] = [later.mapping.map(a, -1), later.mapping.map(b, 1)];
        ranges.push({ from: a, to: b });
      });
    });
  });
  return ranges;
}

/** Positions of blocks without an id, and of those that bear another's: of two, the one that is new. */
export function blocksToName(doc: Node, fresh: Range[]): number[] {
  const first = new Map<string, number>();
  const unnamed: number[] = [];
  doc.descendants((node, pos) => {
    if (!blocksWithId.includes(node.type.name)) return !node.isTextblock;
    const id: unknown = node.attrs.id;
    const before = typeof id === 'string' ? first.get(id) : undefined;
    if (typeof id !== 'string' || !id) unnamed.push(pos);
    else if (before === undefined) first.set(id, pos);
    else if (isFresh(before) && !isFresh(pos)) {
      unnamed.push(before);
      first.set(id, pos);
    } else unnamed.push(pos);
    return !node.isTextblock;
  });
  return unnamed;

  function isFresh(pos: number): boolean {
    return fresh.some(({ from, to }) => pos >= from && pos < to);
  }
}
