import { describe, expect, test } from 'vitest';
import { aReader } from '../../test/support/readers';
import type { Reader } from '../people/person';
import {
  currentPhase,
  mayFacilitate,
  mayRead,
  mayReadWords,
  mayTakePart,
  nextInstant,
  noTie,
  openPhase,
  type Rules,
  stateOf,
  type Tie,
  whyNotEdit,
  whyNotPost,
  whyNotReact,
  whyNotWithdraw,
} from './discussion';

const at = (hour: number) => new Date(Date.UTC(2026, 5, 1, hour));
const phases = [
  { id: 1, position: 1, opensAt: at(8), closesAt: at(10) },
  { id: 2, position: 2, opensAt: at(12), closesAt: at(14) },
];
const rules = (over: Partial<Rules> = {}): Rules => ({
  readers: 'public',
  writers: 'registered',
  moderation: 'post',
  announcedAt: at(0),
  synthesisedAt: null,
  phases,
  ...over,
});
const reader = (over: Partial<Reader> = {}) => aReader({ organisationId: 1, ...over });
const tie = (over: Partial<Tie> = {}): Tie => ({ ...noTie, ...over });

describe('state follows from the instants', () => {
  test.each([
    ['not announced', rules({ announcedAt: null }), 9, 'draft'],
    ['before the first', rules(), 7, 'announced'],
    ['at the very opening', rules(), 8, 'open'],
    ['between two phases', rules(), 11, 'open'],
    ['a moment before the end', rules(), 13, 'open'],
    ['at the very close', rules(), 14, 'closed'],
    ['with a synthesis', rules({ synthesisedAt: at(20) }), 21, 'synthesised'],
    ['without phases', rules({ phases: [] }), 9, 'announced'],
  ] as const)('%s', (_, d, hour, state) => expect(stateOf(d, at(hour))).toBe(state));

  test('the open phase includes its first instant and not its last', () => {
    expect(openPhase(phases, at(8))?.id).toBe(1);
    expect(openPhase(phases, at(10))).toBeUndefined();
    expect(currentPhase(phases, at(11))?.id).toBe(2);
    expect(currentPhase(phases, at(20))?.id).toBe(2);
  });

  test('the next instant is the next opening or closing', () => {
    expect(nextInstant(rules(), at(9))).toEqual(at(10));
    expect(nextInstant(rules(), at(14))).toBeNull();
    expect(nextInstant(rules({ announcedAt: null }), at(9))).toBeNull();
  });
});

const secretariat = reader({ secretariat: true });
const waiting = reader({ state: 'waiting' });
const person = reader();

describe('who may read, take part and facilitate', () => {
  // [who, reader, tie, discussion, read, take part, facilitate]
  test.each([
    ['a visitor, public', null, tie(), rules(), true, false, false],
    ['a visitor, registered', null, tie(), rules({ readers: 'registered' }), false, false, false],
    ['a visitor, invited', null, tie(), rules({ readers: 'invited', writers: 'invited' }), false, false, false],
    ['a visitor, draft', null, tie(), rules({ announcedAt: null }), false, false, false],
    ['who waits, public', waiting, tie(), rules(), true, false, false],
    ['who waits, registered', waiting, tie(), rules({ readers: 'registered' }), false, false, false],
    ['a person, registered', person, tie(), rules({ readers: 'registered' }), true, true, false],
    ['a person, public but written by invitation', person, tie(), rules({ writers: 'invited' }), true, false, false],
    [
      'a member of an invited organisation',
      person,
      tie({ invited: true }),
      rules({ readers: 'invited', writers: 'invited' }),
      true,
      true,
      false,
    ],
    [
      'a person of another organisation',
      person,
      tie(),
      rules({ readers: 'invited', writers: 'invited' }),
      false,
      false,
      false,
    ],
    [
      'a participant',
      person,
      tie({ role: 'participant' }),
      rules({ readers: 'invited', writers: 'invited' }),
      true,
      true,
      false,
    ],
    [
      'an observer',
      person,
      tie({ role: 'observer' }),
      rules({ readers: 'invited', writers: 'invited' }),
      true,
      false,
      false,
    ],
    [
      'an observer of an invited organisation',
      person,
      tie({ role: 'observer', invited: true }),
      rules({ readers: 'invited', writers: 'invited' }),
      true,
      false,
      false,
    ],
    ['a facilitator, draft', person, tie({ role: 'facilitator' }), rules({ announcedAt: null }), true, true, true],
    [
      'a facilitator whose account waits',
      waiting,
      tie({ role: 'facilitator' }),
      rules({ readers: 'invited', writers: 'invited' }),
      false,
      false,
      false,
    ],
    ['the secretariat, draft', secretariat, tie(), rules({ announcedAt: null }), true, true, true],
    ['a participant, draft', person, tie({ role: 'participant' }), rules({ announcedAt: null }), false, false, false],
    [
      'a suspended person, registered',
      reader({ state: 'suspended' }),
      tie(),
      rules({ readers: 'registered' }),
      false,
      false,
      false,
    ],
  ] as const)('%s', (_, who, t, d, read, part, run) => {
    expect(mayRead(d, who, t)).toBe(read);
    expect(mayTakePart(d, who, t)).toBe(part);
    expect(mayFacilitate(who, t)).toBe(run);
  });
});

describe('why not post', () => {
  test.each([
    ['open', person, tie(), rules(), 9, undefined],
    ['not open yet', person, tie(), rules(), 7, 'discussions:refusals.not-yet-open'],
    ['between phases', person, tie(), rules(), 11, 'discussions:refusals.between-phases'],
    [
      'in a phase of its consultation',
      person,
      tie(),
      rules({ asked: [{ opensAt: at(8), closesAt: at(12) }] }),
      9,
      undefined,
    ],
    [
      'before it',
      person,
      tie(),
      rules({ asked: [{ opensAt: at(10), closesAt: at(12) }] }),
      9,
      'discussions:refusals.not-yet-open',
    ],
    [
      'after it',
      person,
      tie(),
      rules({ asked: [{ opensAt: at(8), closesAt: at(9) }] }),
      9,
      'discussions:refusals.closed',
    ],
    ['of a consultation that was cancelled', person, tie(), rules({ asked: [] }), 9, 'discussions:refusals.closed'],
    ['a second after the close', person, tie(), rules(), 14, 'discussions:refusals.closed'],
    [
      'a facilitator too is bound by the hours',
      person,
      tie({ role: 'facilitator' }),
      rules(),
      15,
      'discussions:refusals.closed',
    ],
    [
      'a draft whose hour has come',
      person,
      tie({ role: 'facilitator' }),
      rules({ announcedAt: null }),
      9,
      'discussions:refusals.not-yet-open',
    ],
    ['a phase after the synthesis', person, tie(), rules({ synthesisedAt: at(8) }), 9, 'discussions:refusals.closed'],
    ['a visitor', null, tie(), rules(), 9, 'discussions:refusals.sign-in'],
    ['who waits', waiting, tie(), rules(), 9, 'discussions:refusals.waiting'],
    ['an observer', person, tie({ role: 'observer' }), rules(), 9, 'discussions:refusals.observer'],
    ['not invited to write', person, tie(), rules({ writers: 'invited' }), 9, 'discussions:refusals.not-invited'],
    [
      'who may not read learns nothing',
      person,
      tie(),
      rules({ readers: 'invited', writers: 'invited' }),
      9,
      'shared:errors.not-found',
    ],
  ] as const)('%s', (_, who, t, d, hour, message) => expect(whyNotPost(d, who, t, at(hour))?.message).toBe(message));
});

test('words that are held or hidden are for their author and those who moderate', () => {
  for (const state of ['waiting', 'hidden'] as const) {
    expect(mayReadWords(state, 7, person, tie())).toBe(true);
    expect(mayReadWords(state, 8, person, tie())).toBe(false);
    expect(mayReadWords(state, 8, null, tie())).toBe(false);
    expect(mayReadWords(state, 8, person, tie({ role: 'facilitator' }))).toBe(true);
  }
  for (const state of ['withdrawn', 'redacted'] as const)
    expect(mayReadWords(state, 7, secretariat, tie())).toBe(false);
});

test('one edits only what is one’s own, shown, and while the discussion is open; one withdraws at any time', () => {
  const mine = { authorId: 7, state: 'shown' as const };
  expect(whyNotEdit(rules(), mine, person, tie(), at(9))).toBeUndefined();
  expect(whyNotEdit(rules(), mine, person, tie(), at(15))?.kind).toBe('closed');
  expect(whyNotEdit(rules(), { ...mine, authorId: 8 }, person, tie(), at(9))?.kind).toBe('not-allowed');
  expect(whyNotEdit(rules(), { ...mine, state: 'redacted' }, person, tie(), at(9))?.kind).toBe('closed');
  expect(whyNotWithdraw(mine, person)).toBeUndefined();
  expect(whyNotWithdraw({ ...mine, authorId: 8 }, person)?.kind).toBe('not-allowed');
  expect(whyNotWithdraw({ ...mine, state: 'withdrawn' }, person)?.kind).toBe('closed');
});

test('reactions need taking part, a shown post and an open discussion', () => {
  expect(whyNotReact(rules(), 'shown', person, tie(), at(9))).toBeUndefined();
  expect(whyNotReact(rules(), 'shown', person, tie({ role: 'observer' }), at(9))?.kind).toBe('not-allowed');
  expect(whyNotReact(rules(), 'hidden', person, tie(), at(9))?.kind).toBe('closed');
  expect(whyNotReact(rules(), 'shown', person, tie(), at(15))?.kind).toBe('closed');
});
