import { type EventState, stateOf } from '../events/event';
import { isActive, type Reader, speaksFor } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';
import { isOfCommittee, type MeetingStanding, mayConduct, type Standing } from './committee';

export const attendances = ['in-person', 'remote'] as const;
export type Attendance = (typeof attendances)[number];

/** What the rules need to know of a meeting: its event's times, what became of its minutes. */
export interface MeetingRules {
  id: number;
  announcedAt: Date | null;
  cancelledAt: Date | null;
  startsAt: Date;
  endsAt: Date;
  minutesDocumentId: number | null;
  approvedAt: Date | null;
  publishedAt: Date | null;
}

/** Hours before its beginning from which people say that they are there, and for which the record stays open after its end. */
export const attendanceHours = { before: 2, after: 72 };

export function meetingState(meeting: MeetingRules, now: Date): EventState {
  return stateOf(meeting, now);
}

/** The next instant at which its page is another one without a deed: when people can say that they are there, begins, ends. */
export function nextChange({ startsAt, endsAt }: Pick<MeetingRules, 'startsAt' | 'endsAt'>, now: Date): Date | null {
  const { opens, closes } = attendanceTimes({ startsAt, endsAt });
  return [opens, startsAt, endsAt, closes].find((at) => at > now) ?? null;
}

function attendanceTimes({ startsAt, endsAt }: Pick<MeetingRules, 'startsAt' | 'endsAt'>) {
  const hour = 3_600_000;
  return {
    opens: new Date(startsAt.getTime() - attendanceHours.before * hour),
    closes: new Date(endsAt.getTime() + attendanceHours.after * hour),
  };
}

/** People of members, the secretariat and the observers named for it; for everybody else it is not there. */
export function maySeeMeeting(
  meeting: Pick<MeetingRules, 'announcedAt'>,
  reader: Reader | null,
  standing: Standing,
  observer: boolean,
): boolean {
  if (!isActive(reader)) return false;
  if (mayConduct(reader, standing)) return true;
  return meeting.announcedAt !== null && (observer || isOfCommittee(reader, standing));
}

/** Why its agenda, papers, attendance or actions cannot be changed by this person now. */
export function whyNotPrepare(
  meeting: MeetingRules,
  reader: Reader | null,
  standing: Standing,
  observer: boolean,
): Refusal | undefined {
  if (!maySeeMeeting(meeting, reader, standing, observer)) return refuse('not-found', 'shared:errors.not-found');
  if (!mayConduct(reader, standing)) return refuse('not-allowed', 'committee:refusals.not-conducting');
  if (meeting.cancelledAt) return refuse('closed', 'committee:refusals.cancelled');
  return meeting.approvedAt ? refuse('closed', 'committee:refusals.minutes-approved') : undefined;
}

/** The agenda stands when the meeting is over: what was discussed is in the minutes. */
export function whyNotAgenda(
  meeting: MeetingRules,
  reader: Reader | null,
  standing: Standing,
  observer: boolean,
  now: Date,
): Refusal | undefined {
  const no = whyNotPrepare(meeting, reader, standing, observer);
  if (no) return no;
  return stateOf(meeting, now) === 'over' ? refuse('closed', 'committee:refusals.over') : undefined;
}

/**
 * Why somebody cannot be noted as present: they do not belong to a member of its day, it is not the time, or it is for another to say. Everybody
 * says it of themselves; whoever conducts, or speaks for the member, says it of its people.
 */
export function whyNotAttend(
  meeting: MeetingRules,
  reader: Reader,
  standing: MeetingStanding,
  person: { id: number; organisationId: number | null },
  now: Date,
): Refusal | undefined {
  if (!maySeeMeeting(meeting, reader, standing, false)) return refuse('not-found', 'shared:errors.not-found');
  const own = person.id === reader.id;
  if (!own && !mayConduct(reader, standing) && !speaksFor(reader, person.organisationId))
    return refuse('not-allowed', 'committee:refusals.not-conducting');
  if (person.organisationId === null || !standing.there.includes(person.organisationId))
    return refuse('not-allowed', 'committee:refusals.not-of-a-member');
  if (meeting.cancelledAt) return refuse('closed', 'committee:refusals.cancelled');
  if (meeting.approvedAt) return refuse('closed', 'committee:refusals.minutes-approved');
  const { opens, closes } = attendanceTimes(meeting);
  return now < opens || now > closes ? refuse('closed', 'committee:refusals.not-the-time') : undefined;
}

/** Minutes are made of a meeting that has begun: before that there is nothing to record. */
export function whyNotMakeMinutes(meeting: MeetingRules, now: Date): Refusal | undefined {
  if (meeting.cancelledAt) return refuse('closed', 'committee:refusals.cancelled');
  return now < meeting.startsAt || !meeting.announcedAt ? refuse('closed', 'committee:refusals.not-begun') : undefined;
}

/** Why minutes cannot be approved at a meeting: they are approved once, and at a later meeting than the one they tell of. */
export function whyNotApprove(of: MeetingRules, at: MeetingRules, now: Date): Refusal | undefined {
  if (of.minutesDocumentId === null) return refuse('conflict', 'committee:refusals.no-minutes');
  if (of.approvedAt) return refuse('closed', 'committee:refusals.minutes-approved');
  if (at.cancelledAt) return refuse('closed', 'committee:refusals.cancelled');
  if (at.id === of.id || at.startsAt <= of.startsAt) return refuse('conflict', 'committee:refusals.later-meeting');
  return now < at.startsAt || !at.announcedAt ? refuse('closed', 'committee:refusals.not-begun') : undefined;
}

/** Only what was approved is published. */
export function whyNotPublish(meeting: MeetingRules): Refusal | undefined {
  if (!meeting.approvedAt) return refuse('closed', 'committee:refusals.not-approved');
  return meeting.publishedAt ? refuse('closed', 'committee:refusals.published') : undefined;
}

/** An order of items with one of them a place earlier or later; the same where it is at the end already. */
export function reordered(ids: number[], id: number, to: 'up' | 'down'): number[] {
  const from = ids.indexOf(id);
  const place = from + (to === 'up' ? -1 : 1);
  if (from < 0 || place < 0 || place >= ids.length) return ids;
  const order = [...ids];
  [order[from], order[place]] = [order[place]!, order[from]!];
  return order;
}

/** When each item begins, as far as those before it say how long they take; null from the first that does not. */
export function beginnings(startsAt: Date, minutes: (number | null)[]): (Date | null)[] {
  let at: number | null = startsAt.getTime();
  return minutes.map((m) => {
    const begins: Date | null = at === null ? null : new Date(at);
    at = at === null || m === null ? null : at + m * 60_000;
    return begins;
  });
}
