import type { JSONContent } from '@tiptap/core';
import type { Tx } from '../../../db/connect';
import { withoutWordsOf } from './picture';
import { eraseFromText } from './text.server';

/** Where texts of documents stand that were fixed by their hash, and what is done when words go from one. */
export interface FixedTexts {
  /** Those of a document, held until the deed is done, in an order that is always the same. */
  hold(tx: Tx, document: number): Promise<{ id: number; language: string; text: JSONContent }[]>;
  /** Writes what is left in the place of one, and tells who reads it. The hash stays on record; the page says that words are gone. */
  rewrite(tx: Tx, document: number, one: { id: number; language: string }, left: JSONContent): Promise<void>;
}

/** Erases a passage from fixed texts of a document. Answers in how many it was; without `erases` it only looks. */
export function eraseFromFixed(
  tx: Tx,
  fixed: FixedTexts,
  document: number,
  passage: string,
  erases: boolean,
): Promise<number> {
  return change(tx, fixed, document, erases, (text) => {
    const { text: left, count } = eraseFromText(text, passage);
    return count === 0 ? null : left;
  });
}

/** The same for what was said beside a picture. */
export async function erasePictureFromFixed(
  tx: Tx,
  fixed: FixedTexts,
  document: number,
  picture: string,
): Promise<void> {
  await change(tx, fixed, document, true, (text) => {
    const left = withoutWordsOf(picture, text);
    return left === text ? null : left;
  });
}

async function change(
  tx: Tx,
  fixed: FixedTexts,
  document: number,
  erases: boolean,
  without: (text: JSONContent) => JSONContent | null,
): Promise<number> {
  let count = 0;
  for (const { text, ...one } of await fixed.hold(tx, document)) {
    const left = without(text);
    if (!left) continue;
    count++;
    if (erases) await fixed.rewrite(tx, document, one, left);
  }
  return count;
}
