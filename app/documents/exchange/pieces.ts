import type { JSONContent } from '@tiptap/core';
import { withIds } from '../text/ids';
import { textSchema } from '../text/schema';

/** Marks of a piece of text, as JSON. */
export type Marks = NonNullable<JSONContent['marks']>;

export function text(words: string, marks: Marks = []): JSONContent {
  return marks.length ? { type: 'text', text: words, marks } : { type: 'text', text: words };
}

export function paragraph(content: JSONContent[] = []): JSONContent {
  return content.length ? { type: 'paragraph', content } : { type: 'paragraph' };
}

export function image(id: string, alt: string, caption = ''): JSONContent {
  return { type: 'image', attrs: { image: id, alt, caption } };
}

/** The words of a node and all that is in it, notes and citations left out. */
export function wordsIn(node: JSONContent): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'footnote') return '';
  return (node.content ?? []).map(wordsIn).join('');
}

export function hasMark(node: JSONContent, type: string): boolean {
  return node.marks?.some((mark) => mark.type === type) ?? false;
}

/** Elements that hold nothing; each takes one position, as ProseMirror counts. */
const leaves = new Set(['hardBreak', 'horizontalRule', 'image', 'citation', 'voice']);

/** How many positions a node takes in ProseMirror's counting. */
export function sizeOf(node: JSONContent): number {
  if (node.type === 'text') return node.text?.length ?? 0;
  if (leaves.has(node.type ?? '')) return 1;
  return (node.content ?? []).reduce((sum, child) => sum + sizeOf(child), 2);
}

/** A text as the schema has it: what stands together as one piece, an id on every block that bears one. */
export function finished(blocks: JSONContent[]): JSONContent {
  return withIds(textSchema.nodeFromJSON({ type: 'doc', content: blocks.length ? blocks : [paragraph()] })).toJSON();
}

/**
 * Inline content as blocks: what stands in a line stays together in paragraphs, and a picture, which the text holds
 * only as a block of its own, divides it.
 */
export function inBlocks(
  content: JSONContent[],
  around: (words: JSONContent[]) => JSONContent = paragraph,
): JSONContent[] {
  const blocks: JSONContent[] = [];
  let words: JSONContent[] = [];
  const close = () => {
    const kept = trimmed(words);
    if (kept.length) blocks.push(around(kept));
    words = [];
  };
  for (const node of content) {
    if (node.type !== 'image') words.push(node);
    else {
      close();
      blocks.push(node);
    }
  }
  close();
  return blocks;
}

/** Without blank signs at both ends, and without line breaks there. */
export function trimmed(content: JSONContent[]): JSONContent[] {
  const kept = [...content];
  for (const [at, blank] of [
    [0, /^\s+/],
    [-1, /\s+$/],
  ] as const) {
    for (let end = kept.at(at); end; end = kept.at(at)) {
      const rest =
        end.type === 'text' ? (end.text ?? '').replace(blank, '') : end.type === 'hardBreak' ? '' : undefined;
      if (rest === undefined || rest === end.text) break;
      if (rest !== '') kept[at === 0 ? 0 : kept.length - 1] = { ...end, text: rest };
      else if (at === 0) kept.shift();
      else kept.pop();
      if (rest !== '') break;
    }
  }
  return kept;
}

/** What a footnote can hold: words with marks, in one line. */
export function noteContent(content: JSONContent[]): JSONContent[] {
  const flat = content.flatMap((node): JSONContent[] => {
    if (node.type === 'text') return [node];
    if (node.type === 'hardBreak') return [text(' ')];
    if (node.type === 'image') return node.attrs?.alt ? [text(`[${node.attrs.alt}]`)] : [];
    return noteContent(node.content ?? []);
  });
  return trimmed(flat);
}

/** A heading that is bold as a whole is bold by being a heading. */
export function plainHeading(content: JSONContent[]): JSONContent[] {
  const words = content.filter((node) => node.type === 'text');
  if (!words.length || !words.every((node) => hasMark(node, 'bold') || !node.text?.trim())) return content;
  return content.map((node) => {
    if (node.type !== 'text') return node;
    return text(
      node.text!,
      (node.marks ?? []).filter((mark) => mark.type !== 'bold'),
    );
  });
}
