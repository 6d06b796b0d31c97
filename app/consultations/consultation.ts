import { type ActivityRole, isActive, isSecretariat, type Reader } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';

/** Of all who work in the field, of one region, or on one theme. */
export const consultationScopes = ['general', 'region', 'theme'] as const;
export type ConsultationScope = (typeof consultationScopes)[number];

export const consultationReaders = ['public', 'registered', 'invited'] as const;
export type ConsultationReaders = (typeof consultationReaders)[number];

/** Everybody who has an account, or the organisations that are invited and the people who are named. */
export const participantKinds = ['registered', 'invited'] as const;
export type ParticipantKind = (typeof participantKinds)[number];

/** What a consultation feeds is named when it begins: people give their time for it. */
export const feedKinds = ['programme', 'decision'] as const;
export type FeedKind = (typeof feedKinds)[number];

export const phaseKinds = ['preparation', 'open', 'synthesis', 'response', 'follow-up'] as const;
export type PhaseKind = (typeof phaseKinds)[number];

export const partKinds = ['reading', 'questionnaire', 'statements', 'discussion', 'session', 'draft'] as const;
export type PartKind = (typeof partKinds)[number];

/** Life of a consultation, computed from its rows and the instant, never stored: a server that was down is right at once. */
export const consultationStates = ['preparing', 'announced', 'running', 'ended', 'cancelled'] as const;
export type ConsultationState = (typeof consultationStates)[number];

export interface ConsultationPhase {
  id: number;
  kind: PhaseKind;
  opensAt: Date;
  closesAt: Date;
}

/** What a consultation is made of, and in which of its phases that is open. */
export interface ConsultationPart {
  id: number;
  kind: PartKind;
  /** The questionnaire, discussion, event or document; null for what is the part's own. */
  subjectId: number | null;
  phaseIds: number[];
}

/** All that the rules of any slice need to know of a consultation. */
export interface ConsultationRules {
  id: number;
  scope: ConsultationScope;
  region: string;
  theme: string | null;
  hostId: number;
  readers: ConsultationReaders;
  participants: ParticipantKind;
  /** IANA name of the zone in which its times were set. */
  timeZone: string;
  /** Language of its own texts. */
  language: string;
  announcedAt: Date | null;
  cancelledAt: Date | null;
  /** In the order of time; none overlaps another. */
  phases: ConsultationPhase[];
}

/** What ties a reader to one consultation: a role on it, whether their organisation was invited or is the host. */
export interface ConsultationTie {
  role: ActivityRole | null;
  invited: boolean;
  host: boolean;
}

export const noConsultationTie: ConsultationTie = { role: null, invited: false, host: false };

/** Characters and counts. */
export const limits = {
  title: 160,
  purpose: 6000,
  feeds: 400,
  phaseTitle: 120,
  introduction: 2000,
  partTitle: 160,
  body: 30_000,
  reason: 1000,
  phases: 12,
  parts: 40,
};

type Lived = Pick<ConsultationRules, 'announcedAt' | 'cancelledAt' | 'phases'>;

export function stateOf(consultation: Lived, now: Date): ConsultationState {
  if (consultation.cancelledAt) return 'cancelled';
  if (!consultation.announcedAt) return 'preparing';
  const first = consultation.phases[0];
  const last = consultation.phases.at(-1);
  if (!first || !last || now < first.opensAt) return 'announced';
  return now < last.closesAt ? 'running' : 'ended';
}

/** The phase that is open at this instant, if any: opened at its first instant, closed at its last. */
export function phaseAt<P extends Pick<ConsultationPhase, 'opensAt' | 'closesAt'>>(
  consultation: { phases: P[] },
  now: Date,
): P | undefined {
  return consultation.phases.find((p) => p.opensAt <= now && now < p.closesAt);
}

/** The next instant at which something about it changes by itself; pages are kept until then. */
export function nextInstant(consultation: Lived, now: Date): Date | null {
  if (!consultation.announcedAt || consultation.cancelledAt) return null;
  const ahead = consultation.phases.flatMap((p) => [p.opensAt, p.closesAt]).filter((at) => at > now);
  return ahead.length ? new Date(Math.min(...ahead.map(Number))) : null;
}

/** Open while a phase that names it is open, and by no other clock. */
export function isPartOpen(part: Pick<ConsultationPart, 'phaseIds'>, consultation: Lived, now: Date): boolean {
  if (!consultation.announcedAt || consultation.cancelledAt) return false;
  const phase = phaseAt(consultation, now);
  return phase !== undefined && part.phaseIds.includes(phase.id);
}

/** The phase in which the part is open next; null where it will not be open again. */
export function nextPhaseOf<P extends Pick<ConsultationPhase, 'id' | 'opensAt' | 'closesAt'>>(
  part: Pick<ConsultationPart, 'phaseIds'>,
  consultation: { phases: P[] },
  now: Date,
): P | undefined {
  return consultation.phases.find((p) => now < p.opensAt && part.phaseIds.includes(p.id));
}

/** Until when a part stays open that is open now: phases that follow each other without a gap and both name it are one time. */
export function openUntil(
  part: Pick<ConsultationPart, 'phaseIds'>,
  consultation: { phases: Pick<ConsultationPhase, 'id' | 'opensAt' | 'closesAt'>[] },
  now: Date,
): Date | undefined {
  let until: Date | undefined;
  for (const p of consultation.phases) {
    if (!part.phaseIds.includes(p.id)) continue;
    if (p.opensAt <= now && now < p.closesAt) until = p.closesAt;
    else if (until && Number(p.opensAt) === Number(until)) until = p.closesAt;
  }
  return until;
}

/** Whether its first phase has begun: what was there to read is read afterwards, too. */
export function hasBegun(part: Pick<ConsultationPart, 'phaseIds'>, consultation: Lived, now: Date): boolean {
  if (!consultation.announcedAt) return false;
  return consultation.phases.some((p) => part.phaseIds.includes(p.id) && p.opensAt <= now);
}

/** The secretariat prepares all consultations, a facilitator those on which they are named. */
export function mayPrepareConsultation(reader: Reader | null, tie: Pick<ConsultationTie, 'role'>): boolean {
  return isSecretariat(reader) || (isActive(reader) && tie.role === 'facilitator');
}

/**
 * Who may know of it at all; for everyone else it does not exist. What is being prepared is for those who prepare it.
 * A cancelled one stays there for those who could see it: they must learn that it does not take place.
 */
export function maySeeConsultation(
  consultation: Pick<ConsultationRules, 'readers' | 'announcedAt'>,
  reader: Reader | null,
  tie: ConsultationTie,
): boolean {
  if (mayPrepareConsultation(reader, tie)) return true;
  if (!consultation.announcedAt) return false;
  if (consultation.readers === 'public') return true;
  if (!isActive(reader)) return false;
  return consultation.readers === 'registered' || belongs(tie);
}

/** Whether it is meant for this person, whatever the hour; observers read only. */
export function mayTakePart(
  consultation: Pick<ConsultationRules, 'readers' | 'participants' | 'announcedAt'>,
  reader: Reader | null,
  tie: ConsultationTie,
): boolean {
  if (!isActive(reader) || tie.role === 'observer' || !maySeeConsultation(consultation, reader, tie)) return false;
  return consultation.participants === 'registered' || mayPrepareConsultation(reader, tie) || belongs(tie);
}

function belongs(tie: ConsultationTie): boolean {
  return tie.role !== null || tie.invited || tie.host;
}

/**
 * Why this person may not take part in `part` now. Facilitators too are bound by the phases: what is closed is closed.
 * Whoever is refused with `closed` has what they typed kept as a draft by the part's own slice.
 */
export function whyNotTakePart(
  consultation: ConsultationRules,
  part: Pick<ConsultationPart, 'phaseIds'>,
  reader: Reader | null,
  tie: ConsultationTie,
  now: Date,
): Refusal | undefined {
  if (!maySeeConsultation(consultation, reader, tie)) return refuse('not-found', 'shared:errors.not-found');
  if (!reader) return refuse('not-allowed', 'consultations:refusals.sign-in');
  if (!isActive(reader)) return refuse('not-allowed', 'consultations:refusals.waiting');
  if (tie.role === 'observer') return refuse('not-allowed', 'consultations:refusals.observer');
  if (!mayTakePart(consultation, reader, tie)) return refuse('not-allowed', 'consultations:refusals.not-invited');
  return whyNotOpen(consultation, part, now);
}

/** Why a part takes nothing from anybody now. */
export function whyNotOpen(
  consultation: Lived,
  part: Pick<ConsultationPart, 'phaseIds'>,
  now: Date,
): Refusal | undefined {
  if (consultation.cancelledAt) return refuse('closed', 'consultations:refusals.cancelled');
  if (isPartOpen(part, consultation, now)) return undefined;
  const ahead = !consultation.announcedAt || nextPhaseOf(part, consultation, now) !== undefined;
  return refuse('closed', `consultations:refusals.${ahead ? 'not-open-yet' : 'part-closed'}`);
}

/** Why this person may not change the consultation; what they may not see is not there. */
export function whyNotPrepare(
  consultation: Pick<ConsultationRules, 'readers' | 'announcedAt'>,
  reader: Reader | null,
  tie: ConsultationTie,
): Refusal | undefined {
  if (!maySeeConsultation(consultation, reader, tie)) return refuse('not-found', 'shared:errors.not-found');
  return mayPrepareConsultation(reader, tie)
    ? undefined
    : refuse('not-allowed', 'consultations:refusals.not-facilitator');
}

/**
 * Why it cannot be announced now. Nobody is asked for something that leads nowhere, by nobody, or at no time: what it feeds
 * is named in its own language, someone facilitates it, and a phase in which one can take part is not over.
 */
export function whyNotAnnounce(
  consultation: Lived & { feeds: string; facilitators: number },
  now: Date,
): Refusal | undefined {
  if (consultation.announcedAt) return refuse('closed', 'consultations:refusals.announced-already');
  if (consultation.feeds.trim() === '') return refuse('conflict', 'consultations:refusals.no-feeds');
  if (!consultation.phases.some((p) => p.kind === 'open' && p.closesAt > now))
    return refuse('conflict', 'consultations:refusals.no-open-phase');
  if (consultation.facilitators === 0) return refuse('conflict', 'consultations:refusals.no-facilitator');
  return undefined;
}

/** Only what was announced and is not over is cancelled; a draft is discarded. */
export function whyNotCancel(consultation: Lived, now: Date): Refusal | undefined {
  const state = stateOf(consultation, now);
  if (state === 'preparing') return refuse('closed', 'consultations:refusals.not-announced');
  if (state === 'cancelled') return refuse('closed', 'consultations:refusals.cancelled');
  return state === 'ended' ? refuse('closed', 'consultations:refusals.ended') : undefined;
}

/**
 * What is wrong with the instants of a phase, by the field of the form that has to change. `others` are the other phases of
 * the consultation, `before` is the phase as it was, null for a new one. One that begins when another ends does not overlap
 * it. What was announced and has begun keeps its beginning, and what is over keeps its end: people went by them.
 */
export function mistakesOfPhase(
  phase: Pick<ConsultationPhase, 'opensAt' | 'closesAt'>,
  others: Pick<ConsultationPhase, 'opensAt' | 'closesAt'>[],
  before: Pick<ConsultationPhase, 'opensAt' | 'closesAt'> | null,
  announced: boolean,
  now: Date,
): Record<string, string> {
  const { opensAt, closesAt } = phase;
  if (closesAt <= opensAt) return { closes: 'consultations:refusals.backward' };
  const fields: Record<string, string> = {};
  for (const other of others) {
    if (opensAt >= other.closesAt || closesAt <= other.opensAt) continue;
    // The end reaches into what comes later; else the beginning lies in what came before.
    fields[opensAt < other.opensAt ? 'closes' : 'opens'] = 'consultations:refusals.overlaps';
  }
  if (!announced) return fields;
  const moved = (a: Date, b: Date | undefined) => Number(a) !== Number(b);
  if (before && before.opensAt <= now && moved(opensAt, before.opensAt))
    fields.opens = 'consultations:refusals.has-begun';
  if (before && before.closesAt <= now && moved(closesAt, before.closesAt))
    fields.closes = 'consultations:refusals.is-over';
  if (moved(opensAt, before?.opensAt) && opensAt <= now) fields.opens ??= 'consultations:refusals.past';
  if (moved(closesAt, before?.closesAt) && closesAt <= now) fields.closes ??= 'consultations:refusals.past';
  return fields;
}
