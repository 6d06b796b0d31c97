import type { Sql } from '../../db/connect';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { judge } from './answer';
import { settle } from './answering.server';
import { findQuestionnaire } from './found.server';
import { lookForRelease } from './releasing.server';
import { readTypedLines, type TypedLines } from './typed-lines';

/** What is wrong with what was typed in from paper: by lines, and by questions. */
export interface TypingMistakes {
  lines: TypedLines['wrong'];
  questions: { question: string; mistake: string }[];
}

/**
 * Takes in one form that was filled in on paper, sent as a whole, by whoever prepares the questionnaire. It belongs to the
 * version that is asked now; `once` is the form's key, so that sent twice it is one. Gives what is to be put right, or the
 * number of answers that were dropped since they are not asked.
 */
export async function typeIn(
  sql: Sql,
  reader: Reader,
  id: number,
  form: { lines: string; language: string; once: string },
  now: Date,
): Promise<{ mistakes: TypingMistakes } | { dropped: number }> {
  return sql.begin(async (tx) => {
    const found = await findQuestionnaire(tx, { reader, token: null, key: null }, id, form.language);
    if (!found.tie.mayPrepare) throw refuse('not-found', 'shared:errors.not-found');
    const { content, current } = found;
    if (!content || current === null) throw refuse('closed', 'questionnaires:refusals.not-yet-open');
    const { typed, wrong } = readTypedLines(content, form.lines);
    const judged = judge(content, typed);
    const questions = [...judged.mistakes].map(([question, mistake]) => ({ question, mistake }));
    if (wrong.length > 0 || questions.length > 0) return { mistakes: { lines: wrong, questions } };
    if (judged.values.size === 0)
      throw refuse('invalid', 'shared:errors.check-fields', undefined, { lines: 'text:empty' });
    const at = found.anonymous ? new Date(now.toISOString().slice(0, 10)) : now;
    const [response] = await tx<{ id: string }[]>`
      insert into questionnaire_response (id, questionnaire_id, version, typed_by, language, submitted_at)
      values (${form.once}, ${id}, ${current}, ${reader.id}, ${form.language}, ${at}) on conflict do nothing returning id`;
    if (!response) return { dropped: 0 };
    for (const question of judged.values.keys()) {
      await tx`
        insert into questionnaire_answer (response_id, question_id, typed)
        values (${response.id}, ${question}, ${tx.json(typed.get(question)!)})`;
    }
    await settle(tx, response.id, content, judged.values);
    await lookForRelease(tx, id);
    return { dropped: judged.dropped.length };
  }) as Promise<{ mistakes: TypingMistakes } | { dropped: number }>;
}
