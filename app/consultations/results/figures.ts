import type { Question } from '../../questionnaires/content';
import { equalSectorWeights, smallest } from './balanced';
import { type Basis, isSameSector, noSector, tablesOf } from './counting';
import { type Shown, suppress, type Table, withheldRows } from './suppress';
import { leavesOpen, withheldVoices } from './voices';

/** One table of a question, three ways: of all together, with every sector counting the same, and by sector. */
export interface TableFigures extends Shown {
  id: string;
  columns: string[];
  /** What the weighted shares rest on; null where there are too few voices for it. */
  weighing: Weighing | null;
}

export interface Weighing {
  sectors: string[];
  /** Have voices, and too few to be weighted. */
  left: string[];
  capped: string[];
  /** Null is withheld: from both the number of a small sector would follow. */
  voices: number | null;
  /** As many voices of the same weight would tell as much; a whole number. Null as `voices` is. */
  effective: number | null;
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
  /** The rule by which they were made: those of an earlier one are made again. */
  rule?: number;
}

/** 2: since how many voices a sector has is withheld as its answers are. */
export const figuresRule = 2;

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
  const voices = Object.fromEntries(sectors.map((of) => [of, basis.sectors[of]!.tally.voices]));
  // Withheld in every question, whoever answered it: where one question had all of a sector, its number would stand there.
  const withheld = withheldVoices(voices, k);
  return {
    rule: figuresRule,
    voices: count(sum(Object.values(voices))),
    sectors: sectors.map((of) => ({ of, voices: withheld.has(of) ? null : count(voices[of]!) })),
    questions: hideWhatHangs(
      questions,
      questions.map((question) => ({
        id: question.id,
        answered: count(sum(sectors.map((of) => basis.sectors[of]!.tally.answered[question.id] ?? 0))),
        tables: tablesOf(question).map(({ id, columns }) => tableFigures(id, columns, basis, before, { withheld, k })),
        means: question.type === 'number' && isFinal ? meanFigures(question.id, basis, { withheld, k }) : null,
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
  return { ...table, rows, weighing: withoutNumbers(table.weighing) };
}

const withoutNumbers = (weighing: Weighing | null) => weighing && { ...weighing, voices: null, effective: null };

/**
 * The same without how many voices these sectors have, and what they said: what the table of participation withholds at this
 * moment stands in no table beside it.
 */
export function figuresBeside(figures: Figures, withheld: ReadonlySet<string>): Figures {
  const isOut = (row: { of: string }) => withheld.has(row.of);
  return {
    ...figures,
    sectors: figures.sectors.map((s) => (isOut(s) ? { ...s, voices: null } : s)),
    questions: figures.questions.map((question) => ({
      ...question,
      tables: question.tables.map((table) => ({
        ...table,
        rows: table.rows.map((r) => (isOut(r) ? { ...r, answered: null, counts: r.counts.map(() => null) } : r)),
        weighing: table.rows.some(isOut) ? withoutNumbers(table.weighing) : table.weighing,
      })),
      means: question.means && {
        ...question.means,
        rows: question.means.rows.map((r) => (isOut(r) ? { ...r, answered: null, mean: null } : r)),
        weighing: question.means.rows.some(isOut) ? withoutNumbers(question.means.weighing) : question.means.weighing,
      },
    })),
  };
}

function tableFigures(
  id: string,
  asked: string[],
  basis: Basis,
  before: { basis: Basis; figures: Figures } | null,
  { withheld, k }: { withheld: ReadonlySet<string>; k: number },
): TableFigures {
  const sectors = Object.keys(basis.sectors).sort();
  const counts = (of: string) => basis.sectors[of]!.tally.tables[id] ?? {};
  // What was chosen when it could be is counted, also where a later version no longer offers it.
  const gone = [...new Set(sectors.flatMap((of) => Object.keys(counts(of))))].filter((c) => !asked.includes(c)).sort();
  const columns = [...asked, ...gone];
  const shownBefore = before?.figures.questions.flatMap((q) => q.tables).find((t) => t.id === id);
  const all = sectors.map((of) => {
    const row = shownBefore?.rows.find((r) => r.of === of);
    const was = columns.map((c) => row?.counts[shownBefore!.columns.indexOf(c)] ?? null);
    return {
      of,
      counts: columns.map((c) => counts(of)[c] ?? 0),
      ...(row ? { before: { counts: was, isSame: isSameSector(before?.basis ?? null, basis, of) } } : {}),
    };
  });
  const few = withheldVoices(numbersOf(all), k);
  const rows = all.map((row) => ({ ...row, isWithheld: withheld.has(row.of) || few.has(row.of) }));
  const { weights, weighing } = weigh(numbersOf(rows), k);
  const shown = suppress({ columns, rows }, k, weights);
  const isWhole = rows.every((row) => !row.isWithheld || sum(row.counts) === 0);
  // With a few voices beside it, a sector that has enough to be weighed leaves but one number for a small one.
  const isNamed = isWhole || leavesOpen(rows, k, (other) => weighedOf(other, k).weighing);
  const isWeighed = isNamed && (isWhole || leavesOpen(rows, k, (other) => weighedOf(other, k)));
  return {
    id,
    columns,
    ...shown,
    weighted: isWeighed ? shown.weighted : null,
    weighing: isWhole ? weighing : isNamed ? withoutNumbers(weighing) : null,
  };
}

const numbersOf = (rows: Table['rows']) => Object.fromEntries(rows.map((r) => [r.of, sum(r.counts)]));

/** What is shown of rows with their weights, where how many they are is not: whole per cent, and which sectors are weighed. */
function weighedOf(rows: Table['rows'], k: number) {
  const { weights, weighing } = weigh(numbersOf(rows), k);
  const weightOf = (row: Table['rows'][number]) => weights[row.of] ?? 0;
  const weight = sum(rows.map((row) => weightOf(row) * sum(row.counts)));
  const columns = rows[0]?.counts ?? [];
  const shares = columns.map((_, c) => Math.round((100 * sum(rows.map((r) => weightOf(r) * r.counts[c]!))) / weight));
  return { shares, weighing: withoutNumbers(weighing) };
}

/** The mean of a small sector must not follow from the others: those beside it are withheld until two and more are. */
function meanFigures(
  question: string,
  basis: Basis,
  { withheld: elsewhere, k }: { withheld: ReadonlySet<string>; k: number },
): MeanFigures {
  const rows = Object.keys(basis.sectors)
    .sort()
    .map((of) => {
      const { answered, sums } = basis.sectors[of]!.tally;
      return { of, n: answered[question] ?? 0, sum: sums[question] ?? 0 };
    });
  const few = withheldRows(Object.fromEntries(rows.map((r) => [r.of, r.n])), k);
  const withheld = new Set([...few, ...elsewhere]);
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
