import { isActive, isSecretariat, type Reader } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';
import { type CommitmentState, isSettled } from '../tasks/commitment';

/** Characters, and how many activities of its own a year may hold. */
export const limits = {
  title: 300,
  body: 4000,
  plan: 4000,
  words: 2000,
  section: 20_000,
  reason: 2000,
  activities: 200,
};

export const years = { first: 1990, last: 2150 };

/** The year of an address or a form, in digits of any script; null for what is none that a plan may be for. */
export function yearTyped(typed: string): number | null {
  const digits = typed.trim().replace(/[٠-٩۰-۹]/g, (d) => String(d.charCodeAt(0) & 15));
  const year = /^\d{4}$/.test(digits) ? Number(digits) : 0;
  return year >= years.first && year <= years.last ? year : null;
}

/** The year (UTC) that an instant is in. */
export function yearAt(now: Date): number {
  return now.getUTCFullYear();
}

/** A draft of the secretariat, until the committee has adopted it. */
export interface Standing {
  approvedAt: Date | string | null;
  /** How often its review was issued. */
  issues: number;
}

/** Writes the plan and the review of a year. */
export function mayPlan(reader: Reader | null): boolean {
  return isSecretariat(reader);
}

/** A draft is with the committee's own people, who say what they bring to it; what was approved or reviewed is for everybody. */
export function maySee(plan: Standing, reader: Reader | null, memberToday: boolean): boolean {
  return plan.approvedAt !== null || plan.issues > 0 || isSecretariat(reader) || memberToday;
}

/** ISO dates; both may be missing while it is planned. */
export interface Span {
  startsOn: string | null;
  endsOn: string | null;
}

/** Why the days of an activity cannot be so, beside the day that is wrong: it is done within the year of the plan. */
export function whyNotDays({ startsOn, endsOn }: Span, year: number): Refusal | undefined {
  const outside = (day: string | null) => day !== null && Number(day.slice(0, 4)) !== year;
  const fields: Record<string, string> = {
    ...(outside(startsOn) ? { startsOn: 'workplan:mistakes.outside' } : {}),
    ...(outside(endsOn) ? { endsOn: 'workplan:mistakes.outside' } : {}),
  };
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) fields.endsOn ??= 'workplan:mistakes.ends-early';
  if (Object.keys(fields).length === 0) return undefined;
  return refuse('invalid', 'shared:errors.check-fields', { year }, fields);
}

/** What is planned for a year and is not settled though its last day is over everywhere on the earth. `today` is `lastDay(now)`. */
export function isLate({ endsOn, state }: { endsOn: string | null; state: CommitmentState }, today: string): boolean {
  return endsOn !== null && !isSettled(state) && endsOn < today;
}

/** What a corrective action can be about: an activity of the initiative, a line of activity, the money of a programme. */
export const abouts = ['own', 'line', 'programme'] as const;
export type About = (typeof abouts)[number];

/** As an address and a form name it: `line-12`. Null for what is none. */
export function aboutTyped(typed: string): { about: About; id: number } | null {
  const [, about, id] = /^(own|line|programme)-([1-9]\d{0,14})$/.exec(typed) ?? [];
  return about && id ? { about: about as About, id: Number(id) } : null;
}

/** Writes a corrective action: the secretariat, and for what is of a programme those who speak for its lead. */
export function mayCorrect(reader: Reader | null, speaksForLead: boolean): boolean {
  return isSecretariat(reader) || (isActive(reader) && speaksForLead);
}

/** Why none can be written: there is nothing to correct in what is in time and within its money. */
export function whyNotCorrect(of: { late: boolean; overspent: boolean }): Refusal | undefined {
  return of.late || of.overspent ? undefined : refuse('closed', 'workplan:refusals.nothing-to-correct');
}

/** Why a correction cannot be due then: a day that is over binds nobody. */
export function whyNotDue(dueOn: string, today: string): Refusal | undefined {
  if (dueOn >= today) return undefined;
  return refuse('invalid', 'shared:errors.check-fields', undefined, { dueOn: 'workplan:mistakes.day-past' });
}

/** Why a review cannot be issued: of a year that has not begun there is nothing to say, and a correction says why it is one. */
export function whyNotIssue(
  of: { year: number; issues: number; reason: string; done: string },
  now: Date,
): Refusal | undefined {
  if (of.year > yearAt(now)) return refuse('closed', 'workplan:refusals.year-to-come');
  if (of.done === '') return refuse('closed', 'workplan:refusals.review-empty');
  if (of.issues === 0 || of.reason !== '') return undefined;
  return refuse('invalid', 'shared:errors.check-fields', undefined, { reason: 'workplan:mistakes.no-reason' });
}
