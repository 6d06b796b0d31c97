import { isActive, type Reader } from '../../people/person';
import { type Refusal, refuse } from '../../shared/refusal';

/** Characters, and numbers of things. */
export const limits = {
  question: 500,
  answer: 4000,
  reason: 500,
  pollQuestion: 200,
  choice: 120,
  choices: 8,
  /** Questions of one event: beyond it a list is no list any more. */
  questions: 1000,
};

/** Talks run over: so long after its set end questions, polls and hands stay open. */
export const runsOverMinutes = 30;

export type Moderation = 'pre' | 'post';
export const moderations = ['pre', 'post'] as const satisfies readonly Moderation[];

/** What the rules need of an event, and of what stands beside it. */
export interface Talk {
  startsAt: Date;
  endsAt: Date;
  announcedAt: Date | null;
  cancelledAt: Date | null;
  survivorSpeaks: boolean;
  moderation: Moderation;
  closedAt: Date | null;
}

/** What ties a reader who may see the event to it. */
export interface Standing {
  /** The secretariat, and the event's facilitators. */
  moderates: boolean;
  /** Registered for it with a place, or speaking or facilitating at it. */
  takesPart: boolean;
  /** By the link of a mail, and not by an account. */
  asGuest?: boolean;
}

export type TalkState = 'not-yet' | 'open' | 'over' | 'closed' | 'cancelled';

/** Questions may be asked from the announcement on; computed and never stored. */
export function talkStateOf(talk: Talk, now: Date): TalkState {
  if (talk.cancelledAt) return 'cancelled';
  if (talk.closedAt) return 'closed';
  if (!talk.announcedAt || now < talk.announcedAt) return 'not-yet';
  return now < closesAt(talk) ? 'open' : 'over';
}

export function closesAt(talk: Pick<Talk, 'endsAt'>): Date {
  return new Date(talk.endsAt.getTime() + runsOverMinutes * 60_000);
}

/** Hands are for those who are there: from a quarter of an hour before the beginning until the talk has run over. */
export function isOn(talk: Talk, now: Date): boolean {
  return talkStateOf(talk, now) === 'open' && now.getTime() >= talk.startsAt.getTime() - 15 * 60_000;
}

/** Where a survivor speaks nobody reads a question before a moderator has. */
export function isHeldFirst(talk: Pick<Talk, 'survivorSpeaks' | 'moderation'>): boolean {
  return talk.survivorSpeaks || talk.moderation === 'pre';
}

/** Where a survivor speaks no name is asked for: who comes is shown to nobody, and a name beside a question would. */
export function mayBeNamed(talk: Pick<Talk, 'survivorSpeaks'>): boolean {
  return !talk.survivorSpeaks;
}

/** Asking, upvoting and answering polls are for those who take part, while it is open. */
export function whyNotTakePart(talk: Talk, standing: Standing, reader: Reader | null, now: Date): Refusal | undefined {
  if (!standing.asGuest && !reader) return refuse('not-allowed', 'talk:refusals.place-over');
  if (!standing.asGuest && !isActive(reader)) return refuse('not-allowed', 'people:refusals.waiting');
  if (!standing.takesPart) return refuse('not-allowed', 'talk:refusals.register-first');
  const state = talkStateOf(talk, now);
  return state === 'open' ? undefined : refuse('closed', `talk:refusals.${state}`);
}

export function whyNotRaiseHand(talk: Talk, standing: Standing, reader: Reader | null, now: Date): Refusal | undefined {
  const no = whyNotTakePart(talk, standing, reader, now);
  if (no) return no;
  return isOn(talk, now) ? undefined : refuse('closed', 'talk:refusals.hands-later');
}

/** To everyone else there is nothing to moderate: not-found, as if the page were not there. */
export function whyNotModerate(standing: Standing): Refusal | undefined {
  return standing.moderates ? undefined : refuse('not-found', 'shared:errors.not-found');
}

/** What is published stays as it is: its questions are answered, and no more reworded, merged or dismissed. */
export function whyNotSort(talk: Talk, standing: Standing): Refusal | undefined {
  const no = whyNotModerate(standing);
  if (no) return no;
  return talk.closedAt ? refuse('closed', 'talk:refusals.closed') : undefined;
}

/** Polls are opened while those who take part can answer them. */
export function whyNotOpenPoll(
  talk: Talk,
  standing: Standing,
  poll: { openedAt: Date | null },
  now: Date,
): Refusal | undefined {
  const no = whyNotModerate(standing);
  if (no) return no;
  const state = talkStateOf(talk, now);
  if (state !== 'open') return refuse('closed', `talk:refusals.${state}`);
  return poll.openedAt ? refuse('conflict', 'talk:refusals.poll-opened') : undefined;
}

export type QuestionState = 'waiting' | 'shown' | 'dismissed' | 'merged';

/** What has become of a question, as far as it must be known before the talk is closed. */
export interface Fate {
  state: QuestionState;
  /** By whoever asked it: there is nothing left to answer. */
  takenBack?: boolean;
  answered: 'live' | 'writing' | null;
  ownerId: number | null;
}

/** Neither read by a moderator, nor answered, nor given to somebody who will. */
export function isLeftOpen(question: Fate): boolean {
  if (question.takenBack) return false;
  if (question.state === 'waiting') return true;
  return question.state === 'shown' && question.answered === null && question.ownerId === null;
}

/** An event is closed after its end, when each question is answered, or has an owner and a date. */
export function whyNotClose(talk: Talk, standing: Standing, questions: Fate[], now: Date): Refusal | undefined {
  const no = whyNotModerate(standing);
  if (no) return no;
  const state = talkStateOf(talk, now);
  if (state === 'closed' || state === 'cancelled' || state === 'not-yet')
    return refuse('closed', `talk:refusals.${state}`);
  if (now < talk.endsAt) return refuse('closed', 'talk:refusals.not-over');
  const open = questions.filter(isLeftOpen).length;
  return open > 0 ? refuse('invalid', 'talk:refusals.left-open', { count: open }) : undefined;
}

/** Those who moderate answer any question; whoever it was given to answers that one, afterwards too. */
export function mayAnswer(question: { ownerId: number | null }, standing: Standing, reader: Reader | null): boolean {
  return standing.moderates || (isActive(reader) && question.ownerId === reader.id);
}

/** One poll may be answered with one choice or with several, of its own choices. */
export function whyNotChoices(poll: { several: boolean; choices: number[] }, chosen: number[]): Refusal | undefined {
  const wrong = (message: string) => refuse('invalid', message, undefined, { choice: message });
  if (chosen.length === 0) return wrong('talk:refusals.choose');
  if (!poll.several && chosen.length > 1) return wrong('talk:refusals.choose-one');
  return chosen.every((c) => poll.choices.includes(c)) ? undefined : wrong('talk:refusals.choose');
}

/** Most upvotes first; of as many, the one that was asked first. */
export function inOrder<Q extends { id: number; votes: number }>(questions: Q[]): Q[] {
  return [...questions].sort((a, b) => b.votes - a.votes || a.id - b.id);
}

/** A share in whole percent; none of nobody. */
export function percentOf(votes: number, voters: number): number {
  return voters === 0 ? 0 : Math.round((votes * 100) / voters);
}
