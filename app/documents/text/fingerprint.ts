import type { Node } from '@tiptap/pm/model';
import { proposalAttributes } from './extensions';

const passing = new Set<string>(proposalAttributes);

/**
 * All of an element that a reader can tell apart: two that look and say the same have the same one. Ids of blocks are
 * left out, since a paste gives new ones to the same words; that of a voice is what it says.
 */
export function fingerprint(node: Node): string {
  return JSON.stringify(bare(node));
}

function bare(node: Node): unknown[] {
  const marks = node.marks.map((mark) => [mark.type.name, mark.attrs]);
  if (node.isText) return [node.text, marks];
  const attrs = Object.entries(node.attrs).filter(
    ([name, value]) => value !== null && !passing.has(name) && (name !== 'id' || !node.isBlock),
  );
  return [node.type.name, attrs, marks, ...node.content.content.map(bare)];
}
