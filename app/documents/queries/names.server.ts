import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { mayComment } from '../document';
import { readRules } from '../rules.server';

/** People who work on a document and its organisations whose name or handle begins so: eight at most, for those who comment. */
export async function listNames(
  sql: Db,
  reader: Reader,
  document: number,
  begun: string,
  now: Date,
): Promise<{ handle: string; name: string }[]> {
  const ruled = await readRules(sql, reader, document, now);
  if (!mayComment(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  const letters = begun.replace(/[\\%_]/g, '\\$&');
  if (letters.length < 2) return [];
  const [start, inside] = [`${letters}%`, `% ${letters}%`];
  return sql<{ handle: string; name: string }[]>`
    select handle, name from (
      select p.handle, p.name from person p
      where p.state = 'active' and (p.handle like ${start} or p.name ilike ${start} or p.name ilike ${inside})
        and (exists (select from document_person n where n.document_id = ${document} and n.person_id = p.id and n.organisation_id = p.organisation_id
            and (n.until_at is null or n.until_at > ${now}))
          or exists (select from organisation_role r join document_organisation o on o.organisation_id = r.organisation_id
            where o.document_id = ${document} and r.person_id = p.id))
      union all
      select o.handle, coalesce(o.short_name, o.name) from organisation o join document_organisation i on i.organisation_id = o.id
      where i.document_id = ${document} and (o.handle like ${start} or o.name ilike ${start} or o.short_name ilike ${start} or o.name ilike ${inside})
    ) n order by name limit 8`;
}
