import type { Tx } from '../../db/connect';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import type { IndicatorInput, ValueInput } from './forms';
import { limits, whyNotAim } from './indicator';

/*
 * Whoever calls has asked whether this reader may, holds the subject, and tells. `subjects` are those of which it may be: an
 * indicator of another subject is not there.
 */

interface Place {
  kind: string;
  subjects: readonly number[];
}

/** Adds an indicator; sent twice, it stands once. Refuses what `whyNotAim` refuses, and a subject that is not among those. */
export async function addIndicator(
  tx: Tx,
  reader: Reader,
  { kind, subjects }: Place,
  input: IndicatorInput,
  once: string,
): Promise<void> {
  whole(input, subjects);
  await tx`
    insert into indicator (subject_kind, subject_id, what, unit, direction, baseline, baseline_on, target, target_on, source, created_by, once)
    values (${kind}, ${input.subject}, ${input.what}, ${input.unit}, ${input.direction}, ${input.baseline}, ${input.baselineOn},
      ${input.target}, ${input.targetOn}, ${input.source}, ${reader.id}, ${once}) on conflict (once) do nothing`;
}

/** Changes one. Refuses conflict where somebody has changed or removed it since the form was opened. */
export async function changeIndicator(
  tx: Tx,
  { kind, subjects }: Place,
  id: number,
  version: number,
  input: IndicatorInput,
): Promise<void> {
  await hold(tx, { kind, subjects }, id, version);
  whole(input, subjects);
  await tx`
    update indicator set subject_id = ${input.subject}, what = ${input.what}, unit = ${input.unit}, direction = ${input.direction},
      baseline = ${input.baseline}, baseline_on = ${input.baselineOn}, target = ${input.target}, target_on = ${input.targetOn},
      source = ${input.source}, version = version + 1 where id = ${id}`;
}

/** Removes one with its values. Refuses conflict as above. */
export async function removeIndicator(tx: Tx, place: Place, id: number, version: number): Promise<void> {
  await hold(tx, place, id, version);
  await tx`delete from indicator where id = ${id}`;
}

/**
 * Records a value of a day that is not to come. One of the same day before it stays on record and counts no more. Sent twice,
 * it stands once. Refuses a day after that of `now` in the zone that is furthest ahead.
 */
export async function recordValue(
  tx: Tx,
  reader: Reader,
  place: Place,
  id: number,
  input: ValueInput,
  once: string,
  now: Date,
): Promise<void> {
  await hold(tx, place, id, null);
  const furthest = new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
  if (input.onDay > furthest) throw beside('onDay', 'day-to-come');
  const [count] = await tx<{ n: number }[]>`
    select count(*)::int as n from indicator_value where indicator_id = ${id}`;
  if (count!.n >= limits.values) throw refuse('too-much', 'programmes:refusals.too-many');
  await tx`
    insert into indicator_value (indicator_id, on_day, value, source, note, recorded_by, recorded_at, once)
    values (${id}, ${input.onDay}, ${input.value}, ${input.source}, ${input.note ?? ''}, ${reader.id}, ${now}, ${once})
    on conflict (once) do nothing`;
}

async function hold(tx: Tx, { kind, subjects }: Place, id: number, version: number | null): Promise<void> {
  const [row] = await tx<{ subjectId: number; version: number }[]>`
    select subject_id, version from indicator where id = ${id} and subject_kind = ${kind} for update`;
  if (!row || !subjects.includes(row.subjectId)) throw refuse('conflict', 'programmes:refusals.gone');
  if (version !== null && row.version !== version) throw refuse('conflict', 'programmes:refusals.changed');
}

function whole(input: IndicatorInput, subjects: readonly number[]): void {
  if (!subjects.includes(input.subject)) throw beside('subject', 'no-result');
  const no = whyNotAim(input);
  if (no) throw no;
}

function beside(field: string, key: string) {
  return refuse('invalid', 'shared:errors.check-fields', undefined, { [field]: `programmes:mistakes.${key}` });
}
