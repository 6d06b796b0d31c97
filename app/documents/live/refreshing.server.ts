import type { JSONContent } from '@tiptap/core';
import type { Tx } from '../../../db/connect';
import { readTables } from '../../programmes/tables.server';
import { renderText } from '../text/render.server';
import { textSchema } from '../text/schema';
import { livePartsIn } from './expand';
import { linesOfTable } from './parts';

/**
 * The plain text of a settled one with the words of the parts that it shows, for search: of programmes that everybody may see,
 * since whoever reads the document finds it by them.
 */
export async function plainWithShown(
  tx: Tx,
  { text, plain }: { text: JSONContent; plain: string },
  document: number,
  language: string,
  now: Date,
): Promise<string> {
  const parts = livePartsIn(text);
  if (parts.length === 0) return plain;
  const tables = await readTables(tx, null, parts, language, now);
  const live = (part: (typeof parts)[number]) => {
    const table = tables(part);
    return table ? linesOfTable(table) : [];
  };
  return renderText(textSchema.nodeFromJSON(text), { document, language, live }).plain;
}

/** Says anew what documents are found by that show a part of this programme: it has changed. */
export async function refreshShown(tx: Tx, programme: number, now: Date): Promise<void> {
  const showing = await tx<{ documentId: number; text: JSONContent; plain: string; language: string }[]>`
    select s.document_id, s.text, s.plain, s.language from document_settled s join document d on d.id = s.document_id
    where position(${`data-programme="${programme}"`} in s.html) > 0 order by s.document_id for update of d, s`;
  for (const { documentId, language, ...settled } of showing) {
    const plain = await plainWithShown(tx, settled, documentId, language, now);
    if (plain !== settled.plain)
      await tx`update document_settled set plain = ${plain} where document_id = ${documentId}`;
  }
}
