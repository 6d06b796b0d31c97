import type { Db } from '../../db/connect';
import type { Reader } from '../people/person';
import { type TextAccess, textAccess } from './document';
import { findRules } from './rules.server';

/* What documents give to the co-editing server, which knows of rooms and bytes alone. */

export { recordText } from './recording.server';

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
