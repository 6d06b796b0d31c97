import type { Reader } from '../people/person';
import { type Agreed, shareOf, sharesOf } from '../programmes/budget';
import type { CallState, Question } from './call';

/** Whether a State has asked for it (strategic plan: assessments and interventions are made at the request of Member States). */
export const requests = ['asked', 'agreed', 'none'] as const;
export type Request = (typeof requests)[number];

/** For what the money of a pilot is: the first two are support for victims, the third has an agreed share of its own. */
export const heads = ['direct-assistance', 'victim-support', 'evaluation', 'staff', 'other'] as const;
export type Head = (typeof heads)[number];

/** Amounts in minor units of the call's currency; null: not typed yet. */
export type Budget = Record<Head | 'total', bigint | null>;

/** What all heads come to, and what that lacks of the total; null where no total is said. */
export function sumOf(budget: Budget): { sum: bigint; missing: bigint | null } {
  const sum = heads.reduce((all, head) => all + (budget[head] ?? 0n), 0n);
  return { sum, missing: budget.total === null ? null : budget.total - sum };
}

/** How the agreed shares are kept, of what the heads come to. */
export function sharesOfPilot(budget: Budget, agreed: readonly Agreed[]) {
  const { sum } = sumOf(budget);
  const victims = (budget['direct-assistance'] ?? 0n) + (budget['victim-support'] ?? 0n);
  return sharesOf({ total: sum, victims, evaluation: budget.evaluation ?? 0n }, agreed);
}

/** A part of what the heads come to, in hundredths of one per cent. */
export function shareOfHead(budget: Budget, head: Head): number {
  return shareOf(budget[head] ?? 0n, sumOf(budget).sum);
}

export const pilotStates = [
  'draft',
  'submitted',
  'withdrawn',
  'not-submitted',
  'call-cancelled',
  'being-scored',
  'put',
  'adopted',
  'not-adopted',
  'deferred',
] as const;
export type PilotState = (typeof pilotStates)[number];

/** Where a pilot stands, from what is written down and where its call is. */
export function pilotState(
  p: { submittedAt: unknown; withdrawnAt: unknown; outcome: string | null; isPut: boolean },
  call: CallState,
): PilotState {
  // What is before the committee anew, after it was put off, is with the committee.
  if (p.isPut) return 'put';
  if (p.outcome?.startsWith('adopted')) return 'adopted';
  if (p.outcome !== null) return p.outcome === 'not-adopted' ? 'not-adopted' : 'deferred';
  if (call === 'cancelled') return 'call-cancelled';
  if (p.withdrawnAt !== null) return 'withdrawn';
  if (p.submittedAt === null) return call === 'closed' ? 'not-submitted' : 'draft';
  return call === 'closed' ? 'being-scored' : 'submitted';
}

export interface Filled {
  aims: string;
  novelty: string;
  survivors: string;
  request: Request;
  requestWords: string;
  budget: Budget;
  answers: Record<string, string>;
}

/**
 * What a form lacks to be handed in, beside each field: every text, an answer to each question of the call, a budget that comes to
 * its total and stays under the ceiling. Words on a State's request are asked for where there is one, or why there is none.
 */
export function lacks(
  p: Filled,
  call: { ceiling: bigint | null; questions: readonly Question[] },
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of ['aims', 'novelty', 'survivors', 'requestWords'] as const)
    if (p[name] === '') fields[name] = 'pilots:mistakes.empty';
  for (const q of call.questions) if (!p.answers[q.id]) fields[`answer-${q.id}`] = 'pilots:mistakes.empty';
  const { sum, missing } = sumOf(p.budget);
  if (sum === 0n || p.budget.total === null) fields.total = 'pilots:mistakes.no-budget';
  else if (missing !== 0n) fields.total = missing! > 0n ? 'pilots:mistakes.heads-short' : 'pilots:mistakes.heads-over';
  else if (call.ceiling !== null && sum > call.ceiling) fields.total = 'pilots:mistakes.above-ceiling';
  return fields;
}

/**
 * Whether somebody has a part in an organisation that proposes a pilot or would carry it out with others: they belong to it, or
 * speak for it. Who has does not judge it.
 */
export function hasPart(
  person: Pick<Reader, 'organisationId'> & { offices: readonly { organisationId: number }[] },
  pilot: { organisationId: number; partners: readonly number[] },
): boolean {
  const own = [person.organisationId, ...person.offices.map((o) => o.organisationId)];
  return [pilot.organisationId, ...pilot.partners].some((id) => own.includes(id));
}
