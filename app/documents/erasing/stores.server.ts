import type { JSONContent } from '@tiptap/core';
import { announce } from '../../../db/announce';
import type { Tx } from '../../../db/connect';
import { minutesTexts } from '../../committee/meetings/minutes-erasing.server';
import { proposalTexts } from '../../decisions/erasing.server';
import { findMentioned } from '../../discussions/posting.server';
import { type Eraser, eraseWords, passageEraser } from '../../facilitation/erasing/eraser';
import { renderText } from '../../shared/rich-text/render.server';
import { eraseFromFixed, erasePictureFromFixed } from './fixed.server';
import { withoutWordsOf } from './picture';
import { eraseFromBlocks } from './text.server';

/**
 * Erases a passage from all that is kept beside a document's text: its titles, comments and what they quote, cleared copies and what
 * was said with them, names of versions, reports, reasons of earlier erasures, what is said beside pictures, texts that were put
 * to the committee, minutes that it approved. The text itself, its versions and passages are the caller's. Returns in how many places it was.
 */
export async function eraseFromStores(tx: Tx, document: number, passage: string): Promise<number> {
  return walkStores(tx, document, passage, true);
}

/** In how many places it is, without changing any. */
export async function countInStores(tx: Tx, document: number, passage: string): Promise<number> {
  return walkStores(tx, document, passage, false);
}

async function walkStores(tx: Tx, document: number, passage: string, erases: boolean): Promise<number> {
  const eraser = passageEraser(passage);
  return (
    (await eraseFromTitles(tx, document, eraser, erases)) +
    (await eraseFromComments(tx, document, eraser, erases)) +
    (await eraseFromClearances(tx, document, passage, eraser, erases)) +
    (await eraseFromRemarks(tx, document, eraser, erases)) +
    (await eraseFromFixed(tx, proposalTexts, document, passage, erases)) +
    (await eraseFromFixed(tx, minutesTexts, document, passage, erases))
  );
}

/** Whoever has the form with the titles before them is told that they are others by now, and does not bring them back. */
async function eraseFromTitles(tx: Tx, document: number, eraser: Eraser, erases: boolean): Promise<number> {
  const [row] = await tx<{ title: string; titles: Record<string, string> }[]>`
    select title, titles from document where id = ${document}`;
  const before = Object.entries(row!.titles);
  const title = eraseWords(eraser, row!.title);
  const titles = before.map(([language, words]) => [language, eraseWords(eraser, words)] as const);
  const changed = titles.filter(([, words], i) => words !== before[i]![1]).length + (title === row!.title ? 0 : 1);
  if (changed === 0 || !erases) return changed;
  await tx`
    update document set title = ${title}, titles = ${tx.json(Object.fromEntries(titles))}, version = version + 1
    where id = ${document}`;
  await announce(tx, 'document.changed', { document });
  return changed;
}

async function eraseFromComments(tx: Tx, document: number, eraser: Eraser, erases: boolean): Promise<number> {
  const comments = await tx<{ id: number; body: string; html: string }[]>`
    select c.id, c.body, c.html from document_comment c join document_thread t on t.id = c.thread_id
    where t.document_id = ${document} order by c.id for update of c`;
  let count = 0;
  for (const { id, ...text } of comments) {
    // Looking through a text takes a millisecond: between two of them others have their turn.
    await new Promise((next) => setImmediate(next));
    if (!eraser.concerns(text)) continue;
    count++;
    if (!erases) continue;
    const mentions = await findMentioned(tx, text.body);
    const body = eraser.erase(text, mentions);
    const { html, text: plain } = renderText(body, { mentions, headingBase: 4 });
    await tx`
      update document_comment set body = ${body}, html = ${html}, plain = ${plain}, version = version + 1, redacted_at = now()
      where id = ${id}`;
  }
  return count;
}

async function eraseFromClearances(
  tx: Tx,
  document: number,
  passage: string,
  eraser: Eraser,
  erases: boolean,
): Promise<number> {
  const rows = await tx<{ id: number; comment: string; clearedText: JSONContent[] | null }[]>`
    select id, comment, cleared_text from document_clearance where document_id = ${document} order by id for update`;
  let count = 0;
  for (const { id, comment, clearedText } of rows) {
    const said = eraseWords(eraser, comment);
    const cleared = clearedText ? eraseFromBlocks(clearedText, passage) : { blocks: null, count: 0 };
    if (said === comment && cleared.count === 0) continue;
    count++;
    if (!erases) continue;
    await tx`
      update document_clearance set comment = ${said}, comment_html = ${said ? renderText(said, { headingBase: 4 }).html : ''},
        cleared_text = ${cleared.blocks === null ? null : tx.json(cleared.blocks as never)}
      where id = ${id}`;
  }
  return count;
}

/** The few words that people say about it, each in a column of a table that names the document. */
const remarks: [table: string, column: string][] = [
  ['document_thread', 'quote'],
  ['document_version', 'name'],
  ['document_version', 'dropped_reason'],
  ['document_report', 'reason'],
  ['document_erasure', 'reason'],
  ['document_picture', 'alt'],
];

async function eraseFromRemarks(tx: Tx, document: number, eraser: Eraser, erases: boolean): Promise<number> {
  let count = 0;
  for (const [table, column] of remarks) {
    const rows = await tx<{ id: number | string; words: string }[]>`
      select id, ${tx(column)} as words from ${tx(table)} where document_id = ${document} and ${tx(column)} <> ''`;
    for (const { id, words } of rows) {
      const left = eraseWords(eraser, words);
      if (left === words) continue;
      if (erases) await tx`update ${tx(table)} set ${tx(column)} = ${left} where id = ${id}`;
      count++;
    }
  }
  return count;
}

/** What is said of a picture, from versions, cleared copies and texts that were put to the committee. */
export async function erasePictureFromCopies(tx: Tx, document: number, picture: string): Promise<void> {
  for (const fixed of [proposalTexts, minutesTexts]) await erasePictureFromFixed(tx, fixed, document, picture);
  const copies = [
    ['document_version', 'text'],
    ['document_clearance', 'cleared_text'],
  ] as const;
  for (const [table, column] of copies) {
    const rows = await tx<{ id: number; text: JSONContent | JSONContent[] }[]>`
      select id, ${tx(column)} as text from ${tx(table)}
      where document_id = ${document} and strpos(${tx(column)}::text, ${picture}) > 0 for update`;
    for (const { id, text } of rows) {
      const left = Array.isArray(text)
        ? text.map((block) => withoutWordsOf(picture, block))
        : withoutWordsOf(picture, text);
      await tx`update ${tx(table)} set ${tx(column)} = ${tx.json(left as never)} where id = ${id}`;
    }
  }
}
