import { type Refusal, refuse } from '../shared/refusal';

export const personStates = ['unconfirmed', 'waiting', 'active', 'refused', 'suspended'] as const;
export type PersonState = (typeof personStates)[number];

export type OrganisationRole = 'focal-point' | 'alternate';
export type ActivityRole = 'facilitator' | 'participant' | 'observer';

/** Whoever is looking: read once for each request, socket or command, and handed to every rule. */
export interface Reader {
  id: number;
  /** The stored (hashed) name of the session, so that its owner can tell this one from the others. */
  session: string;
  handle: string;
  name: string;
  email: string;
  state: PersonState;
  secretariat: boolean;
  language: string;
  timeZone: string;
  shortcuts: boolean;
  organisationId: number | null;
  organisationName: string | null;
  /** Organisations this person speaks for. */
  offices: { organisationId: number; role: OrganisationRole }[];
  /** Sectors of the organisations they belong to or speak for; known where a session was read. */
  sectors?: string[];
  /** Tasks and mentions that wait, for the figure beside "For you". */
  waiting: number;
  /** Notices not read yet, a hundred at most; known where a session was read. */
  unread?: number;
}

/** A person who acts: active, and neither waiting for approval nor suspended. */
export function isActive(reader: Reader | null): reader is Reader {
  return reader?.state === 'active';
}

export function isSecretariat(reader: Reader | null): boolean {
  return isActive(reader) && reader.secretariat;
}

/** Focal points and their alternates have the same powers: the alternate stands in. */
export function speaksFor(reader: Reader | null, organisationId: number | null): boolean {
  return isActive(reader) && organisationId !== null && reader.offices.some((o) => o.organisationId === organisationId);
}

/** Approval: by the secretariat, or by a focal point for people of their own organisation. */
export function mayDecideOn(reader: Reader | null, applicant: { organisationId: number | null }): boolean {
  return isSecretariat(reader) || speaksFor(reader, applicant.organisationId);
}

/** Invitation: the secretariat anyone; a focal point people of their own organisation, and never to an office. */
export function mayInvite(
  reader: Reader | null,
  invitation: { organisationId: number | null; organisationRole: OrganisationRole | null },
): boolean {
  if (isSecretariat(reader)) return true;
  return speaksFor(reader, invitation.organisationId) && invitation.organisationRole === null;
}

/** Why someone who proved who they are may not come in. Those who wait come in, to read and to keep drafts. */
export function whyNotSignIn(state: PersonState): Refusal | undefined {
  if (state === 'unconfirmed') return refuse('not-allowed', 'people:refusals.unconfirmed');
  if (state === 'refused') return refuse('not-allowed', 'people:refusals.refused');
  if (state === 'suspended') return refuse('not-allowed', 'people:refusals.suspended');
  return undefined;
}

/** Whose session the browser holds, where it is not that of the account with this address; null where there is none. */
export function nameOfOther(reader: Reader | null, email: string | undefined): string | null {
  return reader && email && reader.email.toLowerCase() !== email.toLowerCase() ? reader.name : null;
}
