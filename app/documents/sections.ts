import { createHash } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';

/** What stands from one heading of level 1 to the next. */
export interface SectionOfText {
  /** Block id of its heading; '' before the first one. */
  key: string;
  title: string;
  blocks: JSONContent[];
}

/**
 * The sections of a text, in order. The part before the first heading is one only where something stands there. A key
 * that comes a second time, after a paste, is told apart by a number: two sections of one key would share an owner.
 */
export function sectionsOf(text: JSONContent): SectionOfText[] {
  const sections: SectionOfText[] = [{ key: '', title: '', blocks: [] }];
  const seen = new Map<string, number>();
  for (const block of text.content ?? []) {
    if (block.type === 'heading' && block.attrs?.level === 1) {
      const id = String(block.attrs.id ?? '') || 'unnamed';
      const times = (seen.get(id) ?? 0) + 1;
      seen.set(id, times);
      sections.push({ key: times === 1 ? id : `${id}-${times}`, title: wordsOf(block), blocks: [] });
    }
    sections.at(-1)!.blocks.push(block);
  }
  return sections.filter((section) => section.key !== '' || section.blocks.some((block) => !isEmpty(block)));
}

/** Where each block with an id stands: the key of its section. */
export function sectionByBlock(sections: SectionOfText[]): Map<string, string> {
  const places = new Map<string, string>();
  const note = (node: JSONContent, key: string) => {
    if (node.attrs?.id && !places.has(String(node.attrs.id))) places.set(String(node.attrs.id), key);
    for (const child of node.content ?? []) note(child, key);
  };
  for (const section of sections) for (const block of section.blocks) note(block, section.key);
  return places;
}

/** The words of a node as they stand, notes and all. */
export function wordsOf(node: JSONContent): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  return (node.content ?? []).map(wordsOf).join('');
}

function isEmpty(block: JSONContent): boolean {
  if (block.type === 'image' || block.type === 'horizontalRule' || block.type === 'table') return false;
  return wordsOf(block).trim() === '' && !JSON.stringify(block).includes('"citation"');
}

/**
 * SHA-256 (hex) of what a reader can tell apart: words, structure, marks, what is cited and shown. Ids are not part of
 * it, since a paste gives new ones to the same words.
 */
export function hashOf(blocks: JSONContent[]): string {
  return createHash('sha256')
    .update(JSON.stringify(blocks.map(bare)))
    .digest('hex');
}

function bare(node: JSONContent): unknown {
  const attrs = Object.entries(node.attrs ?? {}).filter(
    ([name, value]) => name !== 'id' && value !== null && value !== '',
  );
  const marks = (node.marks ?? []).map((mark) => [mark.type, Object.entries(mark.attrs ?? {}).sort(byName)]);
  return [node.type, node.text ?? null, attrs.sort(byName), marks, (node.content ?? []).map(bare)];
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
