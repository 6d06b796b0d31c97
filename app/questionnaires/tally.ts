import type { Value } from './answer';
import type { Question } from './content';
import { fewest } from './questionnaire';

/** How often each value was given: what the database counts. */
export interface Given {
  value: Value;
  count: number;
}

/** One line of a table of results; `count` is null where it is too small to be shown. */
export interface Line {
  /** The id of an option, a step of a scale, or a figure. */
  of: string;
  count: number | null;
}

/**
 * The results of one question as numbers. `answered` is null, and with it all the rest, where fewer than five have answered
 * and nobody may be told apart. The shares of `lines` are of `answered`.
 */
export interface Tally {
  answered: number | null;
  lines: Line[];
  /** Of a matrix: the lines of each row. */
  rows: { of: string; answered: number | null; lines: Line[] }[];
  /** Of figures. */
  figures: { mean: number; median: number; least: number; most: number } | null;
  /** Of a ranking: the mean place of each option, 1 being the first; among those who ranked it. */
  places: { of: string; mean: number | null; ranked: number | null }[];
}

const nothing: Tally = { answered: 0, lines: [], rows: [], figures: null, places: [] };

/** Counts of a question's answers. With `hide`, what would single out one of fewer than five is left out. */
export function tallyOf(question: Question, given: Given[], hide: boolean): Tally {
  const answered = total(given);
  if (hide && answered < fewest) return { ...nothing, answered: null };
  const known = hide ? hidden : (lines: Line[]) => lines;
  const base = { ...nothing, answered };
  switch (question.type) {
    case 'single':
    case 'multiple': {
      const lines = question.options.map((o) => ({ of: o.id, count: countOf(given, (v) => holdsOption(v, o.id)) }));
      // Who chooses several is in several lines: no line can be told from the others.
      return { ...base, lines: question.type === 'single' ? known(lines) : hide ? lines.map(small) : lines };
    }
    case 'scale': {
      const { min, max } = question.scale;
      const lines = known(
        Array.from({ length: max - min + 1 }, (_, i) => ({
          of: String(min + i),
          count: countOf(given, (v) => v === min + i),
        })),
      );
      // With the mean, counts that are left out could be worked out again.
      return { ...base, lines, figures: lines.some((l) => l.count === null) ? null : figuresOf(given) };
    }
    case 'matrix':
      return { ...base, rows: question.rows.map((r) => rowOf(question, r.id, given, hide)) };
    case 'ranking':
      return { ...base, ...rankingOf(question, given, hide) };
    case 'number':
      return { ...base, figures: hide ? withoutEnds(figuresOf(given)) : figuresOf(given) };
    default:
      return base;
  }
}

/**
 * Leaves out what a question that hangs on another would give away: how many were asked is how many gave the answer it waits
 * for, and where that count is not shown, this one is not shown either; nor what hangs on it.
 */
export function hideWhatHangs(tallies: { question: Question; tally: Tally }[]): Tally[] {
  const known = new Map(tallies.map((t) => [t.question.id, t.tally]));
  // A condition looks back only, so what it hangs on is settled by then.
  return tallies.map(({ question, tally }) => {
    const { condition } = question;
    const on = condition && known.get(condition.question);
    const line = on?.lines.find((l) => l.of === condition!.value);
    const isHidden = on && (on.answered === null || (line !== undefined && line.count === null));
    const shown = isHidden ? { ...nothing, answered: null } : tally;
    known.set(question.id, shown);
    return shown;
  });
}

const total = (given: Given[]) => given.reduce((sum, g) => sum + g.count, 0);
const countOf = (given: Given[], is: (value: Value) => boolean) => total(given.filter((g) => is(g.value)));
const holdsOption = (value: Value, id: string) => (Array.isArray(value) ? value.includes(id) : value === id);
const small = (line: Line): Line => (line.count !== null && line.count < fewest ? { ...line, count: null } : line);

/**
 * Leaves out counts under five, none included. Where only one is left out, the sum of the others would tell it: the
 * next smallest goes too.
 */
function hidden(lines: Line[]): Line[] {
  const out = lines.map(small);
  if (out.filter((l) => l.count === null).length !== 1) return out;
  const least = Math.min(...out.flatMap((l) => (l.count === null ? [] : [l.count])));
  const also = out.findIndex((l) => l.count === least);
  return out.map((l, i) => (i === also ? { ...l, count: null } : l));
}

function rowOf(question: Question, row: string, given: Given[], hide: boolean): Tally['rows'][number] {
  const of = (v: Value) => (v as Record<string, string>)[row];
  const answered = countOf(given, (v) => of(v) !== undefined);
  if (hide && answered < fewest) return { of: row, answered: null, lines: [] };
  const lines = question.options.map((o) => ({ of: o.id, count: countOf(given, (v) => of(v) === o.id) }));
  return { of: row, answered, lines: hide ? hidden(lines) : lines };
}

/** How often each was put first, and its mean place. */
function rankingOf({ options }: Question, given: Given[], hide: boolean): Pick<Tally, 'lines' | 'places'> {
  const firsts = options.map((o) => ({ of: o.id, count: countOf(given, (v) => (v as string[])[0] === o.id) }));
  const places = options.map((o) => {
    const with_ = given.filter((g) => (g.value as string[]).includes(o.id));
    const ranked = total(with_);
    if (ranked === 0 || (hide && ranked < fewest)) return { of: o.id, mean: null, ranked: hide ? null : ranked };
    const sum = with_.reduce((s, g) => s + ((g.value as string[]).indexOf(o.id) + 1) * g.count, 0);
    return { of: o.id, mean: sum / ranked, ranked };
  });
  return { lines: hide ? hidden(firsts) : firsts, places };
}

function figuresOf(given: Given[]): Tally['figures'] {
  const sorted = given
    .filter((g): g is { value: number; count: number } => typeof g.value === 'number')
    .sort((a, b) => a.value - b.value);
  const count = total(sorted);
  if (count === 0) return null;
  return {
    mean: sorted.reduce((sum, g) => sum + g.value * g.count, 0) / count,
    median: (nth(sorted, Math.ceil(count / 2)) + nth(sorted, Math.floor(count / 2) + 1)) / 2,
    least: sorted[0]!.value,
    most: sorted.at(-1)!.value,
  };
}

/** The n-th of all figures in their order, from 1. */
function nth(sorted: { value: number; count: number }[], n: number): number {
  let seen = 0;
  for (const { value, count } of sorted) {
    seen += count;
    if (seen >= n) return value;
  }
  return Number.NaN;
}

/** The least and the most are each one person's. */
function withoutEnds(figures: Tally['figures']): Tally['figures'] {
  return figures && { ...figures, least: Number.NaN, most: Number.NaN };
}
