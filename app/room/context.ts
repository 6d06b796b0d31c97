import type { Sql } from '../../db/connect';
import type { Secrets } from '../voices/crypto/secrets';
import type { ShredStore } from '../voices/crypto/shred';
import type { RoomEvent } from './events';
import type { RoomForm } from './form';

/** Languages of the room's screens. */
export type RoomLanguage = 'en' | 'fr' | 'ar';

/**
 * What the process hands to every request of the room. Living things come this way and never by import: a module that a
 * route and the host import exists twice.
 */
export interface RoomContext {
  /** The room's own database, as the role that may read and write rows and nothing else. */
  sql: Sql;
  now(): Date;
  keys: Secrets;
  shred: ShredStore;
  sessions: Sessions;
  /** The session of this request, already opened; null before one is begun, after it ended, and after it was given up. */
  readonly session: RoomSession | null;
  /** Why the form before this page led nowhere, where it did. */
  readonly missed: Missed | null;
  /** What every form of this answer has to carry, in a field named `token`. Changes when a session begins or ends. */
  readonly token: string;
  readonly language: RoomLanguage;
  readonly exitPath: '/leave';
  /**
   * Counts one use by whoever asks, and by `extra` beside it where one is given (an id, never what was typed). Throws
   * `refuse('too-much')`. Addresses are kept nowhere: the key is an HMAC of a prefix under a key of this start.
   */
  limit(what: RoomLimit, extra?: string): void;
  /** Runs what stretches a code: three at once, fifty wait, whoever comes after them is told to come back (503). */
  busy<T>(work: () => Promise<T>): Promise<T>;
  log(event: RoomEvent, count?: number): void;
  /** Public address of the room, for slips of paper. */
  readonly address: string;
  platform: { organisations(): Promise<{ id: number; name: string; category: string }[]> };
  /** What was posted, read once and checked for its token; null for a request that only reads. */
  readonly form: RoomForm | null;
  /** Addresses of what stands beside the pages. */
  readonly look: RoomLook;
  /** Tells the process that this request failed, so that its page can say whether to come back. Takes no words. */
  fault(error: unknown): void;
}

export interface RoomLook {
  /** The stylesheet of contributors' pages, as it stands in each; pages allow it by its hash. */
  sheet: string;
  sheetIntegrity: string;
  /** Address of the stylesheet of staff's. */
  staff: string;
  exit: { src: string; integrity: string };
}

export type RoomLimit = 'code' | 'submit' | 'staff';

/** A wrong code; a form of a session that is over; a code that was not tried, after many or among many. */
export type Missed = 'wrong' | 'ended' | 'many' | 'busy';

export type SessionKind = 'invited' | 'contributor' | 'staff';

/**
 * A session lives in memory alone, for 15 minutes after the last request and 60 in all. What it holds is sealed under
 * the cookie between two requests: the memory of the process tells nothing of somebody who is not asking right now.
 */
export interface RoomSession {
  readonly kind: SessionKind;
  /** Id of the invitation, of the contributor or of the staff member. */
  readonly who: string;
  /** Which page of the one address is shown. */
  readonly step: string;
  /** What was put, as it was put. JSON: no dates, no buffers. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Lays values over those that are there; `step` among them changes the step. Undefined takes a value away. */
  put(values: Record<string, unknown>): void;
  /** Private key of whom the session is for. Throws for an invited session, which has none. */
  privateKey(): Buffer;
}

export interface NewSession {
  kind: SessionKind;
  who: string;
  step?: string;
  values?: Record<string, unknown>;
  privateKey?: Buffer;
}

export interface Sessions {
  /** Begins a session in place of the one that is there: a new cookie goes out with the answer. */
  begin(session: NewSession): RoomSession;
  /**
   * Answers a wrong code as `begin` answers a right one, with a new cookie, and begins nothing: a flood of wrong codes
   * takes no place of a session. The page that follows is told once, by `missed`: no answer to a form is a page, or the way
   * back in a browser would offer to send the code again.
   */
  miss(why: Missed): void;
  /** Ends the session of this request; its cookie goes. */
  end(): void;
  /** Drops every session of a contributor, an invitation or a staff member, whoever asks. Returns how many. */
  endOf(who: string): number;
}
