import type { JSONContent } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { sectionKeys } from './text/ids';
import { textSchema } from './text/schema';
import { rejectAll } from './text/suggestions';

/** A text as it stands, without what is proposed. */
export function standing(text: JSONContent): Node {
  return rejectAll(Node.fromJSON(textSchema, text));
}

/** The blocks from the heading with this key to the next of its level; '' for what stands before the first. */
export function blocksOfSection(text: Node, key: string): JSONContent[] {
  const keyOf = sectionKeys();
  let at = '';
  const blocks: JSONContent[] = [];
  for (const block of text.content.content) {
    at = keyOf(block) ?? at;
    if (at === key) blocks.push(block.toJSON() as JSONContent);
  }
  return blocks;
}
