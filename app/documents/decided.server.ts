import type { Db } from '../../db/connect';
import type { Reader } from '../people/person';
import { readableBy, titleIn, titleLanguage } from './visible.server';

/** A document that is decided on, by its title: what follows from the decision is for those who write it. */
export async function readDocumentDecided(sql: Db, reader: Reader | null, id: number, language: string, now: Date) {
  const [row] = await sql<{ title: string; language: string }[]>`
    select ${titleIn(sql, language)} as title, ${titleLanguage(sql, language)} as language from document d
    where d.id = ${id} and ${readableBy(sql, reader, now)}`;
  return row ? { ...row, path: `/documents/${id}`, flags: [] } : null;
}
