import type { Sql } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { lastDay } from '../../tasks/commitment';
import { commit } from '../../tasks/commitments.server';
import type { CorrectionInput } from '../forms';
import { readYear } from '../queries/year.server';
import { standingOf } from '../record';
import { type About, mayCorrect, whyNotCorrect, whyNotDue } from '../workplan';
import { holdPlan, tell } from './plan.server';

/**
 * Writes down what is done about something that is late or cost more than planned: an action with an owner and a day, which its owner
 * finds under "For you". Sent twice, it is there once. Refuses not-found to those who do not see the plan or to whom it is no matter,
 * `closed` where there is nothing to correct, and beside `owner` and `dueOn`.
 */
export async function writeCorrection(
  sql: Sql,
  reader: Reader,
  year: number,
  of: { about: About; id: number },
  input: CorrectionInput,
  now: Date,
): Promise<void> {
  const today = lastDay(now);
  await sql.begin(async (tx) => {
    const plan = await holdPlan(tx, year);
    const record = await readYear(tx, reader, year, input.language, now);
    const standing = standingOf(record, of, today);
    const leads = standing !== null && standing.programme !== null && record.leads.includes(standing.programme);
    if (!standing || !mayCorrect(reader, leads)) throw refuse('not-found', 'shared:errors.not-found');
    const no = whyNotCorrect(standing) ?? whyNotDue(input.dueOn, today);
    if (no) throw no;
    const [owner] = await tx`select from organisation where id = ${input.owner}`;
    if (!owner)
      throw refuse('invalid', 'shared:errors.check-fields', undefined, { owner: 'workplan:mistakes.no-owner' });
    const [twice] = await tx`select from workplan_correction where once = ${input.once}`;
    if (twice) return;
    const commitment = await commit(
      tx,
      {
        ...{ kind: 'action', subjectKind: 'workplan', subjectId: plan.id, ownerOrganisationId: input.owner },
        ...{ words: input.words, language: input.language, dueOn: input.dueOn },
      },
      reader,
      now,
    );
    await tx`
      insert into workplan_correction (workplan_id, commitment_id, about, about_id, late, overspent, once)
      values (${plan.id}, ${commitment}, ${of.about}, ${of.id}, ${standing.late}, ${standing.overspent}, ${input.once})`;
    await tell(tx, plan);
  });
}
