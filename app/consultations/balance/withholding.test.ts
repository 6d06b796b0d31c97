import { describe, expect, it, test } from 'vitest';
import { shownTable } from './withholding';

const k = 5;

describe('a table that everybody may see', () => {
  it('with nothing small is shown whole, with its sums', () => {
    expect(
      shownTable(
        [
          [5, 6],
          [7, 8],
        ],
        k,
      ),
    ).toEqual([
      [5, 6, 11],
      [7, 8, 15],
      [12, 14, 26],
    ]);
  });

  it('of fewer than five in all says nothing', () => {
    expect(shownTable([[1, 3]], k).flat()).toEqual(Array(6).fill(null));
  });

  it('withholds so many beside a small one that it follows from nothing', () => {
    const shown = shownTable(
      [
        [1, 9, 9],
        [9, 9, 9],
        [9, 9, 9],
      ],
      k,
    );
    expect(shown[0]![0]).toBeNull();
    expect(shown.flat().filter((n) => n === null).length).toBeGreaterThanOrEqual(4);
    expect(shown.at(-1)!.at(-1)).toBe(73);
  });

  it('chooses what else to withhold by place and not by size', () => {
    const places = (table: number[][]) => shownTable(table, k).map((row) => row.map((n) => n === null));
    expect(
      places([
        [1, 6, 90],
        [9, 9, 9],
        [9, 9, 9],
      ]),
    ).toEqual(
      places([
        [1, 90, 6],
        [9, 9, 9],
        [9, 9, 9],
      ]),
    );
  });
});

test('whatever the counts: nothing small is shown, and nothing withheld can be worked out', () => {
  let seed = 5;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  for (let run = 0; run < 400; run++) {
    const columns = 1 + next(6);
    const most = [4, 9, 30][next(3)]!;
    const cells = Array.from({ length: 1 + next(8) }, () =>
      Array.from({ length: columns }, () => (next(3) === 0 ? 0 : next(most))),
    );
    const shown = shownTable(cells, k);
    expect(shown.flat().filter((n) => n !== null && n < k)).toEqual([]);
    expect(workedOut(shown)).toEqual([]);
  }
});

/** An attacker who solves the sums as equations (Gauss): every unknown that has one solution. */
function workedOut(shown: (number | null)[][]): string[] {
  const unknown = shown.flatMap((row, r) => row.flatMap((n, c) => (n === null ? [`${r} ${c}`] : [])));
  const at = new Map(unknown.map((name, i) => [name, i]));
  const equation = (places: [number, number][]): number[] => {
    const line = Array(unknown.length).fill(0);
    places.forEach(([r, c], i) => {
      const n = at.get(`${r} ${c}`);
      if (n !== undefined) line[n] += i === places.length - 1 ? -1 : 1;
    });
    return line;
  };
  const rows = shown.map((row, r) => equation(row.map((_, c) => [r, c])));
  const columns = shown[0]!.map((_, c) => equation(shown.map((__, r) => [r, c])));
  const matrix = [...rows, ...columns].filter((line) => line.some((x) => x !== 0));
  let rank = 0;
  for (let c = 0; c < unknown.length && rank < matrix.length; c++) {
    const pivot = matrix.findIndex((line, i) => i >= rank && Math.abs(line[c]!) > 1e-9);
    if (pivot < 0) continue;
    [matrix[rank], matrix[pivot]] = [matrix[pivot]!, matrix[rank]!];
    const by = matrix[rank]![c]!;
    matrix[rank] = matrix[rank]!.map((x) => x / by);
    for (let i = 0; i < matrix.length; i++) {
      const factor = matrix[i]![c]!;
      if (i !== rank && Math.abs(factor) > 1e-9) matrix[i] = matrix[i]!.map((x, j) => x - factor * matrix[rank]![j]!);
    }
    rank++;
  }
  return matrix.slice(0, rank).flatMap((line) => {
    const left = line.flatMap((x, i) => (Math.abs(x) > 1e-9 ? [i] : []));
    return left.length === 1 ? [unknown[left[0]!]!] : [];
  });
}
