import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { hashOf } from '../../programmes/snapshot.server';
import { refuse } from '../../shared/refusal';
import { changeCommitment, holdCommitment } from '../../tasks/commitments.server';
import type { BeginInput, PlanInput } from '../forms';
import { findYear } from '../queries/year.server';
import { contentOf } from '../record';
import { mayPlan } from '../workplan';

/** A plan that a deed holds: nobody else changes it until the deed is done. */
export interface HeldPlan {
  id: number;
  year: number;
  language: string;
  version: number;
  approvedAt: Date | null;
}

/** Holds it. Refuses not-found. */
export async function holdPlan(tx: Tx, year: number): Promise<HeldPlan> {
  const [row] = await tx<HeldPlan[]>`
    select id, year, language, version, approved_at from workplan where year = ${year} for update`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}

export function mustPlan(reader: Reader): void {
  if (!mayPlan(reader)) throw refuse('not-found', 'shared:errors.not-found');
}

/** Refuses conflict where somebody has changed it since the form was opened. */
export function mustBe(held: { version: number }, version: number): void {
  if (held.version !== version) throw refuse('conflict', 'workplan:refusals.changed');
}

export async function tell(tx: Tx, { id, year }: Pick<HeldPlan, 'id' | 'year'>): Promise<void> {
  await announce(tx, 'workplan.changed', { workplan: id, year });
}

/** Begins the plan of a year. Refuses beside `year` one that is there already, and not-found to others than the secretariat. */
export async function beginPlan(sql: Sql, reader: Reader, input: BeginInput, now: Date): Promise<void> {
  mustPlan(reader);
  await sql.begin(async (tx) => {
    const [made] = await tx<{ id: number }[]>`
      insert into workplan (year, language, created_by, created_at) values (${input.year}, ${input.language}, ${reader.id}, ${now})
      on conflict (year) do nothing returning id`;
    if (!made)
      throw refuse('invalid', 'shared:errors.check-fields', undefined, { year: 'workplan:mistakes.year-taken' });
    await tell(tx, { id: made.id, year: input.year });
  });
}

/** What is said above the activities. */
export async function changePlan(sql: Sql, reader: Reader, year: number, input: PlanInput): Promise<void> {
  mustPlan(reader);
  await sql.begin(async (tx) => {
    const plan = await holdPlan(tx, year);
    mustBe(plan, input.version);
    await tx`update workplan set words = ${input.words}, version = version + 1 where id = ${plan.id}`;
    await tell(tx, plan);
  });
}

/**
 * Approves a plan as it stands: what was adopted is kept with its hash, and its own activities bind those who are to do them. Called
 * in the transaction that closes the proposal; adopted anew, the last adoption counts.
 */
export async function approvePlan(tx: Tx, id: number, proposal: number, at: Date): Promise<void> {
  const [of] = await tx<{ year: number }[]>`select year from workplan where id = ${id} for update`;
  // A proposal names its subject by a form: there may be none of this number.
  if (!of) return;
  const found = await findYear(tx, null, { id }, 'en', at);
  const content = contentOf(found!.record);
  await tx`
    update workplan set approved_by = ${proposal}, approved_at = ${at}, approved_content = ${tx.json(content as never)},
      approved_hash = ${hashOf(content)}, version = version + 1 where id = ${id}`;
  const [by] = await tx<{ id: number }[]>`select created_by as id from proposal where id = ${proposal}`;
  for (const activity of found!.record.own) {
    const held = await holdCommitment(tx, activity.commitment);
    if (!held.binding) await changeCommitment(tx, held, { binding: true }, by!, at);
  }
  await tell(tx, { id, year: of.year });
}
