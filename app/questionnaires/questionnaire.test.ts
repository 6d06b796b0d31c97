import { describe, expect, it } from 'vitest';
import type { Reader } from '../people/person';
import { mayRead, mayReadResults, type Rules, stateOf, type Tie, whyNotAnswer } from './questionnaire';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour));
const rules: Rules = {
  answerers: 'registered',
  anonymous: false,
  results: 'preparers',
  opensAt: null,
  closesAt: null,
  publishedAt: at(8),
  subjectEndsAt: at(12),
  subjectCancelled: false,
};
const person = { id: 1, state: 'active', organisationId: 4 } as Reader;
const tie: Tie = { mayPrepare: false, seesSubject: true, registration: null, holdsKey: false };

describe('when it is open', () => {
  it.each<[string, Partial<Rules>, number, string]>([
    ['while it is prepared', { publishedAt: null }, 13, 'draft'],
    ['before its event is over', {}, 11, 'announced'],
    ['as its event ends', {}, 12, 'open'],
    ['as it was set', { opensAt: at(9) }, 9, 'open'],
    ['before it was set', { opensAt: at(14) }, 13, 'announced'],
    ['without a subject, once it is published', { subjectEndsAt: null }, 8, 'open'],
    ['until it closes', { closesAt: at(15) }, 14, 'open'],
    ['from then on', { closesAt: at(15) }, 15, 'closed'],
    ['of a cancelled event', { subjectCancelled: true }, 13, 'closed'],
  ])('%s', (_, change, hour, state) => expect(stateOf({ ...rules, ...change }, at(hour))).toBe(state));
});

describe('who may answer', () => {
  it.each<[string, Partial<Rules>, Reader | null, Partial<Tie>, number, string | undefined]>([
    ['someone registered, without an account', {}, null, { registration: 7, seesSubject: false }, 13, undefined],
    ['someone registered, too early', {}, null, { registration: 7 }, 11, 'not-yet-open'],
    ['someone registered, too late', { closesAt: at(12) }, null, { registration: 7 }, 13, 'closed'],
    ['someone who is not', {}, person, {}, 13, 'registered-only'],
    ['a person, where people are asked', { answerers: 'people' }, person, {}, 13, undefined],
    ['nobody in particular', { answerers: 'people' }, null, {}, 13, 'sign-in'],
    ['who waits for approval', { answerers: 'people' }, { ...person, state: 'waiting' }, {}, 13, 'waiting'],
    ['of an organisation', { answerers: 'organisations' }, person, {}, 13, undefined],
    ['who holds a key to what they began', {}, null, { holdsKey: true, seesSubject: false }, 13, undefined],
    ['the same, too late', { closesAt: at(13) }, null, { holdsKey: true, seesSubject: false }, 13, 'closed'],
    ['of none', { answerers: 'organisations' }, { ...person, organisationId: null }, {}, 13, 'no-organisation'],
    ['who may not see the event', { answerers: 'people' }, person, { seesSubject: false }, 13, 'not-found'],
    ['while it is a draft', { answerers: 'people', publishedAt: null }, person, { mayPrepare: true }, 13, 'not-found'],
  ])('%s', (_, change, reader, tied, hour, why) =>
    expect(
      whyNotAnswer({ ...rules, ...change }, reader, { ...tie, ...tied }, at(hour))
        ?.message.split(/[:.]/)
        .at(-1),
    ).toBe(why),
  );
});

describe('who reads it, and its results', () => {
  it.each<[string, Partial<Rules>, Partial<Tie>, boolean, boolean]>([
    ['who prepares it', { publishedAt: null }, { mayPrepare: true, seesSubject: false }, true, true],
    ['others, while it is a draft', { publishedAt: null, results: 'public' }, {}, false, false],
    ['others, once it is published', {}, {}, true, false],
    ['others, where figures are for all', { results: 'public' }, {}, true, true],
    ['who may not see its event', { results: 'public' }, { seesSubject: false }, false, false],
  ])('%s', (_, change, tied, reads, results) => {
    expect(mayRead({ ...rules, ...change }, { ...tie, ...tied })).toBe(reads);
    expect(mayReadResults({ ...rules, ...change }, { ...tie, ...tied })).toBe(results);
  });
});
