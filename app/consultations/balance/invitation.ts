import { type Refusal, refuse } from '../../shared/refusal';
import { type ConsultationRules, stateOf } from '../consultation';

/** How an organisation stands to a consultation. Silent: invited, and has not begun. */
export const invitationStates = ['not-invited', 'silent', 'started', 'submitted'] as const;
export type InvitationState = (typeof invitationStates)[number];

/** What the list is narrowed to. */
export interface InvitationFilter {
  sector?: string | undefined;
  region?: string | undefined;
  state?: InvitationState | undefined;
  /** Words that each occur in a name, in an abbreviation or in a handle. */
  q: string;
}

export const deeds = ['invite', 'remind'] as const;
export type InvitationDeed = (typeof deeds)[number];

/** Organisations written to by one press. */
export const mostAtOnce = 500;

/** Nobody is asked to what they cannot see yet, or to what is over. */
export function whyNotInvite(
  consultation: Pick<ConsultationRules, 'announcedAt' | 'cancelledAt' | 'phases'>,
  now: Date,
): Refusal | undefined {
  switch (stateOf(consultation, now)) {
    case 'preparing':
      return refuse('closed', 'balance:refusals.not-announced');
    case 'cancelled':
      return refuse('closed', 'balance:refusals.cancelled');
    case 'ended':
      return refuse('closed', 'balance:refusals.ended');
    default:
      return undefined;
  }
}

/**
 * Until when an organisation can take part: the end of the phase that is open for it now, else of the next such one; null
 * where there is none any more.
 */
export function closesFor(consultation: Pick<ConsultationRules, 'phases'>, now: Date): Date | null {
  return consultation.phases.find((p) => p.kind === 'open' && p.closesAt > now)?.closesAt ?? null;
}

/** Names the task of those who speak for one organisation; given by inviting, ended by submitting. */
export function answerTask(consultation: number, organisation: number): string {
  return `consultation-answer:${consultation}:${organisation}`;
}

/** The number that was shown before sending is the number that is sent to. */
export function whyNotSend(shown: { organisations: number; people: number }, now: typeof shown): Refusal | undefined {
  if (shown.organisations === now.organisations && shown.people === now.people) return undefined;
  return refuse('conflict', 'balance:refusals.counted', { organisations: now.organisations, people: now.people });
}
