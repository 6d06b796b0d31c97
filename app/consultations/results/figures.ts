import type { Question } from '../../questionnaires/content';
import { equalSectorWeights, smallest } from './balanced';
import { type Basis, isSameSector, noSector, tablesOf } from './counting';
import { type Shown, suppress, withheldRows } from './suppress';

/** One table of a question, three ways: of all together, with every sector counting the same, and by sector. */
export interface TableFigures extends Shown {
  id: string;
  columns: string[];
  /** What the weighted shares rest on; null where no sector has enough voices. */
  weighing: Weighing | null;
}

export interface Weighing {
  sectors: string[];
  /** Have voices, and too few to be weighted. */
  left: string[];
  capped: string[];
  voices: number;
  /** As many voices of the same weight would tell as much; a whole number. */
  effective: number;
  isLow: boolean;
}

/** Means: null is withheld. Only once the questionnaire is closed. */
export interface MeanFigures {
  all: number | null;
  weighted: number | null;
  rows: { of: string; answered: number | null; mean: number | null }[];
  weighing: Weighing | null;
}

export interface QuestionFigures {
  id: string;
  /** Of all together; null where they are too few. */
  answered: number | null;
  tables: TableFigures[];
  means: MeanFigures | null;
}

/** All that is published of a questionnaire: plain figures, words come with the page. */
export interface Figures {
  voices: number | null;
  sectors: { of: string; voices: number | null }[];
  questions: QuestionFigures[];
}

/**
 * What is published of what was counted. `before` is what was published last and what it was made from: what was shown then
 * stays known, whoever has kept it.
 */
export function figuresOf(
  questions: Question[],
  basis: Basis,
  before: { basis: Basis; figures: Figures } | null,
  { isFinal, k = smallest }: { isFinal: boolean; k?: number },
): Figures {
  const sectors = Object.keys(basis.sectors).sort();
  const count = (n: number) => (n < k ? null : n);
  const voices = sectors.map((of) => ({ of, voices: basis.sectors[of]!.tally.voices }));
  return {
    voices: count(sum(voices.map((s) => s.voices))),
    sectors: voices.map((s) => ({ of: s.of, voices: count(s.voices) })),
    questions: hideWhatHangs(
      questions,
      questions.map((question) => ({
        id: question.id,
        answered: count(sum(sectors.map((of) => basis.sectors[of]!.tally.answered[question.id] ?? 0))),
        tables: tablesOf(question).map(({ id, columns }) => tableFigures(id, columns, basis, before, k)),
        means: question.type === 'number' && isFinal ? meanFigures(question.id, basis, k) : null,
      })),
    ),
  };
}

/**
 * A question that is asked of those alone who gave a certain answer is answered by as many: where that count is withheld by
 * sector, its voices by sector are too, and where it is withheld of all, nothing of it is shown.
 */
function hideWhatHangs(questions: Question[], figures: QuestionFigures[]): QuestionFigures[] {
  const out = new Map<string, QuestionFigures>();
  for (const [i, question] of questions.entries()) {
    const own = figures[i]!;
    const on = question.condition && out.get(question.condition.question);
    out.set(question.id, on ? hanging(own, on, question.condition!.value) : own);
  }
  return [...out.values()];
}

function hanging(own: QuestionFigures, on: QuestionFigures, value: string): QuestionFigures {
  const table = on.tables.find((t) => t.id === on.id) ?? on.tables.find((t) => t.id === `${on.id}.${value}`);
  if (!table && on.answered !== null) return own;
  const column = table?.id === on.id ? table.columns.indexOf(value) : 0;
  if (!table || table.total[column] === null || table.total[column] === undefined) return withNothing(own);
  const isWhole = table.rows.every((row) => row.counts[column] !== null);
  return isWhole ? own : { ...own, tables: own.tables.map(withoutRows), means: null };
}

function withNothing(own: QuestionFigures): QuestionFigures {
  const tables = own.tables.map((t) => ({
    ...withoutRows(t),
    answered: null,
    total: t.columns.map(() => null),
    weighted: null,
    weighing: null,
  }));
  return { ...own, answered: null, tables, means: null };
}

function withoutRows(table: TableFigures): TableFigures {
  const rows = table.rows.map(({ of }) => ({ of, answered: null, counts: table.columns.map(() => null) }));
  return { ...table, rows };
}

function tableFigures(
  id: string,
  asked: string[],
  basis: Basis,
  before: { basis: Basis; figures: Figures } | null,
  k: number,
): TableFigures {
  const sectors = Object.keys(basis.sectors).sort();
  const counts = (of: string) => basis.sectors[of]!.tally.tables[id] ?? {};
  // What was chosen when it could be is counted, also where a later version no longer offers it.
  const gone = [...new Set(sectors.flatMap((of) => Object.keys(counts(of))))].filter((c) => !asked.includes(c)).sort();
  const columns = [...asked, ...gone];
  const shownBefore = before?.figures.questions.flatMap((q) => q.tables).find((t) => t.id === id);
  const rows = sectors.map((of) => {
    const row = shownBefore?.rows.find((r) => r.of === of);
    const was = columns.map((c) => row?.counts[shownBefore!.columns.indexOf(c)] ?? null);
    return {
      of,
      counts: columns.map((c) => counts(of)[c] ?? 0),
      ...(row ? { before: { counts: was, isSame: isSameSector(before?.basis ?? null, basis, of) } } : {}),
    };
  });
  const weights = weigh(Object.fromEntries(rows.map((r) => [r.of, sum(r.counts)])), k);
  return { id, columns, ...suppress({ columns, rows }, k, weights.weights), weighing: weights.weighing };
}

/** The mean of a small sector must not follow from the others: those beside it are withheld until two and more are. */
function meanFigures(question: string, basis: Basis, k: number): MeanFigures {
  const rows = Object.keys(basis.sectors)
    .sort()
    .map((of) => {
      const { answered, sums } = basis.sectors[of]!.tally;
      return { of, n: answered[question] ?? 0, sum: sums[question] ?? 0 };
    });
  const withheld = withheldRows(Object.fromEntries(rows.map((r) => [r.of, r.n])), k);
  const shown = rows.filter((r) => r.n > 0 && !withheld.has(r.of));
  const { weights, weighing } = weigh(Object.fromEntries(shown.map((r) => [r.of, r.n])), k);
  const all = sum(rows.map((r) => r.n));
  const rest = rows.filter((r) => withheld.has(r.of));
  // Where all that is withheld is one sector, or fewer than k voices, the mean of all would give it away.
  const isSafe = rest.length === 0 || (rest.length >= 2 && sum(rest.map((r) => r.n)) >= k);
  const weight = sum(shown.map((r) => (weights[r.of] ?? 0) * r.n));
  return {
    all: all < k || !isSafe ? null : sum(rows.map((r) => r.sum)) / all,
    weighted: weight === 0 ? null : sum(shown.map((r) => (weights[r.of] ?? 0) * r.sum)) / weight,
    rows: rows.map((r) => {
      const isShown = shown.includes(r);
      return { of: r.of, answered: isShown ? r.n : null, mean: isShown ? r.sum / r.n : null };
    }),
    weighing,
  };
}

function weigh(
  counts: Record<string, number>,
  k: number,
): { weights: Record<string, number>; weighing: Weighing | null } {
  const { [noSector]: _, ...declared } = counts;
  const { weights, left, capped, voices, effective, isLow } = equalSectorWeights(declared, { smallest: k });
  const sectors = Object.keys(weights);
  if (sectors.length === 0) return { weights, weighing: null };
  return { weights, weighing: { sectors, left, capped, voices, effective: Math.round(effective), isLow } };
}

function sum(numbers: number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
