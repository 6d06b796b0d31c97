import type { HandView, SessionShown } from './views';

/*
 * What is said over the socket of a session: how it stands, in every language in which it is written. Everything in `session`
 * may be seen by everybody who may see the session; who voted how and who asks for the floor is in none of it.
 */

export interface SessionEvent {
  /** Number of the last announcement that it tells of. */
  seq: number;
  event: number;
  /** When the server began to read what it tells (ISO 8601): of two readings the later one holds. */
  at: string;
  /** Null: something else about it has changed, or it could not be read. Read the page again. */
  shown: SessionShown | null;
  /** Within how many milliseconds those ask who have to, so that a thousand do not ask at once. */
  within: number;
}

/** For one person: what has become of their hand. */
export interface SessionHandEvent {
  event: number;
  hand: HandView | null;
}
