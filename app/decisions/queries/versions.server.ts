import type { Db } from '../../../db/connect';
import { openTo } from '../../documents/visible.server';
import { dayOf } from '../../organisations/organisation';
import type { Reader } from '../../people/person';

/** A version of a document that can be put in place of the text as it stands. */
export interface ChoosableVersion {
  id: number;
  number: number;
  /** Empty where it has none. */
  name: string;
  at: string;
  /** The document has another text now. */
  older: boolean;
}

const most = 60;

/**
 * That `document_version v` of `document d` can be put: one that somebody gave a name to or declared final, whose words are still
 * there, by those to whom the document's versions are open.
 */
export function choosable(sql: Db, reader: Reader, now: Date) {
  return sql`(v.kind in ('named', 'final') and v.text is not null and ${openTo(sql, reader, now)})`;
}

/** Of `proposal p`: versions of its document that can be put, the newest first, and the one that is chosen, as a JSON column. */
export function versionsColumn(sql: Db, reader: Reader, now: Date) {
  return sql`(select jsonb_agg(w) from (
    select v.id, v.number, v.name, v.made_at as at, v.text is distinct from s.text as older
    from document d join document_version v on v.document_id = d.id left join document_settled s on s.document_id = d.id
    where d.id = p.document_id and (v.id = p.document_version_id or ${choosable(sql, reader, now)})
    order by v.number desc limit ${most}) w)`;
}

/** Who puts something to the committee: its members on the day of `now`. */
export async function memberChoices(sql: Db, language: string, now: Date): Promise<{ id: number; name: string }[]> {
  const day = dayOf(now);
  return sql<{ id: number; name: string }[]>`
    select o.id, coalesce(o.names ->> ${language}, o.name) as name from organisation o
    where exists (select from membership m where m.organisation_id = o.id
      and m.since <= ${day}::date and (m.until is null or ${day}::date <= m.until))
    order by coalesce(o.names ->> ${language}, o.name) collate "und-x-icu", o.id`;
}
