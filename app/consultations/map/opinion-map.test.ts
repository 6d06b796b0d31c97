import { describe, expect, it, test } from 'vitest';
import { agrees, type Ballots, disagrees, inCanonicalOrder, inputHash, passes, unseen } from './ballots';
import { agreementOf } from './grouping';
import { drawMap, parameters } from './opinion-map';
import { fewestDrawn } from './picture';
import { seeded } from './seeded';

/** People who vote by chance alone, each on about this share of the statements. */
function byChance(people: number, statements: number, seed: number, share = 0.7): Ballots {
  const random = seeded(seed);
  return {
    statements: Array.from({ length: statements }, (_, i) => 100 + i),
    rows: Array.from({ length: people }, () =>
      Int8Array.from({ length: statements }, () => {
        if (random() > share) return unseen;
        const choice = random();
        return choice < 0.45 ? agrees : choice < 0.9 ? disagrees : passes;
      }),
    ),
  };
}

/** Groups of these sizes, each with an opinion of its own on every statement, from which one vote in ten differs. */
function planted(sizes: number[], statements: number, seed: number, share = 0.7): Ballots & { groupOf: number[] } {
  const random = seeded(seed);
  const opinions = sizes.map(() => Array.from({ length: statements }, () => (random() < 0.5 ? agrees : disagrees)));
  const groupOf = sizes.flatMap((size, group) => Array<number>(size).fill(group));
  const rows = groupOf.map((group) =>
    Int8Array.from({ length: statements }, (_, j) => {
      if (random() > share) return unseen;
      const opinion = opinions[group]![j]!;
      return random() < 0.1 ? (random() < 0.5 ? passes : -opinion) : opinion;
    }),
  );
  return { statements: Array.from({ length: statements }, (_, i) => 100 + i), rows, groupOf };
}

function shuffled({ statements, rows }: Ballots, seed: number): Ballots {
  const random = seeded(seed);
  const mix = <T>(list: T[]) => {
    const mixed = [...list];
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
    }
    return mixed;
  };
  const columns = mix(statements.map((_, i) => i));
  return {
    statements: columns.map((c) => statements[c]!),
    rows: mix(rows).map((row) => Int8Array.from(columns, (c) => row[c]!)),
  };
}

describe('in whatever order ballots come', () => {
  test.each([1, 2, 3, 4, 5])('the same map, seed %i', (seed) => {
    const cases = [planted([40, 25], 24, seed), byChance(60, 20, seed), planted([30, 20, 15], 18, seed, 0.5)];
    for (const ballots of cases) {
      const { map } = drawMap(ballots);
      for (const order of [11, 12, 13]) {
        const other = shuffled(ballots, order);
        expect(drawMap(other).map).toEqual(map);
        expect(inputHash(other)).toBe(inputHash(ballots));
      }
    }
  });

  it('another vote is another input', () => {
    const ballots = planted([20, 20], 12, 1);
    const rows = ballots.rows.map((row) => Int8Array.from(row));
    rows[3]![4] = rows[3]![4] === agrees ? disagrees : agrees;
    expect(inputHash({ statements: ballots.statements, rows })).not.toBe(inputHash(ballots));
  });

  it('leaves out whoever and whatever nobody voted on', () => {
    const { statements, rows } = inCanonicalOrder({
      statements: [7, 3, 5],
      rows: [Int8Array.of(unseen, agrees, disagrees), Int8Array.of(unseen, unseen, unseen)],
    });
    expect(statements).toEqual([3, 5]);
    expect(rows).toEqual([Int8Array.of(agrees, disagrees)]);
  });
});

describe('groups that are there', () => {
  test.each([
    [[40, 30], 1],
    [[120, 40], 2],
    [[60, 55], 3],
    [[40, 40, 40], 4],
  ])('%j people, seed %i, are found', (sizes, seed) => {
    const { map } = drawMap(planted(sizes, 30, seed));
    expect(map.outcome).toBe('groups');
    expect(map.groups.map((g) => g.size)).toEqual([...sizes].sort((a, b) => b - a));
    for (const group of map.groups) expect(group.representatives.length).toBeGreaterThan(0);
  });

  it('are described by what they say and others do not', () => {
    const { map } = drawMap(planted([50, 40], 30, 6));
    for (const { representatives } of map.groups) {
      expect(representatives.length).toBeLessThanOrEqual(5);
      expect(representatives[0]!.side).toBe('agree');
      for (const { share, others } of representatives) expect(share).toBeGreaterThan(others);
    }
  });
});

describe('no stable groups', () => {
  test.each(Array.from({ length: 12 }, (_, i) => i + 1))('where people vote by chance, seed %i', (seed) => {
    const people = [40, 80, 200, 400][seed % 4]!;
    const { map } = drawMap(byChance(people, 15 + (seed % 3) * 15, seed * 31));
    expect(map.outcome).toBe('no-stable-groups');
    expect(map.groups).toEqual([]);
  });

  it('where all say the same', () => {
    const rows = Array.from({ length: 60 }, () => Int8Array.from({ length: 10 }, () => agrees));
    const { map } = drawMap({ statements: Array.from({ length: 10 }, (_, i) => i + 1), rows });
    expect(map.outcome).toBe('no-stable-groups');
  });

  it('where a group would be smaller than five people', () => {
    const { map } = drawMap(planted([60, 4], 30, 9));
    for (const group of map.groups) expect(group.size).toBeGreaterThanOrEqual(parameters.fewestInGroup);
  });
});

describe('too few', () => {
  it('people: none is placed on any picture', () => {
    const { map } = drawMap(planted([15, 14], 20, 1));
    expect(map).toMatchObject({ outcome: 'too-few', voices: 29, groups: [], squares: [], found: null });
  });

  it('votes: who cast fewer than seven is not placed', () => {
    const { map } = drawMap(planted([40, 40], 30, 2, 0.12));
    expect(map.voices + map.tooFewVotes).toBeLessThanOrEqual(80);
    expect(map.tooFewVotes).toBeGreaterThan(40);
  });

  it('statements: nobody at all', () => {
    expect(drawMap({ statements: [], rows: [] }).map).toMatchObject({ outcome: 'too-few', voices: 0 });
  });
});

it('draws squares with five people and more, and nothing that has no group', () => {
  const ballots = planted([20, 15], 30, 3);
  const { map } = drawMap(ballots);
  // Each square stands for the threshold at least: there cannot be more than a fifth as many as people.
  expect(map.squares.length * fewestDrawn).toBeLessThanOrEqual(map.voices);
});

test.each([
  [[0, 0, 1, 1], [1, 1, 0, 0], 1, 1],
  [[0, 0, 1, 1], [0, 1, 0, 1], 1 / 3, -0.5],
])('two groupings %j and %j agree by %d, beyond chance by %d', (a, b, rand, adjusted) => {
  const agreement = agreementOf(Uint8Array.from(a), Uint8Array.from(b), 2);
  expect(agreement.rand).toBeCloseTo(rand);
  expect(agreement.adjusted).toBeCloseTo(adjusted);
});
