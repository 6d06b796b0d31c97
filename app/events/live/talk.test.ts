import { describe, expect, it } from 'vitest';
import type { Reader } from '../../people/person';
import {
  type Fate,
  inOrder,
  isHeldFirst,
  isLeftOpen,
  isOn,
  mayAnswer,
  percentOf,
  type Talk,
  talkStateOf,
  whyNotChoices,
  whyNotClose,
  whyNotOpenPoll,
  whyNotRaiseHand,
  whyNotSort,
  whyNotTakePart,
} from './talk';

const at = (time: string) => new Date(`2026-11-26T${time}:00Z`);
const talk: Talk = {
  startsAt: at('10:00'),
  endsAt: at('11:00'),
  announcedAt: new Date('2026-11-01T00:00:00Z'),
  cancelledAt: null,
  survivorSpeaks: false,
  moderation: 'post',
  closedAt: null,
};
const here = { moderates: false, takesPart: true };
const moderator = { moderates: true, takesPart: false };
const nobody = { moderates: false, takesPart: false };
const person = { id: 7, state: 'active' } as Reader;
const waiting = { id: 8, state: 'waiting' } as Reader;

describe('what is open when', () => {
  it.each<[string, Partial<Talk>, string, string]>([
    ['announced, weeks before', {}, '08:00', 'open'],
    ['at its beginning', {}, '10:00', 'open'],
    ['running over', {}, '11:29', 'open'],
    ['half an hour after its end', {}, '11:30', 'over'],
    ['not announced', { announcedAt: null }, '10:30', 'not-yet'],
    ['announced later', { announcedAt: at('12:00') }, '10:30', 'not-yet'],
    ['closed', { closedAt: at('11:10') }, '11:15', 'closed'],
    ['cancelled', { cancelledAt: at('09:00') }, '10:30', 'cancelled'],
  ])('%s', (_, values, time, expected) => expect(talkStateOf({ ...talk, ...values }, at(time))).toBe(expected));
});

describe('who asks, upvotes and answers polls', () => {
  it.each([
    ['registered', person, here, '10:30', undefined],
    ['registered, long before', person, here, '07:00', undefined],
    ['registered, too late', person, here, '11:31', 'closed'],
    ['not registered', person, nobody, '10:30', 'not-allowed'],
    ['moderating alone', person, moderator, '10:30', 'not-allowed'],
    ['an account that waits', waiting, here, '10:30', 'not-allowed'],
    ['a visitor', null, nobody, '10:30', 'not-allowed'],
  ] as const)('%s', (_, reader, standing, time, expected) =>
    expect(whyNotTakePart(talk, standing, reader, at(time))?.kind).toBe(expected),
  );
});

describe('hands', () => {
  it.each([
    ['09:44', false],
    ['09:45', true],
    ['11:29', true],
    ['11:30', false],
  ])('at %s', (time, expected) => {
    expect(isOn(talk, at(time))).toBe(expected);
    expect(whyNotRaiseHand(talk, here, person, at(time)) === undefined).toBe(expected);
  });
  it('are for those who take part', () =>
    expect(whyNotRaiseHand(talk, nobody, person, at('10:00'))?.kind).toBe('not-allowed'));
});

it.each([
  [false, 'post', false],
  [false, 'pre', true],
  [true, 'post', true],
  [true, 'pre', true],
] as const)('held first: survivor speaks %s, chosen %s', (survivorSpeaks, moderation, expected) =>
  expect(isHeldFirst({ survivorSpeaks, moderation })).toBe(expected),
);

describe('sorting', () => {
  it('is for moderators alone, as if there were nothing', () => {
    expect(whyNotSort(talk, moderator)).toBeUndefined();
    expect(whyNotSort(talk, here)?.kind).toBe('not-found');
  });
  it('ends with the close', () =>
    expect(whyNotSort({ ...talk, closedAt: at('11:10') }, moderator)?.kind).toBe('closed'));
});

describe('a poll is opened', () => {
  it.each([
    ['while it is open', moderator, null, '10:30', undefined],
    ['after it was opened', moderator, at('10:20'), '10:30', 'conflict'],
    ['too late', moderator, null, '12:00', 'closed'],
    ['by somebody else', here, null, '10:30', 'not-found'],
  ] as const)('%s', (_, standing, openedAt, time, expected) =>
    expect(whyNotOpenPoll(talk, standing, { openedAt }, at(time))?.kind).toBe(expected),
  );
});

const fate = (values: Partial<Fate> = {}): Fate => ({ state: 'shown', answered: null, ownerId: null, ...values });

describe('what is left open', () => {
  it.each([
    ['waits for a moderator', fate({ state: 'waiting' }), true],
    ['waits, with an owner', fate({ state: 'waiting', ownerId: 3 }), true],
    ['neither answered nor owned', fate(), true],
    ['answered live', fate({ answered: 'live' }), false],
    ['answered in writing', fate({ answered: 'writing' }), false],
    ['given to somebody', fate({ ownerId: 3 }), false],
    ['dismissed', fate({ state: 'dismissed' }), false],
    ['merged', fate({ state: 'merged' }), false],
  ] as const)('%s', (_, question, expected) => expect(isLeftOpen(question)).toBe(expected));
});

describe('closing', () => {
  it.each([
    ['everything settled', {}, moderator, [fate({ answered: 'live' }), fate({ ownerId: 3 })], '11:00', undefined],
    ['no questions at all', {}, moderator, [], '11:00', undefined],
    ['one left open', {}, moderator, [fate({ answered: 'live' }), fate()], '12:00', 'invalid'],
    ['before its end', {}, moderator, [], '10:59', 'closed'],
    ['closed already', { closedAt: at('11:05') }, moderator, [], '12:00', 'closed'],
    ['cancelled', { cancelledAt: at('09:00') }, moderator, [], '12:00', 'closed'],
    ['somebody else', {}, here, [], '12:00', 'not-found'],
  ] as const)('%s', (_, values, standing, questions, time, expected) =>
    expect(whyNotClose({ ...talk, ...values }, standing, [...questions], at(time))?.kind).toBe(expected),
  );
  it('says how many are left', () =>
    expect(whyNotClose(talk, moderator, [fate(), fate({ state: 'waiting' })], at('12:00'))?.values).toEqual({
      count: 2,
    }));
});

it.each([
  ['a moderator', moderator, person, null, true],
  ['its owner', nobody, person, 7, true],
  ['another owner', here, person, 9, false],
  ['an owner whose account waits', nobody, waiting, 8, false],
  ['a visitor', nobody, null, null, false],
] as const)('answers: %s', (_, standing, reader, ownerId, expected) =>
  expect(mayAnswer({ ownerId }, standing, reader)).toBe(expected),
);

describe('choices', () => {
  it.each([
    ['one of one', false, [1], true],
    ['two of one', false, [1, 2], false],
    ['two of several', true, [1, 2], true],
    ['none', true, [], false],
    ['of another poll', true, [1, 9], false],
  ])('%s', (_, several, chosen, expected) =>
    expect(whyNotChoices({ several, choices: [1, 2, 3] }, chosen) === undefined).toBe(expected),
  );
});

it('orders by upvotes, then by time', () =>
  expect(
    inOrder([
      { id: 1, votes: 2 },
      { id: 2, votes: 5 },
      { id: 3, votes: 2 },
      { id: 4, votes: 0 },
    ]).map((q) => q.id),
  ).toEqual([2, 1, 3, 4]));

it.each([
  [0, 0, 0],
  [1, 3, 33],
  [2, 3, 67],
  [3, 3, 100],
])('%i of %i', (votes, voters, expected) => expect(percentOf(votes, voters)).toBe(expected));
