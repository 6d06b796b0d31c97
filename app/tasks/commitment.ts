import { isActive, isSecretariat, type Reader, speaksFor } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';

/**
 * What somebody has taken on: an action of a meeting, what an event recommended, what was answered to a claim, a line of activity
 * of a joint programme.
 */
export const commitmentKinds = ['action', 'recommendation', 'response', 'activity'] as const;
export type CommitmentKind = (typeof commitmentKinds)[number];

export const commitmentStates = ['open', 'under-way', 'done', 'not-pursued'] as const;
export type CommitmentState = (typeof commitmentStates)[number];

/** Characters. */
export const limits = { words: 2000, reason: 2000, done: 2000 };

/** Whose it is, by when and how it stands: what the rules need. */
export interface Commitment {
  ownerOrganisationId: number | null;
  ownerPersonId: number | null;
  /** ISO date. */
  dueOn: string | null;
  state: CommitmentState;
}

/** Whoever owns it or speaks for its owner says how it stands, and the secretariat for everybody. */
export function mayFollowUp(
  commitment: Pick<Commitment, 'ownerOrganisationId' | 'ownerPersonId'>,
  reader: Reader | null,
): boolean {
  return (
    isSecretariat(reader) ||
    speaksFor(reader, commitment.ownerOrganisationId) ||
    (isActive(reader) && commitment.ownerPersonId === reader.id)
  );
}

/** An action is changed by whoever wrote it down and by the secretariat; what has a page of its own is changed there. */
export function mayChangeAction(
  commitment: { kind: CommitmentKind; createdBy: number | null },
  reader: Reader | null,
): boolean {
  return (
    commitment.kind === 'action' && (isSecretariat(reader) || (isActive(reader) && commitment.createdBy === reader.id))
  );
}

export function isSettled(state: CommitmentState): boolean {
  return state === 'done' || state === 'not-pursued';
}

/** The day (ISO) that is not over yet in the last place on earth: what was due before it is overdue everywhere. */
export function lastDay(now: Date): string {
  return new Date(now.getTime() - 12 * 3_600_000).toISOString().slice(0, 10);
}

/** From when the day by which it was to be done is over everywhere on the earth. `today` is `lastDay(now)`. */
export function isOverdue({ dueOn, state }: Pick<Commitment, 'dueOn' | 'state'>, today: string): boolean {
  return dueOn !== null && !isSettled(state) && dueOn < today;
}

/** Why a commitment cannot be so: what is not pursued has a reason, and a day without an owner binds nobody. */
export function whyNotCommit(wanted: Commitment & { reason: string }): Refusal | undefined {
  if (wanted.state === 'not-pursued' && wanted.reason === '') return wrong('reason', 'commitments:mistakes.no-reason');
  if (wanted.dueOn !== null && wanted.ownerOrganisationId === null && wanted.ownerPersonId === null)
    return wrong('owner', 'commitments:mistakes.no-owner');
  return undefined;
}

/** The task of those who own it. */
export function taskOf(commitment: number): string {
  return `commitment:${commitment}`;
}

function wrong(field: string, key: string): Refusal {
  return refuse('invalid', 'shared:errors.check-fields', undefined, { [field]: key });
}
