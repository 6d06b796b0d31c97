import type { Question } from '../../questionnaires/content';
import type { Published } from '../../voices/numbers';
import { chosen } from './counting';
import type { QuestionFigures, Weighing } from './figures';

/** One table as it is read: a line for each answer, a column for each way of counting it. Null is withheld. */
export interface View {
  /** Row of a matrix; null for the question itself. */
  row: string | null;
  columns: string[];
  /** Whether who answers is in one column alone: then the shares of all are 100 % together. */
  isOneOf: boolean;
  answered: number | null;
  total: (number | null)[];
  /** Whole per cent. */
  weighted: (number | null)[];
  rows: { of: string; answered: number | null; counts: (number | null)[] }[];
  weighing: Weighing | null;
  /** Survivor groups, rounded to five. */
  survivors: (number | null)[] | null;
}

/** The tables of a question as its page shows them: what may be chosen together stands in one table again. */
export function viewsOf(
  question: Question,
  figures: QuestionFigures | undefined,
  survivors: Published['tables'] | null,
): { views: View[]; means: QuestionFigures['means'] } {
  const means = figures?.means ?? null;
  const tables = figures?.tables ?? [];
  if (tables.length === 0) return { views: [], means };
  const groupOf = (table: string, column: string) => survivors?.[table]?.[column] ?? null;
  if (question.type !== 'multiple') {
    const views = tables.map(
      (t): View => ({
        row: question.type === 'matrix' ? t.id.slice(question.id.length + 1) : null,
        columns: t.columns,
        isOneOf: true,
        answered: t.answered,
        total: t.total,
        weighted: t.columns.map((_, c) => t.weighted?.[c] ?? null),
        rows: t.rows,
        weighing: t.weighing,
        survivors: survivors?.[t.id] ? t.columns.map((c) => groupOf(t.id, c)) : null,
      }),
    );
    return { views, means };
  }
  const [first] = tables;
  const merged: View = {
    row: null,
    columns: tables.map((t) => t.id.slice(question.id.length + 1)),
    isOneOf: false,
    answered: first!.answered,
    total: tables.map((t) => t.total[0] ?? null),
    weighted: tables.map((t) => t.weighted?.[0] ?? null),
    rows: first!.rows.map((row, r) => ({ ...row, counts: tables.map((t) => t.rows[r]?.counts[0] ?? null) })),
    weighing: first!.weighing,
    survivors: survivors ? tables.map((t) => groupOf(t.id, chosen)) : null,
  };
  return { views: [merged], means };
}
