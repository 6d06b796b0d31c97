import type { JSONContent } from '@tiptap/core';
import { announce } from '../../../db/announce';
import type { Tx } from '../../../db/connect';
import { renderSnapshot } from '../../decisions/snapshot.server';
import { withoutWordsOf } from '../../documents/erasing/picture';
import { eraseFromText } from '../../documents/erasing/text.server';

/**
 * Erases a passage from minutes that were approved. The hash stays on record, and the page says that words were removed. Answers in
 * how many texts it was; without `erases` it only looks.
 */
export async function eraseFromMinutes(tx: Tx, document: number, passage: string, erases: boolean): Promise<number> {
  return changeTexts(tx, document, erases, (text) => {
    const { text: left, count } = eraseFromText(text, passage);
    return count === 0 ? null : left;
  });
}

/** The same for what was said beside a picture. */
export async function erasePictureFromMinutes(tx: Tx, document: number, picture: string): Promise<void> {
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
  const rows = await tx<{ eventId: number; language: string; text: JSONContent }[]>`
    select event_id, language, text from minutes_text where document_id = ${document} order by event_id for update`;
  let count = 0;
  for (const { eventId, language, text } of rows) {
    const left = change(text);
    if (!left) continue;
    count++;
    if (!erases) continue;
    const { text: nodes, html } = renderSnapshot(left, document, language);
    await tx`
      update minutes_text set text = ${tx.json(nodes as never)}, html = ${html}, redacted_at = now() where event_id = ${eventId}`;
    await announce(tx, 'meeting.changed', { meeting: eventId });
    await announce(tx, 'committee.changed', {});
  }
  return count;
}
