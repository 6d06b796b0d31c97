import * as Y from 'yjs';

/**
 * One update of many, with the words of what was deleted dropped.
 * @param {Uint8Array[]} updates
 * @returns {Uint8Array}
 */
export function folded(updates) {
  const doc = new Y.Doc();
  Y.transact(doc, () => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}
