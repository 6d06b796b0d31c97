import { type ActivityRole, isActive, isSecretariat, type Reader } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';

export const eventKinds = ['web-seminar', 'regional-consultation', 'committee-meeting', 'conference'] as const;
export type EventKind = (typeof eventKinds)[number];

export const eventReaders = ['public', 'registered', 'invited'] as const;
export type EventReaders = (typeof eventReaders)[number];

/** Who is offered a place that comes free: whoever waits longest, or whoever's sector has the fewest places. */
export const waitingOrders = ['in-order', 'balance'] as const;
export type WaitingOrder = (typeof waitingOrders)[number];

/** How a language is there: spoken by those who present, interpreted, or written along. */
export const languageWays = ['spoken', 'interpreted', 'captions'] as const;
export type LanguageWay = (typeof languageWays)[number];

export const materialKinds = ['slides', 'paper', 'recording', 'transcript', 'link'] as const;
export type MaterialKind = (typeof materialKinds)[number];

/** Life of an event, computed from its row and the instant, never stored: a server that was down is right at once. */
export type EventState = 'preparing' | 'announced' | 'live' | 'over' | 'cancelled';

/** All that the rules of any slice need to know of an event. */
export interface EventRules {
  id: number;
  kind: EventKind;
  readers: EventReaders;
  /** IANA name of the zone in which its times were set. */
  timeZone: string;
  startsAt: Date;
  endsAt: Date;
  /** Null: as many as come. */
  capacity: number | null;
  waitingOrder: WaitingOrder;
  registrationClosesAt: Date | null;
  survivorSpeaks: boolean;
  /** Whoever registers is approved by a facilitator first. */
  approval: boolean;
  announcedAt: Date | null;
  cancelledAt: Date | null;
}

/** What ties a reader to one event: a role on it, whether their organisation was invited, whether they speak. */
export interface EventTie {
  role: ActivityRole | null;
  invited: boolean;
  speaker: boolean;
}

export const noEventTie: EventTie = { role: null, invited: false, speaker: false };

/** Characters, counts, and the longest time in hours that one event may last: a conference of two weeks. */
export const limits = {
  title: 160,
  introduction: 6000,
  venue: 300,
  address: 2000,
  note: 1000,
  reason: 1000,
  capacity: 100_000,
  hours: 14 * 24,
  speakers: 60,
  name: 160,
  organisation: 200,
  biography: 3000,
  materials: 60,
};

export function stateOf(
  event: Pick<EventRules, 'announcedAt' | 'cancelledAt' | 'startsAt' | 'endsAt'>,
  now: Date,
): EventState {
  if (event.cancelledAt) return 'cancelled';
  if (!event.announcedAt) return 'preparing';
  if (now < event.startsAt) return 'announced';
  return now < event.endsAt ? 'live' : 'over';
}

/** The next instant at which something about this event changes by itself; pages are kept until then. */
export function nextInstant(
  event: Pick<EventRules, 'announcedAt' | 'cancelledAt' | 'startsAt' | 'endsAt' | 'registrationClosesAt'>,
  now: Date,
): Date | null {
  if (!event.announcedAt || event.cancelledAt) return null;
  const ahead = [event.startsAt, event.endsAt, event.registrationClosesAt].filter((at) => at !== null && at > now);
  return ahead.length ? new Date(Math.min(...ahead.map(Number))) : null;
}

/** The secretariat prepares all events, a facilitator those on which they are named. */
export function mayPrepareEvent(reader: Reader | null, tie: Pick<EventTie, 'role'>): boolean {
  return isSecretariat(reader) || (isActive(reader) && tie.role === 'facilitator');
}

/**
 * Who may know of it at all; for everyone else it does not exist. What is being prepared is for those who prepare it.
 * A cancelled event stays there for those who could see it: they must learn that it does not take place.
 */
export function maySeeEvent(
  event: Pick<EventRules, 'readers' | 'announcedAt'>,
  reader: Reader | null,
  tie: EventTie,
): boolean {
  if (mayPrepareEvent(reader, tie)) return true;
  if (!event.announcedAt) return false;
  if (event.readers === 'public') return true;
  if (!isActive(reader)) return false;
  return event.readers === 'registered' || tie.invited || tie.speaker || tie.role !== null;
}

/** Why this person may not change the event; what they may not see is not there. */
export function whyNotPrepareEvent(
  event: Pick<EventRules, 'readers' | 'announcedAt'>,
  reader: Reader | null,
  tie: EventTie,
): Refusal | undefined {
  if (!maySeeEvent(event, reader, tie)) return refuse('not-found', 'shared:errors.not-found');
  return mayPrepareEvent(reader, tie) ? undefined : refuse('not-allowed', 'events:refusals.not-facilitator');
}

/** Why an event cannot be announced now: it is announced once, and what is over needs no announcement. */
export function whyNotAnnounce(
  event: Pick<EventRules, 'announcedAt' | 'cancelledAt' | 'startsAt' | 'endsAt'>,
  now: Date,
): Refusal | undefined {
  if (event.announcedAt) return refuse('closed', 'events:refusals.announced-already');
  return event.endsAt <= now ? refuse('conflict', 'events:refusals.over') : undefined;
}

/** Times are moved until the event is over or cancelled; from then on they are the record. */
export function whyNotMove(
  event: Pick<EventRules, 'announcedAt' | 'cancelledAt' | 'startsAt' | 'endsAt'>,
  now: Date,
): Refusal | undefined {
  const state = stateOf(event, now);
  if (state === 'cancelled') return refuse('closed', 'events:refusals.cancelled');
  return state === 'over' ? refuse('closed', 'events:refusals.over') : undefined;
}

/** Only what was announced and is not over is cancelled; a draft is discarded. */
export function whyNotCancel(
  event: Pick<EventRules, 'announcedAt' | 'cancelledAt' | 'startsAt' | 'endsAt'>,
  now: Date,
): Refusal | undefined {
  if (!event.announcedAt) return refuse('closed', 'events:refusals.not-announced');
  return whyNotMove(event, now);
}

/** What is wrong with two instants, by the field of the form that has to change. */
export function mistakesOfTimes(startsAt: Date, endsAt: Date): Record<string, string> {
  if (endsAt <= startsAt) return { ends: 'events:refusals.backward' };
  if (Number(endsAt) - Number(startsAt) > limits.hours * 3_600_000) return { ends: 'events:refusals.too-long' };
  return {};
}

/** A capacity below the number of those who have a place already would take it from someone. */
export function whyNotCapacity(capacity: number | null, taken: number): Refusal | undefined {
  if (capacity === null || capacity >= taken) return undefined;
  const message = 'events:refusals.capacity-below';
  return refuse('invalid', 'shared:errors.check-fields', { taken }, { capacity: message });
}

/** Where a survivor speaks nothing is recorded, and nothing is written down with the names of those who spoke. */
export function whyNotMaterial(event: Pick<EventRules, 'survivorSpeaks'>, kind: MaterialKind): Refusal | undefined {
  if (!event.survivorSpeaks || (kind !== 'recording' && kind !== 'transcript')) return undefined;
  return refuse('invalid', 'shared:errors.check-fields', undefined, { kind: 'events:refusals.no-recording' });
}

/** Two spans of time that share an instant; one that begins when the other ends does not overlap it. */
export function overlaps(
  a: Pick<EventRules, 'startsAt' | 'endsAt'>,
  b: Pick<EventRules, 'startsAt' | 'endsAt'>,
): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}
