import { describe, expect, it } from 'vitest';
import { emptyCells, mayBeReminded, type Reachable, whomToReach } from './reaching';

const now = new Date('2026-05-20T12:00:00Z');
const days = (n: number) => new Date(now.getTime() - n * 86_400_000);
const one = (name: string, cell: string, rest: Partial<Reachable> = {}) => {
  const [sector, region] = cell.split(' ') as [string, string];
  return { name, sector, region, invitedAt: null, remindedAt: null, begun: false, ...rest };
};
const cell = (at: string, target: number, started: number) => {
  const [sector, region] = at.split(' ') as [string, string];
  return { sector, region, target, started };
};
const names = (all: { name: string }[]) => all.map((o) => o.name).join(' ');

describe('whom to reach next', () => {
  it('the cell that lacks most comes first, and each who is named fills a place', () => {
    const there = ['a', 'b', 'c', 'd'].map((name) => one(name, 'media 002'));
    const elsewhere = ['e', 'f'].map((name) => one(name, 'igo 150'));
    const cells = [cell('igo 150', 2, 0), cell('media 002', 5, 1)];
    expect(names(whomToReach(cells, [...there, ...elsewhere], now))).toBe('a b e c f d');
  });

  it('no more than are lacking, and nobody of a cell that has enough', () => {
    const organisations = [one('a', 'media 002'), one('b', 'media 002'), one('c', 'igo 150')];
    expect(names(whomToReach([cell('media 002', 3, 2), cell('igo 150', 1, 1)], organisations, now))).toBe('a');
  });

  it('first those who were not invited, then those longest silent; who has begun is left alone', () => {
    const organisations = [
      one('begun', 'media 002', { invitedAt: days(30), begun: true }),
      one('late', 'media 002', { invitedAt: days(10) }),
      one('later', 'media 002', { invitedAt: days(30), remindedAt: days(4) }),
      one('latest', 'media 002', { invitedAt: days(12) }),
      one('new', 'media 002'),
    ];
    expect(names(whomToReach([cell('media 002', 9, 1)], organisations, now))).toBe('new latest late later');
  });

  it('who was asked in these days is on the way: nobody else is asked in their place', () => {
    const organisations = [one('asked', 'media 002', { invitedAt: days(1) }), one('new', 'media 002')];
    expect(names(whomToReach([cell('media 002', 1, 0)], organisations, now))).toBe('');
    expect(names(whomToReach([cell('media 002', 2, 0)], organisations, now))).toBe('new');
  });

  it('so many at once', () => {
    const many = Array.from({ length: 30 }, (_, i) => one(String(i), 'media 002'));
    expect(whomToReach([cell('media 002', 30, 0)], many, now, 5)).toHaveLength(5);
  });

  it('says which cells the directory can not fill', () => {
    const cells = [cell('media 002', 2, 1), cell('igo 150', 1, 0), cell('igo 002', 1, 1)];
    expect(emptyCells(cells, [one('a', 'igo 150'), one('b', 'media 002', { begun: true })])).toEqual([cells[0]]);
  });
});

describe('may be reminded', () => {
  it.each<[string, Partial<Reachable>, boolean]>([
    ['not invited', {}, false],
    ['invited three days ago', { invitedAt: days(3) }, true],
    ['invited yesterday', { invitedAt: days(1) }, false],
    ['reminded yesterday', { invitedAt: days(30), remindedAt: days(1) }, false],
    ['has begun', { invitedAt: days(30), begun: true }, false],
  ])('%s', (_, rest, expected) => expect(mayBeReminded(one('x', 'media 002', rest), now)).toBe(expected));
});
