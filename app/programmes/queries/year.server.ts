import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import type { Select } from '../../shared/together.server';
import { type CommitmentState, isOverdue, lastDay } from '../../tasks/commitment';
import type { Currency } from '../budget';
import { visibleProgramme } from './visible.server';

/** A line of activity of a programme that is open. Days are ISO dates. */
export interface YearActivity {
  programme: number;
  programmeTitle: string;
  programmeLanguage: string;
  activity: number;
  title: string;
  language: string;
  /** Who answers for it. */
  owner: { id: number; name: string; handle: string };
  startsOn: string | null;
  endsOn: string | null;
  state: CommitmentState;
  /** Why it was given up. */
  reason: string;
  /** What was done, where it is done. */
  done: string;
  /** Its history is at `/commitments/:id`. */
  commitment: number;
  overdue: boolean;
}

/** `activitiesOfYear` as a select, which may stand within a larger statement; there the year may be a select too. */
export function yearActivities(
  sql: Db,
  reader: Reader | null,
  year: number | Select,
  language: string,
  now: Date,
): Select {
  return sql`
    select g.id as programme, g.title as programme_title, g.language as programme_language, a.id as activity, a.title, g.language,
      jsonb_build_object('id', o.id, 'name', coalesce(o.names ->> ${language}, o.short_name, o.name), 'handle', o.handle) as owner,
      a.starts_on::text as starts_on, a.ends_on::text as ends_on, k.state, k.reason, k.done, k.id as commitment
    from programme_activity a join programme g on g.id = a.programme_id join commitment k on k.id = a.commitment_id
    join organisation o on o.id = a.organisation_id
    where g.opened_at <= ${now} and ${visibleProgramme(sql, reader, now)}
      and coalesce(extract(year from a.starts_on)::int, g.first_year) <= ${year}
      and coalesce(extract(year from a.ends_on)::int, g.last_year) >= ${year}
    order by g.title, g.id, a.starts_on nulls last, a.id`;
}

/**
 * Lines of activity that touch a year, of programmes that were opened: one without a day begins or ends with its programme. In
 * the order of programmes and of their first days. One statement.
 */
export async function activitiesOfYear(
  sql: Db,
  reader: Reader | null,
  year: number,
  language: string,
  now: Date,
): Promise<YearActivity[]> {
  const rows = await sql<Omit<YearActivity, 'overdue'>[]>`${yearActivities(sql, reader, year, language, now)}`;
  return rows.map((row) => ({ ...row, overdue: isOverdue({ dueOn: row.endsOn, state: row.state }, lastDay(now)) }));
}

/** A programme's money of one year, in the minor units of its currency: sums go across no currencies. */
export interface YearSpending {
  programme: number;
  title: string;
  language: string;
  currency: Currency;
  planned: bigint;
  /** Null where nothing is noted, which is not nought. */
  spent: bigint | null;
  /** In how many of its lines something is planned for the year, and nothing is noted. */
  unknown: number;
}

/** As it comes from the database: amounts as text. */
export interface YearSpendingRow extends Omit<YearSpending, 'planned' | 'spent'> {
  planned: string;
  spent: string | null;
}

/** `spendingOfYear` as a select. */
export function yearSpending(sql: Db, reader: Reader | null, year: number | Select, now: Date): Select {
  return sql`
    select g.id as programme, g.title, g.language, g.currency, coalesce(sum(y.amount), 0)::text as planned, sum(s.amount)::text as spent,
      (count(*) filter (where y.amount > 0 and s.amount is null))::int as unknown
    from programme g left join programme_budget_line l on l.programme_id = g.id
    left join programme_budget_year y on y.line_id = l.id and y.year = ${year}
    left join lateral (select n.amount from programme_spending n where n.line_id = l.id and n.year = ${year} order by n.id desc limit 1) s on true
    where g.opened_at is not null and ${visibleProgramme(sql, reader, now)} and g.first_year <= ${year} and g.last_year >= ${year}
    group by g.id order by g.title, g.id`;
}

/** What was planned and spent in a year by each programme that was opened and runs in it. One statement. */
export async function spendingOfYear(sql: Db, reader: Reader | null, year: number): Promise<YearSpending[]> {
  const now = new Date();
  const rows = await sql<YearSpendingRow[]>`${yearSpending(sql, reader, year, now)}`;
  return rows.map((row) => ({
    ...row,
    planned: BigInt(row.planned),
    spent: row.spent === null ? null : BigInt(row.spent),
  }));
}
