import { describe, expect, it } from 'vitest';
import { cellRegions, columnsFor } from './cells';
import type { Cell } from './figures';
import { panelOf } from './panel';

const cell = (sector: string, region: string, rest: Partial<Cell>): Cell => ({
  sector,
  region,
  target: 0,
  invited: 0,
  answered: 0,
  started: 0,
  submitted: 0,
  ...rest,
});
const cells = [
  cell('media', '002', { target: 4, invited: 4, answered: 2, started: 3, submitted: 2 }),
  cell('media', '150', { target: 2, invited: 1, answered: 1, started: 6, submitted: 6 }),
  cell('academia', '002', { target: 6, invited: 10, answered: 0, started: 1 }),
];
const people = [
  { sector: 'media', region: '002', count: 3 },
  { sector: null, region: null, count: 4 },
];

describe('to those who prepare it', () => {
  const panel = panelOf({ cells, people }, cellRegions, true);
  const line = (sector: string) => panel.sectors.find((s) => s.sector === sector)!.line;

  it('every count, with rates of those invited and what is missing cell by cell', () => {
    expect(line('media')).toEqual({
      target: 6,
      invited: 5,
      started: 9,
      submitted: 8,
      people: 3,
      rate: 3 / 5,
      missing: 2,
    });
    expect(line('academia')).toMatchObject({ rate: 0, missing: 6 });
    expect(line('igo')).toMatchObject({ target: 0, rate: null });
    expect(panel.total).toMatchObject({ target: 12, invited: 15, started: 10, submitted: 8, people: 7, missing: 8 });
    expect(panel.withheld).toBe(false);
  });

  it('balance among those who have submitted', () => {
    expect(panel.overlap).toBe(0.5);
    expect(panel.evenness).toBe(0);
    expect(panel.behind).toEqual([{ sector: 'academia', missing: 4 }]);
  });

  it('regions of the consultation, and others in which somebody is', () => {
    const regional = panelOf({ cells, people }, columnsFor({ scope: 'region', region: '002' }), true);
    expect(regional.regions.map((r) => r.region)).toEqual(['002', '150', '001']);
    expect(regional.sectors[0]!.cells).toHaveLength(3);
  });
});

describe('to everybody', () => {
  const panel = panelOf({ cells, people }, cellRegions, false);

  it('nothing smaller than five, and no rate from which it would follow', () => {
    const lines = [panel.total, ...panel.sectors.map((s) => s.line), ...panel.regions.map((r) => r.line)];
    const figures = lines.flatMap(({ invited, started, submitted, people: own }) => [invited, started, submitted, own]);
    const small = [...figures, ...panel.sectors.flatMap((s) => s.cells.flatMap((c) => [c.started, c.submitted]))];
    expect(small.filter((n) => n !== null && n < 5)).toEqual([]);
    expect(lines.every((l) => l.rate === null)).toBe(true);
    expect(panel).toMatchObject({ overlap: null, evenness: null, behind: [], withheld: true });
  });

  it('what is aimed for is said in full, and so are the totals', () => {
    expect(panel.total).toMatchObject({ target: 12, invited: 15, started: 10, submitted: 8, people: 7 });
    expect(panel.sectors.find((s) => s.sector === 'academia')!.line.target).toBe(6);
  });
});
