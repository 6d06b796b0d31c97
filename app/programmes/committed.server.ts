import type { Db } from '../../db/connect';
import type { Reader } from '../people/person';
import { workedOnBy } from './queries/visible.server';

/** A line of activity, as commitment `k`: for whoever may see its programme. */
export function committedInProgramme(sql: Db, { reader }: { reader: Reader | null }) {
  return sql`
    select a.title as words, g.language, '/programmes/' || g.id || '#activity-' || a.id as path, g.title as subject,
      g.language as subject_language
    from programme_activity a join programme g on g.id = a.programme_id
    where a.commitment_id = k.id and (g.opened_at is not null or ${workedOnBy(sql, reader)})`;
}
