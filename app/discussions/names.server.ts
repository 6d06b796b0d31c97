import type { Db } from '../../db/connect';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { mayTakePart } from './discussion';
import { readRules } from './rules.server';

/**
 * People who have a part in this discussion (they wrote, or have a role) and organisations, whose name or handle
 * begins so: eight at most. Only for those who take part, so that the list of people is not a directory for all.
 */
export async function listNames(
  sql: Db,
  reader: Reader,
  discussion: number,
  begun: string,
): Promise<{ handle: string; name: string }[]> {
  const ruled = await readRules(sql, reader, discussion);
  if (!mayTakePart(ruled, reader, ruled.tie)) throw refuse('not-found', 'shared:errors.not-found');
  const letters = begun.replace(/[\\%_]/g, '\\$&');
  if (letters.length < 2) return [];
  const [start, inside] = [`${letters}%`, `% ${letters}%`];
  return sql<{ handle: string; name: string }[]>`
    select handle, name from (
      select p.handle, p.name from person p
      where p.state = 'active' and (p.handle like ${start} or p.name ilike ${start} or p.name ilike ${inside})
        and (exists (select from post q where q.author_id = p.id and q.discussion_id = ${discussion} and q.state = 'shown')
          or exists (select from activity_role r where r.activity = 'discussion' and r.activity_id = ${discussion} and r.person_id = p.id))
      union all
      select o.handle, coalesce(o.short_name, o.name) from organisation o
      where o.handle like ${start} or o.name ilike ${start} or o.short_name ilike ${start} or o.name ilike ${inside}
    ) n order by name limit 8`;
}
