import type { Db } from '../../../db/connect';
import { isSecretariat, type Reader } from '../../people/person';
import type { Readers } from '../document';
import { openTo, readableBy, titleIn, titleLanguage } from '../visible.server';

export const listLength = 30;

export interface ListedDocument {
  id: number;
  title: string;
  language: string;
  lead: string;
  readers: Readers;
  /** Works on it, and does not only read. */
  open: boolean;
  settledAt: string | null;
  organisations: number;
  sections: number;
  cleared: number;
  asked: number;
}

/** One page of what this reader may read, the newest first. One statement. */
export async function listDocuments(
  sql: Db,
  reader: Reader | null,
  { language, page, mine, now }: { language: string; page: number; mine: boolean; now: Date },
): Promise<{ documents: ListedDocument[]; total: number }> {
  const rows = await sql<(Omit<ListedDocument, 'settledAt'> & { settledAt: Date | null; total: number })[]>`
    select d.id, ${titleIn(sql, language)} as title, ${titleLanguage(sql, language)} as language, d.readers,
      coalesce(l.short_name, l.name) as lead, ${openTo(sql, reader, now)} as open, s.settled_at,
      (select count(*)::int from document_organisation o where o.document_id = d.id) as organisations,
      (select count(*)::int from document_section x where x.document_id = d.id and x.gone_at is null) as sections,
      c.cleared, c.asked, count(*) over ()::int as total
    from document d join organisation l on l.id = d.lead_id left join document_settled s on s.document_id = d.id
    cross join lateral (select count(*)::int as asked, (count(*) filter (where k.state in ('cleared', 'cleared-with-comment')))::int as cleared
      from document_clearance k where k.document_id = d.id) c
    where ${mine ? openTo(sql, reader, now) : readableBy(sql, reader, now)}
    order by coalesce(s.settled_at, d.created_at) desc, d.id desc limit ${listLength} offset ${(page - 1) * listLength}`;
  return {
    total: rows[0]?.total ?? 0,
    documents: rows.map(({ total: _, settledAt, ...d }) => ({ ...d, settledAt: settledAt?.toISOString() ?? null })),
  };
}

export interface Lead {
  id: number;
  name: string;
  member: boolean;
}

/** Organisations for which this reader may start a document: any for the secretariat, their own where it is a member. */
export async function listLeads(sql: Db, reader: Reader, day: string): Promise<Lead[]> {
  const offices = reader.offices.map((o) => o.organisationId);
  return sql<Lead[]>`
    select o.id, coalesce(o.short_name, o.name) as name, m.member from organisation o
    cross join lateral (select exists (select from membership m where m.organisation_id = o.id
      and m.since <= ${day}::date and (m.until is null or ${day}::date <= m.until)) as member) m
    where ${isSecretariat(reader)} or (m.member and o.id = any(${offices}::bigint[]))
    order by m.member desc, name`;
}
