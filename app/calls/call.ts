import { isSecretariat, type Reader } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';

/** Characters, and how many of a thing. */
export const limits = {
  title: 200,
  introduction: 4000,
  sought: 4000,
  reason: 1000,
  question: 300,
  /** The questions that a call may ask on its form beside the usual ones. */
  questions: 5,
  answer: 4000,
  reviewers: 40,
  text: 6000,
  short: 1000,
  words: 2000,
  partners: 40,
  /** Pilots that one organisation may propose in answer to one call. */
  pilots: 5,
};

/** How long an answer may be, to choose from: a line, a paragraph, a page. */
export const answerLengths = [300, 1000, 4000] as const;

/** A question that a call asks on its form; `most`: characters of its answer. */
export interface Question {
  id: string;
  words: string;
  most: number;
}

export const callStates = ['draft', 'announced', 'open', 'closed', 'cancelled'] as const;
export type CallState = (typeof callStates)[number];

export interface CallClock {
  announcedAt: Date | null;
  cancelledAt: Date | null;
  opensAt: Date | null;
  closesAt: Date | null;
}

/** Computed, never stored: whoever sends a form at the closing instant itself is late. */
export function callState({ announcedAt, cancelledAt, opensAt, closesAt }: CallClock, now: Date): CallState {
  if (announcedAt === null || opensAt === null || closesAt === null) return 'draft';
  if (cancelledAt !== null) return 'cancelled';
  if (now < opensAt) return 'announced';
  return now < closesAt ? 'open' : 'closed';
}

/** The next instant at which a call is another one; null where none comes. */
export function nextInstant({ opensAt, closesAt, ...call }: CallClock, now: Date): Date | null {
  const state = callState({ opensAt, closesAt, ...call }, now);
  return state === 'announced' ? opensAt : state === 'open' ? closesAt : null;
}

/** Calls are prepared, announced, moved and cancelled by the secretariat, which also names reviewers. */
export function mayCall(reader: Reader | null): boolean {
  return isSecretariat(reader);
}

/** Why what a call says cannot be changed any more: whoever fills in its form rests on it. */
export function whyNotChange(call: CallClock, now: Date): Refusal | undefined {
  const state = callState(call, now);
  if (state === 'draft' || state === 'announced') return undefined;
  return refuse('closed', `pilots:refusals.${state === 'cancelled' ? 'call-cancelled' : 'call-begun'}`);
}

export interface Times {
  opensAt: Date | null;
  closesAt: Date | null;
  scoredBy: Date | null;
}

/** Why times cannot be so, beside their fields; those that are left empty are no mistake of a draft. */
export function timesMistakes({ opensAt, closesAt, scoredBy }: Times): Record<string, string> {
  const fields: Record<string, string> = {};
  if (opensAt && closesAt && closesAt <= opensAt) fields.closes = 'pilots:mistakes.closes-early';
  if (closesAt && scoredBy && scoredBy <= closesAt) fields.scored = 'pilots:mistakes.scored-early';
  return fields;
}

/** Why a draft cannot be announced: what is missing, beside nothing since it stands in other forms. */
export function whyNotAnnounce(call: CallClock & Times & { sought: string }, now: Date): Refusal | undefined {
  if (call.announcedAt !== null) return refuse('closed', 'pilots:refusals.announced');
  if (call.sought === '') return refuse('closed', 'pilots:refusals.nothing-sought');
  if (!call.opensAt || !call.closesAt || !call.scoredBy) return refuse('closed', 'pilots:refusals.no-times');
  return call.closesAt <= now ? refuse('closed', 'pilots:refusals.closes-past') : undefined;
}

/**
 * Why an announced call cannot be moved so. One that is open closes later and never sooner: whoever counted on the day would be
 * shut out.
 */
export function whyNotMove(call: CallClock & Times, to: Times, now: Date): Refusal | undefined {
  const state = callState(call, now);
  if (state === 'draft') return undefined;
  if (state === 'cancelled') return refuse('closed', 'pilots:refusals.call-cancelled');
  if (state === 'closed') return refuse('closed', 'pilots:refusals.call-closed');
  const fields: Record<string, string> = {};
  if (!to.opensAt) fields.opens = 'pilots:mistakes.no-time';
  if (!to.closesAt) fields.closes = 'pilots:mistakes.no-time';
  if (!to.scoredBy) fields.scored = 'pilots:mistakes.no-time';
  if (state === 'open' && to.opensAt && Number(to.opensAt) !== Number(call.opensAt))
    fields.opens = 'pilots:mistakes.is-open';
  if (to.closesAt && to.closesAt <= now) fields.closes = 'pilots:mistakes.closes-past';
  else if (state === 'open' && to.closesAt && call.closesAt && to.closesAt < call.closesAt)
    fields.closes = 'pilots:mistakes.closes-sooner';
  return Object.keys(fields).length > 0
    ? refuse('invalid', 'shared:errors.check-fields', undefined, fields)
    : undefined;
}

export function whyNotCancel(call: CallClock): Refusal | undefined {
  if (call.announcedAt === null) return refuse('closed', 'pilots:refusals.not-announced');
  return call.cancelledAt !== null ? refuse('closed', 'pilots:refusals.call-cancelled') : undefined;
}

/** Why nothing can be proposed, changed, handed in or withdrawn now. To others a draft is not there at all. */
export function whyNotPropose(call: CallClock, now: Date): Refusal | undefined {
  switch (callState(call, now)) {
    case 'draft':
      return refuse('not-found', 'shared:errors.not-found');
    case 'announced':
      return refuse('closed', 'pilots:refusals.not-open-yet');
    case 'closed':
      return refuse('closed', 'pilots:refusals.too-late');
    case 'cancelled':
      return refuse('closed', 'pilots:refusals.call-cancelled');
    case 'open':
      return undefined;
  }
}

/** The task of a reviewer of a call; that of those who speak for an organisation with a draft. */
export const scoreTask = (call: number) => `score-pilots:${call}`;
export const submitTask = (pilot: number) => `submit-pilot:${pilot}`;
