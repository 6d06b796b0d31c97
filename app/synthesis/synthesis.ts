import type { CitedThing, SourceState } from '../citations/citation';
import { mayFacilitate, mayRead, type Rules, stateOf, type Tie } from '../discussions/discussion';
import { isActive, type Reader } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';

/** Characters; days for which those who are cited are asked. */
export const limits = {
  title: 160,
  introduction: 6000,
  statement: 2000,
  correction: 3000,
  reason: 500,
  cites: 300,
  statements: 200,
  askDays: 14,
};

export const answers = ['yes', 'partly', 'no'] as const;
export type Answer = (typeof answers)[number];

/** Rules of the discussion, with what ties the reader to it. */
export type About = Rules & { tie: Tie };

/** Until when those who are cited are asked, for a synthesis published, or a citation made later, at this instant. */
export function askedUntil(from: Date): Date {
  return new Date(from.getTime() + limits.askDays * 86_400_000);
}

/** A draft is for those who write it. To everyone else there is no synthesis before it is published. */
export function mayReadSynthesis(d: About, reader: Reader | null): boolean {
  return d.synthesisedAt ? mayRead(d, reader, d.tie) : mayFacilitate(reader, d.tie);
}

/** Facilitators and the secretariat write, from the first opening on. */
export function whyNotWrite(d: About, reader: Reader | null, now: Date): Refusal | undefined {
  if (!mayFacilitate(reader, d.tie)) return refuse('not-found', 'shared:errors.not-found');
  const state = stateOf(d, now);
  return state === 'draft' || state === 'announced' ? refuse('closed', 'synthesis:refusals.not-yet-open') : undefined;
}

/** What is published keeps its statements and their numbers: they can be corrected, and taken out with a reason. */
export function whyNotRearrange(d: About, reader: Reader | null, now: Date): Refusal | undefined {
  return (
    whyNotWrite(d, reader, now) ?? (d.synthesisedAt ? refuse('closed', 'synthesis:refusals.published') : undefined)
  );
}

/** What still stands between a synthesis and its publication. */
export interface Account {
  statements: number;
  /** Statements none of whose sources can be read. */
  sourceless: number;
  /** Statements with a changed source that nobody has looked at. */
  unsettled: number;
  /** Posts and sectors that are neither cited nor waived. */
  posts: number;
  sectors: number;
  /** Themes of survivors' that it cites, and that have no response. */
  themes: number;
}

/** A synthesis is published once, after the close, when every post and every sector is cited or waived with a reason. */
export function whyNotPublish(d: About, account: Account, reader: Reader | null, now: Date): Refusal | undefined {
  const no = whyNotWrite(d, reader, now);
  if (no) return no;
  if (d.synthesisedAt) return refuse('closed', 'synthesis:refusals.already-published');
  if (stateOf(d, now) !== 'closed') return refuse('closed', 'synthesis:refusals.not-closed');
  if (account.statements === 0) return refuse('invalid', 'synthesis:refusals.no-statements');
  if (account.sourceless > 0) return refuse('invalid', 'synthesis:refusals.sourceless', { count: account.sourceless });
  if (account.unsettled > 0) return refuse('invalid', 'synthesis:refusals.unsettled', { count: account.unsettled });
  if (account.posts + account.sectors > 0) {
    return refuse('invalid', 'synthesis:refusals.not-accounted', { posts: account.posts, sectors: account.sectors });
  }
  if (account.themes > 0) return refuse('invalid', 'heard:refusals.unanswered', { count: account.themes });
  return undefined;
}

/** Whoever is cited answers for themselves, until the day; what they are asked about must still be there. */
export function whyNotReflect(
  asked: { personId: number; until: Date; withdrawn: boolean },
  reader: Reader | null,
  now: Date,
): Refusal | undefined {
  if (!isActive(reader) || reader.id !== asked.personId) return refuse('not-found', 'shared:errors.not-found');
  if (asked.withdrawn) return refuse('closed', 'synthesis:refusals.statement-withdrawn');
  return now >= asked.until ? refuse('closed', 'synthesis:refusals.asked-until') : undefined;
}

/** A "yes" needs no more; "partly" and "no" say what would be right. */
export function needsCorrection(answer: Answer): boolean {
  return answer !== 'yes';
}

/** A version in another language is older than the words it renders. */
export function isStale(version: { changedAt: string }, own: { changedAt: string } | undefined): boolean {
  return own !== undefined && Date.parse(version.changedAt) < Date.parse(own.changedAt);
}

/** An answer that was given to words that have been corrected since. */
export function isAboutEarlierWords(answeredAt: string, correctedAt: string | null): boolean {
  return correctedAt !== null && Date.parse(answeredAt) < Date.parse(correctedAt);
}

/** True where nothing that a statement rests on can be read by anyone any more. */
export function hasLostItsSources(sources: { now: CitedThing }[]): boolean {
  return sources.length > 0 && sources.every(({ now }) => isNothing(now));
}

function isNothing(now: CitedThing): boolean {
  if (now.kind === 'voice') return now.state !== 'released';
  return now.kind === 'nothing' && now.why !== 'not-for-you';
}

/** A source that a facilitator has to look at. One that they may not read is known by what was noted when it changed. */
export function waitsToBeSettled(source: {
  state: SourceState | 'not-for-you';
  noted: SourceState;
  settled: boolean;
}): boolean {
  if (source.settled) return false;
  return source.state === 'not-for-you' ? source.noted !== 'current' : source.state !== 'current';
}
