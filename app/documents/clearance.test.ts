import { expect, it } from 'vitest';
import { type ClearanceState, isOverdue, stateOfSection } from './clearance';

it.each<[ClearanceState[], string]>([
  [[], 'not-asked'],
  [['cleared'], 'cleared'],
  [['cleared', 'cleared-with-comment'], 'cleared-with-comment'],
  [['cleared', 'pending'], 'pending'],
  [['pending', 'reopened', 'cleared'], 'reopened'],
])('a section with %s is %s', (states, expected) =>
  expect(stateOfSection(states.map((state) => ({ state })))).toBe(expected),
);

const now = new Date('2026-05-10T12:00:00Z');
it.each<[string, ClearanceState, string | null, boolean]>([
  ['asked, its day passed', 'pending', '2026-05-10T11:59:59Z', true],
  ['asked, at its instant', 'pending', '2026-05-10T12:00:00Z', false],
  ['asked without a day', 'pending', null, false],
  ['open again, its day passed', 'reopened', '2026-05-01T00:00:00Z', true],
  ['cleared late', 'cleared', '2026-05-01T00:00:00Z', false],
])('%s', (_, state, dueAt, expected) => expect(isOverdue({ state, dueAt }, now)).toBe(expected));
