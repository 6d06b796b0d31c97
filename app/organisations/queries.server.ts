import type { Db } from '../../db/connect';
import { isActive, type OrganisationRole, type Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { patternsOf } from '../shared/search.server';
import { nameIn } from './names';
import { areasUnder, type PlaceFilter, type StoredMembership } from './organisation';
import type { Area, Country } from './places';
import type { Sector } from './sectors';

export const listLength = 50;

export interface ListedOrganisation {
  id: number;
  handle: string;
  name: string;
  /** Language of the name that is shown. */
  language: string;
  shortName: string | null;
  sector: Sector;
  sectorDetail: string | null;
  region: Area;
  country: Country | null;
  /** On the Steering Committee on the day asked for. */
  member: boolean;
}

interface Filter {
  language: string;
  sector: Sector | undefined;
  region: PlaceFilter | undefined;
  page: number;
  /** Words that each occur in a name, in whichever language, in its abbreviation or in its handle. */
  query?: string;
  /** ISO date: memberships are counted on this day. */
  day: string;
}

/**
 * One page of the organisations, members of the Steering Committee first, then by the name that is shown.
 * `nextChange` is the next day on which a membership begins or has ended. Refuses not-found beyond the last page.
 */
export async function listOrganisations(
  sql: Db,
  { language, sector, region, page, query = '', day }: Filter,
): Promise<{ organisations: ListedOrganisation[]; total: number; nextChange: Date | null }> {
  const rows = await sql<
    (Omit<ListedOrganisation, 'name' | 'language'> & {
      name: string;
      language: string;
      names: Record<string, string>;
      total: number;
      nextChange: Date | null;
    })[]
  >`
    select o.id, o.handle, o.language, o.name, o.names, o.short_name, o.sector, o.sector_detail, o.region, o.country,
      m.member, count(*) over ()::int as total,
      (select min(x.day) from (select since as day from membership union all select until + 1 from membership) x where x.day > ${day}::date)
        as next_change
    from organisation o
    cross join lateral (select exists (select from membership m
      where m.organisation_id = o.id and m.since <= ${day}::date and (m.until is null or m.until >= ${day}::date)) as member) m
    where (${sector ?? null}::text is null or o.sector = ${sector ?? null})
      and (${region ?? null}::text is null or o.region = any(${region ? areasUnder(region) : []}::text[]))
      and not exists (select from unnest(${patternsOf(query)}::text[]) as w(word)
        where not (o.name ilike w.word or coalesce(o.short_name, '') ilike w.word or o.handle ilike w.word
          or exists (select from jsonb_each_text(o.names) n where n.value ilike w.word)))
    order by m.member desc, coalesce(o.names ->> ${language}, o.name) collate "und-x-icu", o.id
    limit ${listLength} offset ${(page - 1) * listLength}`;
  if (rows.length === 0 && page > 1) throw refuse('not-found', 'shared:errors.not-found');
  return {
    total: rows[0]?.total ?? 0,
    nextChange: rows[0]?.nextChange ?? null,
    organisations: rows.map(({ names, total: _t, nextChange: _n, ...row }) => ({
      ...row,
      ...nameIn({ ...row, names }, language),
    })),
  };
}

export interface OrganisationRecord {
  id: number;
  handle: string;
  language: string;
  name: string;
  shortName: string | null;
  names: Record<string, string>;
  sector: Sector;
  sectorDetail: string | null;
  region: Area;
  country: Country | null;
  mandate: string;
  version: number;
  /** Newest first. */
  memberships: StoredMembership[];
  /** Null for those to whom people are not named. */
  officers: { name: string; handle: string; role: OrganisationRole }[] | null;
}

/** An organisation as a record, in one statement. Its people are named to active people alone. */
export async function readOrganisation(sql: Db, reader: Reader | null, handle: string): Promise<OrganisationRecord> {
  const named = isActive(reader);
  const [row] = await sql<(Omit<OrganisationRecord, 'memberships'> & { memberships: StoredMembership[] | null })[]>`
    select o.id, o.handle, o.language, o.name, o.short_name, o.names, o.sector, o.sector_detail, o.region, o.country, o.mandate, o.version,
      (select jsonb_agg(jsonb_build_object('since', m.since, 'until', m.until, 'mayChair', m.may_chair, 'founding', m.founding,
          'decided', m.decided_by is not null or m.ceased_by is not null) order by m.since desc)
        from membership m where m.organisation_id = o.id) as memberships,
      case when ${named} then coalesce((
        select jsonb_agg(jsonb_build_object('name', p.name, 'handle', p.handle, 'role', r.role) order by r.role desc, p.name)
        from organisation_role r join person p on p.id = r.person_id
        where r.organisation_id = o.id and p.state = 'active'), '[]') end as officers
    from organisation o where o.handle = ${handle}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return { ...row, memberships: row.memberships ?? [] };
}

/** Every organisation for a list to choose from, by the name in a language. */
export async function organisationChoices(sql: Db, language: string): Promise<{ id: number; name: string }[]> {
  return sql<{ id: number; name: string }[]>`
    select id, coalesce(names ->> ${language}, name) as name from organisation
    order by coalesce(names ->> ${language}, name) collate "und-x-icu", id`;
}
