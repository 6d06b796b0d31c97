import type { JSONContent } from '@tiptap/core';
import { i18nFor } from '../shared/i18n.server';
import { isLanguage } from '../shared/languages';
import { type RenderedText, type RenderWords, renderText } from './text/render.server';
import { schemaVersion } from './text/schema';
import { textOf } from './text/yjs';

/** A text as the domain keeps it: what stands for its readers, and all its nodes as versions keep them. */
export interface SettledText
  extends Pick<RenderedText, 'html' | 'plain' | 'outline' | 'sections' | 'passages' | 'citations' | 'voices'> {
  text: JSONContent;
  schema: number;
}

/** Reads a state of the co-editing server. What the page says of notes and tables is in the text's own language. */
export function readSettled(state: Uint8Array, document: number, language: string): SettledText {
  const node = textOf(state);
  const { html, plain, outline, sections, passages, citations, voices } = renderText(node, {
    document,
    language,
    words: wordsIn(language),
  });
  const text = node.toJSON() as JSONContent;
  return { html, plain, outline, sections, passages, citations, voices, text, schema: schemaVersion };
}

/** What is said of signs and changes within a text; in English where the screens have no words in its language. */
export function wordsIn(language: string): RenderWords {
  const known = isLanguage(language) ? language : 'en';
  const t = i18nFor(known).getFixedT(known, 'documents');
  let tables = 0;
  return {
    notes: t('text.notes'),
    note: (number) => t('text.note', { number }),
    back: (number) => t('text.back', { number }),
    citation: (number) => t('text.citation', { number }),
    nothingCited: t('text.nothing-cited'),
    // By numbers: two regions of one name cannot be told apart by ear.
    get table() {
      tables++;
      return t('text.table-numbered', { number: tables });
    },
    comes: t('text.comes'),
    goes: t('text.goes'),
  };
}
