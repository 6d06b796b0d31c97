import { expect, test } from 'vitest';
import type { CallState } from './call';
import { type Budget, type Filled, hasPart, heads, lacks, pilotState, sharesOfPilot, sumOf } from './pilot';

const none = Object.fromEntries([...heads, 'total'].map((head) => [head, null])) as Budget;
const budget: Budget = {
  ...none,
  'direct-assistance': 20_000n,
  'victim-support': 10_000n,
  evaluation: 5_000n,
  staff: 65_000n,
  total: 100_000n,
};
const filled: Filled = {
  aims: 'Beds',
  novelty: 'By phone',
  survivors: 'Asked first',
  request: 'asked',
  requestWords: 'By letter',
  budget,
  answers: { q1: 'Yes' },
};
const call = { ceiling: 100_000n, questions: [{ id: 'q1', words: 'Where?', most: 300 }] };

test.each([
  [{}, call, {}],
  [{ aims: '', survivors: '' }, call, { aims: 'empty', survivors: 'empty' }],
  [{ requestWords: '' }, call, { requestWords: 'empty' }],
  [{ answers: {} }, call, { 'answer-q1': 'empty' }],
  [{ answers: {} }, { ...call, questions: [] }, {}],
  [{ budget: none }, call, { total: 'no-budget' }],
  [{ budget: { ...budget, total: null } }, call, { total: 'no-budget' }],
  [{ budget: { ...none, total: 5n } }, call, { total: 'no-budget' }],
  [{ budget: { ...budget, total: 100_001n } }, call, { total: 'heads-short' }],
  [{ budget: { ...budget, total: 99_999n } }, call, { total: 'heads-over' }],
  [{}, { ...call, ceiling: 99_999n }, { total: 'above-ceiling' }],
  [{}, { ...call, ceiling: null }, {}],
] as [Partial<Filled>, typeof call, Record<string, string>][])(
  '%# a form lacks what it lacks',
  (change, of, wanted) => {
    const fields = Object.fromEntries(Object.entries(wanted).map(([k, v]) => [k, `pilots:mistakes.${v}`]));
    expect(lacks({ ...filled, ...change }, of)).toEqual(fields);
  },
);

test('what lacks of a total is known to the cent, either way', () => {
  expect(sumOf(budget)).toEqual({ sum: 100_000n, missing: 0n });
  expect(sumOf({ ...budget, total: 99_999n })).toEqual({ sum: 100_000n, missing: -1n });
  expect(sumOf(none)).toEqual({ sum: 0n, missing: null });
});

test('direct assistance counts as support for victims; a share missed by a cent is missed', () => {
  const agreed = [
    { kind: 'victim-support', basisPoints: 3000 },
    { kind: 'evaluation', basisPoints: 500 },
  ] as const;
  expect(sharesOfPilot(budget, agreed).map((s) => s.isBelow)).toEqual([false, false]);
  const short = { ...budget, 'victim-support': 9_999n, other: 1n };
  expect(sharesOfPilot(short, agreed).map((s) => s.isBelow)).toEqual([true, false]);
  expect(sharesOfPilot(none, agreed).map((s) => s.isBelow)).toEqual([false, false]);
});

const when = new Date(0);
const draft = { submittedAt: null, withdrawnAt: null, outcome: null, isPut: false };
const submitted = { ...draft, submittedAt: when };
test.each([
  [draft, 'open', 'draft'],
  [draft, 'closed', 'not-submitted'],
  [draft, 'cancelled', 'call-cancelled'],
  [{ ...draft, withdrawnAt: when }, 'closed', 'withdrawn'],
  [submitted, 'open', 'submitted'],
  [submitted, 'closed', 'being-scored'],
  [{ ...submitted, isPut: true }, 'closed', 'put'],
  [{ ...submitted, outcome: 'adopted-by-consensus' }, 'closed', 'adopted'],
  [{ ...submitted, outcome: 'adopted-no-strong-objection' }, 'closed', 'adopted'],
  [{ ...submitted, outcome: 'not-adopted' }, 'closed', 'not-adopted'],
  [{ ...submitted, outcome: 'deferred' }, 'closed', 'deferred'],
  [{ ...submitted, outcome: 'lapsed' }, 'closed', 'deferred'],
  [{ ...submitted, outcome: 'deferred', isPut: true }, 'closed', 'put'],
] as [Parameters<typeof pilotState>[0], CallState, string][])('%# a pilot is where it is', (p, state, wanted) => {
  expect(pilotState(p, state)).toBe(wanted);
});

test.each([
  ['of another organisation', { organisationId: 9, offices: [] }, false],
  ['of none', { organisationId: null, offices: [] }, false],
  ['of the one that proposes it', { organisationId: 1, offices: [] }, true],
  ['of a partner', { organisationId: 3, offices: [] }, true],
  ['who speaks for a partner and belongs to another', { organisationId: 9, offices: [{ organisationId: 2 }] }, true],
] as const)('somebody %s has a part in it: %s', (_, person, wanted) => {
  expect(hasPart(person, { organisationId: 1, partners: [2, 3] })).toBe(wanted);
});
