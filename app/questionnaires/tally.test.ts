import { describe, expect, it, test } from 'vitest';
import { blankQuestion, type Question } from './content';
import { type Given, hideWhatHangs, tallyOf } from './tally';

const options = ['o1', 'o2', 'o3'].map((id) => ({ id, texts: {} }));
const rows = ['r1', 'r2'].map((id) => ({ id, texts: {} }));
const ask = (type: Question['type']): Question => ({ ...blankQuestion('q1', type), options, rows });
const counts = (given: Given[], type: Question['type'], hide: boolean) =>
  tallyOf(ask(type), given, hide).lines.map((l) => l.count);
const of = (...pairs: [Given['value'], number][]): Given[] => pairs.map(([value, count]) => ({ value, count }));

describe('counts', () => {
  it.each<[string, Question['type'], Given[], number, (number | null)[]]>([
    ['one of several', 'single', of(['o1', 3], ['o3', 1]), 4, [3, 0, 1]],
    ['several of several', 'multiple', of([['o1', 'o2'], 2], [['o2'], 1]), 3, [2, 3, 0]],
    ['a scale', 'scale', of([1, 2], [5, 4]), 6, [2, 0, 0, 0, 4]],
    ['what was put first', 'ranking', of([['o2', 'o1'], 3], [['o1', 'o2', 'o3'], 1]), 4, [1, 3, 0]],
    ['a value of an option that is gone', 'single', of(['o9', 2], ['o1', 1]), 3, [1, 0, 0]],
  ])('%s', (_, type, given, answered, lines) => {
    expect(tallyOf(ask(type), given, false).answered).toBe(answered);
    expect(counts(given, type, false)).toEqual(lines);
  });

  test('a matrix, row by row', () => {
    const tally = tallyOf(ask('matrix'), of([{ r1: 'o1', r2: 'o3' }, 2], [{ r1: 'o1' }, 1]), false);
    expect(tally.rows.map((r) => [r.answered, ...r.lines.map((l) => l.count)])).toEqual([
      [3, 3, 0, 0],
      [2, 0, 0, 2],
    ]);
  });

  test('figures', () => {
    expect(tallyOf(ask('number'), of([1, 2], [4, 1], [10, 1]), false).figures).toEqual({
      mean: 4,
      median: 2.5,
      least: 1,
      most: 10,
    });
    expect(tallyOf(ask('number'), of([7, 1]), false).figures).toEqual({ mean: 7, median: 7, least: 7, most: 7 });
    expect(tallyOf(ask('number'), [], false).figures).toBeNull();
  });

  test('mean places are among those who gave one', () => {
    const { places } = tallyOf(ask('ranking'), of([['o2', 'o1'], 3], [['o1'], 1]), false);
    expect(places.map((p) => [p.mean, p.ranked])).toEqual([
      [7 / 4, 4],
      [1, 3],
      [null, 0],
    ]);
  });
});

describe('where nobody may be told apart', () => {
  it.each<[string, Question['type'], Given[], (number | null)[]]>([
    ['four answers say nothing at all', 'single', of(['o1', 4]), []],
    ['five of one kind: whoever chose it did so with four others', 'single', of(['o1', 5]), [5, null, null]],
    ['one small count takes the next smallest with it', 'single', of(['o1', 9], ['o2', 7], ['o3', 2]), [9, null, null]],
    ['two small counts hide each other', 'single', of(['o1', 9], ['o2', 3], ['o3', 2]), [9, null, null]],
    ['none is small', 'single', of(['o1', 9], ['o2', 5], ['o3', 6]), [9, 5, 6]],
    [
      'lines of several choices stand for themselves',
      'multiple',
      of([['o1'], 6], [['o1', 'o2'], 5], [['o3'], 1]),
      [11, 5, null],
    ],
  ])('%s', (_, type, given, lines) => expect(counts(given, type, true)).toEqual(lines));

  test('the mean of a scale would give back what its lines hide', () => {
    expect(tallyOf(ask('scale'), of([1, 6], [5, 1]), true).figures).toBeNull();
    expect(tallyOf(ask('scale'), of([1, 6], [2, 6], [3, 6], [4, 6], [5, 6]), true).figures?.mean).toBe(3);
  });

  test('the least and the most of figures are each one person’s', () => {
    const { figures } = tallyOf(ask('number'), of([1, 3], [5, 2]), true);
    expect(figures).toMatchObject({ mean: 2.6, median: 1, least: Number.NaN, most: Number.NaN });
  });

  test('a row that few have answered says nothing', () => {
    const tally = tallyOf(ask('matrix'), of([{ r1: 'o1' }, 5], [{ r2: 'o2' }, 2]), true);
    expect(tally.rows.map((r) => r.answered)).toEqual([5, null]);
  });

  it.each<[string, string, Given[], Given[], (number | null)[]]>([
    ['its own count is shown', 'o1', of(['o1', 8], ['o2', 6], ['o3', 5]), of(['x', 8]), [19, 8, 8]],
    ['its count is small', 'o2', of(['o1', 9], ['o2', 4], ['o3', 7]), of(['x', 4]), [20, null, null]],
    ['its count would tell a small one', 'o2', of(['o1', 9], ['o2', 6], ['o3', 3]), of(['x', 6]), [18, null, null]],
    ['few have answered at all', 'o1', of(['o1', 4]), of(['x', 4]), [null, null, null]],
  ])('what hangs on an answer says no more than its count: %s', (_, value, given, then, answered) => {
    const hangs = (id: string, on: string, kind: 'is' | 'contains', waits: string): Question => ({
      ...ask('text'),
      id,
      condition: { question: on, kind, value: waits },
    });
    const questions = [ask('single'), hangs('q2', 'q1', 'is', value), hangs('q3', 'q2', 'contains', 'x')];
    const all = questions.map((question, i) => ({ question, tally: tallyOf(question, i === 0 ? given : then, true) }));
    expect(hideWhatHangs(all).map((t) => t.answered)).toEqual(answered);
  });

  test('whatever was given, no count under five is shown, and none follows from the others', () => {
    let seed = 11;
    const next = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    for (let run = 0; run < 2000; run++) {
      const given = of(...options.map((o): [string, number] => [o.id, next(12)]));
      const { answered, lines } = tallyOf(ask('single'), given, true);
      const all = given.reduce((sum, g) => sum + g.count, 0);
      if (all < 5) expect(answered).toBeNull();
      const shown = lines.flatMap((l) => (l.count === null ? [] : [l.count]));
      expect(shown.filter((c) => c < 5)).toEqual([]);
      expect(lines.length - shown.length).not.toBe(1);
    }
  });
});
