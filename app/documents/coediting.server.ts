import type { Db, Sql } from '../../db/connect';
import type { Reader } from '../people/person';
import { type TextAccess, textAccess } from './document';
import { findRules, findRulesOfMany } from './rules.server';

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

/** The same for many who come at once, in the order asked. */
export async function accessToTexts(
  sql: Sql,
  asked: { reader: Reader; document: number }[],
  now: Date = new Date(),
): Promise<TextAccess[]> {
  const ruled = await findRulesOfMany(
    sql,
    asked.map(({ reader, document }) => ({ person: reader.id, id: document })),
  );
  return ruled.map((rules, i) => (rules ? textAccess(rules, asked[i]!.reader, rules.tie, now) : 'none'));
}
