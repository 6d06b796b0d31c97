import type { JSONContent } from '@tiptap/core';
import { announce } from '../../../db/announce';
import { renderSnapshot } from '../../decisions/snapshot.server';
import type { FixedTexts } from '../../documents/erasing/fixed.server';

/** Minutes that were approved; each is known by its meeting. */
export const minutesTexts: FixedTexts = {
  hold(tx, document) {
    return tx<{ id: number; language: string; text: JSONContent }[]>`
      select event_id as id, language, text from minutes_text where document_id = ${document} order by event_id for update`;
  },
  async rewrite(tx, document, { id, language }, left) {
    const { text, html } = renderSnapshot(left, document, language);
    await tx`
      update minutes_text set text = ${tx.json(text as never)}, html = ${html}, redacted_at = now() where event_id = ${id}`;
    await announce(tx, 'meeting.changed', { meeting: id });
    await announce(tx, 'committee.changed', {});
  },
};
