import type { Db } from '../../db/connect';
import type { Reader } from '../people/person';
import { titleOf, visibleEvent } from './queries/visible.server';

/** An action of a meeting, as commitment `k`: for whoever may see the meeting. */
export function committedAtEvent(sql: Db, { reader, language }: { reader: Reader | null; language: string }) {
  return sql`
    select k.words, k.language, '/commitments/' || k.id as path, x.title as subject, x.language as subject_language
    from event e cross join ${titleOf(sql, language)} x where e.id = k.subject_id and ${visibleEvent(sql, reader)}`;
}
