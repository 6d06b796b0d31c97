import type { JSONContent } from '@tiptap/core';
import type { ContentLanguage } from '../../shared/languages';

/**
 * A document on its way in or out of Plenary, free of any database. Readers (`read-docx`, `read-markdown`) make one;
 * writers (`write-docx`, `write-opendocument`, `write-html`, `write-markdown`) take one.
 */
export interface CarriedDocument {
  title: string;
  language: ContentLanguage;
  /** The text in the schema of `../text`, as JSON. Its first heading level is 1; the title stands outside of it. */
  text: JSONContent;
  /** What the text's images show, by the `image` attribute. An image without its picture is left out, with its words kept. */
  pictures: CarriedPicture[];
  threads: CarriedThread[];
}

export interface CarriedPicture {
  /** A UUID: the `image` attribute of the nodes that show it. New ones where a file was read. */
  id: string;
  type: string;
  bytes: Uint8Array;
}

/** A thread of comments on a passage. `from` and `to` are ProseMirror positions in the text; equal for a place without words. */
export interface CarriedThread {
  from: number;
  to: number;
  resolved: boolean;
  /** The first is what was said, the others are answers to it. */
  comments: CarriedComment[];
}

export interface CarriedComment {
  /** The author's name, as the file or the platform has it: a name and never an account. */
  author: string;
  /** ISO 8601, '' where the file does not say. */
  at: string;
  words: string;
}

/** What a reader found that the text cannot hold: an i18n key `documents:import.left.<what>` with how many there were. */
export interface LeftOut {
  what: LeftOutKind;
  count: number;
}

export const leftOutKinds = [
  'deep-headings',
  'shapes',
  'pictures',
  'pictures-without-words',
  'links',
  'formulas',
  'headers',
  'nested-tables',
  'colours',
  'hidden',
  'contents',
  'embedded',
  'code',
  'html',
  'comments',
  'changes',
  'endnotes',
  'page-notes',
  'tab-tables',
] as const;
export type LeftOutKind = (typeof leftOutKinds)[number];

export interface Read {
  document: CarriedDocument;
  left: LeftOut[];
  /** Who proposed what, as the file names them, by the ids of the suggestions in the text; in the text nobody is named. */
  proposers: ReadonlyMap<string, { name: string; at: string }>;
}

/** What stands for a citation where a document leaves the platform: its words and address, for this reader alone. */
export interface CarriedCitation {
  title: string;
  /** Absolute; undefined where this reader may not see the source. */
  address?: string;
}

/** By what is cited, as `citedKey` names it. One that is missing is written as a source that the reader may not see. */
export type CarriedCitations = ReadonlyMap<string, CarriedCitation>;

export function citedKey(kind: unknown, cited: unknown): string {
  return `${kind} ${cited}`;
}

/** Words that the file itself needs, in the document's language: i18n texts, given by whoever asks. */
export interface ExchangeWords {
  contents: string;
  notes: string;
  hiddenSource: string;
  picture: string;
  somebody: string;
}

/** Plain data, since it is handed to threads. */
export interface WriteOptions {
  citations: CarriedCitations;
  words: ExchangeWords;
  /** Names of those who proposed, by the ids of the suggestions; for what is not in it, `words.somebody`. */
  authors: ReadonlyMap<string, string>;
  /** The instant the export was asked for; it is all that differs between two exports of one text. */
  at: Date;
  /** Who may take it for theirs: the lead organisation's name, as the file's author. */
  author: string;
}
