import type { JSONContent } from '@tiptap/core';
import { type SectionOfText, wordsOf } from './sections';

/** Where a text cites what. */
export interface CitationPlace {
  /** Tells two citations of one document apart. */
  anchor: string;
  kind: CitedKindInText;
  cited: number;
  version: number;
  section: string;
  block: string;
}

const citedKinds = ['post', 'statement', 'passage'] as const;
type CitedKindInText = (typeof citedKinds)[number];

export interface Passage {
  block: string;
  section: string;
  position: number;
  plain: string;
}

/** How much of one text is kept: what is more than this was written by a machine. */
const most = { passages: 20_000, passageLength: 20_000, citations: 2000 };

/**
 * The blocks that can be cited and linked to: paragraphs and headings with words, and pictures by what is said beside
 * them. What is pasted twice with one id is a passage once, where it stands first.
 */
export function passagesOf(sections: SectionOfText[]): Passage[] {
  const passages: Passage[] = [];
  const seen = new Set<string>();
  const walk = (node: JSONContent, section: string) => {
    const block = String(node.attrs?.id ?? '');
    const plain = wordsOfPassage(node);
    if (plain !== '' && block !== '' && !seen.has(block) && passages.length < most.passages) {
      seen.add(block);
      passages.push({ block, section, position: passages.length + 1, plain });
    }
    for (const child of node.content ?? []) walk(child, section);
  };
  for (const { key, blocks } of sections) for (const block of blocks) walk(block, key);
  return passages;
}

function wordsOfPassage(node: JSONContent): string {
  if (node.type === 'image')
    return [node.attrs?.alt, node.attrs?.caption].filter(Boolean).join(' ').slice(0, most.passageLength);
  if (node.type !== 'paragraph' && node.type !== 'heading') return '';
  return wordsOf(node).replace(/\s+/g, ' ').trim().slice(0, most.passageLength);
}

/** What is cited, in the order of the text. A reference that no editor makes is none. */
export function citationsOf(sections: SectionOfText[]): CitationPlace[] {
  const places: CitationPlace[] = [];
  const seen = new Map<string, number>();
  const walk = (node: JSONContent, section: string, around: string) => {
    const block = node.type === 'citation' ? around : String(node.attrs?.id ?? '') || around;
    const place = node.type === 'citation' ? citationOf(node) : null;
    if (place && places.length < most.citations) {
      // Copied with its paragraph, a citation bears the key of the first.
      const times = (seen.get(place.anchor) ?? 0) + 1;
      seen.set(place.anchor, times);
      const anchor = times === 1 ? place.anchor : `${place.anchor}-${times}`;
      places.push({ ...place, anchor, section, block });
    }
    for (const child of node.content ?? []) walk(child, section, block);
  };
  for (const { key, blocks } of sections) for (const block of blocks) walk(block, key, '');
  return places;
}

function citationOf(node: JSONContent): Pick<CitationPlace, 'anchor' | 'kind' | 'cited' | 'version'> | null {
  const { kind, cited, version, key } = node.attrs ?? {};
  const known = citedKinds.find((k) => k === kind);
  if (!known || !/^[1-9]\d{0,14}$/.test(String(cited))) return null;
  const ofVersion = /^[1-9]\d{0,8}$/.test(String(version)) ? Number(version) : 1;
  const anchor = /^[\w-]{1,60}$/.test(String(key ?? '')) ? String(key) : `${known}-${cited}`;
  return { anchor, kind: known, cited: Number(cited), version: ofVersion };
}
