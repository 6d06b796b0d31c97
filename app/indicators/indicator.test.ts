import { describe, expect, it } from 'vitest';
import { type Aim, type Progress, progressOf, standing, type Value, whyNotAim } from './indicator';

const up: Aim = { direction: 'up', baseline: '2', target: '8', baselineOn: '2026-01-01', targetOn: '2027-12-31' };
const down: Aim = { ...up, direction: 'down', baseline: '90', target: '30' };

describe('an indicator', () => {
  it.each<[string, Aim, Record<string, string> | undefined]>([
    ['rises to its target', up, undefined],
    ['falls to its target where less is better', down, undefined],
    ['is to stay as it is', { ...up, target: '2' }, undefined],
    ['has a target below its baseline', { ...up, target: '1.9' }, { target: 'programmes:mistakes.target-below' }],
    ['has a target below its baseline, its direction being down', { ...up, direction: 'down', target: '1' }, undefined],
    [
      'has a target above its baseline, its direction being down',
      { ...down, target: '91' },
      { target: 'programmes:mistakes.target-above' },
    ],
    ['has both below nought', { ...up, baseline: '-5', target: '-6' }, { target: 'programmes:mistakes.target-below' }],
    [
      'is due on the day of its baseline',
      { ...up, targetOn: up.baselineOn },
      { targetOn: 'programmes:mistakes.target-early' },
    ],
    [
      'is wrong in both',
      { ...up, target: '0', targetOn: '2025-01-01' },
      { target: 'programmes:mistakes.target-below', targetOn: 'programmes:mistakes.target-early' },
    ],
  ])('%s', (_, aim, fields) => {
    expect(whyNotAim(aim)?.fields).toEqual(fields);
  });
});

const value = (id: number, onDay: string, figure: string): Value => ({
  id,
  onDay,
  value: figure,
  source: 'Records',
  note: '',
  by: 'Somebody',
  at: '2026-01-01T00:00:00Z',
});

it('counts of each day the value that was recorded last', () => {
  const all = [value(1, '2026-06-01', '3'), value(3, '2026-03-01', '2'), value(4, '2026-06-01', '4')];
  expect(standing(all).map((v) => [v.onDay, v.value])).toEqual([
    ['2026-03-01', '2'],
    ['2026-06-01', '4'],
  ]);
});

it.each<[string, Aim, string[], Progress, number | null]>([
  ['nothing measured', up, [], 'none', null],
  ['half of the way', up, ['5'], 'under-way', 50],
  ['reached', up, ['8'], 'reached', 100],
  ['more than reached', up, ['11'], 'reached', 150],
  ['further away than at the start', up, ['1'], 'backwards', -16],
  ['by the last value, whatever was before', up, ['9', '7'], 'under-way', 83],
  ['less is better: half of the way', down, ['60'], 'under-way', 50],
  ['less is better: reached', down, ['29.5'], 'reached', 100],
  ['to stay as it is, and does', { ...up, target: '2' }, ['2'], 'reached', null],
  ['to stay as it is, and does not', { ...up, target: '2' }, ['1'], 'under-way', null],
])('%s', (_, aim, figures, state, gone) => {
  const values = figures.map((figure, i) => value(i + 1, `2026-0${i + 2}-01`, figure));
  expect(progressOf({ ...aim, values })).toEqual({ state, gone });
});
