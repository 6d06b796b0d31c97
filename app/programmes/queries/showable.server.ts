import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { visibleProgramme } from './visible.server';

export interface ShowableProgramme {
  id: number;
  title: string;
  language: string;
}

/** Beyond that a list is none to choose from. */
const most = 200;

/**
 * Programmes of which a text can show a part, as far as this reader sees them: first the one that is written in this document,
 * then those that changed last. One statement.
 */
export async function listShowable(sql: Db, reader: Reader, document: number, now: Date): Promise<ShowableProgramme[]> {
  return sql<ShowableProgramme[]>`
    select g.id, g.title, g.language from programme g where ${visibleProgramme(sql, reader, now)}
    order by g.document_id is not distinct from ${document} desc, g.changed_at desc, g.id desc limit ${most}`;
}
