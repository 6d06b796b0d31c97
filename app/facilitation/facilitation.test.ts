import { describe, expect, it } from 'vitest';
import { aReader } from '../../test/support/readers';
import { noTie, type PostState, type Rules, type Tie } from '../discussions/discussion';
import type { Reader } from '../people/person';
import {
  type Audience,
  asksSomething,
  deedsFor,
  mayKnowOf,
  reachesMore,
  whyNotBoard,
  whyNotModerate,
  whyNotReport,
} from './facilitation';

const somebody = (values: Partial<Reader> = {}) => aReader({ organisationId: 3, ...values });
const rules = (values: Partial<Rules> = {}): Rules => ({
  readers: 'public',
  writers: 'registered',
  moderation: 'pre',
  announcedAt: new Date(0),
  synthesisedAt: null,
  phases: [{ id: 1, position: 1, opensAt: new Date(0), closesAt: new Date(1000) }],
  ...values,
});
const facilitator: Tie = { role: 'facilitator', invited: false };
const participant: Tie = { role: 'participant', invited: false };
const post = (state: PostState, shownAt: Date | null = new Date(0)) => ({ state, authorId: 9, shownAt });
const states: PostState[] = ['waiting', 'shown', 'hidden', 'withdrawn', 'redacted', 'moved'];

describe('what can be done with a post', () => {
  it.each<[PostState, string]>([
    ['waiting', 'let-through refuse keep move redact translate'],
    ['shown', 'hide keep move redact translate'],
    ['hidden', 'show keep move redact translate'],
    ['withdrawn', ''],
    ['redacted', ''],
    ['moved', ''],
  ])('%s', (state, deeds) => expect(deedsFor(state).join(' ')).toBe(deeds));
});

describe('who knows that a post exists', () => {
  const open = rules();
  const closedCircle = rules({ readers: 'invited', writers: 'invited' });
  it.each<[string, Rules, PostState, Reader | null, Tie, boolean]>([
    ['a visitor, a shown post', open, 'shown', null, noTie, true],
    ['a visitor, the place of a hidden one', open, 'hidden', null, noTie, true],
    ['a visitor, a tombstone', open, 'withdrawn', null, noTie, true],
    ['a visitor, a waiting one', open, 'waiting', null, noTie, false],
    ['another participant, a waiting one', open, 'waiting', somebody(), participant, false],
    ['its author, a waiting one', open, 'waiting', somebody({ id: 9 }), noTie, true],
    ['a facilitator, a waiting one', open, 'waiting', somebody(), facilitator, true],
    ['a facilitator, a pointer', open, 'moved', somebody(), facilitator, false],
    ['a visitor, among the invited', closedCircle, 'shown', null, noTie, false],
    ['someone not invited', closedCircle, 'shown', somebody(), noTie, false],
    ['someone invited', closedCircle, 'shown', somebody(), { role: null, invited: true }, true],
  ])('%s', (_, d, state, reader, tie, expected) => expect(mayKnowOf(d, post(state), reader, tie)).toBe(expected));

  it.each<[string, Reader | null, Tie, boolean]>([
    ['a visitor', null, noTie, false],
    ['a participant', somebody(), participant, false],
    ['its author', somebody({ id: 9 }), participant, true],
    ['a facilitator', somebody(), facilitator, true],
  ])('%s, of one that was refused before it was shown', (_, reader, tie, expected) =>
    expect(mayKnowOf(open, post('hidden', null), reader, tie)).toBe(expected),
  );
});

describe('who moderates', () => {
  const kindOf = (reader: Reader | null, tie: Tie, state: PostState = 'shown', d = rules()) =>
    whyNotModerate('hide', d, post(state), reader, tie)?.kind ?? 'may';
  it.each<[string, Reader | null, Tie, string]>([
    ['a visitor', null, noTie, 'not-allowed'],
    ['a waiting account', somebody({ state: 'waiting' }), noTie, 'not-allowed'],
    ['a participant', somebody(), participant, 'not-allowed'],
    ['an observer', somebody(), { role: 'observer', invited: false }, 'not-allowed'],
    ['a focal point', somebody({ offices: [{ organisationId: 3, role: 'focal-point' }] }), noTie, 'not-allowed'],
    ['its author', somebody({ id: 9 }), noTie, 'not-allowed'],
    ['a suspended facilitator', somebody({ state: 'suspended' }), facilitator, 'not-allowed'],
    ['a facilitator', somebody(), facilitator, 'may'],
    ['the secretariat', somebody({ secretariat: true }), noTie, 'may'],
  ])('%s', (_, reader, tie, expected) => expect(kindOf(reader, tie)).toBe(expected));

  it('is not found by those who do not see it', () => {
    expect(kindOf(somebody(), participant, 'waiting')).toBe('not-found');
    expect(kindOf(somebody(), noTie, 'shown', rules({ announcedAt: null }))).toBe('not-found');
  });

  it.each(states.filter((s) => s !== 'shown' && s !== 'moved'))('is told where it is %s already', (state) =>
    expect(kindOf(somebody(), facilitator, state)).toBe('closed'),
  );

  it.each<[string, Reader | null, Tie, boolean]>([
    ['a visitor', null, noTie, false],
    ['a participant', somebody(), participant, false],
    ['a facilitator', somebody(), facilitator, true],
    ['the secretariat', somebody({ secretariat: true }), noTie, true],
    ['a waiting secretariat account', somebody({ secretariat: true, state: 'waiting' }), noTie, false],
  ])('board: %s', (_, reader, tie, expected) =>
    expect(whyNotBoard(reader, tie)?.kind).toBe(expected ? undefined : 'not-found'),
  );
});

describe('who reports', () => {
  it.each<[string, string, PostState, Reader | null, string]>([
    ['a visitor, that it identifies someone', 'identifies-someone', 'shown', null, 'may'],
    ['a visitor, anything else', 'harmful', 'shown', null, 'not-allowed'],
    [
      'a waiting account, that it identifies someone',
      'identifies-someone',
      'shown',
      somebody({ state: 'waiting' }),
      'may',
    ],
    ['a waiting account, anything else', 'other', 'shown', somebody({ state: 'waiting' }), 'not-allowed'],
    ['an active person', 'off-topic', 'shown', somebody(), 'may'],
    ['what is hidden', 'harmful', 'hidden', somebody(), 'closed'],
    ['what waits', 'harmful', 'waiting', somebody(), 'not-found'],
    ['a pointer', 'harmful', 'moved', somebody(), 'not-found'],
  ])('%s', (_, kind, state, reader, expected) =>
    expect(whyNotReport(rules(), post(state), kind, reader, noTie)?.kind ?? 'may').toBe(expected),
  );
  it('and not a visitor where visitors cannot read', () =>
    expect(whyNotReport(rules({ readers: 'registered' }), post('shown'), 'identifies-someone', null, noTie)?.kind).toBe(
      'not-found',
    ));
});

describe('a move that reaches more people', () => {
  const of = (readers: Audience['readers'], organisations: number[] = [], people: number[] = []): Audience => ({
    readers,
    organisations,
    people,
  });
  it.each<[string, Audience, Audience, boolean]>([
    ['invited to public', of('invited', [1]), of('public'), true],
    ['invited to registered', of('invited', [1]), of('registered'), true],
    ['registered to public', of('registered'), of('public'), true],
    ['public to registered', of('public'), of('registered'), false],
    ['public to public', of('public'), of('public'), false],
    ['registered to invited', of('registered'), of('invited', [5]), false],
    ['invited to the same', of('invited', [1, 2], [4]), of('invited', [2, 1], [4]), false],
    ['invited to fewer', of('invited', [1, 2]), of('invited', [2]), false],
    ['invited to another organisation', of('invited', [1, 2]), of('invited', [2, 3]), true],
    ['invited to another observer', of('invited', [1], [4]), of('invited', [1], [5]), true],
  ])('%s', (_, from, to, expected) => expect(reachesMore(from, to)).toBe(expected));
});

describe('what asks something', () => {
  it.each<[string, boolean]>([
    ['Who pays for the shelter?', true],
    ['Who pays? The State.', true],
    ['“Who pays?”', true],
    ['من يدفع؟', true],
    ['谁来付钱？我们不知道', true],
    ['¿Quién paga?', true],
    ['Really?!', true],
    ['We agree.', false],
    ['See https://a.example/list?page=2', false],
    ['> Who pays?\n\nThe State.', false],
    ['> We do not know\n\nWho pays?', true],
    ['', false],
  ])('%j', (text, expected) => expect(asksSomething(text)).toBe(expected));
});
