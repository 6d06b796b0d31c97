import { type EventRules, type EventTie, mayPrepareEvent, maySeeEvent } from '../../events/event';
import { isActive, type Reader } from '../../people/person';
import { type Refusal, refuse } from '../../shared/refusal';
import {
  type ConsultationPart,
  type ConsultationRules,
  type ConsultationTie,
  mayPrepareConsultation,
  maySeeConsultation,
  mayTakePart,
  whyNotOpen,
} from '../consultation';

/** What an item of the agenda brings: a question to think about, statements or a poll to vote on, or the floor. */
export const itemKinds = ['question', 'statements', 'poll', 'floor'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** Characters, minutes, and numbers of things. */
export const limits = {
  title: 160,
  words: 1000,
  minutes: 480,
  items: 60,
  /** Of one item: more are not voted on while somebody waits for it. */
  statements: 24,
};

/** Those who lead come before the others: so long before its set beginning a session can be started. */
export const earlyMinutes = 60;
/** Sessions run over: until so long after its set end one can still be started. */
export const lateMinutes = 30;

/** A session as it goes, as it is stored. */
export interface Led {
  startedAt: Date | null;
  endedAt: Date | null;
  currentItemId: number | null;
  currentSince: Date | null;
  version: number;
}

/** What the rules need: the event, the consultation whose part it is, and what ties the reader to each. */
export interface Session {
  event: Pick<EventRules, 'readers' | 'startsAt' | 'endsAt' | 'announcedAt' | 'cancelledAt'>;
  eventTie: EventTie;
  /** Registered for the event, with a place. */
  hasPlace: boolean;
  /** Comes by the link of a mail, with a registration and without an account that may act here. */
  asGuest?: boolean;
  consultation: ConsultationRules;
  tie: ConsultationTie;
  part: Pick<ConsultationPart, 'phaseIds'>;
  led: Led;
}

export type SessionState = 'prepared' | 'running' | 'ended' | 'cancelled';

/** Computed, never stored. What is over stays the record that it is, whatever is cancelled afterwards. */
export function stateOf({ event, consultation, led }: Pick<Session, 'event' | 'consultation' | 'led'>): SessionState {
  if (led.endedAt) return 'ended';
  if (event.cancelledAt || consultation.cancelledAt) return 'cancelled';
  return led.startedAt ? 'running' : 'prepared';
}

/** Whoever facilitates the event or the consultation, and the secretariat. */
export function mayLead({ eventTie, tie }: Pick<Session, 'eventTie' | 'tie'>, reader: Reader | null): boolean {
  return mayPrepareEvent(reader, eventTie) || mayPrepareConsultation(reader, tie);
}

/** Statements are the consultation's, and the place is the event's: whoever may see both sees the session. */
export function maySee(
  { event, eventTie, consultation, tie }: Pick<Session, 'event' | 'eventTie' | 'consultation' | 'tie'>,
  reader: Reader | null,
): boolean {
  return maySeeEvent(event, reader, eventTie) && maySeeConsultation(consultation, reader, tie);
}

/** To everyone else there is nothing to lead: not-found, as if the page were not there. What is over stays as it was. */
export function whyNotPrepare(session: Session, reader: Reader | null): Refusal | undefined {
  if (!mayLead(session, reader)) return refuse('not-found', 'shared:errors.not-found');
  const state = stateOf(session);
  return state === 'ended' || state === 'cancelled' ? refuse('closed', `session:refusals.${state}`) : undefined;
}

/** Facilitators, too, are bound by the phases of the consultation: what is closed is closed. */
export function whyNotStart(session: Session, items: number, reader: Reader | null, now: Date): Refusal | undefined {
  const no = whyNotPrepare(session, reader);
  if (no) return no;
  if (session.led.startedAt) return refuse('conflict', 'session:refusals.started');
  const { announcedAt, startsAt, endsAt } = session.event;
  if (!announcedAt) return refuse('closed', 'session:refusals.not-announced');
  if (items === 0) return refuse('invalid', 'session:refusals.no-items');
  if (now.getTime() < startsAt.getTime() - earlyMinutes * 60_000) return refuse('closed', 'session:refusals.too-early');
  if (now.getTime() >= endsAt.getTime() + lateMinutes * 60_000) return refuse('closed', 'session:refusals.event-over');
  return whyNotOpen(session.consultation, session.part, now);
}

/** Moving on, giving the floor, closing: while it runs. A phase that closes meanwhile does not silence the room. */
export function whyNotRun(session: Session, reader: Reader | null): Refusal | undefined {
  const no = whyNotPrepare(session, reader);
  if (no) return no;
  return session.led.startedAt ? undefined : refuse('closed', 'session:refusals.prepared');
}

/** What was on the screen of whoever pressed is not what is on now: somebody else has moved it. */
export function whyNotVersion(led: Pick<Led, 'version'>, seen: number): Refusal | undefined {
  return led.version === seen ? undefined : refuse('conflict', 'session:refusals.moved');
}

/** Voting and proposing are for the item that is on: what comes later is refused, and said so. */
export function whyNotAnswer(session: Session, item: number): Refusal | undefined {
  const state = stateOf(session);
  if (state !== 'running') return refuse('closed', `session:refusals.${state}`);
  return session.led.currentItemId === item ? undefined : refuse('closed', 'session:refusals.item-over');
}

/** The floor is for those who have a place at the event, or who are asked in the consultation; observers listen. */
export function whyNotAskFloor(session: Session, reader: Reader | null): Refusal | undefined {
  if (!maySee(session, reader)) return refuse('not-found', 'shared:errors.not-found');
  if (session.asGuest) return whyNotAsGuest(session);
  if (!reader) return refuse('not-allowed', 'consultations:refusals.sign-in');
  if (!isActive(reader)) return refuse('not-allowed', 'people:refusals.waiting');
  const { eventTie, consultation, tie } = session;
  if (tie.role === 'observer' || eventTie.role === 'observer')
    return refuse('not-allowed', 'consultations:refusals.observer');
  const takesPart =
    session.hasPlace || eventTie.speaker || mayLead(session, reader) || mayTakePart(consultation, reader, tie);
  if (!takesPart) return refuse('not-allowed', 'session:refusals.register-first');
  const state = stateOf(session);
  return state === 'running' ? undefined : refuse('closed', `session:refusals.${state}`);
}

/**
 * Why a guest cannot ask for the floor or answer a poll. Who registered by mail has a place at the event and speaks for nobody:
 * where whoever is registered takes part in the consultation, the floor and the polls are theirs, as beside any talk. Where it
 * is for those who are invited they watch: invited are organisations, and nothing says that a guest comes from one. Statements,
 * and votes on them, are voices in the consultation: each belongs to an account, counts once in it, is of a sector that somebody
 * has looked at, and is told what became of it. A guest has none of that, whatever the consultation is.
 */
function whyNotAsGuest(session: Session): Refusal | undefined {
  if (session.consultation.participants !== 'registered')
    return refuse('not-allowed', 'session:refusals.guest-not-invited');
  const state = stateOf(session);
  return state === 'running' ? undefined : refuse('closed', `session:refusals.${state}`);
}

/** The items before and after the one that is on, in the order of the agenda; null at its ends, and where none is on. */
export function besides<I extends { id: number }>(
  items: readonly I[],
  current: number | null,
): { previous: I | null; next: I | null } {
  const at = items.findIndex((i) => i.id === current);
  if (at < 0) return { previous: null, next: null };
  return { previous: items[at - 1] ?? null, next: items[at + 1] ?? null };
}

/** For how many milliseconds an item has been on, with the time that runs. */
export function spentOn(
  item: { id: number; spentMs: number },
  led: Pick<Led, 'currentItemId' | 'currentSince'>,
  now: Date,
): number {
  const running = led.currentItemId === item.id && led.currentSince ? now.getTime() - led.currentSince.getTime() : 0;
  return item.spentMs + Math.max(0, running);
}
