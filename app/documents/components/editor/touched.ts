import type { Node } from '@tiptap/pm/model';
import { ownWords } from './own-words';

/** The blocks that one changed, by their ids, and the text as it was before. */
export interface Touched {
  ids: Set<string>;
  before: Node | null;
}

export function forgetTouched(touched: Touched): void {
  touched.ids.clear();
  touched.before = null;
}

/** The words of these blocks, in the order of the text. */
export function wordsOfTouched({ ids }: Touched, now: Node): string {
  return blocksOf(now, ids).join('\n\n');
}

/** Of these blocks only what was added, where the text as it was must not be seen any more. */
export function wordsAdded({ ids, before }: Touched, now: Node): string {
  if (!before) return '';
  const [then, after] = [before, now].map((doc) => blocksOf(doc, ids).join('\n'));
  return ownWords(then!, after!, blocksOf(before).join('\n'));
}

function blocksOf(doc: Node, ids?: Set<string>): string[] {
  const words: string[] = [];
  doc.descendants((node) => {
    if (!node.isTextblock) return true;
    if (!ids || ids.has(String(node.attrs.id))) words.push(node.textBetween(0, node.content.size, ' ', ' '));
    return false;
  });
  return words.filter((w) => w.trim());
}
