import type { JSONContent } from '@tiptap/core';
import { renderToHTMLString } from '@tiptap/static-renderer/pm/html-string';
import { type CitationPlace, citationsOf, type Passage, passagesOf } from './parts-of-text';
import { sectionsOf, wordsOf } from './sections';
import { textExtensions } from './text/extensions';
import { schemaVersion } from './text/schema';
import { rejectAll } from './text/suggestions';
import { textOf } from './text/yjs';

/** A text as the domain keeps it. */
export interface SettledText {
  /** What stands, for readers; nothing that is only proposed. */
  html: string;
  plain: string;
  outline: { id: string; level: number; title: string }[];
  /** Its nodes with all that is proposed, as versions keep them. */
  text: JSONContent;
  /** Its nodes as they stand. */
  standing: JSONContent;
  passages: Passage[];
  citations: CitationPlace[];
  schema: number;
}

/** Reads a state of the co-editing server. */
export function readSettled(state: Uint8Array, documentId: number): SettledText {
  const node = textOf(state);
  const standing = rejectAll(node).toJSON() as JSONContent;
  const sections = sectionsOf(standing);
  return {
    html: renderToHTMLString({ content: standing, extensions: textExtensions }),
    plain: (standing.content ?? []).map(wordsOf).join('\n'),
    outline: (standing.content ?? [])
      .filter((block) => block.type === 'heading')
      .map((block) => ({
        id: String(block.attrs?.id ?? ''),
        level: Number(block.attrs?.level),
        title: wordsOf(block),
      })),
    text: node.toJSON() as JSONContent,
    standing,
    passages: passagesOf(sections),
    citations: citationsOf(sections),
    schema: schemaVersion,
  };
}
