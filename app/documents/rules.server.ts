import type { Row as AnyRow, PendingQuery } from 'postgres';
import type { Db, Sql } from '../../db/connect';
import { draftsAsked } from '../consultations/queries/drafts.server';
import type { OrganisationRole, Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { mayRead, type Role, type Rules, type Tie } from './document';

/** A document as far as the rules see it, with what ties this reader to it. */
export interface Ruled extends Rules {
  id: number;
  title: string;
  language: string;
  version: number;
  tie: Tie;
}

export interface StandingRow {
  organisationId: number;
  role: Role;
  office: OrganisationRole | null;
  from: string | null;
  until: string | null;
}

/**
 * Of `document d`: for whom this person, by id or by a column, acts there, as a JSON column. Someone who was named and has left the
 * organisation acts for it no more.
 */
export function standingsOf(sql: Db, personId: number | null | PendingQuery<AnyRow[]>) {
  return sql`(
    select jsonb_agg(s) from (
      select o.organisation_id as "organisationId", o.role, r.role as office, null::timestamptz as "from", null::timestamptz as until
      from document_organisation o join organisation_role r on r.organisation_id = o.organisation_id and r.person_id = ${personId}
      where o.document_id = d.id
      union all
      select o.organisation_id, o.role, null, n.from_at, n.until_at
      from document_organisation o join document_person n on n.document_id = o.document_id and n.organisation_id = o.organisation_id
      join person p on p.id = n.person_id and p.organisation_id = n.organisation_id
      where o.document_id = d.id and n.person_id = ${personId}
      union all
      -- Drafts that a consultation asks about are commented by whoever may take part, phase by phase.
      select coalesce(c.organisation_id, 0), 'commenter', null, c.opens_at, c.closes_at
      from (${draftsAsked(sql)}) c where c.document_id = d.id and c.person_id = ${personId}) s)`;
}

export function tieFrom(rows: StandingRow[] | null): Tie {
  return {
    standings: (rows ?? []).map((s) => ({
      ...s,
      from: s.from === null ? null : new Date(s.from),
      until: s.until === null ? null : new Date(s.until),
    })),
  };
}

interface Row extends Rules {
  id: number;
  title: string;
  language: string;
  version: number;
  standings: StandingRow[] | null;
}

export async function findRules(sql: Db, personId: number | null, id: number): Promise<Ruled | null> {
  const [row] = await sql<Row[]>`
    select d.id, d.title, d.language, d.version, d.readers, d.lead_id, ${standingsOf(sql, personId)} as standings
    from document d where d.id = ${id}`;
  if (!row) return null;
  const { standings, ...rest } = row;
  return { ...rest, tie: tieFrom(standings) };
}

/** The same for many at once, in the order asked: one query for all of them. */
export async function findRulesOfMany(
  sql: Sql,
  asked: { person: number | null; id: number }[],
): Promise<(Ruled | null)[]> {
  const rows = await sql<(Row & { place: number })[]>`
    select a.place, d.id, d.title, d.language, d.version, d.readers, d.lead_id, ${standingsOf(sql, sql`a.person`)} as standings
    from unnest(${asked.map((a) => a.person)}::bigint[], ${asked.map((a) => a.id)}::bigint[]) with ordinality as a(person, document, place)
    join document d on d.id = a.document`;
  const found: (Ruled | null)[] = asked.map(() => null);
  for (const { place, standings, ...rest } of rows) found[place - 1] = { ...rest, tie: tieFrom(standings) };
  return found;
}

/**
 * What the rules need, in one query, for the first beat of every deed. Throws not-found where the reader may not even
 * know that it exists.
 */
export async function readRules(sql: Db, reader: Reader | null, id: number, now: Date): Promise<Ruled> {
  const ruled = await findRules(sql, reader?.id ?? null, id);
  if (!ruled || !mayRead(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  return ruled;
}
