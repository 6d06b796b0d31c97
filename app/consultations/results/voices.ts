import { cellSectors } from '../balance/cells';
import { shownTable } from '../balance/withholding';
import type { Table } from './suppress';

/**
 * Sectors whose number of voices is withheld: the small ones, and others beside them, by the rule of the table of
 * participation and in its order. Else how many a small sector is would be had by taking the others from all.
 */
export function withheldVoices(voices: Record<string, number>, k: number): Set<string> {
  const place = (of: string) => (cellSectors as readonly string[]).indexOf(of) >>> 0;
  const rows = Object.entries(voices)
    .filter(([, n]) => n > 0)
    .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
  const shown = shownTable(
    rows.map(([, n]) => [n]),
    k,
  );
  return new Set(rows.flatMap(([of], r) => (shown[r]![0] === null ? [of] : [])));
}

/** What is shown with the weight of every sector, besides how many voices there are. */
type Told = (rows: Table['rows']) => unknown;

/** How many other tables are tried for one sector: where none of so many will do, it is as if there were none. */
const most = 3000;

/**
 * Whether the weighted shares, as they are shown, leave open how many voices each small sector has: another number of them,
 * with as many fewer or more in another sector that is withheld, would be shown as the same. `told` is what is shown of rows.
 */
export function leavesOpen(rows: Table['rows'], k: number, told: Told): boolean {
  const is = JSON.stringify(told(rows));
  const withheld = rows.filter((row) => row.isWithheld && sum(row.counts) > 0);
  return withheld
    .filter((row) => sum(row.counts) < k)
    .every((small) => {
      let left = most;
      for (const beside of withheld) {
        if (beside === small) continue;
        for (const counts of otherRows(small.counts, beside.counts, k)) {
          if (left-- === 0) return false;
          const rest = beside.counts.map((n, c) => n + small.counts[c]! - counts[c]!);
          if (!isPossible(small, counts) || !isPossible(beside, rest)) continue;
          if (sum(rest) < k !== sum(beside.counts) < k || sum(rest) === 0) continue;
          const others = rows.map((row) =>
            row === small ? { ...row, counts } : row === beside ? { ...row, counts: rest } : row,
          );
          if (JSON.stringify(told(others)) === is) return true;
        }
      }
      return false;
    });
}

/** Every row of one to k - 1 voices that are not as many as here, and no more of an answer than both rows have together. */
function* otherRows(counts: number[], beside: number[], k: number): Iterable<number[]> {
  const row: number[] = [];
  const own = sum(counts);
  function* from(column: number, voices: number): Iterable<number[]> {
    if (column === counts.length) {
      if (voices > 0 && voices !== own) yield [...row];
      return;
    }
    const both = counts[column]! + beside[column]!;
    for (let n = 0; n <= both && voices + n < k; n++) {
      row[column] = n;
      yield* from(column + 1, voices + n);
    }
  }
  yield* from(0, 0);
}

/** No less than what was shown of it before, and the same where the same voices were counted. */
function isPossible({ before }: Table['rows'][number], counts: number[]): boolean {
  return counts.every((n, c) => {
    const was = before?.counts[c] ?? null;
    return was === null ? n >= 0 : before!.isSame ? n === was : n >= was;
  });
}

function sum(numbers: number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
