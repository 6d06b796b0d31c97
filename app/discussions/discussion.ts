import { type ActivityRole, isActive, isSecretariat, type Reader } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';

/** Life of a discussion, computed from its row and the instant, never stored: a server that was down is right at once. */
export type DiscussionState = 'draft' | 'announced' | 'open' | 'closed' | 'synthesised';
export type Readers = 'public' | 'registered' | 'invited';
export type Writers = 'registered' | 'invited';
export type Moderation = 'pre' | 'post';

export interface Phase {
  id: number;
  position: number;
  opensAt: Date;
  closesAt: Date;
}

/** All that the rules need to know of a discussion. */
export interface Rules {
  readers: Readers;
  writers: Writers;
  moderation: Moderation;
  announcedAt: Date | null;
  synthesisedAt: Date | null;
  phases: Phase[];
  /** Where it is a part of a consultation, when that is open for it: outside of these nobody posts. */
  asked?: { opensAt: Date; closesAt: Date }[] | null;
}

/** What ties a reader to one discussion: a role on it, and whether their organisation was invited. */
export interface Tie {
  role: ActivityRole | null;
  invited: boolean;
}

export const noTie: Tie = { role: null, invited: false };

export const limits = { title: 160, introduction: 4000, question: 500, body: 20_000, reason: 1000, phases: 12 };

export const reactionKinds = ['agree', 'insightful', 'please-clarify'] as const;
export type ReactionKind = (typeof reactionKinds)[number];

/** What the button of a reaction says: which one, and whether to give it or to take it back: `agree yes`. */
export function reactionIn(said: string): { kind: ReactionKind; on: boolean } {
  const [kind, on] = said.split(' ') as [ReactionKind, string];
  return { kind, on: on === 'yes' };
}

export const flagKinds = ['identifies-someone', 'harmful', 'off-topic', 'other'] as const;
export type FlagKind = (typeof flagKinds)[number];

export type PostState = 'waiting' | 'shown' | 'hidden' | 'withdrawn' | 'redacted' | 'moved';

export function stateOf(d: Rules, now: Date): DiscussionState {
  if (!d.announcedAt) return 'draft';
  if (d.synthesisedAt) return 'synthesised';
  const first = d.phases[0];
  const last = d.phases.at(-1);
  if (!first || !last || now < first.opensAt) return 'announced';
  return now < last.closesAt ? 'open' : 'closed';
}

/** The phase that is open at this instant, if any: opened at its first instant, closed at its last. */
export function openPhase<P extends Phase>(phases: P[], now: Date): P | undefined {
  return phases.find((p) => p.opensAt <= now && now < p.closesAt);
}

/** The phase to show first: the open one, else the next to open, else the last. */
export function currentPhase<P extends Phase>(phases: P[], now: Date): P | undefined {
  return openPhase(phases, now) ?? phases.find((p) => now < p.opensAt) ?? phases.at(-1);
}

/** The next instant at which something about this discussion changes by itself; pages are kept until then. */
export function nextInstant(d: Rules, now: Date): Date | null {
  if (!d.announcedAt) return null;
  const ahead = [...d.phases, ...(d.asked ?? [])].flatMap((p) => [p.opensAt, p.closesAt]).filter((at) => at > now);
  return ahead.length ? new Date(Math.min(...ahead.map(Number))) : null;
}

/** Facilitators run it; the secretariat administers all. */
export function mayFacilitate(reader: Reader | null, tie: Tie): boolean {
  return isSecretariat(reader) || (isActive(reader) && tie.role === 'facilitator');
}

/** Who may see it at all. A draft is for those who make it; the waiting read what is public. */
export function mayRead(d: Pick<Rules, 'readers' | 'announcedAt'>, reader: Reader | null, tie: Tie): boolean {
  if (mayFacilitate(reader, tie)) return true;
  if (!d.announcedAt) return false;
  if (d.readers === 'public') return true;
  if (!isActive(reader)) return false;
  if (d.readers === 'registered') return true;
  return tie.invited || tie.role !== null;
}

/** Who may take part at some time, whatever the hour; observers read only. */
export function mayTakePart(d: Rules, reader: Reader | null, tie: Tie): boolean {
  if (!isActive(reader) || !mayRead(d, reader, tie) || tie.role === 'observer') return false;
  if (mayFacilitate(reader, tie)) return true;
  return d.writers === 'registered' || tie.invited || tie.role === 'participant';
}

/** Why this person may not post now. Facilitators too are bound by the hours: a closed phase is closed. */
export function whyNotPost(d: Rules, reader: Reader | null, tie: Tie, now: Date): Refusal | undefined {
  if (!mayRead(d, reader, tie)) return refuse('not-found', 'shared:errors.not-found');
  if (!reader) return refuse('not-allowed', 'discussions:refusals.sign-in');
  if (!isActive(reader)) return refuse('not-allowed', 'discussions:refusals.waiting');
  if (tie.role === 'observer') return refuse('not-allowed', 'discussions:refusals.observer');
  if (!mayTakePart(d, reader, tie)) return refuse('not-allowed', 'discussions:refusals.not-invited');
  // A draft has not begun and a published synthesis has ended it, whatever the phases' hours say.
  const state = stateOf(d, now);
  if (state === 'draft' || state === 'announced') return refuse('closed', 'discussions:refusals.not-yet-open');
  if (state !== 'open') return refuse('closed', 'discussions:refusals.closed');
  if (!openPhase(d.phases, now)) return refuse('closed', 'discussions:refusals.between-phases');
  if (!d.asked || d.asked.some((a) => a.opensAt <= now && now < a.closesAt)) return undefined;
  const ahead = d.asked.some((a) => now < a.opensAt);
  return refuse('closed', `discussions:refusals.${ahead ? 'not-yet-open' : 'closed'}`);
}

/** A draft may be kept by anyone who can read and has an account, waiting or not, open or not. */
export function mayKeepDraft(d: Rules, reader: Reader | null, tie: Tie): boolean {
  return reader !== null && tie.role !== 'observer' && mayRead(d, reader, tie);
}

/** A held post is for its author and those who moderate; hidden words for the author and those who hid them. */
export function mayReadWords(state: PostState, authorId: number, reader: Reader | null, tie: Tie): boolean {
  if (state === 'shown') return true;
  if (state === 'waiting' || state === 'hidden') return reader?.id === authorId || mayFacilitate(reader, tie);
  return false;
}

/** Authors change their own words while the discussion is open; afterwards the record stands. */
export function whyNotEdit(
  d: Rules,
  post: { authorId: number; state: PostState },
  reader: Reader | null,
  tie: Tie,
  now: Date,
): Refusal | undefined {
  if (!mayRead(d, reader, tie)) return refuse('not-found', 'shared:errors.not-found');
  if (!isActive(reader) || reader.id !== post.authorId) return refuse('not-allowed', 'discussions:refusals.not-yours');
  if (post.state !== 'shown' && post.state !== 'waiting') return refuse('closed', 'discussions:refusals.not-there');
  if (stateOf(d, now) !== 'open') return refuse('closed', 'discussions:refusals.edit-closed');
  return undefined;
}

/** One's own words can be withdrawn at any time, open or closed, cited or not. */
export function whyNotWithdraw(
  post: { authorId: number; state: PostState },
  reader: Reader | null,
): Refusal | undefined {
  if (!reader || reader.id !== post.authorId) return refuse('not-allowed', 'discussions:refusals.not-yours');
  if (post.state === 'withdrawn' || post.state === 'redacted' || post.state === 'moved')
    return refuse('closed', 'discussions:refusals.not-there');
  return undefined;
}

/** Reactions come from those who may take part, while it is open, on what is shown. */
export function whyNotReact(
  d: Rules,
  state: PostState,
  reader: Reader | null,
  tie: Tie,
  now: Date,
): Refusal | undefined {
  if (!mayRead(d, reader, tie)) return refuse('not-found', 'shared:errors.not-found');
  if (!mayTakePart(d, reader, tie)) return refuse('not-allowed', 'discussions:refusals.not-invited');
  if (state !== 'shown') return refuse('closed', 'discussions:refusals.not-there');
  if (stateOf(d, now) !== 'open') return refuse('closed', 'discussions:refusals.closed');
  return undefined;
}
