import { isSecretariat, type Reader, speaksFor } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';

/** What an event asks for, and what it found: both are followed up. */
export const recommendationKinds = ['recommendation', 'conclusion'] as const;
export type RecommendationKind = (typeof recommendationKinds)[number];

export const recommendationStates = ['open', 'under-way', 'done', 'not-pursued'] as const;
export type RecommendationState = (typeof recommendationStates)[number];

/** Characters and counts. */
export const limits = {
  body: 4000,
  heading: 600,
  reason: 1000,
  note: 4000,
  places: 10,
  addressees: 20,
  import: 400_000,
};

/** Whose it is, and whether it is done: what the rules need. */
export interface Commitment {
  ownerId: number | null;
  /** ISO date. */
  dueOn: string | null;
  state: RecommendationState;
}

/** The register is the secretariat's: what was recommended, to whom, and whose it is to do. */
export function mayKeepRegister(reader: Reader | null): boolean {
  return isSecretariat(reader);
}

/** Whoever speaks for the owner says how it stands, and the secretariat for everybody. */
export function mayFollowUp(recommendation: Pick<Commitment, 'ownerId'>, reader: Reader | null): boolean {
  return isSecretariat(reader) || speaksFor(reader, recommendation.ownerId);
}

export function isSettled(state: RecommendationState): boolean {
  return state === 'done' || state === 'not-pursued';
}

/** From the day after the day it was to be done by. `today` is an ISO date. */
export function isOverdue({ dueOn, state }: Pick<Commitment, 'dueOn' | 'state'>, today: string): boolean {
  return dueOn !== null && !isSettled(state) && dueOn < today;
}

/** Why a commitment cannot be so: what is not pursued has a reason, and a day without an owner binds nobody. */
export function whyNotCommit(wanted: Commitment & { reason: string }): Refusal | undefined {
  if (wanted.state === 'not-pursued' && wanted.reason === '')
    return wrong('reason', 'recommendations:mistakes.no-reason');
  if (wanted.dueOn !== null && wanted.ownerId === null) return wrong('owner', 'recommendations:mistakes.no-owner');
  return undefined;
}

/** The task of those who speak for the owner. */
export function taskOf(recommendation: number): string {
  return `recommendation:${recommendation}`;
}

function wrong(field: string, key: string): Refusal {
  return refuse('invalid', 'shared:errors.check-fields', undefined, { [field]: key });
}
