import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { ReviewInput } from '../forms';
import { hasPart } from '../pilot';
import { isScored } from '../queries/visible.server';
import { type ReviewTie, reviewLacks, whyNotScore } from '../scoring';
import { askReviewers, type HeldCall, holdCall } from './holding.server';

interface HeldReview {
  call: HeldCall;
  tie: ReviewTie;
  version: number;
}

/** Holds the call, the pilot and this reader's review of it: what closes a decision waits, so a score comes before or not at all. */
async function holdReview(tx: Tx, reader: Reader, pilot: number, now: Date): Promise<HeldReview> {
  const [found] = await tx<{ callId: number }[]>`select call_id from pilot where id = ${pilot}`;
  const call = found ? await holdCall(tx, found.callId) : null;
  if (!call) throw refuse('not-found', 'shared:errors.not-found');
  const [row] = await tx<
    {
      organisationId: number;
      partners: number[];
      isReviewer: boolean;
      isScored: boolean;
      isDecided: boolean;
      version: number | null;
      conflictAt: Date | null;
      submittedAt: Date | null;
    }[]
  >`
    select i.organisation_id, array(select k.organisation_id from pilot_partner k where k.pilot_id = i.id order by 1) as partners,
      exists (select from pilot_reviewer r where r.call_id = c.id and r.person_id = ${reader.id}) as is_reviewer,
      ${isScored(tx, now)} as is_scored, i.outcome is not null as is_decided, v.version, v.conflict_at, v.submitted_at
    from pilot i join pilot_call c on c.id = i.call_id
    left join pilot_review v on v.pilot_id = i.id and v.person_id = ${reader.id}
    where i.id = ${pilot} for update of i`;
  const tie = {
    isReviewer: row!.isReviewer,
    hasPart: hasPart(reader, row!),
    hasDeclared: row!.conflictAt !== null,
    hasSubmitted: row!.submittedAt !== null,
    isScored: row!.isScored,
    isDecided: row!.isDecided,
  };
  return { call, tie, version: row!.version ?? 0 };
}

/**
 * Keeps a review as far as it is filled in, and hands it in where that was asked: from then on it stays, and its reviewer sees those
 * of the others. Refuses whoever has a part in the pilot, what is missing beside its field, and conflict where the same reviewer has
 * saved in another window.
 */
export async function saveReview(
  sql: Sql,
  reader: Reader,
  pilot: number,
  input: ReviewInput,
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const { call, tie, version } = await holdReview(tx, reader, pilot, now);
    const no = whyNotScore(tie);
    if (no) throw no;
    if (version !== input.version) throw refuse('conflict', 'pilots:refusals.review-changed');
    const fields = input.submit ? reviewLacks(input.judged) : {};
    if (Object.keys(fields).length > 0) throw refuse('invalid', 'shared:errors.check-fields', undefined, fields);
    await tx`
      insert into pilot_review (pilot_id, person_id, comment, submitted_at, changed_at)
      values (${pilot}, ${reader.id}, ${input.comment}, ${input.submit ? now : null}, ${now})
      on conflict (pilot_id, person_id) do update set comment = excluded.comment, submitted_at = excluded.submitted_at,
        changed_at = excluded.changed_at, version = pilot_review.version + 1`;
    await tx`delete from pilot_mark where pilot_id = ${pilot} and person_id = ${reader.id}`;
    for (const { item, mark, cannot, words } of input.judged)
      await tx`
        insert into pilot_mark (pilot_id, person_id, item, mark, cannot, words)
        values (${pilot}, ${reader.id}, ${item}, ${mark}, ${cannot}, ${words})`;
    if (!input.submit) return;
    await askReviewers(tx, call, now);
    await announce(tx, 'pilot.changed', { call: call.id, pilot });
  });
}

/** Says that one has a part in a pilot oneself: what one had written of it goes, and nothing of it counts. For good. */
export async function declareConflict(
  sql: Sql,
  reader: Reader,
  pilot: number,
  conflict: string,
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const { call, tie } = await holdReview(tx, reader, pilot, now);
    const no = whyNotScore({ ...tie, hasPart: false, hasSubmitted: false });
    if (no) throw no;
    await tx`delete from pilot_review where pilot_id = ${pilot} and person_id = ${reader.id}`;
    await tx`
      insert into pilot_review (pilot_id, person_id, conflict, conflict_at, changed_at)
      values (${pilot}, ${reader.id}, ${conflict}, ${now}, ${now})`;
    await askReviewers(tx, call, now);
    await announce(tx, 'pilot.changed', { call: call.id, pilot });
  });
}
