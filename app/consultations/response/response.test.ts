import { describe, expect, test } from 'vitest';
import type { Reader } from '../../people/person';
import { mayRespondFor, placeTyped, type Responding, standingOf, stateOf, whyNotRespond } from './response';

const person = (given: Partial<Reader> = {}): Reader =>
  ({ id: 1, state: 'active', secretariat: false, organisationId: null, offices: [], ...given }) as Reader;
const focalPointOf = (organisationId: number) => person({ offices: [{ organisationId, role: 'focal-point' }] });

const claim: Responding = { hostId: 1, askedIds: [2, 3], facilitates: false, isPublished: true, isWithdrawn: false };

describe('who responds, and in whose name', () => {
  const cases: [name: string, reader: Reader | null, claim: Responding, for_: number[]][] = [
    ['a visitor for nobody', null, claim, []],
    ['somebody without an office for nobody', person({ organisationId: 2 }), claim, []],
    ['the focal point of the host for the host', focalPointOf(1), claim, [1]],
    ['the focal point of one who was asked for that one', focalPointOf(3), claim, [3]],
    ['of one who was not asked for nobody', focalPointOf(4), claim, []],
    ['an alternate as the focal point', person({ offices: [{ organisationId: 2, role: 'alternate' }] }), claim, [2]],
    ['a facilitator for the host', person(), { ...claim, facilitates: true }, [1]],
    ['the secretariat for the host', person({ secretariat: true }), claim, [1]],
    ['who waits for approval for nobody', { ...focalPointOf(1), state: 'waiting' }, claim, []],
    ['who is suspended for nobody', { ...focalPointOf(2), state: 'suspended' }, claim, []],
    [
      'who speaks for two for both',
      person({ offices: [3, 1].map((organisationId) => ({ organisationId, role: 'focal-point' as const })) }),
      claim,
      [1, 3],
    ],
    ['a host that was asked as well once', focalPointOf(1), { ...claim, askedIds: [1] }, [1]],
  ];
  test.each(cases)('%s', (_name, reader, of, expected) => {
    expect(mayRespondFor(of, reader)).toEqual(expected);
  });
});

describe('why not', () => {
  const cases: [
    name: string,
    reader: Reader | null,
    claim: Responding,
    organisation: number,
    kind: string | undefined,
  ][] = [
    ['may', focalPointOf(2), claim, 2, undefined],
    ['in the name of another: not allowed', focalPointOf(2), claim, 1, 'not-allowed'],
    ['for nobody: there is no such page', person(), claim, 1, 'not-found'],
    ['before the claim is published: no such page', focalPointOf(2), { ...claim, isPublished: false }, 2, 'not-found'],
    ['after it was taken back: closed', focalPointOf(2), { ...claim, isWithdrawn: true }, 2, 'closed'],
  ];
  test.each(cases)('%s', (_name, reader, of, organisation, kind) => {
    expect(whyNotRespond(of, reader, organisation)?.kind).toBe(kind);
  });
});

test('how a response stands', () => {
  expect(stateOf(null)).toBe('asked');
  expect(stateOf({ publishedAt: null, doneAt: null })).toBe('draft');
  expect(stateOf({ publishedAt: new Date(), doneAt: null })).toBe('published');
  expect(stateOf({ publishedAt: new Date(), doneAt: new Date() })).toBe('done');
});

test.each([
  ['/passages/7', { passage: 7 }],
  ['https://plenary.example/passages/7', { passage: 7 }],
  ['/documents/12#b3k9', { document: 12, block: 'b3k9' }],
  ['https://plenary.example/documents/12?lang=fr#b3k9', { document: 12, block: 'b3k9' }],
  ['https://elsewhere.example/passages/7', null],
  ['https://plenary.example.evil.example/passages/7', null],
  ['/documents/12', null],
  ['/passages/0', null],
  ['/passages/7/../8', null],
  ['//elsewhere.example/passages/7', null],
  ['', null],
])('an address of a passage: %s', (text, expected) => {
  expect(placeTyped(text, 'https://plenary.example')).toEqual(expected);
});

test('what has become of it, in one word', () => {
  const nothing = { claims: [], statements: 0, documents: 0, setAside: null };
  const answered = { responses: [{ decision: 'not' as const, doneAt: null }] };
  expect(standingOf(nothing)).toBe('waiting');
  expect(standingOf({ ...nothing, setAside: 'Outside the question.' })).toBe('set-aside');
  expect(standingOf({ ...nothing, statements: 1 })).toBe('used');
  expect(standingOf({ ...nothing, documents: 1, setAside: 'Outside the question.' })).toBe('used');
  expect(standingOf({ ...nothing, claims: [{ responses: [] }] })).toBe('used');
  expect(standingOf({ ...nothing, claims: [{ responses: [] }, answered] })).toBe('answered');
  expect(
    standingOf({ ...nothing, claims: [answered, { responses: [{ decision: 'accepted', doneAt: new Date() }] }] }),
  ).toBe('done');
});
