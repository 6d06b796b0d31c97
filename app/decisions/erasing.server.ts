import type { JSONContent } from '@tiptap/core';
import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';
import { withoutWordsOf } from '../documents/erasing/picture';
import { eraseFromText } from '../documents/erasing/text.server';
import { renderSnapshot } from './snapshot.server';

/**
 * Erases a passage from the texts of a document that were put to the committee, decided or not. The hash stays on record, and the
 * page says that words were removed. Answers in how many texts it was; without `erases` it only looks.
 */
export async function eraseFromProposals(tx: Tx, document: number, passage: string, erases: boolean): Promise<number> {
  return changeTexts(tx, document, erases, (text) => {
    const { text: left, count } = eraseFromText(text, passage);
    return count === 0 ? null : left;
  });
}

/** The same for what was said beside a picture. */
export async function erasePictureFromProposals(tx: Tx, document: number, picture: string): Promise<void> {
  await changeTexts(tx, document, true, (text) => {
    const left = withoutWordsOf(picture, text);
    return left === text ? null : left;
  });
}

async function changeTexts(
  tx: Tx,
  document: number,
  erases: boolean,
  change: (text: JSONContent) => JSONContent | null,
): Promise<number> {
  const rows = await tx<{ id: number; proposalId: number; language: string; text: JSONContent }[]>`
    select id, proposal_id, language, text from proposal_text where document_id = ${document} order by id for update`;
  const told = new Set<number>();
  let count = 0;
  for (const { id, proposalId, language, text } of rows) {
    const left = change(text);
    if (!left) continue;
    count++;
    if (!erases) continue;
    const { text: nodes, html, plain } = renderSnapshot(left, document, language);
    await tx`
      update proposal_text set text = ${tx.json(nodes as never)}, html = ${html}, plain = ${plain}, redacted_at = now() where id = ${id}`;
    told.add(proposalId);
  }
  for (const proposal of told) await announce(tx, 'decision.redacted', { proposal });
  return count;
}
