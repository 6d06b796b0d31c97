import { isActive, type Reader } from '../../people/person';
import { type Refusal, refuse } from '../../shared/refusal';
import {
  type ConsultationRules,
  type ConsultationTie,
  mayPrepareConsultation,
  maySeeConsultation,
  stateOf,
} from '../consultation';

/** What a claim can rest on. A voice is cited as a whole, by its reference; of the others a passage. */
export const sourceKinds = ['post', 'answer', 'consultation-statement', 'voice'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Those that are counted: voices of survivors are in no figure. */
export type CountedKind = Exclude<SourceKind, 'voice'>;

export const sides = ['for', 'against'] as const;
export type Side = (typeof sides)[number];

/** Sections that every synthesis has; before them stands one for each question, named `<questionnaire>:<question>`. */
export const fixedSections = ['agreement', 'disagreement', 'survivors', 'other'] as const;
export type FixedSection = (typeof fixedSections)[number];

export function isFixedSection(section: string): section is FixedSection {
  return fixedSections.some((s) => s === section);
}

/** Characters; claims of one consultation, and passages of one claim. */
export const limits = { body: 400, reason: 500, claims: 500, passages: 500, sentences: 400 };

export interface PassageOf {
  kind: SourceKind;
  source: number;
  side: Side;
}

/** One source is one voice, however many of its passages a claim rests on. */
export function sourcesIn(passages: PassageOf[]): number {
  return new Set(passages.map((p) => `${p.kind}:${p.source}`)).size;
}

/** A claim that one source alone speaks of is marked: it is no less true, and nobody else has said it. */
export function isSingleSource(passages: PassageOf[]): boolean {
  return sourcesIn(passages) === 1;
}

/** A claim on which sources differ shows both: whoever disagreed finds it there. */
export function isContested(passages: PassageOf[]): boolean {
  return sides.every((side) => passages.some((p) => p.side === side));
}

type Seen = Pick<ConsultationRules, 'readers' | 'announcedAt' | 'cancelledAt' | 'phases'>;

/** Whoever prepares the consultation codes and composes, from its first opening on. To others there is no such page. */
export function whyNotCode(
  consultation: Seen,
  reader: Reader | null,
  tie: ConsultationTie,
  now: Date,
): Refusal | undefined {
  if (!isActive(reader) || !mayPrepareConsultation(reader, tie)) return refuse('not-found', 'shared:errors.not-found');
  const state = stateOf(consultation, now);
  if (state === 'preparing' || state === 'announced') return refuse('closed', 'claims:refusals.not-yet-open');
  return undefined;
}

/** Before it is published a synthesis is there for those who write it. */
export function mayReadSynthesis(
  consultation: Pick<ConsultationRules, 'readers' | 'announcedAt'>,
  reader: Reader | null,
  tie: ConsultationTie,
  isPublished: boolean,
): boolean {
  return isPublished ? maySeeConsultation(consultation, reader, tie) : mayPrepareConsultation(reader, tie);
}

/** What still stands between a synthesis and its publication. */
export interface Account {
  /** Claims that are not published yet. */
  fresh: number;
  /** Claims that rest on nothing that can be read. */
  sourceless: number;
  /** Claims with a changed source that nobody has looked at. */
  unsettled: number;
  /** Sources that are neither coded nor waived. */
  unused: number;
  /** Survivors' themes that it cites, and that have no response. */
  themes: number;
}

/**
 * Published when nobody can add to what it rests on, and every source is used or waived with a reason. What is added
 * afterwards is published by the same deed, under the same conditions.
 */
export function whyNotPublish(consultation: Pick<Seen, 'phases'>, account: Account, now: Date): Refusal | undefined {
  if (consultation.phases.some((p) => p.kind === 'open' && p.closesAt > now))
    return refuse('closed', 'claims:refusals.still-open');
  if (account.fresh === 0) return refuse('invalid', 'claims:refusals.no-claims');
  for (const what of ['sourceless', 'unsettled', 'unused'] as const)
    if (account[what] > 0) return refuse('invalid', `claims:refusals.${what}`, { count: account[what] });
  return account.themes > 0 ? refuse('invalid', 'heard:refusals.unanswered', { count: account.themes }) : undefined;
}
