import type { JSONContent } from '@tiptap/core';
import { announce } from '../../db/announce';
import type { FixedTexts } from '../documents/erasing/fixed.server';
import { renderSnapshot } from './snapshot.server';

/** The texts of a document that were put to the committee, decided or not. */
export const proposalTexts: FixedTexts = {
  hold(tx, document) {
    return tx<{ id: number; language: string; text: JSONContent }[]>`
      select id, language, text from proposal_text where document_id = ${document} order by id for update`;
  },
  async rewrite(tx, document, { id, language }, left) {
    const { text, html, plain } = renderSnapshot(left, document, language);
    const [row] = await tx<{ proposalId: number }[]>`
      update proposal_text set text = ${tx.json(text as never)}, html = ${html}, plain = ${plain}, redacted_at = now()
      where id = ${id} returning proposal_id`;
    await announce(tx, 'decision.redacted', { proposal: row!.proposalId });
  },
};
