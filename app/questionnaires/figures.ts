import { type Content, type Question, questionsOf } from './content';
import type { Count } from './release';
import { type ShownQuestion, shownQuestion } from './shown';
import { hideWhatHangs, type Tally, tallyOf } from './tally';

/** Results of one question as a page shows them; texts only for those who prepare it. */
export interface Figure {
  question: ShownQuestion;
  tally: ReturnType<typeof sendable>;
  texts: string[] | null;
}

/** Counts question by question, in their order; with `hide`, nothing in them is one person's. */
export function tallied(questions: Question[], given: Count[], hide: boolean): Tally[] {
  const all = questions.map((question) => {
    const own = given.filter((g) => g.question === question.id);
    return { question, tally: tallyOf(question, own, hide) };
  });
  return hide ? hideWhatHangs(all) : all.map(({ tally }) => tally);
}

/** What everybody may see of what is asked now: questions that can be counted, where there is anything to show. */
export function figuresFor(content: Content, given: Count[], language: string, own: string): Figure[] {
  const questions = questionsOf(content);
  const tallies = tallied(questions, given, true);
  return questions.flatMap((question, i) => {
    const tally = sendable(tallies[i]!);
    const known = [...tally.lines.map((l) => l.count), ...tally.rows.map((r) => r.answered), tally.figures];
    if (known.every((one) => one === null)) return [];
    return [{ question: shownQuestion(content, question, language, own), tally, texts: null }];
  });
}

/** What is no figure cannot be sent as one. */
export function sendable(tally: Tally) {
  const known = (n: number) => (Number.isNaN(n) ? null : n);
  const { figures } = tally;
  return { ...tally, figures: figures && { ...figures, least: known(figures.least), most: known(figures.most) } };
}
