import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { proposalAttributes } from './extensions';
import { holdsProposals, isProposalMark, type Proposal, proposalIn, proposalOf, withoutProposalsOf } from './proposals';
import { fieldName } from './schema';
import { nodesFrom, textWith } from './yjs';

/**
 * Whether an update of a text does no more than propose in this person's name, and withdraw what they proposed: the
 * text without their proposals is the same before and after it, with everyone else's proposals. Whatever an editor
 * would not make is refused, since an editor that meets it deletes the words under it for everyone.
 *
 * It does not see an update that deletes words and puts the same ones in again: editors do that themselves when they
 * put a note into a paragraph.
 */
export function isSuggestion(
  before: Uint8Array,
  update: Uint8Array,
  by: { person: number; organisation: number | null },
): boolean {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, before);
    const fragment = doc.getXmlFragment(fieldName);
    const old = new Map<unknown, Read>(fragment.toArray().map((child) => [child, read(child)]));
    const touched = applied(doc, fragment, update);
    if (!touched) return false;
    const now = fragment.toArray().map((child) => (!touched.has(child) && old.get(child)) || read(child));
    const was = [...old.values()];
    if (stumblesIn(now) > stumblesIn(was)) return false;
    const textBefore = textWith(was.flatMap(({ nodes }) => nodes));
    const textAfter = textWith(now.flatMap(({ nodes }) => nodes));
    return (
      standsAsBefore(withoutProposalsOf(textBefore, by.person), withoutProposalsOf(textAfter, by.person), textBefore) &&
      isInOwnName(textBefore, textAfter, by)
    );
  } catch {
    // Bytes that are no update, or an element that Yjs itself stumbles over.
    return false;
  } finally {
    doc.destroy();
  }
}

/** A child of the text's fragment, and in how many places it is not what an editor makes. */
interface Read {
  nodes: Node[];
  stumbles: number;
}

function read(child: unknown): Read {
  const made: Read = { nodes: [], stumbles: 0 };
  const nodes = nodesFrom(child, 0, () => {
    made.stumbles++;
  });
  made.nodes = nodes.filter((node) => node.isBlock);
  made.stumbles += nodes.length - made.nodes.length;
  return made;
}

function stumblesIn(children: Read[]): number {
  return children.reduce((sum, { stumbles }) => sum + stumbles, 0);
}

/**
 * The children of the fragment that an update touched. Undefined where it touched something else in the Y.Doc, or
 * rests on updates that have not come: nobody would look at it again when they do.
 */
function applied(doc: Y.Doc, fragment: Y.XmlFragment, update: Uint8Array): Set<unknown> | undefined {
  const touched = new Set<unknown>();
  let elsewhere = false;
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    for (const type of transaction.changed.keys()) {
      let at: unknown = type;
      while (at instanceof Y.AbstractType && at !== fragment && at._item && at._item.parent !== fragment) {
        at = at._item.parent;
      }
      if (at === fragment || (at as Y.AbstractType<unknown>)._item?.parent === fragment) touched.add(at);
      else elsewhere = true;
    }
  });
  const roots = doc.share.size;
  Y.applyUpdate(doc, update);
  const waits = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
  return elsewhere || waits || doc.share.size !== roots ? undefined : touched;
}

/** The same to the last mark, but that a block which had no id may have been given one of its own. */
function standsAsBefore(before: Node, after: Node, text: Node): boolean {
  if (before === after) return true;
  if (before.type !== after.type || before.text !== after.text || before.childCount !== after.childCount) return false;
  if (before.isText) return before.eq(after);
  for (const name of Object.keys(before.attrs)) {
    const [old, now] = [before.attrs[name], after.attrs[name]];
    if (old === now || JSON.stringify(old) === JSON.stringify(now)) continue;
    if (name !== 'id' || !before.isBlock || old !== null || isTaken(now, text)) return false;
  }
  return before.content.content.every((child, i) => standsAsBefore(child, after.child(i), text));
}

function isTaken(id: unknown, text: Node): boolean {
  let taken = false;
  text.descendants((node) => {
    taken ||= node.isBlock && node.attrs.id === id;
    return !taken;
  });
  return taken;
}

const idOfEditors = /^[\w-]{1,80}$/;

/** What came bears the person's own organisation, and an id as editors make them, of no other's proposal. */
function isInOwnName(before: Node, after: Node, by: { person: number; organisation: number | null }): boolean {
  const old = proposalsIn(before);
  const named = ({ id, organisation }: Proposal) => `${organisation} ${id}`;
  const known = new Set(old.filter(({ person }) => person === by.person).map(named));
  const others = new Set(old.filter(({ person }) => person !== by.person).map(({ id }) => id));
  return proposalsIn(after).every(
    (proposal) =>
      proposal.person !== by.person ||
      known.has(named(proposal)) ||
      (proposal.organisation === by.organisation && idOfEditors.test(proposal.id) && !others.has(proposal.id)),
  );
}

function proposalsIn(node: Node, found: Proposal[] = []): Proposal[] {
  for (const mark of node.marks) if (isProposalMark(mark)) found.push(proposalOf(mark));
  if (node.isText || !holdsProposals(node)) return found;
  for (const name of proposalAttributes) {
    const proposal = proposalIn(node, name);
    if (proposal) found.push(proposal);
  }
  for (const child of node.content.content) proposalsIn(child, found);
  return found;
}
