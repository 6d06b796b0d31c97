import { type Refusal, refuse } from '../shared/refusal';

export const resultKinds = ['outcome', 'output'] as const;
export type ResultKind = (typeof resultKinds)[number];

export interface Result {
  id: number;
  kind: ResultKind;
  parentId: number | null;
  title: string;
}

/** A result with its number: outcome 1, output 1.1. */
export interface Numbered<R extends Result = Result> {
  number: string;
  result: R;
}

/** The framework in the order in which it is read: each outcome with its outputs, in the order in which they were added. */
export function numbered<R extends Result>(results: readonly R[]): Numbered<R>[] {
  const byId = [...results].sort((a, b) => a.id - b.id);
  return byId
    .filter((r) => r.kind === 'outcome')
    .flatMap((outcome, i) => [
      { number: String(i + 1), result: outcome },
      ...byId
        .filter((r) => r.parentId === outcome.id)
        .map((output, j) => ({ number: `${i + 1}.${j + 1}`, result: output })),
    ]);
}

/** Why a result cannot be so: an output leads to an outcome of the same programme, an outcome to nothing. */
export function whyNotResult(
  wanted: { id: number | null; kind: ResultKind; parentId: number | null },
  results: readonly Result[],
): Refusal | undefined {
  const beside = (field: string, key: string) =>
    refuse('invalid', 'shared:errors.check-fields', undefined, { [field]: `programmes:mistakes.${key}` });
  if (wanted.kind === 'outcome') {
    return wanted.parentId === null ? undefined : beside('parentId', 'outcome-leads');
  }
  const parent = results.find((r) => r.id === wanted.parentId);
  if (parent?.kind !== 'outcome' || parent.id === wanted.id) return beside('parentId', 'no-outcome');
  if (wanted.id !== null && results.some((r) => r.parentId === wanted.id)) return beside('kind', 'has-outputs');
  return undefined;
}

/** Why a result cannot go: what hangs on it would hang on nothing. */
export function whyNotRemove(
  id: number,
  results: readonly Result[],
  indicators: readonly { subjectId: number }[],
): Refusal | undefined {
  if (results.some((r) => r.parentId === id)) return refuse('closed', 'programmes:refusals.has-outputs');
  if (indicators.some((i) => i.subjectId === id)) return refuse('closed', 'programmes:refusals.has-indicators');
  return undefined;
}

export type FrameworkGap =
  | { kind: 'no-outcome' }
  | { kind: 'no-output'; number: string }
  | { kind: 'no-indicator'; number: string };

/** What is missing: every outcome has an output, and every result something by which it is known. */
export function gapsIn(results: readonly Result[], indicators: readonly { subjectId: number }[]): FrameworkGap[] {
  const all = numbered(results);
  if (all.length === 0) return [{ kind: 'no-outcome' }];
  return all.flatMap(({ number, result }): FrameworkGap[] => [
    ...(result.kind === 'outcome' && !all.some((x) => x.result.parentId === result.id)
      ? [{ kind: 'no-output' as const, number }]
      : []),
    ...(indicators.some((i) => i.subjectId === result.id) ? [] : [{ kind: 'no-indicator' as const, number }]),
  ]);
}
