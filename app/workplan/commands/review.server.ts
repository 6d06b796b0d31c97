import type { Sql } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { hashOf } from '../../programmes/snapshot.server';
import { refuse } from '../../shared/refusal';
import { lastDay } from '../../tasks/commitment';
import type { ReviewInput } from '../forms';
import { type ReviewDraft, readReviewDraft } from '../queries/review.server';
import { findYear } from '../queries/year.server';
import type { YearRecord } from '../record';
import { figuresOf, type Promised, type ReviewContent } from '../review';
import { whyNotIssue } from '../workplan';
import { holdPlan, mustBe, mustPlan, tell } from './plan.server';

/** Writes the review of a year as a draft. Refuses conflict, and not-found to others than the secretariat. */
export async function saveReview(sql: Sql, reader: Reader, year: number, input: ReviewInput, now: Date): Promise<void> {
  mustPlan(reader);
  await sql.begin(async (tx) => {
    const plan = await holdPlan(tx, year);
    const [before] = await tx<
      { version: number }[]
    >`select version from annual_review where workplan_id = ${plan.id} for update`;
    mustBe({ version: before?.version ?? 0 }, input.version);
    await tx`
      insert into annual_review (workplan_id, language, done, undone, lessons, heard, changed_by, changed_at)
      values (${plan.id}, ${input.language}, ${input.done}, ${input.undone}, ${input.lessons}, ${input.heard}, ${reader.id}, ${now})
      on conflict (workplan_id) do update set language = excluded.language, done = excluded.done, undone = excluded.undone,
        lessons = excluded.lessons, heard = excluded.heard, changed_by = excluded.changed_by, changed_at = excluded.changed_at,
        version = annual_review.version + 1`;
    await tell(tx, plan);
  });
}

/** What is fixed when a review is issued: what was written, and the figures of the day. */
export function contentOfReview(
  record: YearRecord,
  draft: ReviewDraft,
  promised: Promised[],
  now: Date,
): ReviewContent {
  const { language, done, undone, lessons, heard } = draft;
  return {
    year: record.year,
    language,
    approved: record.approvedNumber,
    words: { done, undone, lessons, heard },
    figures: figuresOf(record, promised, { today: now.toISOString().slice(0, 10), over: lastDay(now) }),
  };
}

/**
 * Issues the review as it is written, with the figures as they stand and everybody may read them: from then on it is fixed. Issued
 * anew, it corrects the issue before. Refuses what `whyNotIssue` does, conflict where it was written on meanwhile, and not-found.
 */
export async function issueReview(
  sql: Sql,
  reader: Reader,
  year: number,
  input: { version: number; reason: string },
  now: Date,
): Promise<void> {
  mustPlan(reader);
  await sql.begin(async (tx) => {
    const plan = await holdPlan(tx, year);
    const { draft, issues, promised } = await readReviewDraft(tx, year, plan.language);
    if (!draft) throw refuse('closed', 'workplan:refusals.review-empty');
    mustBe(draft, input.version);
    const no = whyNotIssue({ year, issues: issues.length, reason: input.reason, done: draft.done }, now);
    if (no) throw no;
    const found = await findYear(tx, null, { year }, draft.language, now);
    const content = contentOfReview(found!.record, draft, promised, now);
    await tx`
      insert into annual_review_issue (workplan_id, number, content, hash, reason, issued_by, issued_at)
      values (${plan.id}, ${issues.length + 1}, ${tx.json(content as never)}, ${hashOf(content)}, ${issues.length === 0 ? '' : input.reason},
        ${reader.id}, ${now})`;
    await tell(tx, plan);
  });
}
