import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { holdsProposals } from './proposals';
import { reconcile } from './reconcile';
import { textSchema } from './schema';
import { nodesFrom } from './yjs';

/**
 * Writes proposals that were made in an editor into the history of its text, so that every block and letter that stands
 * stays whose it is. The binding of y-tiptap matches blocks from both ends: where some are proposed in the place of
 * others it would write old words anew, as words of whoever proposes. It finds nothing left to do after this.
 * `mapping` is the binding's: which node each element was shown as.
 */
export function writeProposals(
  doc: Y.Doc,
  fragment: Y.XmlFragment,
  text: Node,
  mapping: ReadonlyMap<unknown, unknown>,
): void {
  const children = fragment.toArray();
  const wanted = text.content.content;
  const least = Math.min(children.length, wanted.length);
  let start = 0;
  while (start < least && mapping.get(children[start]) === wanted[start]) start++;
  let same = 0;
  while (same < least - start && mapping.get(children.at(-1 - same)) === wanted.at(-1 - same)) same++;
  const changed = wanted.slice(start, wanted.length - same);
  if (!changed.some(holdsProposals)) return;
  const end = children.length - same;
  // An editor builds a schema of its own, and no node of one is like one of another.
  const known = changed.map((node) =>
    node.type.schema === textSchema ? node : textSchema.nodeFromJSON(node.toJSON()),
  );
  reconcile(doc, fragment, known, (child) => nodesFrom(child, 0), { start, end });
}
