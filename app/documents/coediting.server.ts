import * as Y from 'yjs';
import { announce } from '../../db/announce';
import type { Db, Sql } from '../../db/connect';
import type { Reader } from '../people/person';
import { type TextAccess, textAccess } from './document';
import { findRules } from './rules.server';

/** What this person may do in a document's text at this instant. `none` also where there is no such document. */
export async function accessToText(
  sql: Db,
  reader: Reader | null,
  documentId: number,
  now: Date = new Date(),
): Promise<TextAccess> {
  const ruled = await findRules(sql, reader?.id ?? null, documentId);
  return ruled ? textAccess(ruled, reader, ruled.tie, now) : 'none';
}

/**
 * Takes over a text that has settled: the single crossing from bytes to domain. One of an earlier epoch comes too late,
 * from before a redaction, and is left.
 */
export async function recordText(sql: Sql, documentId: number, state: Uint8Array, epoch: number): Promise<void> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const text = doc.getXmlFragment('text');
  const plain = text
    .toString()
    .replace(/<[^>]*>/g, '\n')
    .trim();
  await sql.begin(async (tx) => {
    const [document] = await tx<
      { language: string }[]
    >`select language from document where id = ${documentId} for update`;
    if (!document) return;
    await tx`
      insert into document_settled (document_id, html, plain, text, language, schema, epoch)
      values (${documentId}, '', ${plain}, '{}', ${document.language}, 1, ${epoch})
      on conflict (document_id) do update set html = excluded.html, plain = excluded.plain, epoch = excluded.epoch, settled_at = now()
      where document_settled.epoch <= excluded.epoch`;
    await announce(tx, 'document.settled', { document: documentId });
  });
}
