import { isActive, isSecretariat, type Reader, speaksFor } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';

/** Characters, and how many of a thing. */
export const limits = {
  title: 200,
  summary: 1000,
  aim: 4000,
  part: 500,
  body: 4000,
  short: 300,
  reason: 1000,
  comment: 3000,
  report: 20_000,
  partners: 40,
  people: 60,
  items: 200,
};

export const aims = ['short', 'medium', 'long'] as const;
export type Aim = (typeof aims)[number];

export const grades = ['low', 'medium', 'high'] as const;
export type Grade = (typeof grades)[number];

/** What partners say of a fixed version. */
export const signoffStates = ['signed', 'signed-with-comment', 'declined'] as const;
export type SignoffState = (typeof signoffStates)[number];

/** The parts that are prepared each on a page of its own. */
export const parts = [
  'activities',
  'framework',
  'budget',
  'spending',
  'risks',
  'phases',
  'reports',
  'lessons',
] as const;

/** What is said of a programme while it goes on, and after its end. */
const goesOn: readonly (Part | 'programme')[] = ['spending', 'reports', 'lessons'];
export type Part = (typeof parts)[number];

/**
 * Where a programme is: prepared, which only those who work on it see; opened and being formulated; carried through, from the
 * first day of its first phase; closed.
 */
export const states = ['draft', 'formulated', 'carried-through', 'closed'] as const;
export type ProgrammeState = (typeof states)[number];

export interface Standing {
  openedAt: Date | null;
  closedAt: Date | null;
  /** ISO date of its first phase's first day. */
  startsOn: string | null;
}

/** Computed, never stored. A phase begins with its day in UTC, the same for everybody who looks. */
export function stateOf({ openedAt, closedAt, startsOn }: Standing, now: Date): ProgrammeState {
  if (openedAt === null || openedAt > now) return 'draft';
  if (closedAt !== null && closedAt <= now) return 'closed';
  return startsOn !== null && startsOn <= now.toISOString().slice(0, 10) ? 'carried-through' : 'formulated';
}

/** What the rules need to know of a programme and of what ties a reader to it. */
export interface Rules {
  id: number;
  leadId: number;
  /** The lead among them. */
  partners: number[];
  openedAt: Date | null;
  closedAt: Date | null;
  /** The organisation for which this reader was named, and in which they still are. */
  namedFor: number | null;
}

/** Prepares its parts: those who speak for a partner, those whom a partner has named, and the secretariat. */
export function mayWork(p: Rules, reader: Reader | null): boolean {
  if (!isActive(reader)) return false;
  return isSecretariat(reader) || p.namedFor !== null || p.partners.some((id) => speaksFor(reader, id));
}

/** Partners, opening, closing, fixing a version: the lead's focal points and the secretariat. */
export function mayLead(p: Pick<Rules, 'leadId'>, reader: Reader | null): boolean {
  return isSecretariat(reader) || speaksFor(reader, p.leadId);
}

/** Everybody from the instant at which it was opened; before, those who work on it. */
export function mayRead(p: Rules, reader: Reader | null, now: Date): boolean {
  return (p.openedAt !== null && p.openedAt <= now) || mayWork(p, reader);
}

/** Begins one: the secretariat for anyone, focal points of members of the committee for their organisation. */
export function mayBegin(reader: Reader | null, lead: { id: number; member: boolean }): boolean {
  return isSecretariat(reader) || (lead.member && speaksFor(reader, lead.id));
}

/** Signs for a partner: its focal point or alternate, and nobody for another. */
export function maySignFor(p: Pick<Rules, 'partners'>, reader: Reader | null, organisation: number): boolean {
  return p.partners.includes(organisation) && speaksFor(reader, organisation);
}

/** Names people of a partner: its own focal point; the secretariat. */
export function mayNameFor(p: Pick<Rules, 'partners'>, reader: Reader | null, organisation: number): boolean {
  return p.partners.includes(organisation) && (isSecretariat(reader) || speaksFor(reader, organisation));
}

/**
 * Why this reader may not change a part now. To those who do not work on it a page of forms does not exist, opened or not. What
 * is closed stays as it is, but for what was learned, reported and spent.
 */
export function whyNotChange(
  p: Rules,
  reader: Reader | null,
  part: Part | 'programme',
  now: Date,
): Refusal | undefined {
  if (!mayWork(p, reader)) return refuse('not-found', 'shared:errors.not-found');
  const isClosed = p.closedAt !== null && p.closedAt <= now;
  if (isClosed && !goesOn.includes(part)) return refuse('closed', 'programmes:refusals.closed');
  return undefined;
}

/** Why it cannot be opened: consultation starts at inception, so it says from which it came or why from none. */
export function whyNotOpen(p: {
  openedAt: Date | null;
  consultationId: number | null;
  noConsultationReason: string;
}): Refusal | undefined {
  if (p.openedAt !== null) return refuse('closed', 'programmes:refusals.open-already');
  if (p.consultationId === null && p.noConsultationReason === '')
    return refuse('closed', 'programmes:refusals.no-consultation');
  return undefined;
}

/** Why a partner cannot answer so: whoever does not sign without more says why. */
export function whyNotSign(state: SignoffState, comment: string): Refusal | undefined {
  if (state === 'signed' || comment !== '') return undefined;
  return refuse('invalid', 'shared:errors.check-fields', undefined, { comment: 'programmes:mistakes.no-comment' });
}

/** Why days cannot be so, beside the last of them. ISO dates; one of both may be missing. */
export function whyNotSpan(startsOn: string | null, endsOn: string | null): Refusal | undefined {
  if (startsOn === null || endsOn === null || startsOn <= endsOn) return undefined;
  return refuse('invalid', 'shared:errors.check-fields', undefined, { endsOn: 'programmes:mistakes.ends-early' });
}

/** The task of those who speak for a partner. */
export function signTask(programme: number, organisation: number): string {
  return `sign-programme:${programme}-${organisation}`;
}
