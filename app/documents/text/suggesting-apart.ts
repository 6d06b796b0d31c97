import type { Node } from '@tiptap/pm/model';
import { proposalAttributes } from './extensions';
import { sectionKeys } from './ids';
import { holdsProposals, isProposalMark, proposalIn } from './proposals';
import type { Pen } from './suggesting-words';

/**
 * Gives the parts of a proposal in each further section an id of their own: sections have owners, and what reaches into
 * two of them could be decided by neither alone.
 */
export function tellApartBySection(pen: Pen): void {
  if (pen.tr.steps.length < 2) return;
  const keyOf = sectionKeys();
  let [section, first, further] = ['', undefined as string | undefined, 1];
  let last = '';
  pen.tr.doc.forEach((block, at) => {
    if (!proposalIn(block, 'inserted')) section = keyOf(block) ?? section;
    if (!holdsProposals(block) || !bears(block, pen.proposal.id)) return;
    first ??= section;
    if (section === first) return;
    if (section !== last) further++;
    last = section;
    rename(pen, block, at, `${pen.proposal.id}-${further}`);
  });
}

function bears(node: Node, id: string): boolean {
  if (node.marks.some((mark) => isProposalMark(mark) && mark.attrs.id === id)) return true;
  if (node.isText || !holdsProposals(node)) return false;
  return (
    proposalAttributes.some((name) => proposalIn(node, name)?.id === id) ||
    node.content.content.some((child) => bears(child, id))
  );
}

function rename({ tr, proposal }: Pen, block: Node, at: number, id: string): void {
  const change = (node: Node, position: number) => {
    for (const mark of node.marks) {
      if (!node.isText || !isProposalMark(mark) || mark.attrs.id !== proposal.id) continue;
      tr.removeMark(position, position + node.nodeSize, mark);
      tr.addMark(position, position + node.nodeSize, mark.type.create({ ...mark.attrs, id }));
    }
    for (const name of proposalAttributes) {
      const written = node.isText ? undefined : proposalIn(node, name);
      if (written?.id === proposal.id) tr.setNodeAttribute(position, name, JSON.stringify({ ...written, id }));
    }
  };
  change(block, at);
  block.descendants((node, offset) => change(node, at + 1 + offset));
}
