import { sha256 } from './crypto/tokens';
import { requiredScope, type Scope } from './scopes';
import type { Week } from './week';

export { isScope, requiredScope, type Scope, scopes } from './scopes';

/** One yes or no to one scope, as it is kept for ever: nothing is overwritten, and each event holds the hash of the one before. */
export interface ConsentEvent {
  contribution: string;
  /** From 1, without a gap. */
  n: number;
  scope: Scope;
  state: 'given' | 'withdrawn';
  /** Of the text that was read when it was said (`textHash`). */
  textHash: Buffer;
  language: string;
  week: Week;
  /** The last week in which a yes is good. */
  expiresWeek: Week;
  previousHash: Buffer;
  hash: Buffer;
}

export type ConsentSaid = Pick<ConsentEvent, 'scope' | 'state' | 'textHash' | 'language' | 'week' | 'expiresWeek'>;

/** The version of a consent text: a hash of its exact words and its language. */
export function textHash(text: string, language: string): Buffer {
  return sha256(JSON.stringify([language, text]));
}

/** The next event of a contribution's chain. @throws where the chain so far is not whole. */
export function appendConsent(contribution: string, events: readonly ConsentEvent[], said: ConsentSaid): ConsentEvent {
  if (!isWhole(contribution, events)) throw new Error('The chain of consent is not whole');
  const { scope, state, textHash, language, week, expiresWeek } = said;
  const linked = {
    contribution,
    n: events.length + 1,
    scope,
    state,
    textHash,
    language,
    week,
    expiresWeek,
    previousHash: events.at(-1)?.hash ?? startOf(contribution),
  };
  return { ...linked, hash: hashOf(linked) };
}

/** Whether these are all events of the contribution, in order, none changed, taken out or put in. */
export function isWhole(contribution: string, events: readonly ConsentEvent[]): boolean {
  return events.every((event, i) => {
    const previous = events[i - 1]?.hash ?? startOf(contribution);
    return (
      event.contribution === contribution &&
      event.n === i + 1 &&
      event.previousHash.equals(previous) &&
      event.hash.equals(hashOf(event))
    );
  });
}

/**
 * The yes of each scope that is live in a week: the last word on it was yes, and it has not expired. None at all where
 * the chain is not whole, or where reading by support is not live: what nobody may read may not be used either.
 */
export function liveScopes(events: readonly ConsentEvent[], week: Week): Map<Scope, ConsentEvent> {
  const live = new Map<Scope, ConsentEvent>();
  const [first] = events;
  if (!first || !isWhole(first.contribution, events)) return live;
  for (const event of events) {
    if (event.state === 'given' && event.week <= week && week <= event.expiresWeek) live.set(event.scope, event);
    else live.delete(event.scope);
  }
  return live.has(requiredScope) ? live : new Map();
}

/** Live scopes whose text reads otherwise today: what stands stands, but she is asked again before a new use. */
export function toAskAgain(
  live: ReadonlyMap<Scope, ConsentEvent>,
  isCurrent: (event: ConsentEvent) => boolean,
): Scope[] {
  return [...live.values()].filter((event) => !isCurrent(event)).map((event) => event.scope);
}

function startOf(contribution: string): Buffer {
  return sha256(JSON.stringify(['consent', contribution]));
}

function hashOf(event: Omit<ConsentEvent, 'hash'>): Buffer {
  return sha256(
    JSON.stringify([
      event.contribution,
      event.n,
      event.scope,
      event.state,
      event.textHash.toString('hex'),
      event.language,
      event.week,
      event.expiresWeek,
      event.previousHash.toString('hex'),
    ]),
  );
}
