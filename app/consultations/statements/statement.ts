import { isActive, type Reader } from '../../people/person';
import { type Refusal, refuse } from '../../shared/refusal';
import {
  type ConsultationPart,
  type ConsultationRules,
  type ConsultationTie,
  isPartOpen,
  mayPrepareConsultation,
  nextPhaseOf,
  whyNotTakePart,
} from '../consultation';

/** Characters, and numbers of things. */
export const limits = {
  /** One thought: what is longer holds two. */
  words: 240,
  reason: 500,
  /** Of one consultation, whatever became of them: nobody votes on more. */
  statements: 1000,
  /** Of one person in one consultation that are waiting for a facilitator. */
  waiting: 10,
};

export const statementStates = ['waiting', 'approved', 'refused', 'merged', 'withdrawn'] as const;
export type StatementState = (typeof statementStates)[number];

export const choices = ['agree', 'disagree', 'pass'] as const;
export type Choice = (typeof choices)[number];

/** As it is stored. */
export const choiceValues: Record<Choice, 1 | 0 | -1> = { agree: 1, pass: 0, disagree: -1 };

export function choiceOf(value: number): Choice {
  return value > 0 ? 'agree' : value < 0 ? 'disagree' : 'pass';
}

/** A consultation with the reader's tie to it, as its rules were read. */
export interface Ruled extends ConsultationRules {
  tie: ConsultationTie;
  parts: ConsultationPart[];
}

/** The part in which a consultation's statements stand: one at most. */
export function statementsPartOf({ parts }: Pick<Ruled, 'parts'>): ConsultationPart | undefined {
  return parts.find((p) => p.kind === 'statements');
}

/** Proposing and voting are for those who take part, while the part is open. Of a consultation without statements: not-found. */
export function whyNotVote(consultation: Ruled, reader: Reader | null, now: Date): Refusal | undefined {
  const part = statementsPartOf(consultation);
  if (!part) return refuse('not-found', 'shared:errors.not-found');
  return whyNotTakePart(consultation, part, reader, consultation.tie, now);
}

/** To everyone else there is nothing to moderate: not-found, as if the page were not there. */
export function whyNotModerate(consultation: Ruled, reader: Reader | null): Refusal | undefined {
  const may = statementsPartOf(consultation) && mayPrepareConsultation(reader, consultation.tie);
  return may ? undefined : refuse('not-found', 'shared:errors.not-found');
}

/** Seeds are there before the first who come: from when it is prepared until no phase of it is ahead. */
export function whyNotSeed(consultation: Ruled, reader: Reader | null, now: Date): Refusal | undefined {
  const no = whyNotModerate(consultation, reader);
  if (no) return no;
  return consultation.cancelledAt || isOver(consultation, now)
    ? refuse('closed', 'statements:refusals.over')
    : undefined;
}

/** No phase in which statements are voted on is open, or comes again; one that never opened is not over. */
export function isOver(consultation: Ruled, now: Date): boolean {
  const part = statementsPartOf(consultation);
  if (!part || consultation.cancelledAt || isPartOpen(part, consultation, now)) return false;
  const begun = consultation.phases.some((p) => part.phaseIds.includes(p.id) && p.closesAt <= now);
  return consultation.announcedAt !== null && begun && !nextPhaseOf(part, consultation, now);
}

/** Of which statements results are shown: of all, of those one has voted on, of none. */
export type ResultsSeen = 'all' | 'voted' | 'none';

/**
 * While it is open, nobody learns how others vote on a statement before they have voted on it themselves: opinions are asked,
 * and not swayed. Those who facilitate see how it goes; when it is over everybody sees everything.
 */
export function resultsSeen(consultation: Ruled, reader: Reader | null, now: Date): ResultsSeen {
  if (!statementsPartOf(consultation)) return 'none';
  if (mayPrepareConsultation(reader, consultation.tie) || isOver(consultation, now)) return 'all';
  return isActive(reader) && !consultation.cancelledAt ? 'voted' : 'none';
}

/** Its own author takes it back as long as it stands; so do those who facilitate. What is withdrawn is gone. */
export function whyNotWithdraw(
  statement: { authorId: number; state: StatementState },
  reader: Reader | null,
  moderates: boolean,
): Refusal | undefined {
  if (!moderates && !(isActive(reader) && reader.id === statement.authorId))
    return refuse('not-found', 'shared:errors.not-found');
  return statement.state === 'withdrawn' ? refuse('conflict', 'statements:refusals.withdrawn') : undefined;
}

/** What a facilitator may do with a statement next. Words are never changed: the author is asked. */
export function whyNotSettle(from: StatementState, to: 'approved' | 'refused' | 'merged'): Refusal | undefined {
  if (from === 'withdrawn') return refuse('conflict', 'statements:refusals.withdrawn');
  return from === to ? refuse('conflict', `statements:refusals.${to}-already`) : undefined;
}

/** Why a vote on it is not taken; what is voted on must be what others vote on. */
export function whyNotVoteOn(statement: { state: StatementState } | undefined): Refusal | undefined {
  if (!statement || statement.state === 'waiting') return refuse('not-found', 'shared:errors.not-found');
  return statement.state === 'approved' ? undefined : refuse('closed', `statements:refusals.vote-${statement.state}`);
}
