import { describe, expect, it, test } from 'vitest';
import { apportion, fewestSeats, proposeTargets } from './apportion';
import { cellRegions, cellSectors, columnsFor, keyOf } from './cells';

const sum = (all: Iterable<number>) => [...all].reduce((a, b) => a + b, 0);

describe('by largest remainder', () => {
  it.each<[string, number[], number, number, number[]]>([
    ['whole quotas', [1, 2, 3], 6, 0, [1, 2, 3]],
    [
      'what is left goes to the largest remainder',
      [47_000, 16_000, 15_800, 12_000, 6100, 3100],
      10,
      0,
      [5, 2, 1, 1, 1, 0],
    ],
    ['of equal remainders the first', [1, 1, 1], 4, 0, [2, 1, 1]],
    ['nobody below the floor', [96, 3, 1], 10, 1, [8, 1, 1]],
    ['the floor takes from all others alike', [50, 49, 1, 0], 10, 1, [4, 4, 1, 1]],
    ['just enough for the floor', [9, 1, 0], 3, 1, [1, 1, 1]],
    ['shares of nothing are equal', [0, 0, 0], 5, 0, [2, 2, 1]],
    ['no seats', [3, 4], 0, 0, [0, 0]],
  ])('%s', (_, shares, seats, floor, expected) => expect(apportion(shares, seats, floor)).toEqual(expected));

  it('has to have a seat for each floor', () => expect(() => apportion([1, 1, 1], 2, 1)).toThrow());

  test('whatever the shares, all seats are given, and without a floor nobody is a whole seat off', () => {
    let seed = 11;
    const next = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    for (let run = 0; run < 2000; run++) {
      const shares = Array.from({ length: 1 + next(12) }, () => next(4) * next(300));
      const floor = next(2);
      const seats = shares.length * floor + next(200);
      const given = apportion(shares, seats, floor);
      expect(sum(given)).toBe(seats);
      expect(Math.min(...given)).toBeGreaterThanOrEqual(floor);
      const all = sum(shares);
      if (floor === 0 && all > 0)
        for (const [i, g] of given.entries()) expect(Math.abs(g - (seats * shares[i]!) / all)).toBeLessThan(1);
    }
  });
});

describe('proposed targets', () => {
  const directory = new Map([
    [keyOf('government', '002'), 6],
    [keyOf('government', '150'), 2],
    [keyOf('media', '142'), 1],
    [keyOf('igo', '001'), 3],
    [keyOf('survivor-group', '002'), 40],
  ]);
  const line = (targets: Map<string, number>, of: string) =>
    sum([...targets].filter(([key]) => key.split(' ').includes(of)).map(([, n]) => n));

  it('alike: each sector and each region the same, as far as it goes', () => {
    const targets = proposeTargets(directory, { seats: 60, by: 'equal' });
    expect(sum(targets.values())).toBe(60);
    for (const sector of cellSectors) expect(line(targets, sector)).toBe(6);
    for (const region of cellRegions) expect(line(targets, region)).toBe(region === '001' ? 0 : 12);
  });

  it('alike with an odd number: no region is more than one behind another', () => {
    const targets = proposeTargets(new Map(), { seats: 43, by: 'equal' });
    const ofRegions = cellRegions.filter((r) => r !== '001').map((r) => line(targets, r));
    expect(Math.max(...ofRegions) - Math.min(...ofRegions)).toBeLessThanOrEqual(1);
    expect(sum(ofRegions)).toBe(43);
  });

  it('by the directory: in proportion, with one for each sector, and where they are', () => {
    const targets = proposeTargets(directory, { seats: 22, by: 'directory' });
    expect(sum(targets.values())).toBe(22);
    for (const sector of cellSectors) expect(line(targets, sector)).toBeGreaterThanOrEqual(1);
    expect([targets.get('government 002'), targets.get('government 150')]).toEqual([8, 2]);
    expect(targets.get('igo 001')).toBe(4);
  });

  it('survivor groups are aimed for in no cell', () => {
    for (const by of ['equal', 'directory'] as const)
      expect(line(proposeTargets(directory, { seats: 100, by }), 'survivor-group')).toBe(0);
  });

  it('a regional one is spread over its region, and over those who work everywhere', () => {
    const columns = columnsFor({ scope: 'region', region: '014' });
    expect(columns).toEqual(['002', '001']);
    const targets = proposeTargets(directory, { seats: fewestSeats, by: 'equal', columns });
    expect(line(targets, '002')).toBe(fewestSeats);
  });
});
