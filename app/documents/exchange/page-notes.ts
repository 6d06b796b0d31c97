import type { JSONContent } from '@tiptap/core';
import type { Tally } from './left-out';
import { hasMark, trimmed } from './pieces';

/** The number of a raised figure, as `<sup>7</sup>`. */
function raised(node: JSONContent | undefined): string | undefined {
  if (node?.type !== 'text' || !hasMark(node, 'superscript')) return undefined;
  return /^\s*(\d{1,3})\s*$/.exec(node.text ?? '')?.[1];
}

interface Place {
  parent: JSONContent;
  at: number;
}

/** Raised figures that do not begin a paragraph, in the order of the text, by their number. */
function references(blocks: JSONContent[], found = new Map<string, Place[]>()): Map<string, Place[]> {
  for (const parent of blocks) {
    const content = parent.content ?? [];
    content.forEach((node, at) => {
      const number = raised(node);
      if (number && at > 0) found.set(number, [...(found.get(number) ?? []), { parent, at }]);
    });
    references(
      content.filter((node) => node.type !== 'text'),
      found,
    );
  }
  return found;
}

/**
 * Mends what programs that turn printed pages into text leave behind: notes that stand as paragraphs at the foot of
 * each page, with a raised number here and there, become footnotes again, and the line above them goes.
 */
export function withPageNotes(blocks: JSONContent[], left: Tally): JSONContent[] {
  const places = references(blocks);
  const isNote = (block: JSONContent | undefined) => {
    const number = block?.type === 'paragraph' ? raised(block.content?.[0]) : undefined;
    return number !== undefined && (block?.content?.length ?? 0) > 1 && places.has(number);
  };
  const notes = new Map<JSONContent, JSONContent[]>();
  const taken = new Set<JSONContent>();
  blocks.forEach((block, i) => {
    if (!isNote(block)) return;
    const number = raised(block.content![0])!;
    const place = places.get(number)!.shift();
    if (!place) return;
    if (!places.get(number)!.length) places.delete(number);
    const words = trimmed(block.content!.slice(1)).filter((node) => node.type === 'text');
    const inPlace = notes.get(place.parent) ?? [];
    notes.set(place.parent, inPlace);
    inPlace[place.at] = { type: 'footnote', content: words };
    taken.add(block);
    left.add('page-notes');
    // The line above the notes of a page.
    const before = blocks[i - 1];
    if (before?.type === 'horizontalRule') taken.add(before);
  });
  if (!notes.size) return blocks;
  const place = (node: JSONContent): JSONContent => {
    const inPlace = notes.get(node);
    const content = node.content?.map((child, at) => inPlace?.[at] ?? place(child));
    return content ? { ...node, content } : node;
  };
  return rejoined(blocks, taken).map(place);
}

/** A list that a foot of a page cut in two is one again. */
function rejoined(blocks: JSONContent[], taken: ReadonlySet<JSONContent>): JSONContent[] {
  const kept: JSONContent[] = [];
  let cut = false;
  for (const block of blocks) {
    const before = kept.at(-1);
    if (taken.has(block)) cut = true;
    else {
      if (cut && before && goesOn(before, block))
        before.content = [...(before.content ?? []), ...(block.content ?? [])];
      else kept.push(block);
      cut = false;
    }
  }
  return kept;
}

function goesOn(list: JSONContent, next: JSONContent): boolean {
  if (list.type !== next.type) return false;
  const number = Number(list.attrs?.start ?? 1) + (list.content?.length ?? 0);
  return list.type === 'bulletList' || (list.type === 'orderedList' && Number(next.attrs?.start ?? 1) === number);
}
