import { describe, expect, test } from 'vitest';
import type { Reader } from '../people/person';
import {
  type EventRules,
  type EventState,
  type EventTie,
  mayPrepareEvent,
  maySeeEvent,
  mistakesOfTimes,
  nextInstant,
  noEventTie,
  overlaps,
  stateOf,
  whyNotAnnounce,
  whyNotCancel,
  whyNotCapacity,
  whyNotMaterial,
  whyNotMove,
} from './event';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 26, hour));

function event(values: Partial<EventRules> = {}): EventRules {
  return {
    id: 1,
    kind: 'web-seminar',
    readers: 'public',
    timeZone: 'Africa/Nairobi',
    startsAt: at(12),
    endsAt: at(14),
    capacity: null,
    waitingOrder: 'in-order',
    registrationClosesAt: null,
    survivorSpeaks: false,
    approval: false,
    announcedAt: at(1),
    cancelledAt: null,
    ...values,
  };
}

function reader(values: Partial<Reader> = {}): Reader {
  return {
    id: 1,
    session: '',
    handle: 'someone.d',
    name: 'Someone Demonstration',
    email: 'someone@plenary.example',
    state: 'active',
    secretariat: false,
    language: 'en',
    timeZone: 'UTC',
    shortcuts: true,
    organisationId: 5,
    organisationName: null,
    offices: [],
    waiting: 0,
    ...values,
  };
}

describe('the state of an event', () => {
  const cases: [string, Partial<EventRules>, number, EventState][] = [
    ['not announced', { announcedAt: null }, 13, 'preparing'],
    ['before it begins', {}, 11, 'announced'],
    ['at its first instant', {}, 12, 'live'],
    ['at its last instant', {}, 14, 'over'],
    ['cancelled while it would go on', { cancelledAt: at(2) }, 13, 'cancelled'],
    ['cancelled, long after', { cancelledAt: at(2) }, 20, 'cancelled'],
  ];
  test.each(cases)('%s', (_, values, hour, state) => expect(stateOf(event(values), at(hour))).toBe(state));
});

describe('the next instant at which it changes by itself', () => {
  const cases: [string, Partial<EventRules>, number, Date | null][] = [
    ['registration closes first', { registrationClosesAt: at(10) }, 9, at(10)],
    ['then it begins', { registrationClosesAt: at(10) }, 10, at(12)],
    ['then it ends', {}, 12, at(14)],
    ['then nothing', {}, 14, null],
    ['a draft shows nothing to anybody', { announcedAt: null }, 9, null],
    ['what is cancelled stays so', { cancelledAt: at(8) }, 9, null],
  ];
  test.each(cases)('%s', (_, values, hour, next) => expect(nextInstant(event(values), at(hour))).toEqual(next));
});

describe('who sees it', () => {
  const ties: Record<string, EventTie> = {
    nobody: noEventTie,
    invited: { ...noEventTie, invited: true },
    speaker: { ...noEventTie, speaker: true },
    facilitator: { ...noEventTie, role: 'facilitator' },
    observer: { ...noEventTie, role: 'observer' },
  };
  const who: [string, Reader | null, keyof typeof ties, string][] = [
    // For each: public, for registered people, for invited organisations, a draft.
    ['a visitor', null, 'nobody', 'o---'],
    ['somebody who waits for approval', reader({ state: 'waiting' }), 'invited', 'o---'],
    ['a suspended facilitator', reader({ state: 'suspended' }), 'facilitator', 'o---'],
    ['somebody', reader(), 'nobody', 'oo--'],
    ['somebody of an invited organisation', reader(), 'invited', 'ooo-'],
    ['a speaker', reader(), 'speaker', 'ooo-'],
    ['an observer', reader(), 'observer', 'ooo-'],
    ['its facilitator', reader(), 'facilitator', 'oooo'],
    ['the secretariat', reader({ secretariat: true }), 'nobody', 'oooo'],
  ];
  const events = [
    event(),
    event({ readers: 'registered' }),
    event({ readers: 'invited' }),
    event({ announcedAt: null }),
  ];
  test.each(who)('%s', (_, someone, tie, sees) => {
    expect(events.map((e) => (maySeeEvent(e, someone, ties[tie]!) ? 'o' : '-')).join('')).toBe(sees);
    expect(mayPrepareEvent(someone, ties[tie]!)).toBe(sees === 'oooo');
  });
});

describe('what can be done when', () => {
  const states: Record<string, [Partial<EventRules>, number]> = {
    draft: [{ announcedAt: null }, 9],
    'draft of the past': [{ announcedAt: null }, 20],
    announced: [{}, 9],
    live: [{}, 13],
    over: [{}, 20],
    cancelled: [{ cancelledAt: at(2) }, 9],
  };
  const cases: [keyof typeof states, string | undefined, string | undefined, string | undefined][] = [
    // announce, move, cancel
    ['draft', undefined, undefined, 'not-announced'],
    ['draft of the past', 'over', undefined, 'not-announced'],
    ['announced', 'announced-already', undefined, undefined],
    ['live', 'announced-already', undefined, undefined],
    ['over', 'announced-already', 'over', 'over'],
    ['cancelled', 'announced-already', 'cancelled', 'cancelled'],
  ];
  test.each(cases)('%s', (state, announce, move, cancel) => {
    const [values, hour] = states[state]!;
    const said = [whyNotAnnounce, whyNotMove, whyNotCancel].map((why) =>
      why(event(values), at(hour))?.message.replace('events:refusals.', ''),
    );
    expect(said).toEqual([announce, move, cancel]);
  });
});

test.each([
  ['in order', at(12), at(13), {}],
  ['no time at all', at(12), at(12), { ends: 'events:refusals.backward' }],
  ['backward', at(13), at(12), { ends: 'events:refusals.backward' }],
  ['two weeks', at(12), new Date(Number(at(12)) + 14 * 86_400_000), {}],
  ['more', at(12), new Date(Number(at(12)) + 14 * 86_400_000 + 60_000), { ends: 'events:refusals.too-long' }],
])('times that are %s', (_, starts, ends, mistakes) => expect(mistakesOfTimes(starts, ends)).toEqual(mistakes));

test.each([
  [at(10), at(12), false],
  [at(10), at(13), true],
  [at(13), at(13.5), true],
  [at(14), at(15), false],
])('an event from %s to %s', (startsAt, endsAt, meet) => expect(overlaps(event(), { startsAt, endsAt })).toBe(meet));

test('a capacity takes no place from anybody', () => {
  expect(whyNotCapacity(null, 500)).toBeUndefined();
  expect(whyNotCapacity(20, 20)).toBeUndefined();
  expect(whyNotCapacity(19, 20)?.fields).toEqual({ capacity: 'events:refusals.capacity-below' });
});

test('where a survivor speaks nothing is recorded or written down', () => {
  const care = event({ survivorSpeaks: true, approval: true });
  expect(['slides', 'paper', 'link'].filter((k) => whyNotMaterial(care, k as 'slides'))).toEqual([]);
  for (const kind of ['recording', 'transcript'] as const) {
    expect(whyNotMaterial(care, kind)?.fields).toEqual({ kind: 'events:refusals.no-recording' });
    expect(whyNotMaterial(event(), kind)).toBeUndefined();
  }
});
