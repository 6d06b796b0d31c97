import { isActive, type Reader, speaksFor } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';
import { isOfCommittee, type Standing } from './committee';
import type { MeetingRules } from './meeting';

/** What a member says of minutes: that they are right, or what in them is not. */
export const minutesPositionKinds = ['approve', 'correct'] as const;
export type MinutesPositionKind = (typeof minutesPositionKinds)[number];

export interface MinutesPosition {
  organisation: number;
  kind: MinutesPositionKind;
  /** Of the text that was read. */
  hash: string;
}

/** The committee's people read minutes from when they are made, everybody else once they were published. */
export function mayReadMinutes(
  of: Pick<MeetingRules, 'minutesDocumentId' | 'publishedAt'>,
  reader: Reader | null,
  standing: Pick<Standing, 'members'>,
): boolean {
  if (of.minutesDocumentId === null) return false;
  return of.publishedAt !== null || (isActive(reader) && isOfCommittee(reader, standing));
}

/** Why this person cannot say for a member what it thinks of minutes. */
export function whyNotSayOfMinutes(
  of: Pick<MeetingRules, 'minutesDocumentId' | 'approvedAt' | 'cancelledAt'>,
  reader: Reader,
  organisation: number,
  { members }: Pick<Standing, 'members'>,
): Refusal | undefined {
  if (of.minutesDocumentId === null) return refuse('conflict', 'committee:refusals.no-minutes');
  if (of.approvedAt) return refuse('closed', 'committee:refusals.minutes-approved');
  return members.includes(organisation) && speaksFor(reader, organisation)
    ? undefined
    : refuse('not-allowed', 'committee:refusals.not-speaking');
}

/**
 * Members whose correction is open: one that was asked for, of whichever text, stands until its member approves, or is a member no
 * more. Minutes are not approved over it.
 */
export function correctionsIn(positions: MinutesPosition[], { members }: Pick<Standing, 'members'>): number[] {
  return positions.filter((p) => p.kind === 'correct' && members.includes(p.organisation)).map((p) => p.organisation);
}
