import { isActive, isSecretariat, type Reader, speaksFor } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';
import { isDecided, isMember, type Proposal, type ProposalState } from './proposal';

/** Characters, and how many of a thing. */
export const limits = {
  title: 200,
  words: 4000,
  note: 2000,
  reason: 2000,
  evidence: 40,
  observers: 40,
  languages: 5,
};

/** What ties a reader to a proposal. */
export interface DecisionTie {
  /** Of the people of an organisation that is a member today. */
  memberToday: boolean;
  observer: boolean;
}

export interface Prepared {
  /** The member that puts it; null: the secretariat. */
  leadId: number | null;
  rules: Proposal;
}

/** Puts something to the committee: the secretariat, and whoever speaks for a member for their own organisation. */
export function mayPut(reader: Reader | null, lead: { id: number; member: boolean } | null): boolean {
  return isSecretariat(reader) || (lead?.member === true && speaksFor(reader, lead.id));
}

/**
 * Writes the draft, opens, amends and defers: those who speak for the member that puts it, and the secretariat. Who has left the
 * committee since it was put is of no member any more, and leaves it to the secretariat.
 */
export function mayPrepare({ leadId, rules }: Prepared, reader: Reader | null): boolean {
  if (isSecretariat(reader)) return true;
  return speaksFor(reader, leadId) && (rules.openedAt === null || isMember(rules, leadId!));
}

/** Drafts are with those who prepare them; what is open with the committee; what is decided is for everybody. */
export function maySee(p: Prepared, state: ProposalState, reader: Reader | null, tie: DecisionTie): boolean {
  if (isDecided(state) || mayPrepare(p, reader)) return true;
  return state !== 'draft' && mayBePresent(reader, tie);
}

function mayBePresent(reader: Reader | null, tie: DecisionTie): boolean {
  return isActive(reader) && (tie.memberToday || tie.observer || isSecretariat(reader));
}

/** Says something beside: the committee's people, observers, and those who prepare it. */
export function mayComment(p: Prepared, reader: Reader | null, tie: DecisionTie): boolean {
  return mayPrepare(p, reader) || mayBePresent(reader, tie);
}

/** Whose answer makes an objection one that is discussed: observers are heard in its thread, and settle nothing by it. */
export function mayDiscuss(p: Prepared, reader: Reader | null, tie: DecisionTie): boolean {
  return mayPrepare(p, reader) || (isActive(reader) && tie.memberToday);
}

/**
 * Names observers: of a draft those who prepare it, of what was put the secretariat alone, since whoever puts something does not
 * choose who else reads what members say of it.
 */
export function mayNameObservers(p: Prepared, state: ProposalState, reader: Reader | null): boolean {
  if (isDecided(state)) return false;
  return state === 'draft' ? mayPrepare(p, reader) : isSecretariat(reader);
}

/** One position for each member, given by its focal point or alternate and by nobody for them. */
export function whyNotSpeakFor(reader: Reader | null, organisation: number): Refusal | undefined {
  return speaksFor(reader, organisation) ? undefined : refuse('not-allowed', 'decisions:refusals.not-focal');
}
