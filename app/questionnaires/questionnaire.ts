import { isActive, type Reader, speaksFor } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';

export const subjectKinds = ['platform', 'event', 'consultation'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Those registered for its event; each person with an account; the people of an organisation, together. */
export const answererKinds = ['registered', 'people', 'organisations'] as const;
export type Answerers = (typeof answererKinds)[number];

export const resultReaders = ['preparers', 'public'] as const;
export type ResultReaders = (typeof resultReaders)[number];

export type QuestionnaireState = 'draft' | 'announced' | 'open' | 'closed';

/** All that the rules need to know of a questionnaire and of what it is about. */
export interface Rules {
  answerers: Answerers;
  anonymous: boolean;
  results: ResultReaders;
  opensAt: Date | null;
  closesAt: Date | null;
  /** The instant of its first version; null while there is none. */
  publishedAt: Date | null;
  subjectEndsAt: Date | null;
  subjectCancelled: boolean;
  /** Of a consultation's, the phases in which it is open, in their order: by no other clock. */
  spans?: { opensAt: Date; closesAt: Date }[] | null;
}

/** What ties a reader to one: whether they prepare it, see what it is about, and are registered there. */
export interface Tie {
  mayPrepare: boolean;
  seesSubject: boolean;
  registration: number | null;
  /** Has a key to answers that were begun here: where they are anonymous, all that is known of them. */
  holdsKey: boolean;
  /** Of a consultation's: whether this person is asked. */
  takesPart?: boolean;
}

/** Fewer answers than this are not shown where they could say who gave them. */
export const fewest = 5;

export function opensAt(q: Rules): Date | null {
  if (!q.publishedAt) return null;
  return q.opensAt ?? q.subjectEndsAt ?? q.publishedAt;
}

export function stateOf(q: Rules, now: Date): QuestionnaireState {
  const opens = opensAt(q);
  if (!opens) return 'draft';
  if (q.spans) return stateBy(q.spans, q.subjectCancelled, now);
  if (q.subjectCancelled || (q.closesAt && q.closesAt <= now)) return 'closed';
  return now < opens ? 'announced' : 'open';
}

function stateBy(spans: NonNullable<Rules['spans']>, cancelled: boolean, now: Date): QuestionnaireState {
  if (cancelled) return 'closed';
  if (spans.some((s) => s.opensAt <= now && now < s.closesAt)) return 'open';
  return spans.length === 0 || spans.some((s) => now < s.opensAt) ? 'announced' : 'closed';
}

/** A draft is for those who prepare it; whoever is registered sees it even where the event is shown to few. */
export function mayRead(q: Rules, tie: Tie): boolean {
  return tie.mayPrepare || (q.publishedAt !== null && (tie.seesSubject || tie.registration !== null || tie.holdsKey));
}

/** Whether it is meant for this person at all, whatever the hour. */
export function whyNotMeant(q: Rules, reader: Reader | null, tie: Tie): Refusal | undefined {
  if (!q.publishedAt || !mayRead(q, tie)) return refuse('not-found', 'shared:errors.not-found');
  if (tie.holdsKey) return undefined;
  if (q.answerers === 'registered')
    return tie.registration === null ? refuse('not-allowed', 'questionnaires:refusals.registered-only') : undefined;
  if (!reader) return refuse('not-allowed', 'questionnaires:refusals.sign-in');
  if (!isActive(reader)) return refuse('not-allowed', 'questionnaires:refusals.waiting');
  if (q.answerers === 'organisations' && reader.organisationId === null)
    return refuse('not-allowed', 'questionnaires:refusals.no-organisation');
  if (tie.takesPart === false) return refuse('not-allowed', 'consultations:refusals.not-invited');
  return undefined;
}

/** Why answers are not taken now. */
export function whyNotOpen(q: Rules, now: Date): Refusal | undefined {
  const state = stateOf(q, now);
  if (state === 'open') return undefined;
  return refuse('closed', `questionnaires:refusals.${state === 'announced' ? 'not-yet-open' : 'closed'}`);
}

export function whyNotAnswer(q: Rules, reader: Reader | null, tie: Tie, now: Date): Refusal | undefined {
  return whyNotMeant(q, reader, tie) ?? whyNotOpen(q, now);
}

/**
 * What an organisation says in a consultation is its one counted voice: its people write it together, and whoever speaks for it
 * signs it off, which sends it.
 */
export function needsSignOff(q: Pick<Rules, 'answerers'>, subject: SubjectKind | undefined): boolean {
  return q.answerers === 'organisations' && subject === 'consultation';
}

/** Why this person may not send the answers, nor take back what was sent: a focal point or an alternate does. */
export function whyNotSend(
  q: Pick<Rules, 'answerers'>,
  subject: SubjectKind | undefined,
  reader: Reader | null,
): Refusal | undefined {
  if (!needsSignOff(q, subject) || speaksFor(reader, reader?.organisationId ?? null)) return undefined;
  return refuse('not-allowed', 'questionnaires:refusals.sign-off');
}

/** Figures may be for everyone who sees what it is about; words and names never are. */
export function mayReadResults(q: Rules, tie: Tie): boolean {
  return tie.mayPrepare || (q.results === 'public' && mayRead(q, tie));
}
