import { describe, expect, it } from 'vitest';
import { aReader } from '../../test/support/readers';
import type { CitedThing, SourceState } from '../citations/citation';
import { noTie, type Tie } from '../discussions/discussion';
import type { Reader } from '../people/person';
import {
  type About,
  type Account,
  askedUntil,
  hasLostItsSources,
  isAboutEarlierWords,
  isStale,
  mayReadSynthesis,
  needsCorrection,
  waitsToBeSettled,
  whyNotPublish,
  whyNotRearrange,
  whyNotReflect,
  whyNotWrite,
} from './synthesis';

const opens = new Date('2026-03-02T09:00:00Z');
const closes = new Date('2026-03-20T17:00:00Z');
const during = new Date('2026-03-10T12:00:00Z');
const after = new Date('2026-03-21T12:00:00Z');

const somebody = (values: Partial<Reader> = {}) => aReader({ organisationId: 3, ...values });
const about = (values: Partial<About> = {}, tie: Tie = noTie): About => ({
  readers: 'public',
  writers: 'registered',
  moderation: 'post',
  announcedAt: new Date(0),
  synthesisedAt: null,
  phases: [{ id: 1, position: 1, opensAt: opens, closesAt: closes }],
  tie,
  ...values,
});
const facilitator: Tie = { role: 'facilitator', invited: false };
const observer: Tie = { role: 'observer', invited: false };
const participant: Tie = { role: 'participant', invited: true };
const secretariat = somebody({ secretariat: true });

describe('who reads a synthesis', () => {
  const published = { synthesisedAt: after };
  it.each<[string, About, Reader | null, boolean]>([
    ['a visitor, a draft', about(), null, false],
    ['a participant, a draft', about({}, participant), somebody(), false],
    ['an observer, a draft', about({}, observer), somebody(), false],
    ['a facilitator, a draft', about({}, facilitator), somebody(), true],
    [
      'a facilitator whose account was suspended, a draft',
      about({}, facilitator),
      somebody({ state: 'suspended' }),
      false,
    ],
    ['the secretariat, a draft', about(), secretariat, true],
    ['a visitor, a published one', about(published), null, true],
    ['a visitor, a published one for registered people', about({ ...published, readers: 'registered' }), null, false],
    [
      'a waiting account, a published one for registered people',
      about({ ...published, readers: 'registered' }),
      somebody({ state: 'waiting' }),
      false,
    ],
    [
      'anyone registered, a published one for registered people',
      about({ ...published, readers: 'registered' }),
      somebody(),
      true,
    ],
    [
      'someone not invited, a published one for the invited',
      about({ ...published, readers: 'invited', writers: 'invited' }),
      somebody(),
      false,
    ],
    [
      'an observer, a published one for the invited',
      about({ ...published, readers: 'invited', writers: 'invited' }, observer),
      somebody(),
      true,
    ],
  ])('%s', (_, d, reader, expected) => expect(mayReadSynthesis(d, reader)).toBe(expected));
});

describe('who writes, and when', () => {
  it.each<[string, About, Reader | null, Date, string]>([
    ['a visitor', about(), null, during, 'not-found'],
    ['a participant', about({}, participant), somebody(), during, 'not-found'],
    [
      'a facilitator before the opening',
      about({}, facilitator),
      somebody(),
      new Date('2026-03-01T00:00:00Z'),
      'closed',
    ],
    ['a facilitator of a draft', about({ announcedAt: null }, facilitator), somebody(), during, 'closed'],
    ['a facilitator at the opening', about({}, facilitator), somebody(), opens, 'may'],
    ['a facilitator after the close', about({}, facilitator), somebody(), after, 'may'],
    ['a facilitator after publishing', about({ synthesisedAt: after }, facilitator), somebody(), after, 'may'],
    ['the secretariat', about(), secretariat, during, 'may'],
  ])('%s', (_, d, reader, now, expected) => expect(whyNotWrite(d, reader, now)?.kind ?? 'may').toBe(expected));

  it('and adds and moves statements until it is published', () => {
    expect(whyNotRearrange(about({}, facilitator), somebody(), during)).toBeUndefined();
    expect(whyNotRearrange(about({ synthesisedAt: after }, facilitator), somebody(), after)?.message).toBe(
      'synthesis:refusals.published',
    );
    expect(whyNotRearrange(about({ synthesisedAt: after }), somebody(), after)?.kind).toBe('not-found');
  });
});

describe('when it can be published', () => {
  const whole: Account = { statements: 3, sourceless: 0, unsettled: 0, posts: 0, sectors: 0, themes: 0 };
  it.each<[string, Partial<Account>, Partial<About>, Date, string]>([
    ['after the close, all accounted for', {}, {}, after, 'may'],
    ['at the instant of the close', {}, {}, closes, 'may'],
    ['a second before it', {}, {}, new Date(closes.getTime() - 1000), 'not-closed'],
    ['without a statement', { statements: 0 }, {}, after, 'no-statements'],
    ['with a statement that rests on nothing', { sourceless: 1 }, {}, after, 'sourceless'],
    ['with a changed source', { unsettled: 1 }, {}, after, 'unsettled'],
    ['with a post left over', { posts: 1 }, {}, after, 'not-accounted'],
    ['with a sector left over', { sectors: 1 }, {}, after, 'not-accounted'],
    ['with a theme that nobody has responded to', { themes: 1 }, {}, after, 'heard:refusals.unanswered'],
    ['a second time', {}, { synthesisedAt: after }, after, 'already-published'],
  ])('%s', (_, account, d, now, expected) => {
    const no = whyNotPublish(about(d, facilitator), { ...whole, ...account }, somebody(), now);
    expect(no?.message ?? 'may').toBe(
      expected === 'may' || expected.includes(':') ? expected : `synthesis:refusals.${expected}`,
    );
  });
  it('not by those who may not write', () => {
    expect(whyNotPublish(about({}, participant), whole, somebody(), after)?.kind).toBe('not-found');
    expect(whyNotPublish(about(), whole, null, after)?.kind).toBe('not-found');
  });
});

describe('who answers whether it reflects what they wrote', () => {
  const until = askedUntil(after);
  const asked = { personId: 7, until, withdrawn: false };
  it('for fourteen days', () => expect(until.toISOString()).toBe('2026-04-04T12:00:00.000Z'));
  it.each<[string, Partial<typeof asked>, Reader | null, Date, string]>([
    ['whoever was asked', {}, somebody(), after, 'may'],
    ['a second before the end', {}, somebody(), new Date(until.getTime() - 1000), 'may'],
    ['at the end', {}, somebody(), until, 'closed'],
    ['somebody else', {}, somebody({ id: 8 }), after, 'not-found'],
    ['the secretariat for somebody', {}, somebody({ id: 8, secretariat: true }), after, 'not-found'],
    ['a visitor', {}, null, after, 'not-found'],
    ['a suspended account', {}, somebody({ state: 'suspended' }), after, 'not-found'],
    ['about what was taken out', { withdrawn: true }, somebody(), after, 'closed'],
  ])('%s', (_, values, reader, now, expected) =>
    expect(whyNotReflect({ ...asked, ...values }, reader, now)?.kind ?? 'may').toBe(expected),
  );
  it.each([
    ['yes', false],
    ['partly', true],
    ['no', true],
  ] as const)('"%s" needs a correction: %s', (answer, needs) => expect(needsCorrection(answer)).toBe(needs));
});

describe('what is out of date', () => {
  const at = (day: number) => ({ changedAt: `2026-03-${day}T00:00:00+00:00` });
  it.each([
    ['a translation older than the original', at(10), at(11), true],
    ['one as old', at(11), at(11), false],
    ['a newer one', at(12), at(11), false],
    ['one without an original', at(10), undefined, false],
  ] as const)('%s', (_, version, own, stale) => expect(isStale(version, own)).toBe(stale));
  it.each([
    ['before the correction', '2026-03-10T00:00:00Z', '2026-03-11T00:00:00+00:00', true],
    ['after it', '2026-03-12T00:00:00Z', '2026-03-11T00:00:00+00:00', false],
    ['never corrected', '2026-03-12T00:00:00Z', null, false],
  ])('an answer given %s', (_, answered, corrected, earlier) =>
    expect(isAboutEarlierWords(answered, corrected)).toBe(earlier),
  );
});

describe('what is left of the sources', () => {
  const shown = { kind: 'post' } as CitedThing;
  const hidden = { kind: 'nothing', why: 'hidden' } as CitedThing;
  const gone = { kind: 'nothing', why: 'gone' } as CitedThing;
  const notForYou = { kind: 'nothing', why: 'not-for-you' } as CitedThing;
  it.each<[string, CitedThing[], boolean]>([
    ['all there', [shown, shown], false],
    ['one there', [hidden, shown], false],
    ['none there', [hidden, gone], true],
    ['one that others may read', [gone, notForYou], false],
    ['nothing cited', [], false],
  ])('%s', (_, things, lost) => expect(hasLostItsSources(things.map((now) => ({ now })))).toBe(lost));

  it.each<[SourceState | 'not-for-you', SourceState, boolean, boolean]>([
    ['current', 'current', false, false],
    ['current', 'hidden', false, false],
    ['changed', 'changed', false, true],
    ['changed', 'current', false, true],
    ['hidden', 'hidden', false, true],
    ['gone', 'gone', false, true],
    ['gone', 'gone', true, false],
    ['not-for-you', 'current', false, false],
    ['not-for-you', 'changed', false, true],
    ['not-for-you', 'changed', true, false],
  ])('%s, noted as %s, settled %s: waits %s', (state, noted, settled, waits) =>
    expect(waitsToBeSettled({ state, noted, settled })).toBe(waits),
  );
});
