import { expect, test } from 'vitest';
import { noEventTie } from '../../events/event';
import type { Reader } from '../../people/person';
import { noConsultationTie } from '../consultation';
import {
  besides,
  mayLead,
  maySee,
  type Session,
  spentOn,
  stateOf,
  whyNotAnswer,
  whyNotAskFloor,
  whyNotPrepare,
  whyNotRun,
  whyNotStart,
  whyNotVersion,
} from './session';

const now = new Date('2030-03-05T10:00:00Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const reader = (values: Partial<Reader> = {}) => ({ id: 1, state: 'active', secretariat: false, ...values }) as Reader;
const secretariat = reader({ secretariat: true });

function session(values: { [K in keyof Session]?: Partial<Session[K]> } = {}): Session {
  return {
    event: {
      readers: 'public',
      startsAt: at(-10),
      endsAt: at(80),
      announcedAt: at(-5000),
      cancelledAt: null,
      ...values.event,
    },
    eventTie: { ...noEventTie, ...values.eventTie },
    hasPlace: (values.hasPlace as boolean | undefined) ?? false,
    asGuest: (values.asGuest as boolean | undefined) ?? false,
    consultation: {
      id: 1,
      scope: 'general',
      region: '001',
      theme: null,
      hostId: 9,
      readers: 'public',
      participants: 'registered',
      timeZone: 'UTC',
      language: 'en',
      announcedAt: at(-9000),
      cancelledAt: null,
      phases: [{ id: 4, kind: 'open', opensAt: at(-600), closesAt: at(600) }],
      ...values.consultation,
    },
    tie: { ...noConsultationTie, ...values.tie },
    part: { phaseIds: [4], ...values.part },
    led: { startedAt: null, endedAt: null, currentItemId: null, currentSince: null, version: 3, ...values.led },
  };
}
const running = { led: { startedAt: at(-5), currentItemId: 7, currentSince: at(-2) } };
const cancelled = { event: { cancelledAt: at(-1) } };
const over = { led: { startedAt: at(-60), endedAt: at(-5) } };

test.each([
  ['prepared', {}],
  ['running', running],
  ['ended', over],
  ['cancelled', cancelled],
  ['cancelled', { consultation: { cancelledAt: at(-1) } }],
  // The record stays what it is.
  ['ended', { ...over, ...cancelled }],
] as const)('is %s', (state, values) => {
  expect(stateOf(session(values))).toBe(state);
});

test.each([
  ['the secretariat', {}, secretariat, true],
  ['a facilitator of the event', { eventTie: { role: 'facilitator' } }, reader(), true],
  ['a facilitator of the consultation', { tie: { role: 'facilitator' } }, reader(), true],
  ['a participant', { eventTie: { role: 'participant' }, tie: { role: 'participant' } }, reader(), false],
  ['a facilitator who is suspended', { tie: { role: 'facilitator' } }, reader({ state: 'suspended' }), false],
  ['a visitor', {}, null, false],
] as const)('%s leads: %s', (_, values, who, leads) => {
  expect(mayLead(session(values), who)).toBe(leads);
  expect(whyNotPrepare(session(values), who)?.kind).toBe(leads ? undefined : 'not-found');
});

test.each([
  ['public both', {}, null, true],
  ['the event for those with an account', { event: { readers: 'registered' } }, null, false],
  ['the consultation for those with an account', { consultation: { readers: 'registered' } }, null, false],
  ['the consultation for those invited', { consultation: { readers: 'invited' } }, reader(), false],
  ['invited to one of two', { event: { readers: 'invited' }, tie: { invited: true } }, reader(), false],
  [
    'invited to both',
    {
      event: { readers: 'invited' },
      consultation: { readers: 'invited' },
      tie: { invited: true },
      eventTie: { invited: true },
    },
    reader(),
    true,
  ],
  ['an event not announced', { event: { announcedAt: null } }, reader(), false],
] as const)('is seen by those who see both: %s', (_, values, who, sees) => {
  expect(maySee(session(values), who)).toBe(sees);
});

const ourPhase = (from: number, to: number) => ({
  consultation: { phases: [{ id: 4, kind: 'open' as const, opensAt: at(from), closesAt: at(to) }] },
});
test.each([
  ['now', {}, 2, undefined],
  ['an hour before', { event: { startsAt: at(60), endsAt: at(120) } }, 2, undefined],
  ['too early', { event: { startsAt: at(61), endsAt: at(120) } }, 2, 'session:refusals.too-early'],
  ['half an hour late', { event: { startsAt: at(-90), endsAt: at(-29) } }, 2, undefined],
  ['when it is over', { event: { startsAt: at(-90), endsAt: at(-30) } }, 2, 'session:refusals.event-over'],
  ['with nothing on the agenda', {}, 0, 'session:refusals.no-items'],
  ['twice', running, 2, 'session:refusals.started'],
  ['after its end', over, 2, 'session:refusals.ended'],
  ['of a cancelled event', cancelled, 2, 'session:refusals.cancelled'],
  ['of an event nobody was told of', { event: { announcedAt: null } }, 2, 'session:refusals.not-announced'],
  ['before its phase', ourPhase(5, 600), 2, 'consultations:refusals.not-open-yet'],
  ['after its phase', ourPhase(-600, -5), 2, 'consultations:refusals.part-closed'],
] as const)('starts %s', (_, values, items, why) => {
  expect(whyNotStart(session(values), items, secretariat, now)?.message).toBe(why);
});

test('goes on when a phase closes meanwhile, and not when the event is cancelled', () => {
  expect(whyNotRun(session({ ...running, ...ourPhase(-600, -1) }), secretariat)).toBeUndefined();
  expect(whyNotRun(session({ ...running, ...cancelled }), secretariat)?.kind).toBe('closed');
  expect(whyNotRun(session(), secretariat)?.message).toBe('session:refusals.prepared');
  expect(whyNotRun(session(running), reader())?.kind).toBe('not-found');
});

test('of two who move it at once the second is told', () => {
  expect(whyNotVersion({ version: 3 }, 3)).toBeUndefined();
  expect(whyNotVersion({ version: 4 }, 3)?.kind).toBe('conflict');
});

test.each([
  ['the item that is on', running, 7, undefined],
  ['the one before', running, 6, 'session:refusals.item-over'],
  ['before it begins', {}, 7, 'session:refusals.prepared'],
  ['after its end', over, 7, 'session:refusals.ended'],
  ['of a cancelled event', { ...running, ...cancelled }, 7, 'session:refusals.cancelled'],
] as const)('is answered: %s', (_, values, item, why) => {
  expect(whyNotAnswer(session(values), item)?.message).toBe(why);
});

test.each([
  ['somebody with an account', running, reader(), undefined],
  ['a visitor', running, null, 'consultations:refusals.sign-in'],
  ['somebody who waits for approval', running, reader({ state: 'waiting' }), 'people:refusals.waiting'],
  ['an observer', { ...running, tie: { role: 'observer' } }, reader(), 'consultations:refusals.observer'],
  [
    'an observer of the event',
    { ...running, eventTie: { role: 'observer' } },
    reader(),
    'consultations:refusals.observer',
  ],
  [
    'somebody who is not asked',
    { ...running, consultation: { participants: 'invited' } },
    reader(),
    'session:refusals.register-first',
  ],
  [
    'somebody with a place who is not asked',
    { ...running, hasPlace: true, consultation: { participants: 'invited' } },
    reader(),
    undefined,
  ],
  ['anybody before it begins', {}, reader(), 'session:refusals.prepared'],
  ['a guest, where whoever is registered takes part', { asGuest: true, ...running }, null, undefined],
  [
    'a guest, where those take part who are invited',
    { asGuest: true, ...running, consultation: { participants: 'invited' } },
    null,
    'session:refusals.guest-not-invited',
  ],
  ['a guest before it begins', { asGuest: true }, null, 'session:refusals.prepared'],
  [
    'a guest, where only those who have an account see the consultation',
    { asGuest: true, ...running, consultation: { readers: 'registered' } },
    null,
    'shared:errors.not-found',
  ],
] as const)('the floor is asked for by %s', (_, values, who, why) => {
  expect(whyNotAskFloor(session(values as never), who)?.message).toBe(why);
});

test('knows what comes before and after', () => {
  const items = [{ id: 5 }, { id: 3 }, { id: 9 }];
  expect(besides(items, 3)).toEqual({ previous: { id: 5 }, next: { id: 9 } });
  expect(besides(items, 5)).toEqual({ previous: null, next: { id: 3 } });
  expect(besides(items, 9)).toEqual({ previous: { id: 3 }, next: null });
  expect(besides(items, null)).toEqual({ previous: null, next: null });
});

test('adds up the time of an item that comes back', () => {
  const led = { currentItemId: 7, currentSince: at(-2) };
  expect(spentOn({ id: 7, spentMs: 60_000 }, led, now)).toBe(180_000);
  expect(spentOn({ id: 8, spentMs: 60_000 }, led, now)).toBe(60_000);
  // Two clocks of two servers differ a little.
  expect(spentOn({ id: 7, spentMs: 0 }, { ...led, currentSince: at(1) }, now)).toBe(0);
});
