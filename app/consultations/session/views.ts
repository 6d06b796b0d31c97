import type { ShownStatement } from '../statements/figures';
import type { ShownFloor } from './figures';
import type { ItemKind, SessionState } from './session';

/** Words in each language that there is; which is shown is the reader's matter. */
export interface ItemText {
  language: string;
  title: string;
  words: string;
}

/** An item of the agenda, for everybody. */
export interface ItemView {
  id: number;
  kind: ItemKind;
  /** Planned. */
  minutes: number;
  texts: ItemText[];
  /** ISO 8601; null: it has not been on. */
  openedAt: string | null;
  /** For how long it has been on, without the time that runs. */
  spentMs: number;
  resultsShown: boolean;
  version: number;
}

export interface StatementOn {
  id: number;
  number: number;
  /** The author's language. */
  language: string;
  texts: { language: string; words: string }[];
  /** Null where results are not shown, and before votes were counted. */
  shown: ShownStatement | null;
}

export interface PollOn {
  id: number;
  question: string;
  several: boolean;
  state: 'prepared' | 'open' | 'closed';
  /** How many answered so far, and each choice's votes: null where results are not shown, and where too few are there. */
  voters: number | null;
  choices: { id: number; words: string; votes: number | null }[];
}

/** What an item brings. */
export interface Brought {
  item: number;
  statements: StatementOn[];
  poll: PollOn | null;
}

/** What everybody sees who may see the session; told over the socket as it stands. */
export interface SessionShown {
  state: SessionState;
  version: number;
  startedAt: string | null;
  endedAt: string | null;
  currentId: number | null;
  currentSince: string | null;
  /** The language of the agenda's own texts. */
  language: string;
  items: ItemView[];
  /** What is on; when it is over, all that was on. */
  brought: Brought[];
  /** Somebody has the floor; of which sector, where they let it be said. */
  speaking: { sector: string | null } | null;
  /** When it is over: how often each sector spoke. */
  floor: ShownFloor | null;
}

/** What is one reader's own. */
export interface Mine {
  /** 1, 0 or -1 by statement. */
  votes: Record<number, number>;
  /** Choices by poll, while it is open. */
  ballots: Record<number, number[]>;
  hand: HandView | null;
  /** Their own sector may be said while they speak, if they agree. */
  mayBeLabelled: boolean;
}

export interface HandView {
  /** Place in the list, from 1; null where it is not up. */
  place: number | null;
  speaking: boolean;
}

/** A hand as those who lead see it. */
export interface HandUp {
  id: number;
  /** Null where a survivor speaks at the event and this reader does not facilitate it, and where a guest does not give it. */
  name: string | null;
  /** Comes by the link of a mail: what organisation they named, nobody has looked at, and it does not stand here. */
  guest: boolean;
  organisation: string | null;
  sector: string | null;
  askedAt: string;
  skipped: number;
  speaking: boolean;
}

/** The event and the consultation that a page belongs to. */
export interface SessionHead {
  id: number;
  path: string;
  title: string;
  titleLanguage: string;
  timeZone: string;
  startsAt: string;
  endsAt: string;
  /** Whether visitors see it. */
  isPublic: boolean;
  consultation: { id: number; path: string; title: string; language: string };
}
