import type { Chosen, PollView, QuestionView } from './views';

/*
 * What is said over the socket beside a talk. Everything in `talk` may be seen by everyone who may see the event; who
 * upvoted, who chose what and whose hand is up is in none of it.
 */

/** What has changed since the last one; several times a second at most, however much happens. */
export interface TalkEvent {
  /** Number of the last announcement that it tells of. */
  seq: number;
  event: number;
  /** When the server began to read what it tells (ISO 8601): of two readings the later one holds. */
  at: string;
  questions: (QuestionView | { id: number; gone: true })[];
  /** Upvotes of questions of which nothing else has changed. */
  votes: [question: number, votes: number][];
  polls: (PollView | { id: number; gone: true })[];
  /** There where another thing was chosen for the screen. */
  chosen?: Chosen;
  /** Something else about the talk has changed: read it again. */
  reread?: true;
  /** Within how many milliseconds, so that those who hear it do not all ask at once: few need not wait. */
  within?: number;
}

/** For one person: what has become of their hand. */
export interface TalkHandEvent {
  event: number;
  /** Place in the line, from 1; null where it is not up. */
  place: number | null;
  called: boolean;
}

/** What of an event somebody has open: what stands beside the talk, the event's own page, or a session that is led there. */
export const eventPlaces = ['talk', 'page', 'session'] as const;
export type EventPlace = (typeof eventPlaces)[number];

export interface JoinTalkMessage {
  event: number;
  /** The talk, where nothing is said. */
  place?: EventPlace | undefined;
}

/** Something that the event's page shows, or a session, is another: read it again. */
export interface EventChanged {
  seq: number;
  event: number;
  place: Exclude<EventPlace, 'talk'>;
  within: number;
}

export type JoinTalkAnswer =
  | {
      ok: true;
      seq: number;
      /** When something about this talk was last heard of: a page that was read before then may be old. */
      changed: string;
    }
  | { ok: false; kind: 'not-found' | 'invalid' | 'too-much' | 'failed' };
