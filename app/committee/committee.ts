import { currentMembership } from '../organisations/organisation';
import { isActive, isSecretariat, type Reader, speaksFor } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';
import { mayChair, type Seat, type Term, type Turn } from './rotation';

/** Characters, counts, and how many years the schedule of the chair is shown ahead. */
export const limits = {
  title: 200,
  reason: 2000,
  note: 1000,
  quorum: 100,
  minutes: 600,
  items: 60,
  papers: 100,
  years: 6,
};

/** Who is on the committee on a day, and who has the chair then: what its rules need to know of a reader's standing. */
export interface Standing {
  members: number[];
  chair: number | null;
  coChair: number | null;
}

/** The same at a meeting: who is on the committee on its day, which may be another one than today. */
export interface MeetingStanding extends Standing {
  there: number[];
}

export function standingOn(seats: Seat[], turn: Turn | undefined, day: string): Standing {
  return {
    members: seats.filter((s) => currentMembership(s.memberships, day)).map((s) => s.organisationId),
    chair: turn?.chair ?? null,
    coChair: turn?.coChair ?? null,
  };
}

/** People of its members and the secretariat see what the committee works on; everybody else sees what it publishes. */
export function isOfCommittee(reader: Reader | null, { members }: Pick<Standing, 'members'>): boolean {
  if (!isActive(reader)) return false;
  return (
    reader.secretariat ||
    (reader.organisationId !== null && members.includes(reader.organisationId)) ||
    reader.offices.some((o) => members.includes(o.organisationId))
  );
}

/** The members for which this person speaks: as a focal point or as an alternate. */
export function membersSpokenFor(reader: Reader | null, { members }: Pick<Standing, 'members'>): number[] {
  return members.filter((id) => speaksFor(reader, id));
}

/** The secretariat supports the committee, and whoever speaks for its chair or co-chair conducts it. */
export function mayConduct(reader: Reader | null, { chair, coChair }: Pick<Standing, 'chair' | 'coChair'>): boolean {
  return isSecretariat(reader) || speaksFor(reader, chair) || speaksFor(reader, coChair);
}

/** Why what only those who conduct do is refused: to those outside the committee there is no such thing. */
export function whyNotConduct(reader: Reader | null, standing: Standing): Refusal | undefined {
  if (!isOfCommittee(reader, standing)) return refuse('not-found', 'shared:errors.not-found');
  return mayConduct(reader, standing) ? undefined : refuse('not-allowed', 'committee:refusals.not-conducting');
}

/** Letters of agreement and founding members are the secretariat's to file. */
export function whyNotFile(reader: Reader | null): Refusal | undefined {
  return isSecretariat(reader) ? undefined : refuse('not-found', 'shared:errors.not-found');
}

export function wrong(field: string, key: string, values?: Record<string, string | number>): Refusal {
  return refuse('invalid', 'shared:errors.check-fields', values, { [field]: `committee:mistakes.${key}` });
}

/** Why a term of the chair or co-chair cannot be written down: a day that is not, no right to chair, another's term. */
export function whyNotTerm(
  terms: Pick<Term, 'role' | 'from' | 'until' | 'ceasedOn'>[],
  wanted: Pick<Term, 'role' | 'from' | 'until'>,
  seat: Seat | undefined,
): Refusal | undefined {
  if (wanted.until < wanted.from) return wrong('until', 'until-before-from');
  if (!mayChair(seat, wanted.from)) return wrong('organisation', 'may-not-chair');
  const overlaps = terms.some(
    (t) => t.role === wanted.role && t.from <= wanted.until && wanted.from <= (t.ceasedOn ?? t.until),
  );
  return overlaps ? wrong('from', 'term-overlaps') : undefined;
}

/** Whether enough members are present to decide, where the committee set how many that are; null where it did not. */
export function quorumOf(present: number[], members: number[], quorum: number | null) {
  if (quorum === null) return null;
  const counted = new Set(present.filter((id) => members.includes(id))).size;
  return { needed: quorum, present: counted, reached: counted >= quorum };
}
