import type { Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { mayFollowUp } from '../../tasks/commitment';
import type { StandInput } from '../../tasks/commitment-forms';
import {
  changeCommitment,
  commit,
  dropCommitment,
  eraseCommitment,
  holdCommitment,
} from '../../tasks/commitments.server';
import { change, type Held } from './deed.server';
import type { Place } from './parts.server';

/**
 * Makes of a line of activity what the organisation that answers for it has taken on, or changes that with the line: its words,
 * its owner and its last day. It binds from the day on which the programme is open.
 */
export async function commitActivity(
  tx: Tx,
  held: Pick<Held, 'id' | 'language' | 'openedAt'>,
  activity: number,
  person: { id: number },
  now: Date,
): Promise<void> {
  const [row] = await tx<
    { title: string; organisationId: number; endsOn: string | null; commitmentId: number | null }[]
  >`select title, organisation_id, ends_on::text as ends_on, commitment_id from programme_activity where id = ${activity}`;
  const { title, organisationId, endsOn, commitmentId } = row!;
  const says = {
    words: title,
    ownerOrganisationId: organisationId,
    dueOn: endsOn,
    binding: held.openedAt !== null,
  };
  if (commitmentId !== null) {
    await changeCommitment(tx, await holdCommitment(tx, commitmentId), says, person, now);
    return;
  }
  const made = await commit(
    tx,
    {
      kind: 'activity',
      subjectKind: 'programme',
      subjectId: held.id,
      language: held.language,
      place: `/programmes/${held.id}#activity-${activity}`,
      ...says,
    },
    person,
    now,
  );
  await tx`update programme_activity set commitment_id = ${made} where id = ${activity}`;
}

/** With the programme its lines of activity bind those who answer for them. */
export async function bindActivities(tx: Tx, held: Held, person: { id: number }, now: Date): Promise<void> {
  const lines = await tx<{ id: number }[]>`
    select id from programme_activity where programme_id = ${held.id} order by id`;
  for (const { id } of lines) await commitActivity(tx, { ...held, openedAt: now }, id, person, now);
}

/**
 * Takes a line of activity out, and what was taken on with it. Refuses `closed` one of which it was said how it stands: that is
 * given up with a reason, and stays on record.
 */
export async function removeActivity(tx: Tx, activity: number): Promise<void> {
  const [row] = await tx<{ commitmentId: number | null; moved: boolean }[]>`
    select a.commitment_id, exists (select from commitment_change c where c.commitment_id = a.commitment_id and c.state <> 'open') as moved
    from programme_activity a where a.id = ${activity}`;
  if (row?.moved) throw refuse('closed', 'programmes:refusals.activity-stands');
  await tx`delete from programme_activity where id = ${activity}`;
  if (!row?.commitmentId) return;
  const held = await holdCommitment(tx, row.commitmentId);
  if (held.binding) await eraseCommitment(tx, held);
  else await dropCommitment(tx, held);
}

/**
 * Says how a line of activity stands, what was done of it, or why it is given up; also after the programme was closed. Refuses
 * not-found to those who do not work on it, not-allowed to those who do not speak for the organisation that answers for it,
 * `closed` while the programme is in preparation, conflict where somebody else has said so meanwhile.
 */
export async function sayHowActivityStands(
  sql: Sql,
  reader: Reader,
  { programme, now }: Place,
  activity: number,
  input: StandInput,
): Promise<void> {
  await change(sql, reader, { id: programme, part: 'reports', now }, async (tx, held) => {
    const [row] = await tx<{ commitmentId: number | null }[]>`
      select commitment_id from programme_activity where id = ${activity} and programme_id = ${held.id}`;
    if (!row) throw refuse('conflict', 'programmes:refusals.gone');
    if (held.openedAt === null || row.commitmentId === null) throw refuse('closed', 'programmes:refusals.not-open');
    const before = await holdCommitment(tx, row.commitmentId);
    if (!mayFollowUp(before, reader)) throw refuse('not-allowed', 'commitments:refusals.not-owner');
    if (before.version !== input.version) throw refuse('conflict', 'commitments:refusals.changed');
    const { state, reason, done } = input;
    await changeCommitment(tx, before, { state, reason: reason ?? '', done: done ?? '' }, reader, now);
  });
}
