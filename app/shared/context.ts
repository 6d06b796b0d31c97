import type { i18n, TFunction } from 'i18next';
import type { Sql } from '../../db/connect';
import type { CleanedFile } from '../attachments/clean/clean-file';
import type { CastVote } from '../consultations/statements/ballot-box';
import type { Converter } from '../documents/exchange/conversion';
import type { Voices } from '../heard/voices';
import type { Reader } from '../people/person';
import type { Language } from './languages';
import type { Refusal } from './refusal';
import type { Texts } from './texts';

/**
 * What the process hands to every request. Living things (the pool, limits, the log) come this way and never by import:
 * a module imported by a route and by the host exists twice.
 */
export interface AppContext {
  sql: Sql;
  now: () => Date;
  /** Whoever holds the session cookie, or null; read once for each request. */
  reader: Reader | null;
  language: Language;
  t: TFunction;
  i18n: i18n;
  nonce: string;
  requestId: string;
  /** Origin for links that leave the page: mail, feeds, permalinks. */
  publicUrl: string;
  development: boolean;
  log: Log;
  /** What this deed announces may wait for the next look, a second at most: nobody is shown it sooner. */
  tellLater: () => void;
  /** Counts one use; throws a refusal of kind too-much, with `retryAfter` in seconds, when the limit is reached. */
  limit: (name: LimitName, key: string) => Promise<void>;
  /**
   * Says that this page may be kept in memory for visitors without a session, until one of its tags is announced or
   * the instant passes. Has no effect for anyone with a session.
   */
  keep: (page: { tags: string[]; until?: Date | null }) => void;
  /** Mail that was written to the outbox folder, newest first: only in development. */
  outbox: () => Promise<{ name: string; raw: string }[]>;
  /** Ends the cookie or sets it; see people/sessions.server.ts. */
  secureCookies: boolean;
  /** Address the request came from, for limits alone. */
  from: string;
  /** Address of the island script, the only one that visitors' pages run. */
  island: string;
  /** Takes the page that was rendered, beside the answer: a stream made of it and read again cost a tenth of the page. */
  give: (page: Buffer) => void;
  /** Markup of a piece, found by all that it is made of, or made now; null where pieces change while one develops. */
  markup: ((madeOf: string, make: () => string) => Buffer) | null;
  /** The texts of documents, which are written together. */
  texts: Texts;
  /** The survivor room, through its one door. */
  voices: Voices;
  /** False where a browser's router asks for the data of a page alone. */
  wholePage: boolean;
}

/** What is the same for every request of the process. */
export interface ProcessContext {
  cleanFile: FileCleaner;
  /** Reads and writes whole documents, in a thread of its own. */
  convert: Converter;
  /** Takes votes on statements, and writes together those that come at the same moment. */
  castVote: CastVote;
}

/**
 * `cleanFile` of attachments/clean/clean-file.ts, in a thread of its own. Refuses as that does, and with `too-much` where
 * a file takes too long or too many are waiting.
 */
export type FileCleaner = (bytes: Uint8Array, name: string) => Promise<CleanedFile | Refusal>;

export interface Log {
  info(values: Record<string, unknown>, message: string): void;
  warn(values: Record<string, unknown>, message: string): void;
  error(values: Record<string, unknown>, message: string): void;
}

export type LimitName =
  | 'sign-in'
  | 'sign-in-person'
  | 'mail'
  | 'register'
  | 'post'
  | 'reply'
  | 'write'
  | 'upload'
  | 'search'
  | 'export'
  | 'report';

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
}

declare module '@remix-run/node' {
  interface AppLoadContext extends AppContext, ProcessContext {}
}
