import { currentMembership } from '../organisations/organisation';
import type { Refusal } from '../shared/refusal';
import { wrong } from './committee';
import { mayChair, type Seat } from './rotation';

/**
 * What the committee decides on itself: to admit a member, to change whether one may chair, that one ceases; an exception to the
 * rotation, of the chair or of the co-chair, for one year; and its rules: the quorum, and how members are admitted.
 */
export const motionKinds = ['admit', 'change', 'cease', 'chair', 'co-chair', 'rules'] as const;
export type MotionKind = (typeof motionKinds)[number];

/** How good the outcome must be that admits a member. */
export const admitOutcomes = ['consensus', 'no-strong-objection'] as const;
export type AdmitOutcome = (typeof admitOutcomes)[number];

/** What the committee has decided about itself. */
export interface Rules {
  quorum: number | null;
  admitOutcome: AdmitOutcome;
  /** The first day on which somebody may be admitted: the plan has members wait for the first 12 to 18 months of its phase. */
  admitFrom: string | null;
  /** A letter of agreement has to be on file first. */
  admitLetter: boolean;
}

export interface Motion {
  kind: MotionKind;
  organisationId: number | null;
  /** The first day of what is asked for; of a membership that ceases, its last; of the chair, a day of its year. */
  onDay: string;
  mayChair: boolean | null;
}

/** Adoptions, as decisions call them. */
export type Adopted = 'adopted-by-consensus' | 'adopted-no-strong-objection';

/** The kind of thing that a proposal names as its subject, for each kind of motion. */
export function subjectKindOf(kind: MotionKind): 'membership' | 'chair' {
  return kind === 'chair' || kind === 'co-chair' ? 'chair' : 'membership';
}

/**
 * Why a motion cannot be put, or cannot be carried out any more. `rules` are those that hold today, null where the committee has
 * decided none: then nobody is admitted, since it is the committee that decides how (strategic plan, section 6). `letter`: whether
 * the organisation has signed a letter of agreement.
 */
export function whyNotMotion(
  motion: Motion,
  seat: Seat | undefined,
  rules: Rules | null,
  letter: boolean,
): Refusal | undefined {
  const member = seat && currentMembership(seat.memberships, motion.onDay);
  switch (motion.kind) {
    case 'rules':
      return undefined;
    case 'admit':
      if (rules === null) return wrong('organisation', 'no-method');
      if (rules.admitFrom !== null && motion.onDay < rules.admitFrom) return wrong('onDay', 'too-early');
      if (rules.admitLetter && !letter) return wrong('organisation', 'no-letter');
      return seat?.memberships.some((m) => m.until === null || m.until >= motion.onDay)
        ? wrong('organisation', 'member-already')
        : undefined;
    case 'change':
      if (!member) return wrong('organisation', 'no-member');
      return member.mayChair === motion.mayChair ? wrong('mayChair', 'as-it-is') : undefined;
    case 'cease':
      if (!member) return wrong('organisation', 'no-member');
      return member.until === motion.onDay ? wrong('onDay', 'as-it-is') : undefined;
    default:
      return mayChair(seat, motion.onDay) ? undefined : wrong('organisation', 'may-not-chair');
  }
}

/** Why an adoption does not carry a motion out: the committee may want a consensus of those who admit. */
export function whyNotByOutcome(motion: Motion, rules: Rules | null, outcome: Adopted): Refusal | undefined {
  if (motion.kind !== 'admit' || rules?.admitOutcome !== 'consensus') return undefined;
  return outcome === 'adopted-by-consensus' ? undefined : wrong('organisation', 'no-consensus');
}

/** Years of the rotation that have begun are not decided anew: whoever has the chair ceases by leaving, or serves its term. */
export function whyNotYear(onDay: string, today: string, anyTerm: boolean): Refusal | undefined {
  return anyTerm && onDay <= today ? wrong('onDay', 'year-begun') : undefined;
}
