import { describe, expect, it, test } from 'vitest';
import type { Reader } from '../../people/person';
import { noConsultationTie } from '../consultation';
import {
  choiceOf,
  choices,
  choiceValues,
  isOver,
  type Ruled,
  resultsSeen,
  type StatementState,
  statementStates,
  whyNotModerate,
  whyNotSeed,
  whyNotSettle,
  whyNotVote,
  whyNotVoteOn,
  whyNotWithdraw,
} from './statement';

const now = new Date('2026-03-10T12:00:00Z');
const at = (days: number) => new Date(now.getTime() + days * 86_400_000);

/** Statements are open in these phases, in days from now; each phase of its own. */
function consultation(open: [number, number][], values: Partial<Ruled> = {}): Ruled {
  return {
    id: 1,
    scope: 'general',
    region: '001',
    theme: null,
    hostId: 1,
    readers: 'public',
    participants: 'registered',
    timeZone: 'UTC',
    language: 'en',
    announcedAt: at(-30),
    cancelledAt: null,
    phases: open.map(([from, to], i) => ({ id: i + 1, kind: 'open', opensAt: at(from), closesAt: at(to) })),
    parts: [{ id: 9, kind: 'statements', subjectId: null, phaseIds: open.map((_, i) => i + 1) }],
    tie: noConsultationTie,
    ...values,
  };
}
const facilitates = { tie: { ...noConsultationTie, role: 'facilitator' as const } };
const person = { id: 5, state: 'active', secretariat: false } as Reader;
const waiting = { ...person, state: 'waiting' } as Reader;
const running = consultation([[-1, 1]]);
const ended = consultation([[-3, -1]]);
const ahead = consultation([[1, 2]]);
const between = consultation([
  [-3, -1],
  [1, 2],
]);
const without = consultation([[-1, 1]], { parts: [] });

describe('voting', () => {
  test.each<[string, Ruled, Reader | null, string | undefined]>([
    ['while it is open', running, person, undefined],
    ['a visitor', running, null, 'not-allowed'],
    ['who waits for approval', running, waiting, 'not-allowed'],
    ['before it opens', ahead, person, 'closed'],
    ['between two phases', between, person, 'closed'],
    ['when it is over', ended, person, 'closed'],
    ['a facilitator when it is over', { ...ended, ...facilitates }, person, 'closed'],
    ['without statements', without, person, 'not-found'],
  ])('%s', (_, c, reader, kind) => expect(whyNotVote(c, reader, now)?.kind).toBe(kind));

  test.each<[StatementState | undefined, string | undefined]>([
    ['approved', undefined],
    ['waiting', 'shared:errors.not-found'],
    [undefined, 'shared:errors.not-found'],
    ['refused', 'statements:refusals.vote-refused'],
    ['merged', 'statements:refusals.vote-merged'],
    ['withdrawn', 'statements:refusals.vote-withdrawn'],
  ])('on one that is %s', (state, message) => expect(whyNotVoteOn(state && { state })?.message).toBe(message));

  it('is stored as a number and read as a word', () => {
    for (const choice of choices) expect(choiceOf(choiceValues[choice])).toBe(choice);
  });
});

describe('results', () => {
  test.each<[string, Ruled, Reader | null, string]>([
    ['a visitor while it is open', running, null, 'none'],
    ['a participant while it is open: of what they voted on', running, person, 'voted'],
    ['a participant between two phases', between, person, 'voted'],
    ['who waits for approval', running, waiting, 'none'],
    ['a facilitator while it is open', { ...running, ...facilitates }, person, 'all'],
    ['a visitor when it is over', ended, null, 'all'],
    ['of what was cancelled', { ...ended, cancelledAt: at(-2) }, person, 'none'],
    ['without statements', without, person, 'none'],
  ])('%s', (_, c, reader, seen) => expect(resultsSeen(c, reader, now)).toBe(seen));

  test.each<[string, Ruled, boolean]>([
    ['open', running, false],
    ['ahead', ahead, false],
    ['between two phases', between, false],
    ['all closed', ended, true],
    ['never announced', { ...ended, announcedAt: null }, false],
  ])('over: %s', (_, c, over) => expect(isOver(c, now)).toBe(over));
});

describe('those who facilitate', () => {
  it('moderate, and nobody else knows of it', () => {
    expect(whyNotModerate({ ...running, ...facilitates }, person)).toBeUndefined();
    expect(whyNotModerate(running, { ...person, secretariat: true })).toBeUndefined();
    expect(whyNotModerate(running, person)?.kind).toBe('not-found');
    expect(whyNotModerate({ ...without, ...facilitates }, person)?.kind).toBe('not-found');
  });

  test.each<[string, Ruled, string | undefined]>([
    ['before it opens', ahead, undefined],
    ['while it is prepared', { ...ahead, announcedAt: null }, undefined],
    ['while it is open', running, undefined],
    ['when it is over', ended, 'closed'],
    ['when it was cancelled', { ...running, cancelledAt: at(-1) }, 'closed'],
  ])('put seeds there %s', (_, c, kind) => expect(whyNotSeed({ ...c, ...facilitates }, person, now)?.kind).toBe(kind));

  test.each(
    statementStates.flatMap((from) => (['approved', 'refused', 'merged'] as const).map((to) => [from, to] as const)),
  )('take one from %s to %s', (from, to) => {
    const expected = from === 'withdrawn' || from === to ? 'conflict' : undefined;
    expect(whyNotSettle(from, to)?.kind).toBe(expected);
  });
});

describe('withdrawing', () => {
  test.each<[string, StatementState, Reader | null, boolean, string | undefined]>([
    ['its author', 'approved', person, false, undefined],
    ['its author, before it is read', 'waiting', person, false, undefined],
    ['a facilitator', 'approved', { ...person, id: 6 }, true, undefined],
    ['somebody else', 'approved', { ...person, id: 6 }, false, 'not-found'],
    ['its author while suspended', 'approved', { ...person, state: 'suspended' }, false, 'not-found'],
    ['a visitor', 'approved', null, false, 'not-found'],
    ['twice', 'withdrawn', person, false, 'conflict'],
  ])('%s', (_, state, reader, moderates, kind) =>
    expect(whyNotWithdraw({ authorId: 5, state }, reader, moderates)?.kind).toBe(kind),
  );
});
