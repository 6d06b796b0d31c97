import type { Db } from '../../../db/connect';
import { refuse } from '../../shared/refusal';
import { type AsJson, readTogether } from '../../shared/together.server';
import { committed } from '../../tasks/committed.server';
import type { Promised, ReviewContent } from '../review';

export interface ReviewDraft {
  language: string;
  done: string;
  undone: string;
  lessons: string;
  heard: string;
  version: number;
}

export interface Issue {
  number: number;
  reason: string;
  hash: string;
  /** ISO instant. */
  issuedAt: string;
}

/** What the review is written from, beside the year: the draft, what was issued, what was promised. Without asking who asks. One statement. */
export async function readReviewDraft(
  sql: Db,
  year: number,
  language: string,
): Promise<{ draft: ReviewDraft | null; issues: Issue[]; promised: Promised[] }> {
  const plan = sql`(select id from workplan where year = ${year})`;
  const within = (column: 'created_at' | 'settled_at') =>
    sql`extract(year from k.${sql(column)} at time zone 'UTC') = ${year}`;
  const rows = await readTogether<{ draft: ReviewDraft; issues: Issue; promised: Promised }>(sql, {
    draft: sql`
      select language, done, undone, lessons, heard, version from annual_review where workplan_id = ${plan}`,
    issues: sql`
      select number, reason, hash, issued_at from annual_review_issue where workplan_id = ${plan} order by number desc`,
    // As everybody may read it: the review is for everybody.
    promised: sql`
      select k.kind, k.state, count(*)::int as count from commitment k
      join lateral (${committed(sql, { reader: null, language })}) s on s.path is not null
      where k.binding and k.kind in ('recommendation', 'response')
        and (extract(year from k.due_on) = ${year} or ${within('created_at')} or ${within('settled_at')})
      group by 1, 2 order by 1, 2`,
  });
  return { draft: rows.draft[0] ?? null, issues: rows.issues, promised: rows.promised };
}

export interface IssuedReview extends Issue {
  content: ReviewContent;
  /** All of them, the newest first. */
  issues: Issue[];
}

/**
 * The review of a year as it was issued last, or as `number` says: for everybody. One statement. Throws not-found where none was
 * issued: a draft is not there.
 */
export async function readIssued(sql: Db, year: number, number: number | null): Promise<IssuedReview> {
  const [row] = await sql<(Omit<IssuedReview, 'issues' | 'issuedAt'> & { issuedAt: Date; issues: AsJson<Issue>[] })[]>`
    select i.number, i.reason, i.hash, i.issued_at, i.content, (
      select jsonb_agg(jsonb_build_object('number', o.number, 'reason', o.reason, 'hash', o.hash, 'issuedAt', o.issued_at) order by o.number desc)
      from annual_review_issue o where o.workplan_id = i.workplan_id) as issues
    from annual_review_issue i join workplan w on w.id = i.workplan_id
    where w.year = ${year} and (${number}::int is null or i.number = ${number}) order by i.number desc limit 1`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return { ...row, issuedAt: row.issuedAt.toISOString() };
}
