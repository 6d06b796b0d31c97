import { describe, expect, it } from 'vitest';
import { isTaskKey } from '../../tasks/task';
import { answerTask, closesFor, whyNotInvite, whyNotSend } from './invitation';

const at = (day: number) => new Date(Date.UTC(2026, 4, day));
const phases = [
  { id: 1, kind: 'preparation' as const, opensAt: at(1), closesAt: at(5) },
  { id: 2, kind: 'open' as const, opensAt: at(5), closesAt: at(10) },
  { id: 3, kind: 'open' as const, opensAt: at(12), closesAt: at(15) },
];

describe('invited are organisations only to what they can see, and what is not over', () => {
  const consultation = { announcedAt: at(1), cancelledAt: null, phases };
  it.each([
    ['not announced', { ...consultation, announcedAt: null }, 6, 'balance:refusals.not-announced'],
    ['cancelled', { ...consultation, cancelledAt: at(6) }, 7, 'balance:refusals.cancelled'],
    ['announced', consultation, 0, undefined],
    ['open', consultation, 6, undefined],
    ['between two phases', consultation, 11, undefined],
    ['over', consultation, 15, 'balance:refusals.ended'],
  ])('%s', (_, which, day, expected) => expect(whyNotInvite(which, at(day))?.message).toBe(expected));
});

describe('until when one can take part', () => {
  it.each([
    [2, at(10)],
    [9, at(10)],
    [10, at(15)],
    [15, null],
  ])('asked on the %ith', (day, expected) => expect(closesFor({ phases }, at(day))).toEqual(expected));
});

it('a task has a name that tasks may have', () => expect(isTaskKey(answerTask(3, 14))).toBe(true));

describe('sent is to as many as were shown', () => {
  const shown = { organisations: 3, people: 5 };
  it('as many', () => expect(whyNotSend(shown, shown)).toBeUndefined());
  it.each([
    { organisations: 2, people: 5 },
    { organisations: 3, people: 4 },
  ])('others by now: %o', (now) => expect(whyNotSend(shown, now)).toMatchObject({ kind: 'conflict', values: now }));
});
