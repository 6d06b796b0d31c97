import { describe, expect, it, test } from 'vitest';
import { equalSectorWeights } from './balanced';
import { type Shown, suppress, type Table, withheldRows } from './suppress';

const table = (rows: Record<string, number[]>): Table => ({
  columns: (Object.values(rows)[0] ?? []).map((_, i) => `o${i}`),
  rows: Object.entries(rows).map(([of, counts]) => ({ of, counts })),
});
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
const weightsOf = (of: Table, k: number) =>
  equalSectorWeights(Object.fromEntries(of.rows.map((row) => [row.of, sum(row.counts)])), { smallest: k }).weights;
const shown = (of: Table, k = 5) => suppress(of, k, weightsOf(of, k));
const countsOf = (out: Shown) => Object.fromEntries(out.rows.map((row) => [row.of, row.counts]));

/** Figures that are the same in every run. */
function numbersFrom(seed: number) {
  let at = seed;
  return (below: number) => {
    at = (at * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((at / 2_147_483_648) * below);
  };
}

describe('what is shown', () => {
  test('all of it where nothing is small', () => {
    const out = shown(table({ a: [10, 20], b: [8, 5] }));
    expect(out.answered).toBe(43);
    expect(out.total).toEqual([18, 25]);
    expect(countsOf(out)).toEqual({ a: [10, 20], b: [8, 5] });
    expect(out.weighted).toEqual([Math.round((100 / 3 + 800 / 13) / 2), Math.round((200 / 3 + 500 / 13) / 2)]);
  });

  test('nothing of fewer than five', () => {
    const out = shown(table({ a: [1, 2], b: [1, 0] }));
    expect(out).toEqual({
      answered: null,
      total: [null, null],
      rows: [
        { of: 'a', answered: null, counts: [null, null] },
        { of: 'b', answered: null, counts: [null, null] },
      ],
      weighted: null,
    });
    expect(shown(table({})).answered).toBeNull();
  });

  test('a small count takes along what would give it away', () => {
    const out = suppress(table({ a: [12, 3], b: [9, 14], c: [30, 40] }), 5);
    expect(out.total).toEqual([51, 57]);
    // In its own row, in its own column, and where these two meet.
    expect(countsOf(out)).toEqual({ a: [null, null], b: [null, null], c: [30, 40] });
  });

  test('everything in one sector is the total', () => {
    const out = shown(table({ a: [12, 3, 20] }));
    expect(out.total).toEqual([null, null, 20]);
    expect(countsOf(out)).toEqual({ a: [null, null, 20] });
  });

  test('all of one mind, where one of them is alone in its sector: their mind would be its own', () => {
    const out = shown(table({ a: [0, 1], b: [0, 11] }));
    expect(out.total).toEqual([null, null]);
    expect(out.weighted).toBeNull();
  });

  test('sectors nobody of whom has answered stay in the table, and say nothing', () => {
    const out = shown(table({ a: [10, 20], b: [0, 0] }));
    expect(out.total).toEqual([10, 20]);
    expect(out.rows[1]).toEqual({ of: 'b', answered: null, counts: [null, null] });
  });

  test('the weighted shares stay where another table between three sectors would give the same', () => {
    const out = shown(table({ a: [20, 12, 9], b: [6, 8, 7], c: [2, 7, 6], d: [0, 0, 3] }));
    expect(out.weighted).not.toBeNull();
    expect(countsOf(out).d).toEqual([null, null, null]);
  });

  test('the order of rows makes no difference', () => {
    const rows = { a: [12, 3, 5], b: [9, 14, 6], c: [30, 1, 6], d: [1, 0, 0] };
    const backwards = table(Object.fromEntries(Object.entries(rows).reverse()));
    expect(countsOf(shown(backwards))).toEqual(countsOf(shown(table(rows))));
  });
});

describe('who tries to work out what is withheld', () => {
  /** Every table that would be shown as this one is: voices of the rows are known, be they few or many. */
  function* allTables(of: Table, out: Shown, k: number): Iterable<number[][]> {
    const weights = weightsOf(of, k);
    const sizes = of.rows.map((row) => sum(row.counts));
    const all = sum(of.rows.map((row, r) => (weights[row.of] ?? 0) * sizes[r]!));
    const width = of.columns.length;
    function* rowsOf(r: number, c: number, left: number): Iterable<number[]> {
      const known = out.rows[r]!.counts[c];
      for (let n = 0; n <= left; n++) {
        if (known !== null && known !== undefined && known !== n) continue;
        if (c === width - 1) {
          if (n === left) yield [n];
        } else for (const rest of rowsOf(r, c + 1, left - n)) yield [n, ...rest];
      }
    }
    const choices = sizes.map((size, r) => [...rowsOf(r, 0, size)]);
    function* from(r: number, chosen: number[][]): Iterable<number[][]> {
      if (r === choices.length) {
        const fits = of.columns.every((_, c) => {
          const total = sum(chosen.map((row) => row[c]!));
          if (out.total[c] !== null && out.total[c] !== total) return false;
          if (!out.weighted) return true;
          const share = sum(chosen.map((row, i) => (weights[of.rows[i]!.of] ?? 0) * row[c]!));
          return Math.round((100 * share) / all) === out.weighted[c];
        });
        if (fits) yield chosen;
        return;
      }
      for (const row of choices[r]!) yield* from(r + 1, [...chosen, row]);
    }
    yield* from(0, []);
  }

  function expectNothingSmallIsKnown(of: Table, k: number): void {
    const out = shown(of, k);
    if (out.answered === null) return;
    const small = of.rows.flatMap((row, r) =>
      row.counts.flatMap((count, c) =>
        sum(row.counts) > 0 && (count < k || sum(row.counts) < k) ? [{ r, c, count }] : [],
      ),
    );
    const totals = of.columns.flatMap((_, c) => {
      const count = sum(of.rows.map((row) => row.counts[c]!));
      return count < k ? [{ c, count }] : [];
    });
    for (const { r, c } of small) expect(out.rows[r]!.counts[c]).toBeNull();
    for (const { c } of totals) expect(out.total[c]).toBeNull();
    const open = new Set<object>([...small, ...totals]);
    for (const other of allTables(of, out, k)) {
      for (const one of small) if (other[one.r]![one.c] !== one.count) open.delete(one);
      for (const one of totals) if (sum(other.map((row) => row[one.c]!)) !== one.count) open.delete(one);
      if (open.size === 0) break;
    }
    expect({ of, open: [...open] }).toEqual({ of, open: [] });
  }

  test('trying every table there could be: two answers', () => {
    const next = numbersFrom(3);
    for (let run = 0; run < 400; run++)
      expectNothingSmallIsKnown(table(Object.fromEntries(rowsOf(next, 2 + next(2), 2, 9))), 3);
  });

  test('trying every table there could be: three answers', () => {
    const next = numbersFrom(5);
    for (let run = 0; run < 150; run++)
      expectNothingSmallIsKnown(table(Object.fromEntries(rowsOf(next, 2 + next(2), 3, 5))), 3);
  });

  test('a sector with one member among others, whatever they say', () => {
    const next = numbersFrom(17);
    for (let run = 0; run < 300; run++) {
      const one = Array.from({ length: 3 }, () => 0);
      one[next(3)] = 1;
      expectNothingSmallIsKnown(table({ alone: one, ...Object.fromEntries(rowsOf(next, 1 + next(2), 3, 5)) }), 3);
    }
  });

  function rowsOf(next: (below: number) => number, rows: number, columns: number, below: number): [string, number[]][] {
    return Array.from({ length: rows }, (_, r) => [`s${r}`, Array.from({ length: columns }, () => next(below))]);
  }

  test('solving the equations of tables of full size: eleven sectors, up to seven answers', () => {
    const next = numbersFrom(29);
    for (let run = 0; run < 60; run++) {
      const rows = rowsOf(next, 3 + next(9), 2 + next(6), [6, 20, 60][next(3)]!);
      if (next(2) === 0) rows.push(['alone', rows[0]![1].map((_, i) => (i === 0 ? 1 : 0))]);
      const of = table(Object.fromEntries(rows));
      const out = shown(of);
      if (out.answered !== null)
        for (const { r, c } of solved(of, out))
          expect({ of, r, c, small: isSmall(of, r, c) }).toMatchObject({ small: false });
    }
  });

  const isSmall = (of: Table, r: number, c: number) => of.rows[r]!.counts[c]! < 5 || sum(of.rows[r]!.counts) < 5;

  /** Which withheld cells have one value alone, by elimination over rows, columns and what is shown of them. */
  function solved(of: Table, out: Shown): { r: number; c: number }[] {
    const unknown = of.rows.flatMap((row, r) =>
      sum(row.counts) === 0 ? [] : row.counts.flatMap((_, c) => (out.rows[r]!.counts[c] === null ? [{ r, c }] : [])),
    );
    const lines: number[][] = [
      ...of.rows.map((_, r) => unknown.map((u) => (u.r === r ? 1 : 0))),
      ...of.columns.flatMap((_, c) => (out.total[c] === null ? [] : [unknown.map((u) => (u.c === c ? 1 : 0))])),
    ];
    let rank = 0;
    const pivots: number[] = [];
    for (let col = 0; col < unknown.length && rank < lines.length; col++) {
      const at = lines.findIndex((line, i) => i >= rank && Math.abs(line[col]!) > 1e-9);
      if (at < 0) continue;
      [lines[rank], lines[at]] = [lines[at]!, lines[rank]!];
      const by = lines[rank]![col]!;
      lines[rank] = lines[rank]!.map((x) => x / by);
      for (let i = 0; i < lines.length; i++) {
        const f = lines[i]![col]!;
        if (i !== rank && Math.abs(f) > 1e-9) lines[i] = lines[i]!.map((x, j) => x - f * lines[rank]![j]!);
      }
      pivots.push(col);
      rank++;
    }
    return pivots.flatMap((col, i) =>
      lines[i]!.filter((x) => Math.abs(x) > 1e-9).length === 1 ? [unknown[col]!] : [],
    );
  }
});

describe('rows that say nothing of means and words', () => {
  it.each<[string, Record<string, number>, string[]]>([
    ['none is small', { a: 5, b: 9 }, []],
    ['one alone takes the next smallest along', { a: 1, b: 30, c: 9 }, ['a', 'c']],
    ['until they are ten together', { a: 1, b: 30, c: 6, d: 7 }, ['a', 'c', 'd']],
    ['all of them where there are no more', { a: 1, b: 5 }, ['a', 'b']],
    ['those that are not there need no cover', { a: 0, b: 5 }, []],
  ])('%s', (_, voices, expected) => expect([...withheldRows(voices, 5)].sort()).toEqual(expected));
});
