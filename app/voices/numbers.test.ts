import { describe, expect, test } from 'vitest';
import { type Published, publish, smallestShown, type Tables } from './numbers';

const shown = (tables: Tables, before: Published | null = null) => {
  const { total, tables: out } = publish(tables, before);
  return { total, tables: out };
};
const one = (...counts: number[]): Tables => ({ t: Object.fromEntries(counts.map((n, i) => [`c${i}`, n])) });
const cells = (tables: Tables) => Object.values(publish(tables, null).tables.t!);

describe('one publication', () => {
  test('eleven people are the fewest', () => {
    expect(smallestShown).toBe(11);
    expect(shown(one(10))).toEqual({ total: null, tables: { t: { c0: null } } });
    expect(shown(one(11))).toEqual({ total: 10, tables: { t: { c0: 10 } } });
    expect(shown(one(5, 5))).toEqual({ total: null, tables: { t: { c0: null, c1: null } } });
    expect(shown(one())).toEqual({ total: null, tables: { t: {} } });
  });

  test.each([
    ['each cell large enough', [12, 13, 17], [10, 15, 15]],
    ['one small: the first beside it goes too', [3, 50, 60], [null, null, 60]],
    ['in whatever place it is', [50, 60, 3], [null, 60, null]],
    ['ten is small, eleven is not', [30, 11, 10], [null, 11 - 1, null]],
    ['the first would make fewer than 22, so the next goes too', [10, 11, 30], [null, null, null]],
    ['22 are enough', [10, 12, 30], [null, null, 30]],
    ['two small ones that are fewer than 22 together', [5, 6, 30, 40], [null, null, null, 40]],
    ['three small ones that are 22', [4, 30, 8, 10], [null, 30, null, null]],
    ['none is small too', [0, 30, 40], [null, null, 40]],
    ['none and none', [30, 0, 0, 40], [null, null, null, 40]],
    ['all small', [9, 9, 9], [null, null, null]],
  ])('%s', (_, counts, expected) => {
    expect(cells(one(...counts))).toEqual(expected);
    expect(publish(one(...counts), null).total).toBe(Math.round(counts.reduce((a, b) => a + b, 0) / 5) * 5);
  });

  test('the first is the first by name, however they are written down and however large', () => {
    const counts = { t: { d: 20, c: 90, b: 50, a: 3 } };
    expect(publish(counts, null).tables.t).toEqual({ d: 20, c: 90, b: null, a: null });
  });

  test('several tables of the same people, each by itself', () => {
    expect(shown({ language: { en: 30, fr: 4, ar: 20 }, provenance: { direct: 40, proxy: 14 } })).toEqual({
      total: 55,
      tables: { language: { en: 30, fr: null, ar: null }, provenance: { direct: 40, proxy: 15 } },
    });
  });

  test.each([
    ['tables of different people', { a: { x: 12 }, b: { y: 13 } }, 'All tables count the same people'],
    ['no table', {}, 'All tables count the same people'],
    ['half a person', { a: { x: 12.5 } }, 'Counts are whole numbers'],
    ['fewer than none', { a: { x: 20, y: -1 } }, 'Counts are whole numbers'],
    ['no number', { a: { x: Number.NaN } }, 'Counts are whole numbers'],
  ])('refuses %s', (_, tables, message) => {
    expect(() => publish(tables as Tables, null)).toThrow(message);
  });
});

describe('the next publication', () => {
  const before = publish(one(20, 40), null);

  test.each([
    ['one person came', [21, 40], false],
    ['one person withdrew', [19, 40], false],
    ['ten came', [20, 50], false],
    ['eleven came', [20, 51], true],
    ['eleven went', [20, 29], true],
    ['ten went', [20, 30], false],
    ['eleven came to each', [31, 51], true],
    ['eleven came to one and one to the other', [31, 41], false],
    ['as many went as came: the total stands still', [31, 29], true],
    ['twelve came and eleven went: the total moves by one', [32, 29], false],
  ])('where %s', (_, counts, isNew) => {
    const next = publish(one(...counts), before);
    expect(next === before).toBe(!isNew);
    expect(next.basis).toEqual(isNew ? one(...counts) : before.basis);
  });

  test('a withheld cell counts as well', () => {
    const small = publish(one(3, 50, 60), null);
    expect(publish(one(4, 61, 60), small)).toBe(small);
    expect(publish(one(3, 61, 60), small)).not.toBe(small);
  });

  test('tables keep their cells: another division of the same people tells them apart', () => {
    const message = 'Tables keep their cells for good';
    expect(() => publish(one(20, 20, 20), before)).toThrow(message);
    expect(() => publish(one(60), before)).toThrow(message);
    expect(() => publish({ u: { c0: 20, c1: 40 } }, before)).toThrow(message);
    expect(() => publish({ t: { c0: 20, c1: 40 }, u: { x: 60 } }, before)).toThrow(message);
    expect(() => publish({ t: { c0: 20, c2: 40 } }, before)).toThrow(message);
    const two = publish({ t: { c0: 20, c1: 40 }, u: { x: 60 } }, null);
    expect(() => publish(one(20, 40), two)).toThrow(message);
    expect(() => publish({ t: { c1: 40, c0: 20 } }, before)).not.toThrow();
  });
});

/** The same numbers each time: a failure can be looked at again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('an attacker (behaviour 19)', () => {
  /** Rows of a linear system brought to reduced form; gives what it says of single unknowns. */
  function solved(rows: number[][], unknowns: number): Map<number, number> {
    const m = rows.map((r) => [...r]);
    let at = 0;
    for (let column = 0; column < unknowns; column += 1) {
      const pivot = m.findIndex((row, i) => i >= at && Math.abs(row[column]!) > 1e-9);
      if (pivot < 0) continue;
      [m[at], m[pivot]] = [m[pivot]!, m[at]!];
      const by = m[at]![column]!;
      m[at] = m[at]!.map((v) => v / by);
      for (let i = 0; i < m.length; i += 1) {
        const factor = m[i]![column]!;
        if (i !== at && factor !== 0) m[i] = m[i]!.map((v, j) => v - factor * m[at]![j]!);
      }
      at += 1;
    }
    const known = new Map<number, number>();
    for (const row of m) {
      const set = row.slice(0, unknowns).flatMap((v, i) => (Math.abs(v) > 1e-9 ? [i] : []));
      if (set.length === 1) known.set(set[0]!, row[unknowns]!);
    }
    return known;
  }

  test('who solves all figures of two dates as a linear system gets at no cell under eleven', () => {
    const r = random(19);
    let small = 0;
    for (let round = 0; round < 600; round += 1) {
      const width = 2 + r(5);
      const counts = Array.from({ length: width }, () => (r(2) ? r(14) : r(90)));
      const moved = counts.map((n) => (r(3) ? n : Math.max(0, n + r(60) - 20)));
      const first = publish(one(...counts), null);
      const second = publish(one(...moved), first);
      const rows: number[][] = [];
      const say = (coefficients: [number, number][], value: number) => {
        const row = Array(2 * width + 1).fill(0);
        for (const [at, by] of coefficients) row[at] = by;
        row[2 * width] = value;
        rows.push(row);
      };
      [first, second].forEach((p, date) => {
        const at = (cell: number) => date * width + cell;
        // Even the total is given exactly here, and cells too: more than is shown.
        const basis = Object.values(p.basis.t!);
        if (p.total !== null)
          say(
            basis.map((_, i) => [at(i), 1]),
            basis.reduce((a, b) => a + b, 0),
          );
        Object.values(p.tables.t!).forEach((v, i) => {
          if (v !== null) say([[at(i), 1]], basis[i]!);
        });
      });
      const known = solved(rows, 2 * width);
      [first, second].forEach((p, date) => {
        Object.values(p.basis.t!).forEach((n, i) => {
          if (n >= smallestShown) return;
          small += 1;
          expect(known.has(date * width + i)).toBe(false);
        });
      });
    }
    expect(small).toBeGreaterThan(500);
  });

  test('the solver finds what it can find: with all cells but one, that one', () => {
    expect(
      solved(
        [
          [1, 1, 1, 60],
          [0, 1, 0, 20],
          [0, 0, 1, 37],
        ],
        3,
      ).get(0),
    ).toBeCloseTo(3);
  });

  /** All counts of so many cells, each up to a limit. */
  function* worlds(width: number, limit: number): Generator<number[]> {
    const counts = Array<number>(width).fill(0);
    for (;;) {
      yield [...counts];
      let at = 0;
      while (at < width && counts[at] === limit) counts[at++] = 0;
      if (at === width) return;
      counts[at]! += 1;
    }
  }

  const face = (p: Published) => JSON.stringify([p.total, p.tables]);
  const limit = 46;
  const byFace = new Map<string, number[][]>();
  for (const world of worlds(3, limit)) {
    const key = face(publish(one(...world), null));
    const found = byFace.get(key);
    if (found) found.push(world);
    else byFace.set(key, [world]);
  }

  test('who knows every rule and tries all counts is left with all eleven for each small cell', () => {
    for (const found of byFace.values()) {
      for (let cell = 0; cell < 3; cell += 1) {
        const values = new Set(found.map((w) => w[cell]!));
        // At the edge of what was tried, there are more counts than were.
        const couldBeMore = found.some((w) => w.some((n) => n > limit - 3));
        if (Math.min(...values) >= smallestShown || couldBeMore) continue;
        expect(Array.from({ length: smallestShown }, (_, n) => n).filter((n) => !values.has(n))).toEqual([]);
      }
    }
  });

  test('nor does holding two dates beside each other bring one down to fewer than five', () => {
    const r = random(33);
    const follows = (from: number, to: number) => from === to || Math.abs(from - to) >= smallestShown;
    const sum = (world: number[]) => world.reduce((a, b) => a + b, 0);
    let pairs = 0;
    while (pairs < 12) {
      const counts = [r(12), 11 + r(12), 11 + r(12)];
      const moved = counts.map((n) => (r(2) ? n : n + 11 + r(6)));
      const first = publish(one(...counts), null);
      const second = publish(one(...moved), first);
      if (first === second || face(first) === face(second) || moved.some((n) => n > limit - 3)) continue;
      pairs += 1;
      const seen = counts.map(() => [new Set<number>(), new Set<number>()] as const);
      for (const before of byFace.get(face(first))!) {
        for (const after of byFace.get(face(second))!) {
          if (!after.every((n, i) => follows(before[i]!, n)) || !follows(sum(before), sum(after))) continue;
          seen.forEach(([was, is], i) => {
            was.add(before[i]!);
            is.add(after[i]!);
          });
        }
      }
      seen.forEach(([was, is], i) => {
        if (counts[i]! < smallestShown) expect(was.size).toBeGreaterThanOrEqual(5);
        if (moved[i]! < smallestShown) expect(is.size).toBeGreaterThanOrEqual(5);
      });
    }
  }, 120_000);

  test('a group that came or went between two dates is of eleven or more, or of nobody', () => {
    const r = random(7);
    let followed = 0;
    for (let series = 0; series < 60; series += 1) {
      let counts = Array.from({ length: 4 }, () => r(60));
      let held = publish(one(...counts), null);
      for (let week = 0; week < 30; week += 1) {
        counts = counts.map((n) => (r(4) === 0 ? Math.max(0, n + r(41) - 12) : n));
        const next = publish(one(...counts), held);
        if (next === held) continue;
        followed += 1;
        const [was, is] = [Object.values(held.basis.t!), Object.values(next.basis.t!)];
        const moves = is.map((n, i) => n - was[i]!);
        for (const move of [...moves, moves.reduce((a, b) => a + b, 0)]) {
          expect(move === 0 || Math.abs(move) >= smallestShown).toBe(true);
        }
        held = next;
      }
    }
    expect(followed).toBeGreaterThan(50);
  });
});
