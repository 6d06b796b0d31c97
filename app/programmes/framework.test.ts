import { describe, expect, it } from 'vitest';
import { gapsIn, numbered, type Result, whyNotRemove, whyNotResult } from './framework';

const outcome = (id: number): Result => ({ id, kind: 'outcome', parentId: null, title: `Outcome ${id}` });
const output = (id: number, parentId: number): Result => ({ id, kind: 'output', parentId, title: `Output ${id}` });
const results = [output(5, 1), outcome(1), outcome(4), output(2, 1), output(9, 4)];

it('numbers outcomes and their outputs in the order in which they were added', () => {
  expect(numbered(results).map(({ number, result }) => [number, result.id])).toEqual([
    ['1', 1],
    ['1.1', 2],
    ['1.2', 5],
    ['2', 4],
    ['2.1', 9],
  ]);
});

describe('a result', () => {
  it.each<[string, Parameters<typeof whyNotResult>[0], string | undefined]>([
    ['an outcome', { id: null, kind: 'outcome', parentId: null }, undefined],
    ['an outcome that leads to another', { id: null, kind: 'outcome', parentId: 1 }, 'outcome-leads'],
    ['an output of an outcome', { id: null, kind: 'output', parentId: 4 }, undefined],
    ['an output that leads nowhere', { id: null, kind: 'output', parentId: null }, 'no-outcome'],
    ['an output of an output', { id: null, kind: 'output', parentId: 2 }, 'no-outcome'],
    ['an output of another programme’s outcome', { id: null, kind: 'output', parentId: 77 }, 'no-outcome'],
    ['an outcome with outputs that becomes one', { id: 1, kind: 'output', parentId: 4 }, 'has-outputs'],
    ['an output that leads to itself', { id: 1, kind: 'output', parentId: 1 }, 'no-outcome'],
    ['an output that becomes an outcome', { id: 2, kind: 'outcome', parentId: null }, undefined],
  ])('%s', (_, wanted, key) => {
    const found = Object.values(whyNotResult(wanted, results)?.fields ?? {})[0];
    expect(found).toBe(key && `programmes:mistakes.${key}`);
  });

  it.each<[string, number, string | undefined]>([
    ['with outputs stays', 1, 'programmes:refusals.has-outputs'],
    ['with an indicator stays', 5, 'programmes:refusals.has-indicators'],
    ['with neither goes', 2, undefined],
  ])('%s', (_, id, message) => {
    expect(whyNotRemove(id, results, [{ subjectId: 5 }])?.message).toBe(message);
  });
});

it.each<[string, Result[], number[], string[]]>([
  ['nothing yet', [], [], ['no-outcome']],
  ['whole', [outcome(1), output(2, 1)], [1, 2], []],
  ['an outcome without outputs', [outcome(1)], [1], ['no-output 1']],
  ['results without indicators', [outcome(1), output(2, 1)], [1], ['no-indicator 1.1']],
])('what is missing: %s', (_, of, measured, gaps) => {
  const found = gapsIn(
    of,
    measured.map((subjectId) => ({ subjectId })),
  );
  expect(found.map((gap) => ('number' in gap ? `${gap.kind} ${gap.number}` : gap.kind))).toEqual(gaps);
});
