import { type Refusal, refuse } from '../../shared/refusal';
import { type EntryCriterion, entryCriteria } from '../entry-criteria';

/**
 * The judgement by the entry criteria (strategic plan, on strategic support and interventions): what is taken on is better done
 * together, nobody's task already, asked for, can be repeated, and reaches where others do not. One that is not met stops nothing:
 * the committee is told so, and why it is proposed all the same.
 */

/** What is taken on: a proposal about one of these is judged before it is put. */
const judgedKinds: readonly string[] = ['programme', 'pilot'];

export function isJudged(subjectKind: string | null): boolean {
  return subjectKind !== null && judgedKinds.includes(subjectKind);
}

export interface EntryAnswer {
  criterion: EntryCriterion;
  /** Null: not said yet. */
  met: boolean | null;
  /** How it is met, or why it is proposed all the same. */
  words: string;
  /** Of "nobody's task already" alone: which organisations were looked at. */
  lookedAt: string;
  /** Of "asked for" alone: by whom, on which day (ISO), and by what paper that can be found. */
  requestedBy: string;
  requestedOn: string | null;
  reference: string;
}

/** What an answer lacks, as the names of its fields. */
export type Gap = 'met' | 'words' | 'looked-at' | 'requested-by' | 'requested-on';

export const noAnswer = (criterion: EntryCriterion): EntryAnswer => ({
  ...{ criterion, met: null, words: '', lookedAt: '', requestedBy: '', requestedOn: null, reference: '' },
});

/** What is still to be said of one: a request that was never made has nobody who made it. */
export function gapsOf(answer: EntryAnswer): Gap[] {
  const { criterion, met } = answer;
  const gaps: Gap[] = [];
  if (met === null) gaps.push('met');
  if (answer.words.trim() === '') gaps.push('words');
  if (criterion === 'nobody-elses-task' && answer.lookedAt.trim() === '') gaps.push('looked-at');
  if (criterion === 'request-and-will' && met !== false) {
    if (answer.requestedBy.trim() === '') gaps.push('requested-by');
    if (answer.requestedOn === null) gaps.push('requested-on');
  }
  return gaps;
}

/** Of which nothing, or not enough, is said: in the order of the criteria. */
export function unjudged(answers: EntryAnswer[]): EntryCriterion[] {
  return entryCriteria.filter((criterion) => {
    const answer = answers.find((a) => a.criterion === criterion);
    return !answer || gapsOf(answer).length > 0;
  });
}

/** Those that it is said not to meet: what the committee should know before it decides. */
export function notMet(answers: EntryAnswer[]): EntryCriterion[] {
  return entryCriteria.filter((criterion) => answers.some((a) => a.criterion === criterion && a.met === false));
}

/** Why a proposal about such a subject cannot be put yet. */
export function whyNotTakenOn(subjectKind: string | null, answers: EntryAnswer[]): Refusal | undefined {
  if (!isJudged(subjectKind)) return undefined;
  const gaps = unjudged(answers).length;
  return gaps > 0 ? refuse('invalid', 'entry:mistakes.unanswered', { count: gaps }) : undefined;
}
