import type { Mentions } from '../../shared/rich-text/mentions';
import { containsPassage, erasePassage } from '../../shared/rich-text/redact';
import { marker } from '../facilitation';
import { eraseQuotes, type Source } from './quotes';

/** A text as it is stored: its source and, where it has one, what was rendered from it. */
export interface StoredText {
  body: string;
  html?: string;
  plain?: string;
}

/** What is to go, as one that can be asked of any text. */
export interface Eraser {
  /** A quick look, without knowing whom the handles name. */
  concerns(text: StoredText): boolean;
  /** The text without it; the same text where nothing of it was in the source. */
  erase(text: StoredText, mentions?: Mentions): string;
}

/** One passage, wherever it stands. */
export function passageEraser(passage: string): Eraser {
  return {
    concerns: ({ body, html }) =>
      containsPassage(body, passage) || (html !== undefined && containsPassage(html, passage)),
    erase: ({ body }, mentions) => erasePassage(body, passage, marker, mentions ? { mentions } : {}).text,
  };
}

/** What repeats a post that goes as a whole. */
export function quoteEraser(source: Source): Eraser {
  const erase = ({ body, plain }: StoredText, mentions?: Mentions) =>
    eraseQuotes(body, plain ?? body, source, mentions) ?? body;
  return { concerns: (text) => erase(text) !== text.body, erase };
}

/** A plain line or two, such as a reason or the name of a file. */
export function eraseWords(eraser: Eraser, words: string): string {
  return eraser.concerns({ body: words }) ? eraser.erase({ body: words }) : words;
}
