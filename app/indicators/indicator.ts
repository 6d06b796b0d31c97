import { type Refusal, refuse } from '../shared/refusal';
import { compare, type Decimal, wayGone } from './decimal';

/** Whether more of what is measured is better, or less. */
export const directions = ['up', 'down'] as const;
export type Direction = (typeof directions)[number];

/** Characters, and how many values are kept of one indicator. */
export const limits = { what: 300, unit: 60, source: 300, note: 1000, values: 500 };

/** What is measured, from where to where and by when. Days are ISO dates. */
export interface Aim {
  direction: Direction;
  baseline: Decimal;
  baselineOn: string;
  target: Decimal;
  targetOn: string;
}

export interface Value {
  id: number;
  onDay: string;
  value: Decimal;
  source: string;
  note: string;
  by: string;
  /** ISO instant. */
  at: string;
}

export interface Indicator extends Aim {
  id: number;
  subjectId: number;
  what: string;
  unit: string;
  source: string;
  version: number;
  /** All that were recorded, by day and then in the order in which they were. */
  values: Value[];
}

/**
 * Why an indicator cannot be so, beside its fields: a target on the wrong side of its baseline (with a direction that is the
 * other way round it would be right), or a target that is due before the baseline was measured.
 */
export function whyNotAim({ direction, baseline, target, baselineOn, targetOn }: Aim): Refusal | undefined {
  const fields: Record<string, string> = {};
  const side = compare(target, baseline);
  if (direction === 'up' && side < 0) fields.target = 'programmes:mistakes.target-below';
  if (direction === 'down' && side > 0) fields.target = 'programmes:mistakes.target-above';
  if (targetOn <= baselineOn) fields.targetOn = 'programmes:mistakes.target-early';
  if (Object.keys(fields).length === 0) return undefined;
  return refuse('invalid', 'shared:errors.check-fields', undefined, fields);
}

/** The values that count: of each day the one that was recorded last. */
export function standing(values: readonly Value[]): Value[] {
  const byDay = new Map<string, Value>();
  for (const value of [...values].sort((a, b) => a.id - b.id)) byDay.set(value.onDay, value);
  return [...byDay.values()].sort((a, b) => (a.onDay < b.onDay ? -1 : 1));
}

export type Progress = 'none' | 'under-way' | 'reached' | 'backwards';

/** Where it stands by its last value, and how much of the way is gone, in whole per cents; null where there is no way to go. */
export function progressOf(indicator: Aim & { values: readonly Value[] }): { state: Progress; gone: number | null } {
  const last = standing(indicator.values).at(-1);
  if (!last) return { state: 'none', gone: null };
  const side = compare(last.value, indicator.target) * (indicator.direction === 'up' ? 1 : -1);
  const gone = wayGone(indicator.baseline, indicator.target, last.value);
  if (side >= 0) return { state: 'reached', gone };
  return { state: gone !== null && gone < 0 ? 'backwards' : 'under-way', gone };
}
