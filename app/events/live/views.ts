import type { QuestionState } from './talk';

/** A question as everyone who may see the event sees it. */
export interface QuestionView {
  id: number;
  words: string;
  /** As it was asked, where it was reworded; null otherwise. */
  askedWords: string | null;
  /** Null where it was asked without a name, and of what was taken back. */
  asker: { name: string; organisation: string | null } | null;
  /** Whoever asked it took its words back. */
  takenBack: boolean;
  /** ISO 8601; of a question without a name to the minute. */
  askedAt: string;
  /** People who want it asked, each counted once over all questions that were merged into it. */
  votes: number;
  /** How many questions were merged into it. */
  merged: number;
  answered: 'live' | 'writing' | null;
  answerHtml: string;
  answeredBy: string | null;
  /** Who answers later, and by which day (ISO 8601). */
  owner: string | null;
  dueOn: string | null;
}

/** The same for those who moderate. */
export interface SortedQuestion extends QuestionView {
  state: QuestionState;
  reason: string;
  mergedInto: number | null;
  ownerId: number | null;
  answer: string;
  version: number;
}

export interface PollView {
  id: number;
  question: string;
  several: boolean;
  state: 'open' | 'closed';
  resultsShown: boolean;
  /** People who took part so far. */
  voters: number;
  /** Votes are null while nobody but moderators may see them. */
  choices: { id: number; words: string; votes: number | null }[];
}

/** The same for those who moderate, who prepare it first. */
export interface SortedPoll extends Omit<PollView, 'state'> {
  state: 'prepared' | 'open' | 'closed';
}

/** What the screen shows large. */
export interface Chosen {
  question: number | null;
  poll: number | null;
}

/** What a page shows beside a talk, and what arrives changes. */
export interface TalkShown {
  /** Shown questions, most upvotes first. */
  questions: QuestionView[];
  /** Polls that were opened, the latest first. */
  polls: PollView[];
  chosen: Chosen;
}

/** The event that a page belongs to, as its heading and its rules need it. */
export interface TalkHead {
  id: number;
  slug: string;
  path: string;
  title: string;
  titleLanguage: string;
  timeZone: string;
  startsAt: string;
  endsAt: string;
  survivorSpeaks: boolean;
  isPublic: boolean;
  /** A session of a consultation that this reader may see. */
  inConsultation: boolean;
}
