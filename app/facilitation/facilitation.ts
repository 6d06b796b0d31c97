import { mayFacilitate, mayRead, type PostState, type Readers, type Rules, type Tie } from '../discussions/discussion';
import { isActive, type Reader } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';

/**
 * What those who moderate do with a post. One that is refused is hidden before it was shown; one that is kept is left as
 * it is, and what was reported about it is settled.
 */
export const moderatorDeeds = ['let-through', 'refuse', 'hide', 'show', 'keep', 'move', 'redact', 'translate'] as const;
export type ModeratorDeed = (typeof moderatorDeeds)[number];

/** How an open flag ends. */
export const settlements = ['kept', 'hidden', 'redacted', 'moved'] as const;
export type Settlement = (typeof settlements)[number];

/** Open reports of one post by visitors without an account; more than these say nothing new. */
export const mostVisitorFlags = 20;

/** What stands in the place of erased words. It belongs to no language, and says nothing of what stood there. */
export const marker = '[…]';

interface SomePost {
  authorId: number;
  state: PostState;
  /** Null where it never was: then nobody but its author and those who moderate knows of it. */
  shownAt: Date | null;
}

const possible: Record<ModeratorDeed, readonly PostState[]> = {
  'let-through': ['waiting'],
  refuse: ['waiting'],
  hide: ['shown'],
  show: ['hidden'],
  keep: ['waiting', 'shown', 'hidden'],
  move: ['waiting', 'shown', 'hidden'],
  redact: ['waiting', 'shown', 'hidden'],
  translate: ['waiting', 'shown', 'hidden'],
};

/** What can be done with a post in this state. */
export function deedsFor(state: PostState): ModeratorDeed[] {
  return moderatorDeeds.filter((deed) => possible[deed].includes(state));
}

/** Whether this reader knows that the post exists. A pointer is no post: there is nothing to be done with it. */
export function mayKnowOf(d: Rules, post: SomePost, reader: Reader | null, tie: Tie): boolean {
  if (post.state === 'moved' || !mayRead(d, reader, tie)) return false;
  if (post.state !== 'waiting' && post.shownAt) return true;
  return reader?.id === post.authorId || mayFacilitate(reader, tie);
}

/** Moderation is bound by no hours: what was sent in time may be let through after the close, and harm does not wait. */
export function whyNotModerate(
  deed: ModeratorDeed,
  d: Rules,
  post: SomePost,
  reader: Reader | null,
  tie: Tie,
): Refusal | undefined {
  if (!mayKnowOf(d, post, reader, tie)) return refuse('not-found', 'shared:errors.not-found');
  if (!mayFacilitate(reader, tie)) return refuse('not-allowed', 'facilitation:refusals.facilitators-only');
  if (!possible[deed].includes(post.state)) return refuse('closed', `facilitation:refusals.now-${post.state}`);
  return undefined;
}

/** The board is for those who facilitate; to everyone else it does not exist. */
export function whyNotBoard(reader: Reader | null, tie: Tie): Refusal | undefined {
  return mayFacilitate(reader, tie) ? undefined : refuse('not-found', 'shared:errors.not-found');
}

/**
 * Anyone who reads a post can report it. Without an approved account one can say that it identifies someone, and
 * nothing else: that is the one report that cannot wait for an account.
 */
export function whyNotReport(
  d: Rules,
  post: SomePost,
  kind: string,
  reader: Reader | null,
  tie: Tie,
): Refusal | undefined {
  if (!mayKnowOf(d, post, reader, tie)) return refuse('not-found', 'shared:errors.not-found');
  if (post.state !== 'shown') return refuse('closed', 'facilitation:refusals.not-shown');
  if (kind !== 'identifies-someone' && !isActive(reader))
    return refuse('not-allowed', 'facilitation:refusals.account-for-other-reports');
  return undefined;
}

/** Who could read one discussion, as far as moving a post into another needs to know. */
export interface Audience {
  readers: Readers;
  /** Organisations and single people who can read where it is for invited ones. */
  organisations: number[];
  people: number[];
}

const width: Record<Readers, number> = { invited: 0, registered: 1, public: 2 };

/** Whether a post that moves there reaches anyone who could not read it before. */
export function reachesMore(from: Audience, to: Audience): boolean {
  if (width[to.readers] !== width[from.readers]) return width[to.readers] > width[from.readers];
  if (to.readers !== 'invited') return false;
  return (
    to.organisations.some((o) => !from.organisations.includes(o)) || to.people.some((p) => !from.people.includes(p))
  );
}

/**
 * Whether a text asks something: a question mark that ends words, in the scripts of the six languages. Not the one in
 * an address, and not one in a line that quotes somebody. The board's query says the same in SQL.
 */
export const questionPattern = '[؟？]|[?]($|[^A-Za-z0-9_/&=%-])';

export function asksSomething(plain: string): boolean {
  return new RegExp(questionPattern, 'm').test(plain.replace(/^> .*$/gm, ''));
}
