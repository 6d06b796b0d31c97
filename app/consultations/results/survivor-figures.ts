import type { Question } from '../../questionnaires/content';
import { type Published, publish, type Tables } from '../../voices/numbers';
import type { Week } from '../../voices/week';
import { type CountedVoice, tablesOf } from './counting';

/** Those who did not answer a question are in its table too: every table counts the same voices. */
export const noAnswer = 'none';

/** What is held of survivor groups: what was counted, what is shown of it, and from which week that holds. */
export interface SurvivorFigures {
  week: Week;
  basis: Published['basis'];
  figures: { total: number | null; tables: Published['tables'] };
}

/**
 * What is published of survivor groups from this week on: eleven voices at least in every count that is shown, rounded to
 * five, others withheld beside what is small, and unchanged until every count has moved by nothing or by eleven and more
 * (app/voices/numbers.ts). Tables keep their cells for good: what a later version asks besides is not counted here.
 */
export function survivorFigures(
  questions: Question[],
  voices: CountedVoice[],
  before: SurvivorFigures | null,
  week: Week,
): SurvivorFigures {
  // Beside what was withheld as a whole nothing can be laid: the next is the first.
  const shown = before && before.figures.total !== null ? before : null;
  const counts = countsOf(questions, voices, shown?.basis ?? null);
  if (Object.keys(counts).length === 0) return { week, basis: {}, figures: { total: null, tables: {} } };
  const held: Published | null = shown && { basis: shown.basis, ...shown.figures };
  const next = publish(counts, held);
  if (shown && next === held) return shown;
  return { week, basis: next.basis, figures: { total: next.total, tables: next.tables } };
}

function countsOf(questions: Question[], voices: CountedVoice[], before: Tables | null): Tables {
  const tables: Tables = {};
  for (const asked of questions.flatMap(tablesOf)) {
    if (before && !before[asked.id]) continue;
    const cells = Object.fromEntries(
      (before ? Object.keys(before[asked.id]!) : [...asked.columns, noAnswer]).map((c) => [c, 0]),
    );
    for (const { answers } of voices) {
      const column = Object.hasOwn(answers, asked.question) ? asked.columnOf(answers[asked.question]!) : undefined;
      cells[column !== undefined && Object.hasOwn(cells, column) ? column : noAnswer]!++;
    }
    tables[asked.id] = cells;
  }
  for (const [id, cells] of Object.entries(before ?? {}))
    tables[id] ??= { ...Object.fromEntries(Object.keys(cells).map((c) => [c, 0])), [noAnswer]: voices.length };
  return tables;
}
