/**
 * What may be shown of one question's answers by sector. A count of fewer than k voices is withheld, zero too, and so is
 * every answer of a sector with fewer than k. What is withheld beside them is chosen so that nothing that is withheld for
 * its smallness can be worked out: for each of these counts there is another table, with other answers in that very place,
 * of which all would be shown that is shown of this one: the voices of every sector, the totals, the weighted shares in
 * whole per cent, the counts by sector.
 */

/** Voices by sector (row) and answer (column): each voice in one column. Counts are whole and not negative. */
export interface Table {
  columns: string[];
  /** `isWithheld`: nothing of it is shown, not even how many it is: see withheldVoices. */
  rows: { of: string; counts: number[]; before?: Before; isWithheld?: boolean }[];
}

/**
 * What was shown of a row before: every reader may have kept it. A count that was shown has not become less; where the very
 * same voices are counted, what was shown is known for good and what was withheld stays so.
 */
export interface Before {
  counts: (number | null)[];
  isSame: boolean;
}

/** What is shown: null is withheld. Rows and columns in the order in which they came. */
export interface Shown {
  /** All who answered; null, with all the rest, where they are fewer than k. */
  answered: number | null;
  /** Of all together, by column. */
  total: (number | null)[];
  rows: { of: string; answered: number | null; counts: (number | null)[] }[];
  /** By column, in whole per cent, with the weights that were given; null as a whole where it would tell too much. */
  weighted: number[] | null;
}

/** So many voices more in `up`, and as many fewer in `down`, in each of these rows; a negative number the other way round. */
interface Move {
  by: [row: number, more: number][];
  up: number;
  down: number;
}

interface State {
  counts: number[][];
  /** What a count is known to be at least, and whether it is known altogether, from what was shown before. */
  least: number[][];
  known: boolean[][];
  totals: number[];
  weights: number[];
  /** Sum of the weights of all voices. */
  weight: number;
  hidden: boolean[][];
  hiddenTotals: boolean[];
  hidesWeighted: boolean;
}

/**
 * Withholds what is small and what would give it away. `weights`: what a voice of each row weighs where weighted shares
 * are shown too (none: they are not). Which of several is withheld beside a small one goes by how few there have to be,
 * how near their column is and what their row is called, and not by their size: who knows the rule would know too much.
 */
export function suppress(table: Table, k: number, weights: Record<string, number> = {}): Shown {
  const rows = table.rows.map((row, i) => ({ ...row, i })).sort((a, b) => (a.of < b.of ? -1 : 1));
  const filled = rows.filter((row) => sum(row.counts) > 0);
  const counts = filled.map((row) => row.counts);
  const totals = table.columns.map((_, c) => sum(counts.map((row) => row[c]!)));
  const answered = sum(totals);
  if (answered < k) return nothing(table);
  const state: State = {
    counts,
    least: filled.map(({ counts, before }) => counts.map((count, c) => Math.min(count, before?.counts[c] ?? 0))),
    known: filled.map(({ counts, before }) => counts.map((_, c) => isKnown(before, c))),
    totals,
    weights: filled.map((row) => weights[row.of] ?? 0),
    weight: sum(filled.map((row) => (weights[row.of] ?? 0) * sum(row.counts))),
    hidden: filled.map(({ counts: row, before, isWithheld }) =>
      row.map(
        (count, c) =>
          isWithheld === true || count < k || sum(row) < k || (before?.isSame === true && !isKnown(before, c)),
      ),
    ),
    hiddenTotals: totals.map((total) => total < k),
    hidesWeighted: false,
  };
  state.hidesWeighted = state.weight === 0;
  // With one answer to choose there is nothing to hide: whoever answered gave it.
  if (table.columns.length > 1) protect(state, k);
  const place = new Map(filled.map((row, at) => [row.i, at]));
  return {
    answered,
    total: totals.map((total, c) => (state.hiddenTotals[c] ? null : total)),
    rows: table.rows.map((row, i) => {
      const at = place.get(i);
      const voices = sum(row.counts);
      return {
        of: row.of,
        answered: voices < k || row.isWithheld ? null : voices,
        counts: row.counts.map((count, c) => (at === undefined || state.hidden[at]![c] ? null : count)),
      };
    }),
    weighted: state.hidesWeighted ? null : table.columns.map((_, c) => percentOf(state, c)),
  };
}

function isKnown(before: Before | undefined, column: number): boolean {
  return before?.isSame === true && typeof before.counts[column] === 'number';
}

function nothing({ columns, rows }: Table): Shown {
  const none = columns.map(() => null);
  return {
    answered: null,
    total: none,
    rows: rows.map(({ of }) => ({ of, answered: null, counts: none })),
    weighted: null,
  };
}

/** Sees to it that each small count could be another one. What is withheld more only ever helps those before it. */
function protect(state: State, k: number): void {
  const { counts, totals } = state;
  for (const [c, total] of totals.entries()) if (total < k) make(state, cheapest(state, movesOfTotal(state, c)));
  for (const [r, row] of counts.entries()) {
    for (const [c, count] of row.entries()) {
      if (count >= k && sum(row) >= k) continue;
      const simple = cheapest(state, movesOfCell(state, r, c));
      // Between two rows of unequal weight the weighted shares often move; between three they can stay.
      const keeps = simple && costOf(state, simple) < seen;
      make(state, keeps ? simple : cheapest(state, [...(simple ? [simple] : []), ...movesOfThree(state, r, c)]));
    }
  }
}

/** Every step to another table in which this count is another one and none is below what it is known to be. */
function* movesOfCell(state: State, row: number, column: number): Iterable<Move> {
  for (const [up, down] of waysOf(state, column)) {
    for (let other = 0; other < state.counts.length; other++) {
      if (other === row) continue;
      yield* possible(state, {
        by: [
          [row, 1],
          [other, -1],
        ],
        up,
        down,
      });
    }
    yield* possible(state, { by: [[row, 1]], up, down });
  }
}

/** The same between three rows, with a few voices more each way: sums stay, and weights may balance. */
function* movesOfThree(state: State, row: number, column: number): Iterable<Move> {
  const rows = state.counts.length;
  for (const [up, down] of waysOf(state, column)) {
    for (let other = 0; other < rows; other++) {
      for (let third = 0; third < rows; third++) {
        if (other === row || third === row || third === other) continue;
        for (let more = 1; more <= 4; more++)
          yield* possible(state, {
            by: [
              [row, 1],
              [other, -1 - more],
              [third, more],
            ],
            up,
            down,
          });
      }
    }
  }
}

function* movesOfTotal(state: State, column: number): Iterable<Move> {
  for (const [up, down] of waysOf(state, column))
    for (let row = 0; row < state.counts.length; row++) yield* possible(state, { by: [[row, 1]], up, down });
}

/** From this column to each other, and back. */
function* waysOf({ totals }: State, column: number): Iterable<[up: number, down: number]> {
  for (let c = 0; c < totals.length; c++) {
    if (c === column) continue;
    yield [column, c];
    yield [c, column];
  }
}

function* possible({ counts, least, known }: State, move: Move): Iterable<Move> {
  if (cellsOf(move).some(([r, c]) => known[r]![c])) return;
  const leaves = ([row, more]: [number, number]) => {
    const column = more > 0 ? move.down : move.up;
    return counts[row]![column]! - Math.abs(more) >= least[row]![column]!;
  };
  if (move.by.every(leaves)) yield move;
}

/** What it costs that the weighted shares cannot be shown. */
const seen = 1e6;

/** None where what was published before leaves no other table: then the count is known already. */
function cheapest(state: State, moves: Iterable<Move>): Move | null {
  let best: Move | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const move of moves) {
    const cost = costOf(state, move);
    if (cost < least) [best, least] = [move, cost];
    if (cost === 0) break;
  }
  return best;
}

/** What is lost where this step has to stay possible: counts by sector first, then the weighted shares, then totals. */
function costOf(state: State, move: Move): number {
  const { hidden, hiddenTotals } = state;
  const cells = cellsOf(move).filter(([r, c]) => !hidden[r]![c]).length;
  const totals = totalsOf(move).filter((c) => !hiddenTotals[c]).length;
  const lost = cells * 1e3 + (isSeen(state, move) ? seen : 0) + totals * 1e9;
  return lost === 0 ? 0 : lost + Math.abs(move.up - move.down);
}

function make(state: State, move: Move | null): void {
  if (!move) return;
  for (const [r, c] of cellsOf(move)) state.hidden[r]![c] = true;
  for (const c of totalsOf(move)) state.hiddenTotals[c] = true;
  if (isSeen(state, move)) state.hidesWeighted = true;
}

function cellsOf({ by, up, down }: Move): [number, number][] {
  return by.flatMap(([row]): [number, number][] => [
    [row, up],
    [row, down],
  ]);
}

/** Sums stay where as many come to a column as leave it. */
const totalsOf = ({ by, up, down }: Move) => (sum(by.map(([, more]) => more)) === 0 ? [] : [up, down]);

/** Whether the weighted shares, as they are shown, would not be the same after this step. */
function isSeen(state: State, { by, up, down }: Move): boolean {
  if (state.hidesWeighted) return false;
  const more = sum(by.map(([row, voices]) => voices * state.weights[row]!));
  return (
    percentOf(state, up, more) !== percentOf(state, up) || percentOf(state, down, -more) !== percentOf(state, down)
  );
}

function percentOf({ counts, weights, weight }: State, column: number, more = 0): number {
  return Math.round((100 * (sum(counts.map((row, r) => weights[r]! * row[column]!)) + more)) / weight);
}

/**
 * Which rows say nothing of figures that are means, or words: those with fewer than k voices, and others beside them, the
 * smallest first, until those withheld are two rows or more with 2 k voices or more together. So what is had by taking the
 * rest from the total is no small group's.
 */
export function withheldRows(voices: Record<string, number>, k: number): Set<string> {
  const rows = Object.entries(voices)
    .filter(([, n]) => n > 0)
    .sort(([a, n], [b, m]) => n - m || (a < b ? -1 : 1));
  const withheld = new Set(rows.filter(([, n]) => n < k).map(([of]) => of));
  if (withheld.size === 0) return withheld;
  for (const [of] of rows) {
    if (withheld.size >= 2 && sum([...withheld].map((row) => voices[row]!)) >= 2 * k) break;
    withheld.add(of);
  }
  return withheld;
}

function sum(numbers: number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
