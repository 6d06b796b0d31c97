import type { Node } from '@tiptap/pm/model';
import { proposalAttributes } from '../text/extensions';
import { isProposalMark, proposalIn, proposalOf } from '../text/proposals';
import type { Read } from './carried';

/** What somebody whom a file names proposed in one passage: where, and when they did so last. */
export interface ProposedThere {
  name: string;
  /** ISO 8601, '' where the file does not say. */
  at: string;
  from: number;
  to: number;
}

/**
 * Who proposed in a file what stands in the text now, passage by passage and each name once in it: here the proposals
 * belong to whoever brought them in, and nobody else's name can stand on them.
 */
export function proposedIn(text: Node, proposers: Read['proposers']): ProposedThere[] {
  const found = new Map<string, ProposedThere>();
  const note = (id: string, block: number, from: number, to: number) => {
    const proposer = proposers.get(id);
    if (!proposer?.name || from >= to) return;
    const key = `${block} ${proposer.name}`;
    const before = found.get(key);
    if (!before) found.set(key, { ...proposer, from, to });
    else {
      before.to = Math.max(before.to, to);
      if (proposer.at > before.at) before.at = proposer.at;
    }
  };
  text.descendants((node, position, parent) => {
    if (node.isInline) {
      // A passage is named by where it begins.
      const block = text.resolve(position).before();
      const own = node.marks.filter(isProposalMark).map((mark) => proposalOf(mark).id);
      for (const id of [...own, ...idsOf(node)]) note(id, block, position, position + node.nodeSize);
      return parent?.type.name !== 'footnote' && node.type.name !== 'footnote';
    }
    for (const id of idsOf(node)) note(id, position, position + 1, position + node.nodeSize - 1);
    return true;
  });
  return [...found.values()];
}

function idsOf(node: Node): string[] {
  return proposalAttributes.flatMap((name) => proposalIn(node, name)?.id ?? []);
}
