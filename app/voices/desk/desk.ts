import { type Refusal, refuse } from '../../shared/refusal';

/** Who works in the room: people of support organisations, with accounts apart from the platform's. */
export const roles = ['caseworker', 'facilitator'] as const;
export type StaffRole = (typeof roles)[number];
export type StaffState = 'waiting' | 'active' | 'ended';

/** Somebody who is signed in at the desk, as read anew for each request: rights end with the row, not with the session. */
export interface Member {
  id: string;
  name: string;
  role: StaffRole;
  state: StaffState;
  organisation: string;
  organisationName: string;
  organisationState: 'waiting' | 'open' | 'ended';
  hasOwnSecrets: boolean;
  hasRecovery: boolean;
}

/** What changes who may do what: each needs two different people, and its row stays as the record of both. */
export const acts = [
  'open-organisation',
  'end-organisation',
  'add-staff',
  'end-staff',
  'assign',
  'unassign',
  'set-facilitator',
  'unset-facilitator',
  'join-room',
  'open-room',
  'grant-again',
  'change-requirement',
] as const;
export type ActKind = (typeof acts)[number];

export const most = {
  name: 120,
  organisationName: 200,
  question: 300,
  questions: 5,
  requirement: 4000,
  reply: 4000,
  excerpt: 1000,
  theme: 2000,
  message: 2000,
  training: 400,
};

/** A contribution that only one person can open is lost with that person. */
export const leastReaders = 2;
/** Two trained people watch over each room (issue: go-live gate). */
export const leastFacilitators = 2;

/** Nothing of a room may be done before the organisation is open and the account is confirmed. */
export function isAtWork(member: Pick<Member, 'state' | 'organisationState'>): boolean {
  return member.state === 'active' && member.organisationState === 'open';
}

export function whyNotAsk(member: Pick<Member, 'state' | 'organisationState'>): Refusal | undefined {
  return isAtWork(member) ? undefined : refuse('not-found', 'desk:refusals.nothing');
}

interface SomeAct {
  state: 'asked' | 'done' | 'refused';
  askedBy: string;
  staff: string | null;
  organisation: string | null;
  what: ActKind;
}

/** Why this person may not agree to what somebody asked: the two are never the same, nor is the one it is about. */
export function whyNotAgree(
  act: SomeAct,
  member: Pick<Member, 'id' | 'state' | 'organisationState'>,
): Refusal | undefined {
  const no = whyNotAsk(member);
  if (no) return no;
  if (act.state !== 'asked') return refuse('conflict', 'desk:refusals.already-decided');
  if (act.askedBy === member.id) return refuse('conflict', 'desk:refusals.second-person');
  if (act.staff === member.id) return refuse('conflict', 'desk:refusals.about-you');
  return undefined;
}
