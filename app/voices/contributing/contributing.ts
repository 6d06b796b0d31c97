import type { Sql } from '../../../db/connect';
import type { Language } from '../../shared/languages';
import type { Secrets } from '../crypto/secrets';
import type { ShredStore } from '../crypto/shred';

/** What a contributor's deeds work with; the room's context of a request is one of these. */
export interface Tools {
  sql: Sql;
  keys: Secrets;
  shred: ShredStore;
  now(): Date;
}

/** Runs what stretches a code, a few at once. */
export type Busy = <T>(work: () => Promise<T>) => Promise<T>;

/** Ends every session of a contributor, whoever asks. */
export type DropSessions = (who: string) => number;

/** Somebody who came back with a code: what they may do, and in the hand of this request alone, their key. */
export interface Returned {
  contributor: string;
  privateKey: Buffer;
}

export type Provenance = 'direct' | 'proxy' | 'group';

/** Letters of one contribution, all answers together, and of an answer to a reply (UTF-16 units, as a text area counts). */
export const most = { views: 20_000, answer: 4_000 };

/** Keys of the shred store are backed up for so many days at most; it is part of what is promised (point 11). */
export const backupDays = 7;

export interface Answer {
  question: string;
  answer: string;
}

/** The answers that hold something, each under its question, as one text for the support workers. */
export function textOf(answers: readonly Answer[]): string {
  return answers
    .filter(({ answer }) => answer.trim() !== '')
    .map(({ question, answer }) => `${question}\n\n${answer.trim()}`)
    .join('\n\n\n');
}

/** What is put between the answers of a text: no words of hers run over it. */
const between = '\n\u241e\n';

/** Of a text that `textOf` made, her answers alone: what the room asked is not hers to be quoted. */
export function answersOf(text: string, questions: readonly string[]): string {
  return text
    .split('\n\n\n')
    .map((block) => {
      const question = questions.find((q) => block.startsWith(`${q}\n\n`));
      return question === undefined ? block : `${between}${block.slice(question.length).trim()}`;
    })
    .join('\n\n\n');
}

export function lettersOf(answers: readonly Answer[]): number {
  return answers.reduce((sum, { answer }) => sum + answer.length, 0);
}

/** The questions that a room asks in a language; none where it asks nothing in it. */
export function questionsIn(questions: Partial<Record<string, string[]>>, language: Language): string[] {
  return Object.hasOwn(questions, language) ? (questions[language] ?? []) : [];
}
