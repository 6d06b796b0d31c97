import { type Refusal, refuse } from '../../shared/refusal';
import type { EventRules, WaitingOrder } from '../event';

/**
 * `unconfirmed`: by mail, without an account; `asking`: waits for approval; `waiting`: for a place; `offered`: a place is
 * held for them until an instant. Of `withdrawn` ones the sector and the region are left to be counted, and nothing else.
 */
export const registrationStates = [
  'unconfirmed',
  'asking',
  'registered',
  'waiting',
  'offered',
  'declined',
  'withdrawn',
] as const;
export type RegistrationState = (typeof registrationStates)[number];

/** What the facilitators' list shows, in the order of its links. */
export const listedStates = ['asking', 'registered', 'offered', 'waiting', 'declined'] as const;
export type ListedState = (typeof listedStates)[number];

export const lengths = { organisation: 200, reason: 500 };

/** An address is confirmed within this time; what was not is removed, and with it the address. */
export const confirmHours = 48;
/** Links in mails open one's registration until so long after the event: to look back, and to withdraw. */
export const linkDays = 90;
/** A place is held for this long, and for less when the event is near. */
export const offerHours = 48;
/** The joining link stands until then after the end: sessions run over, and people lose their connection. */
export const joinAfterHours = 1;

const hour = 3_600_000;

type Times = Pick<EventRules, 'announcedAt' | 'cancelledAt' | 'startsAt' | 'endsAt' | 'registrationClosesAt'>;

/** The instant at which registration closes: the one that was set, and the end of the event at the latest. */
export function closingOf(event: Pick<EventRules, 'registrationClosesAt' | 'endsAt'>): Date {
  const set = event.registrationClosesAt;
  return set && set < event.endsAt ? set : event.endsAt;
}

/** Why nobody can register now. Who may see the event at all is asked before. */
export function whyNotRegister(event: Times, now: Date): Refusal | undefined {
  if (!event.announcedAt) return refuse('closed', 'registration:refusals.not-announced');
  return (
    whyNotComing(event, now) ?? (now >= closingOf(event) ? refuse('closed', 'registration:refusals.closed') : undefined)
  );
}

/** Why nobody can be given a place any more. */
export function whyNotComing(event: Times, now: Date): Refusal | undefined {
  if (event.cancelledAt) return refuse('closed', 'registration:refusals.cancelled');
  return now >= event.endsAt ? refuse('closed', 'registration:refusals.over') : undefined;
}

/** How many hold a place (registered, or offered one), and how many wait in line for one. */
export interface Places {
  taken: number;
  inLine: number;
}

/** What somebody becomes who asks now: where there is approval nobody gets a place without it. */
export function stateOnAsking(
  event: Pick<EventRules, 'approval' | 'capacity' | 'startsAt'>,
  places: Places,
  now: Date,
): RegistrationState {
  return event.approval ? 'asking' : stateOnPlacing(event, places, now);
}

/**
 * What somebody becomes who may come: nobody passes those who wait already. Once it has begun nothing is offered any more,
 * and a place that is free is taken by who comes for it.
 */
export function stateOnPlacing(
  event: Pick<EventRules, 'capacity' | 'startsAt'>,
  { taken, inLine }: Places,
  now: Date,
): 'registered' | 'waiting' {
  if (event.capacity === null) return 'registered';
  return taken < event.capacity && (inLine === 0 || now >= event.startsAt) ? 'registered' : 'waiting';
}

/** Who waits and is offered nothing by itself: an offer lapsed, or it has begun. They may ask for a place that is free. */
export function mayAskAgain(
  event: Pick<EventRules, 'startsAt'>,
  own: { state: RegistrationState; passedAt: Date | null; offeredUntil: Date | null },
  now: Date,
): boolean {
  // An offer that has run out, whose deed has not come yet, is as good as lapsed.
  if (own.state === 'offered') return own.offeredUntil !== null && own.offeredUntil <= now;
  return own.state === 'waiting' && (own.passedAt !== null || now >= event.startsAt);
}

/**
 * Until when a place that is offered now is held: 48 hours, but no longer than half of the time that is left, so that
 * the next in line can still be asked, and at least an hour where there is one. Null once the event has begun.
 */
export function offerUntil(now: Date, startsAt: Date): Date | null {
  const left = startsAt.getTime() - now.getTime();
  if (left <= 0) return null;
  return new Date(now.getTime() + Math.min(offerHours * hour, left, Math.max(left / 2, hour)));
}

export interface InLine {
  id: number;
  placeOrder: number;
  sector: string;
}

/**
 * Who of those in line get the places that are free, first to last. `in-order`: whoever waits longest. `balance`: each
 * place goes to the sector that is least present among those who hold one, each place that is given counted at once; of
 * sectors that are equally present, to whoever waits longest.
 */
export function promote(
  order: WaitingOrder,
  free: number,
  present: Readonly<Record<string, number>>,
  line: readonly InLine[],
): InLine[] {
  const waiting = [...line].sort((a, b) => a.placeOrder - b.placeOrder);
  if (order === 'in-order') return waiting.slice(0, Math.max(0, free));
  const counts = new Map(Object.entries(present));
  const count = (sector: string) => counts.get(sector) ?? 0;
  const chosen: InLine[] = [];
  while (chosen.length < free && waiting.length > 0) {
    let next = 0;
    for (let i = 1; i < waiting.length; i++) if (count(waiting[i]!.sector) < count(waiting[next]!.sector)) next = i;
    const [promoted] = waiting.splice(next, 1);
    counts.set(promoted!.sector, count(promoted!.sector) + 1);
    chosen.push(promoted!);
  }
  return chosen;
}

/** Where people are approved, who and for whom they are was judged with them, and stays as it was. */
export function mayChangeIdentity(event: Pick<EventRules, 'approval'>, state: RegistrationState): boolean {
  return !event.approval || state === 'unconfirmed' || state === 'asking';
}

export function whyNotApprove(state: RegistrationState): Refusal | undefined {
  if (state === 'asking' || state === 'declined') return undefined;
  return refuse('conflict', 'registration:refusals.decided-already');
}

/** Also somebody who has a place may be declined: who turns out not to be who they said. */
export function whyNotDecline(state: RegistrationState): Refusal | undefined {
  if (state === 'withdrawn' || state === 'unconfirmed' || state === 'declined')
    return refuse('conflict', 'registration:refusals.decided-already');
  return undefined;
}

/**
 * Who sees names: those who prepare the event. Where a survivor speaks only its facilitators: who comes to hear her says
 * much of her, and the secretariat names the facilitators.
 */
export function maySeeParticipants(
  event: Pick<EventRules, 'survivorSpeaks'>,
  who: { mayPrepare: boolean; isFacilitator: boolean },
): boolean {
  return who.mayPrepare && (!event.survivorSpeaks || who.isFacilitator);
}

/** A link in a mail: for confirming as long as the mail says, afterwards until the event is long over. */
export function isLinkAlive(link: { madeAt: Date; state: RegistrationState; endsAt: Date }, now: Date): boolean {
  if (link.state === 'withdrawn') return false;
  const end =
    link.state === 'unconfirmed'
      ? link.madeAt.getTime() + confirmHours * hour
      : link.endsAt.getTime() + linkDays * 24 * hour;
  return now.getTime() < end;
}

/** Whether the joining link is shown to those who may join: until a little after the end, and not where it is cancelled. */
export function isJoinable(event: Pick<EventRules, 'announcedAt' | 'cancelledAt' | 'endsAt'>, now: Date): boolean {
  return (
    event.announcedAt !== null &&
    event.cancelledAt === null &&
    now.getTime() < event.endsAt.getTime() + joinAfterHours * hour
  );
}

/** Why those who came are not told yet that there is something to look back at. */
export function whyNotTell(
  event: Pick<EventRules, 'announcedAt' | 'cancelledAt' | 'endsAt'>,
  told: { materials: number; forms: number; toldAt: Date | null; count: number },
  now: Date,
): Refusal | undefined {
  if (told.toldAt) return refuse('conflict', 'registration:refusals.told-already');
  if (event.cancelledAt || !event.announcedAt || now < event.endsAt)
    return refuse('closed', 'registration:refusals.not-over');
  if (told.materials === 0 && told.forms === 0) return refuse('conflict', 'registration:refusals.nothing-there');
  return told.count === 0 ? refuse('conflict', 'registration:refusals.nobody') : undefined;
}
