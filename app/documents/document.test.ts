import { describe, expect, it } from 'vitest';
import { aReader } from '../../test/support/readers';
import type { Reader } from '../people/person';
import {
  mayAdminister,
  mayAskClearance,
  mayClear,
  mayComment,
  mayCreate,
  mayName,
  mayOpenText,
  mayRead,
  mayResolve,
  maySettle,
  noTie,
  type Readers,
  type Role,
  type Rules,
  roleOf,
  type Standing,
  settlesFor,
  type Tie,
  textAccess,
  whyNot,
  whyNotChangeComment,
} from './document';

const now = new Date('2026-05-10T12:00:00Z');
const lead = 1;
const partner = 2;

const somebody = (values: Partial<Reader> = {}) => aReader({ organisationId: partner, ...values });
const about = (readers: Readers = 'invited'): Rules => ({ readers, leadId: lead });
const as = (role: Role, values: Partial<Standing> = {}): Tie => ({
  standings: [{ organisationId: partner, role, office: null, from: null, until: null, ...values }],
});
const focalPoint = (organisationId: number) =>
  somebody({ organisationId, offices: [{ organisationId, role: 'focal-point' }] });
const secretariat = somebody({ secretariat: true, organisationId: 9 });
const suspended = somebody({ state: 'suspended' });
const waiting = somebody({ state: 'waiting' });

describe('what one may do with the text', () => {
  it.each<[string, Rules, Reader | null, Tie, string]>([
    ['a visitor', about('public'), null, noTie, 'none'],
    ['someone registered, of a public document', about('public'), somebody(), noTie, 'none'],
    ['a named editor', about(), somebody(), as('editor'), 'write'],
    ['a named suggester', about(), somebody(), as('suggester'), 'suggest'],
    ['a named commenter', about(), somebody(), as('commenter'), 'read'],
    ['a named reader', about(), somebody(), as('reader'), 'read'],
    ['a named editor who was suspended', about(), suspended, as('editor'), 'none'],
    ['a named editor whose account waits', about(), waiting, as('editor'), 'none'],
    ['the secretariat', about(), secretariat, noTie, 'read'],
    ['the secretariat, named as editor', about(), secretariat, as('editor'), 'write'],
    [
      'the focal point of the lead organisation',
      about(),
      focalPoint(lead),
      as('editor', { organisationId: lead, office: 'focal-point' }),
      'write',
    ],
    [
      'a reader for one organisation and suggester for another',
      about(),
      somebody(),
      { standings: [...as('reader').standings, ...as('suggester', { organisationId: 3 }).standings] },
      'suggest',
    ],
  ])('%s', (_, d, reader, tie, expected) => expect(textAccess(d, reader, tie, now)).toBe(expected));
});

describe('who stands in, and when', () => {
  const from = new Date('2026-05-01T00:00:00Z');
  const until = new Date('2026-05-11T00:00:00Z');
  const second = 1000;
  it.each<[string, Date, Role | null]>([
    ['a second before', new Date(from.getTime() - second), null],
    ['at the first instant', from, 'editor'],
    ['in between', now, 'editor'],
    ['a second before the end', new Date(until.getTime() - second), 'editor'],
    ['at the end', until, null],
  ])('%s', (_, at, expected) => {
    expect(roleOf(somebody(), as('editor', { from, until }), at)).toBe(expected);
    expect(mayOpenText(about(), somebody(), as('editor', { from, until }), at)).toBe(expected !== null);
  });
});

describe('who reads the settled text', () => {
  it.each<[string, Readers, Reader | null, Tie, boolean]>([
    ['a visitor', 'public', null, noTie, true],
    ['a visitor', 'registered', null, noTie, false],
    ['a visitor', 'invited', null, noTie, false],
    ['someone who waits', 'registered', waiting, noTie, false],
    ['someone registered', 'registered', somebody(), noTie, true],
    ['someone registered', 'invited', somebody(), noTie, false],
    ['a named reader', 'invited', somebody(), as('reader'), true],
    ['a suspended account that was named', 'invited', suspended, as('reader'), false],
    ['the secretariat', 'invited', secretariat, noTie, true],
    ['the focal point of the lead', 'invited', focalPoint(lead), noTie, true],
    ['the focal point of another', 'invited', focalPoint(5), noTie, false],
  ])('%s, %s', (_, readers, reader, tie, expected) => expect(mayRead(about(readers), reader, tie, now)).toBe(expected));
});

describe('who settles a section', () => {
  it.each<[string, number | null, Reader | null, Tie, boolean]>([
    ['an editor of the owner', partner, somebody(), as('editor'), true],
    ['a suggester of the owner', partner, somebody(), as('suggester'), false],
    ['an editor of another organisation', 3, somebody(), as('editor'), false],
    ['an editor of the lead, owned by another', partner, somebody(), as('editor', { organisationId: lead }), false],
    ['an editor of the lead, owned by none', null, somebody(), as('editor', { organisationId: lead }), true],
    ['an editor of a partner, owned by none', null, somebody(), as('editor'), false],
    ['the secretariat, owned by none', null, secretariat, noTie, false],
    ["the secretariat as the lead's editor", null, secretariat, as('editor', { organisationId: lead }), true],
    ['an editor whose time is over', partner, somebody(), as('editor', { until: now }), false],
    ['a suspended editor', partner, suspended, as('editor'), false],
  ])('%s', (_, owner, reader, tie, expected) => expect(maySettle(owner, about(), reader, tie, now)).toBe(expected));

  it('in the name of the owner, or of the lead', () => {
    expect(settlesFor(partner, about(), somebody(), as('editor'), now)).toBe(partner);
    expect(settlesFor(null, about(), somebody(), as('editor', { organisationId: lead }), now)).toBe(lead);
    expect(settlesFor(null, about(), somebody(), as('editor'), now)).toBeNull();
  });
});

describe('who administers, creates, names', () => {
  it.each<[string, Reader | null, boolean]>([
    ['a visitor', null, false],
    ["the lead's focal point", focalPoint(lead), true],
    ["a partner's focal point", focalPoint(partner), false],
    ['the secretariat', secretariat, true],
    ['a suspended focal point', { ...focalPoint(lead), state: 'suspended' }, false],
  ])('administers: %s', (_, reader, expected) => expect(mayAdminister(about(), reader)).toBe(expected));

  it.each<[string, Reader | null, boolean, boolean]>([
    ['the secretariat, for anyone', secretariat, false, true],
    ['a focal point of a member', focalPoint(lead), true, true],
    ['a focal point of no member', focalPoint(lead), false, false],
    ['a focal point of another member', focalPoint(partner), true, false],
    ['somebody of a member', somebody({ organisationId: lead }), true, false],
    ['a visitor', null, true, false],
  ])('creates: %s', (_, reader, member, expected) => expect(mayCreate(reader, { id: lead, member })).toBe(expected));

  it.each<[string, Reader | null, boolean]>([
    ['its focal point', focalPoint(partner), true],
    ["the lead's focal point", focalPoint(lead), false],
    ['one of its people', somebody(), false],
    ['the secretariat', secretariat, true],
  ])('names people: %s', (_, reader, expected) => expect(mayName(reader, partner)).toBe(expected));
});

describe('who clears', () => {
  const end = new Date('2026-06-01T00:00:00Z');
  it.each<[string, Reader | null, Tie, boolean]>([
    ['its focal point', focalPoint(partner), as('reader', { office: 'focal-point' }), true],
    ['its alternate', focalPoint(partner), as('reader', { office: 'alternate' }), true],
    ['a stand-in', somebody(), as('commenter', { until: end }), true],
    ['a stand-in whose time is over', somebody(), as('commenter', { until: now }), false],
    [
      'a stand-in whose time has not come',
      somebody(),
      as('commenter', { from: end, until: new Date('2026-07-01') }),
      false,
    ],
    ['somebody named without an end', somebody(), as('editor'), false],
    ['the focal point of another', focalPoint(3), as('editor', { organisationId: 3, office: 'focal-point' }), false],
    ['the secretariat', secretariat, noTie, false],
  ])('%s', (_, reader, tie, expected) => expect(mayClear(partner, reader, tie, now)).toBe(expected));

  it.each<[string, number | null, Reader | null, Tie, boolean]>([
    ["the owner's editor", partner, somebody(), as('editor'), true],
    ["another's editor", 3, somebody(), as('editor'), false],
    ['the secretariat', 3, secretariat, noTie, true],
    ['a visitor', null, null, noTie, false],
  ])('asks for it: %s', (_, owner, reader, tie, expected) =>
    expect(mayAskClearance(owner, about(), reader, tie, now)).toBe(expected),
  );
});

describe('comments', () => {
  it.each<[string, Reader | null, Tie, boolean]>([
    ['an editor', somebody(), as('editor'), true],
    ['a commenter', somebody(), as('commenter'), true],
    ['a reader', somebody(), as('reader'), false],
    ['the secretariat', secretariat, noTie, true],
    ['someone from outside', somebody(), noTie, false],
    ['a visitor', null, noTie, false],
  ])('%s', (_, reader, tie, expected) => expect(mayComment(about('public'), reader, tie, now)).toBe(expected));

  it.each<[string, Tie, number, boolean]>([
    ['who started it', as('commenter'), 7, true],
    ['another commenter', as('commenter'), 8, false],
    ['an editor', as('editor'), 8, true],
    ['a reader who once started it', as('reader'), 7, false],
  ])('resolved by %s', (_, tie, by, expected) => expect(mayResolve(by, about(), somebody(), tie, now)).toBe(expected));

  it.each<[string, Reader | null, Tie, boolean, 'edit' | 'withdraw', string]>([
    ['its author', somebody(), as('commenter'), false, 'edit', 'may'],
    ['its author, gone already', somebody(), as('commenter'), true, 'edit', 'closed'],
    ['its author, who only reads now', somebody(), as('reader'), false, 'edit', 'not-allowed'],
    ['its author, who only reads now', somebody(), as('reader'), false, 'withdraw', 'may'],
    ['its author, put out', somebody(), noTie, false, 'edit', 'not-found'],
    ['its author, put out', somebody(), noTie, false, 'withdraw', 'may'],
    ['another', somebody({ id: 8 }), as('editor'), false, 'withdraw', 'not-allowed'],
    ['someone from outside', somebody({ id: 8 }), noTie, false, 'withdraw', 'not-found'],
    ['the secretariat', somebody({ id: 8, secretariat: true }), noTie, false, 'edit', 'not-allowed'],
  ])('changed by %s', (_, reader, tie, withdrawn, deed, expected) =>
    expect(whyNotChangeComment({ authorId: 7, withdrawn }, about(), reader, tie, now, deed)?.kind ?? 'may').toBe(
      expected,
    ),
  );
});

it('what one may not see is not there', () => {
  expect(whyNot(mayComment, about('public'), null, noTie, now)?.kind).toBe('not-allowed');
  expect(whyNot(mayComment, about('invited'), null, noTie, now)?.kind).toBe('not-found');
  expect(whyNot(mayComment, about('registered'), somebody(), noTie, now)?.kind).toBe('not-allowed');
  expect(whyNot(mayComment, about(), somebody(), as('editor'), now)).toBeUndefined();
});
