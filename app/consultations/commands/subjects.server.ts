import { announce } from '../../../db/announce';
import type { Db, Tx } from '../../../db/connect';

/**
 * Tells those who sit at what this consultation opens and closes that it may be open to them now, or no more: who comments a draft,
 * and when a discussion takes posts, hangs on it. Beside `before`, those that were its parts until now.
 */
export async function tellSubjects(tx: Tx, consultation: number, before: PartSubjectId[] = []): Promise<void> {
  const all = [...before, ...(await subjectsOf(tx, consultation))];
  const known = new Map(all.map((s) => [`${s.kind} ${s.id}`, s]));
  for (const { kind, id } of known.values()) {
    if (kind === 'draft') await announce(tx, 'document.access-changed', { document: id });
    else await announce(tx, 'discussion.instant-passed', { discussion: id });
  }
}

export interface PartSubjectId {
  kind: 'draft' | 'discussion';
  id: number;
}

export async function subjectsOf(sql: Db, consultation: number): Promise<PartSubjectId[]> {
  return sql<PartSubjectId[]>`
    select distinct kind, subject_id as id from consultation_part
    where consultation_id = ${consultation} and kind in ('draft', 'discussion') order by kind, id`;
}
