import type { Db } from '../../../../db/connect';
import type { Cell } from '../figures';
import type { Reachable } from '../reaching';
import { speakersOf, standings } from './standing.server';

/** An organisation that could be reached, as the panel names it. */
export interface ReachableOrganisation extends Reachable {
  id: number;
  name: string;
  language: string;
  handle: string;
  /** How many people speak for it: nobody can be written to where there is none. */
  speakers: number;
}

export interface BalanceRead {
  cells: Cell[];
  /** People who speak for themselves and have submitted; sector and region null for those who belong to no organisation. */
  people: { sector: string | null; region: string | null; count: number }[];
  /** For those who prepare it; empty for everybody else. */
  reachable: ReachableOrganisation[];
}

/** More than this of one cell are named to nobody at once: twice what is proposed, so that enough are left after the silent. */
const mostOfCell = 40;

/**
 * The balance of a consultation, in one statement. With `reach` also the organisations of cells that lack somebody, those
 * not invited first and then by name, so many of each cell.
 */
export async function readBalance(
  sql: Db,
  consultation: number,
  of: { language: string; reach: boolean },
): Promise<BalanceRead> {
  const [row] = await sql<BalanceRow[]>`${balanceSelect(sql, consultation, of)}`;
  return balanceFrom(row!);
}

export interface BalanceRow {
  cells: Cell[] | null;
  people: BalanceRead['people'] | null;
  reachable: Read[] | null;
}

/** The select of it, one row, for pages that read it together with other things. */
export function balanceSelect(
  sql: Db,
  consultation: number,
  { language, reach }: { language: string; reach: boolean },
) {
  return sql`
    with standing as materialized (${standings(sql, consultation)}),
    counted as (
      select sector, region, count(invited_at)::int as invited, count(*) filter (where invited_at is not null and done)::int as answered,
        count(*) filter (where begun)::int as started, count(*) filter (where done)::int as submitted
      from standing group by sector, region),
    cell as (
      select coalesce(t.sector, n.sector) as sector, coalesce(t.region, n.region) as region, coalesce(t.target, 0) as target,
        coalesce(n.invited, 0) as invited, coalesce(n.answered, 0) as answered, coalesce(n.started, 0) as started,
        coalesce(n.submitted, 0) as submitted
      from counted n full join (select * from consultation_target where consultation_id = ${consultation}) t
        on t.sector = n.sector and t.region = n.region)
    select
      (select jsonb_agg(jsonb_build_object('sector', sector, 'region', region, 'target', target, 'invited', invited, 'answered', answered,
        'started', started, 'submitted', submitted)) from cell) as cells,
      (select jsonb_agg(jsonb_build_object('sector', p.sector, 'region', p.region, 'count', p.n)) from (
        select sector, region, count(*)::int as n from consultation_voice
        where consultation_id = ${consultation} and person_id is not null and submitted_at is not null and sector is distinct from 'survivor-group'
        group by sector, region) p) as people,
      case when ${reach} then (
        select jsonb_agg(jsonb_build_object('id', o.id, 'name', coalesce(o.names ->> ${language}, o.name),
            'language', case when o.names ? ${language} then ${language} else o.language end, 'handle', o.handle,
            'sector', r.sector, 'region', r.region, 'invitedAt', r.invited_at, 'remindedAt', r.reminded_at, 'begun', r.begun,
            'speakers', ${speakersOf(sql, sql`o.id`)}) order by r.place)
        from (
          select s.*, row_number() over (partition by s.sector, s.region
            order by s.invited_at is not null, coalesce(x.names ->> ${language}, x.name) collate "und-x-icu", s.id) as place
          from standing s join organisation x on x.id = s.id
          join cell c on c.sector = s.sector and c.region = s.region and c.target > c.started
          where not s.begun) r
        join organisation o on o.id = r.id where r.place <= ${mostOfCell}) end as reachable`;
}

export function balanceFrom(row: BalanceRow): BalanceRead {
  const date = (at: string | null) => (at === null ? null : new Date(at));
  return {
    cells: row.cells ?? [],
    people: row.people ?? [],
    reachable: (row.reachable ?? []).map((r) => ({
      ...r,
      invitedAt: date(r.invitedAt),
      remindedAt: date(r.remindedAt),
    })),
  };
}

type Read = Omit<ReachableOrganisation, 'invitedAt' | 'remindedAt'> & {
  invitedAt: string | null;
  remindedAt: string | null;
};

/** Targets as they stand, and how many organisations the directory has in each cell; one statement. */
export async function readTargets(
  sql: Db,
  consultation: number,
): Promise<{ sector: string; region: string; target: number; available: number }[]> {
  return sql<{ sector: string; region: string; target: number; available: number }[]>`
    with available as (select sector, region, count(*)::int as n from (${standings(sql, consultation)}) s group by sector, region)
    select coalesce(t.sector, a.sector) as sector, coalesce(t.region, a.region) as region, coalesce(t.target, 0) as target,
      coalesce(a.n, 0) as available
    from available a full join (select * from consultation_target where consultation_id = ${consultation}) t
      on t.sector = a.sector and t.region = a.region
    order by 1, 2`;
}
