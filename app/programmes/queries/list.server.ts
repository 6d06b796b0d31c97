import type { Db } from '../../../db/connect';
import { areasUnder } from '../../organisations/organisation';
import type { Country, Region, world } from '../../organisations/places';
import type { Reader } from '../../people/person';
import type { Agreed, Currency } from '../budget';
import type { ProgrammeState } from '../programme';
import { agreedOn } from './shares.server';
import { visibleProgramme } from './visible.server';

export const listLength = 25;

export interface ListedProgramme {
  id: number;
  title: string;
  language: string;
  summary: string;
  area: string;
  country: string | null;
  lead: string;
  openedAt: Date | null;
  closedAt: Date | null;
  startsOn: string | null;
  currency: Currency;
  total: bigint;
  victims: bigint;
  evaluation: bigint;
  hasConsultation: boolean;
}

interface Row extends Omit<ListedProgramme, 'total' | 'victims' | 'evaluation'> {
  total: string;
  victims: string;
  evaluation: string;
  count: number;
  agreed: Agreed[] | null;
}

/** `stateOf` of `programme g`, as a condition. */
function inState(sql: Db, state: ProgrammeState | undefined, now: Date) {
  const day = now.toISOString().slice(0, 10);
  const begun = sql`exists (select from programme_phase h where h.programme_id = g.id and h.starts_on <= ${day}::date)`;
  const open = sql`coalesce(g.opened_at <= ${now}, false)`;
  const closed = sql`coalesce(g.closed_at <= ${now}, false)`;
  if (state === 'draft') return sql`not ${open}`;
  if (state === 'closed') return sql`${open} and ${closed}`;
  if (state === 'carried-through') return sql`${open} and not ${closed} and ${begun}`;
  return state === 'formulated' ? sql`${open} and not ${closed} and not ${begun}` : sql`true`;
}

/** Programmes that this reader may see, those that changed last first. One statement. */
export async function listProgrammes(
  sql: Db,
  reader: Reader | null,
  filter: {
    state: ProgrammeState | undefined;
    region: Region | typeof world | undefined;
    country: Country | undefined;
    page: number;
    now: Date;
  },
): Promise<{ programmes: ListedProgramme[]; total: number; agreed: Agreed[] }> {
  const { region, country, now } = filter;
  const rows = await sql<Row[]>`
    select g.id, g.title, g.language, g.summary, g.area, g.country, coalesce(o.short_name, o.name) as lead, g.opened_at, g.closed_at,
      (select min(h.starts_on)::text from programme_phase h where h.programme_id = g.id) as starts_on, g.currency,
      s.total::text as total, s.victims::text as victims, s.evaluation::text as evaluation,
      g.consultation_id is not null as has_consultation, count(*) over ()::int as count, ${agreedOn(sql, now)} as agreed
    from programme g join organisation o on o.id = g.lead_id
    cross join lateral (select coalesce(sum(l.total), 0) as total,
        coalesce(sum(l.total) filter (where l.earmark in ('direct-assistance', 'victim-support')), 0) as victims,
        coalesce(sum(l.total) filter (where l.earmark = 'evaluation'), 0) as evaluation
      from programme_budget_line l where l.programme_id = g.id) s
    where ${visibleProgramme(sql, reader, now)} and ${inState(sql, filter.state, now)}
      and (${region ?? null}::text is null or g.area = any(${region ? areasUnder(region) : []}::text[]))
      and (${country ?? null}::text is null or g.country = ${country ?? null})
    order by g.changed_at desc, g.id desc limit ${listLength} offset ${(filter.page - 1) * listLength}`;
  return {
    total: rows[0]?.count ?? 0,
    agreed: rows[0]?.agreed ?? [],
    programmes: rows.map(({ count: _c, agreed: _a, ...row }) => ({
      ...row,
      total: BigInt(row.total),
      victims: BigInt(row.victims),
      evaluation: BigInt(row.evaluation),
    })),
  };
}

export interface FoundProgramme {
  id: number;
  title: string;
  language: string;
  words: string;
  lead: string;
}

/** Programmes that this reader may see with these words in a title, a summary, an aim or a line of activity. One statement. */
export async function searchProgrammes(
  sql: Db,
  reader: Reader | null,
  query: string,
  now: Date,
): Promise<FoundProgramme[]> {
  const like = `%${query.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<FoundProgramme[]>`
    select g.id, g.title, g.language, coalesce(nullif(g.summary, ''), g.aim_short) as words, coalesce(o.short_name, o.name) as lead
    from programme g join organisation o on o.id = g.lead_id
    where ${visibleProgramme(sql, reader, now)} and (g.title ilike ${like} or g.summary ilike ${like} or g.aim_short ilike ${like}
      or g.aim_medium ilike ${like} or g.aim_long ilike ${like}
      or exists (select from programme_activity a where a.programme_id = g.id and (a.title ilike ${like} or a.body ilike ${like})))
    order by g.changed_at desc, g.id desc limit 10`;
}
