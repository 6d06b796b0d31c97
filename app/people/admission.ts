import { type Refusal, refuse } from '../shared/refusal';
import {
  isActive,
  isSecretariat,
  mayDecideOn,
  mayInvite,
  type OrganisationRole,
  type PersonState,
  type Reader,
} from './person';

/** What is written to someone who was refused or suspended, in UTF-16 units. */
export const reasonLength = 1000;

/** A person as far as deciding on them needs. */
export interface Candidate {
  id: number;
  state: PersonState;
  organisationId: number | null;
  secretariat: boolean;
  offices: { organisationId: number; role: OrganisationRole }[];
  /** The last decision on them was the secretariat's. */
  decidedBySecretariat: boolean;
}

/** States by which the page of people is read. Who has not confirmed an address is nobody's to see. */
export const listedStates = ['waiting', 'active', 'refused', 'suspended'] as const;
export type ListedState = (typeof listedStates)[number];

/** Who has anything to do with letting people in: the secretariat, and those who speak for an organisation. */
export function mayAdmit(reader: Reader | null): reader is Reader {
  return isSecretariat(reader) || (isActive(reader) && reader.offices.length > 0);
}

/** People know each other by name; those who decide also see who waits, and who was refused or suspended. */
export function mayReadPerson(reader: Reader | null, person: Pick<Candidate, 'state' | 'organisationId'>): boolean {
  if (!isActive(reader) || person.state === 'unconfirmed') return false;
  return person.state === 'active' || mayDecideOn(reader, person);
}

const unseen = () => refuse('not-found', 'shared:errors.not-found');

/**
 * Approving: who waits, and on second thoughts who was refused, but not against the secretariat's word. `from` is the
 * state in which the approver saw them: whoever meant to answer someone who waits does not overrule a refusal unawares.
 */
export function whyNotApprove(
  reader: Reader | null,
  person: Candidate,
  from: 'waiting' | 'refused',
): Refusal | undefined {
  if (!mayDecideOn(reader, person) || person.state === 'unconfirmed') return unseen();
  if (person.state !== from) return refuse('closed', 'admission:refusals.decided');
  return from === 'refused' ? whyNotOverrule(reader, person) : undefined;
}

export function whyNotRefuse(reader: Reader | null, person: Candidate): Refusal | undefined {
  if (!mayDecideOn(reader, person) || person.state === 'unconfirmed') return unseen();
  return person.state === 'waiting' ? undefined : refuse('closed', 'admission:refusals.decided');
}

/**
 * Suspending: nobody themselves, so that someone always can reinstate; a focal point none who hold an office, which is
 * the secretariat's to give and to take.
 */
export function whyNotSuspend(reader: Reader | null, person: Candidate): Refusal | undefined {
  if (!mayDecideOn(reader, person) || person.state === 'unconfirmed') return unseen();
  if (reader?.id === person.id) return refuse('not-allowed', 'admission:refusals.yourself');
  if (person.state !== 'active') return refuse('closed', 'admission:refusals.decided');
  const holdsOffice = person.secretariat || person.offices.length > 0;
  return holdsOffice && !isSecretariat(reader) ? refuse('not-allowed', 'admission:refusals.officer') : undefined;
}

export function whyNotReinstate(reader: Reader | null, person: Candidate): Refusal | undefined {
  if (!mayDecideOn(reader, person) || person.state === 'unconfirmed') return unseen();
  return person.state === 'suspended' ? whyNotOverrule(reader, person) : refuse('closed', 'admission:refusals.decided');
}

/** Offices and the secretariat's own staff: the secretariat's to name, among people who are in. */
export function whyNotAppoint(reader: Reader | null, person: Candidate): Refusal | undefined {
  if (!isSecretariat(reader) || person.state === 'unconfirmed') return unseen();
  return person.state === 'active' ? undefined : refuse('closed', 'admission:refusals.not-active');
}

function whyNotOverrule(reader: Reader | null, person: Candidate): Refusal | undefined {
  return person.decidedBySecretariat && !isSecretariat(reader)
    ? refuse('not-allowed', 'admission:refusals.secretariat-decided')
    : undefined;
}

/** What an invitation brings whoever accepts it. */
export interface Offer {
  organisationId: number | null;
  organisationRole: OrganisationRole | null;
}

/** An office is of an organisation; who may invite is in `mayInvite`. */
export function whyNotInvite(reader: Reader | null, offer: Offer): Refusal | undefined {
  if (!mayInvite(reader, offer)) return unseen();
  if (offer.organisationRole === null || offer.organisationId !== null) return undefined;
  return refuse('invalid', 'shared:errors.check-fields', undefined, {
    organisation: 'admission:mistakes.office-of-what',
  });
}
