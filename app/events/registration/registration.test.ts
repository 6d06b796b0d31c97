import { describe, expect, it } from 'vitest';
import {
  closingOf,
  type InLine,
  isJoinable,
  isLinkAlive,
  mayAskAgain,
  mayChangeIdentity,
  maySeeParticipants,
  offerUntil,
  promote,
  type RegistrationState,
  registrationStates,
  stateOnAsking,
  whyNotApprove,
  whyNotDecline,
  whyNotRegister,
  whyNotTell,
} from './registration';

const at = (day: string) => new Date(`2026-11-${day}Z`);
const event = {
  announcedAt: at('01T00:00'),
  cancelledAt: null as Date | null,
  startsAt: at('26T14:00'),
  endsAt: at('26T16:00'),
  registrationClosesAt: null as Date | null,
  capacity: 3 as number | null,
  approval: false,
  survivorSpeaks: false,
};

describe('when one can register', () => {
  it.each([
    ['while it is prepared', { announcedAt: null }, '02T00:00', 'registration:refusals.not-announced'],
    ['once it is announced', {}, '02T00:00', undefined],
    ['while it goes on, where no closing was set', {}, '26T15:59:59', undefined],
    ['at its end', {}, '26T16:00', 'registration:refusals.over'],
    ['a second before the closing', { registrationClosesAt: at('20T12:00') }, '20T11:59:59', undefined],
    ['at the closing', { registrationClosesAt: at('20T12:00') }, '20T12:00', 'registration:refusals.closed'],
    ['of a cancelled one', { cancelledAt: at('03T00:00') }, '04T00:00', 'registration:refusals.cancelled'],
  ])('%s', (_, values, now, expected) =>
    expect(whyNotRegister({ ...event, ...values }, at(now))?.message).toBe(expected),
  );

  it('closes with the event where the closing was set for later', () => {
    expect(closingOf({ ...event, registrationClosesAt: at('28T00:00') })).toEqual(event.endsAt);
  });
});

describe('what somebody becomes who asks', () => {
  it.each([
    ['a place is free', {}, { taken: 2, inLine: 0 }, 'registered', '20T00:00'],
    ['none is free', {}, { taken: 3, inLine: 0 }, 'waiting', '20T00:00'],
    ['one is free and somebody waits for it', {}, { taken: 2, inLine: 1 }, 'waiting', '20T00:00'],
    ['the same once it has begun', {}, { taken: 2, inLine: 1 }, 'registered', '26T14:00'],
    ['as many as come', { capacity: null }, { taken: 9000, inLine: 0 }, 'registered', '20T00:00'],
    ['who comes is approved', { approval: true }, { taken: 0, inLine: 0 }, 'asking', '20T00:00'],
  ])('%s', (_, values, places, expected, day) =>
    expect(stateOnAsking({ ...event, ...values }, places, at(day))).toBe(expected),
  );
});

describe('who may ask for a place that is free', () => {
  it.each<[string, RegistrationState, string | null, string | null, string, boolean]>([
    ['who waits', 'waiting', null, null, '20T00:00', false],
    ['who waits, once it has begun', 'waiting', null, null, '26T14:00', true],
    ['who let an offer lapse', 'waiting', '19T00:00', null, '20T00:00', true],
    ['who is offered one', 'offered', null, '21T00:00', '20T00:00', false],
    ['whose offer has run out', 'offered', null, '21T00:00', '21T00:00', true],
    ['who was declined', 'declined', null, null, '26T15:00', false],
    ['who has one', 'registered', null, null, '26T15:00', false],
  ])('%s', (_, state, passed, until, day, expected) => {
    const own = { state, passedAt: passed ? at(passed) : null, offeredUntil: until ? at(until) : null };
    expect(mayAskAgain(event, own, at(day))).toBe(expected);
  });
});

describe('how long a place is held', () => {
  it.each([
    ['weeks before', '01T14:00', '03T14:00'],
    ['four days before', '22T14:00', '24T14:00'],
    ['a day before: half of it', '25T14:00', '26T02:00'],
    ['90 minutes before: an hour', '26T12:30', '26T13:30'],
    ['half an hour before: all that is left', '26T13:30', '26T14:00'],
    ['as it begins', '26T14:00', null],
    ['while it goes on', '26T15:00', null],
  ])('%s', (_, now, until) => expect(offerUntil(at(now), event.startsAt)).toEqual(until === null ? null : at(until)));
});

describe('who is offered a place that is free', () => {
  const line = (...sectors: string[]): InLine[] =>
    sectors.map((sector, i) => ({ id: i + 1, placeOrder: i + 1, sector }));
  const [g, c, w] = ['government', 'civil-society', 'workers-organisation'] as const;
  it.each([
    ['in order: whoever waits longest', 'in-order', 1, { [g]: 9 }, line(g, c, w), [1]],
    ['in order: several', 'in-order', 2, {}, line(g, c, w), [1, 2]],
    ['in order: more places than people', 'in-order', 9, {}, line(g, c), [1, 2]],
    ['no place is free', 'balance', 0, {}, line(g, c), []],
    ['fewer than none', 'in-order', -2, {}, line(g, c), []],
    ['nobody waits', 'balance', 2, { [g]: 1 }, [], []],
    ['balance: a sector that is not there at all', 'balance', 1, { [g]: 9, [c]: 4 }, line(g, c, w), [3]],
    ['balance: the least present of those who wait', 'balance', 1, { [g]: 9, [c]: 4, [w]: 1 }, line(g, c), [2]],
    ['balance: equally present, whoever waits longest', 'balance', 1, { [g]: 4, [c]: 4 }, line(c, g), [1]],
    ['balance: of one sector, whoever waits longest', 'balance', 1, { [g]: 4, [c]: 2 }, line(g, c, c), [2]],
    ['balance: each place given counts for the next', 'balance', 3, { [g]: 2, [c]: 1 }, line(g, g, c, c), [3, 1, 4]],
    ['balance: one sector alone is served in order', 'balance', 2, { [g]: 7 }, line(g, g, g), [1, 2]],
    ['balance: nobody is registered yet', 'balance', 2, {}, line(g, g, c), [1, 3]],
  ] as const)('%s', (_, order, free, present, waiting, expected) =>
    expect(promote(order, free, present, waiting).map((p) => p.id)).toEqual(expected),
  );

  it('goes by the order of asking, however the rows come', () => {
    expect(promote('in-order', 2, {}, line(g, c, w).reverse()).map((p) => p.id)).toEqual([1, 2]);
    expect(promote('balance', 2, {}, line(g, c, w).reverse()).map((p) => p.id)).toEqual([1, 2]);
  });
});

describe('what a facilitator may still decide', () => {
  it.each<[RegistrationState, boolean, boolean]>([
    ['unconfirmed', false, false],
    ['asking', true, true],
    ['registered', false, true],
    ['waiting', false, true],
    ['offered', false, true],
    ['declined', true, false],
    ['withdrawn', false, false],
  ])('%s', (state, approve, decline) => {
    expect(whyNotApprove(state) === undefined).toBe(approve);
    expect(whyNotDecline(state) === undefined).toBe(decline);
  });

  it('names can be changed until people were approved by them', () => {
    const open = (approval: boolean) => registrationStates.filter((s) => mayChangeIdentity({ approval }, s));
    expect(open(false)).toEqual(registrationStates);
    expect(open(true)).toEqual(['unconfirmed', 'asking']);
  });
});

describe('who sees the names of those who come', () => {
  it.each([
    ['nobody in particular', false, { mayPrepare: false, isFacilitator: false }, false],
    ['the secretariat', false, { mayPrepare: true, isFacilitator: false }, true],
    ['a facilitator', false, { mayPrepare: true, isFacilitator: true }, true],
    ['the secretariat, where a survivor speaks', true, { mayPrepare: true, isFacilitator: false }, false],
    ['a facilitator, where a survivor speaks', true, { mayPrepare: true, isFacilitator: true }, true],
    ['a facilitator whose account is suspended', true, { mayPrepare: false, isFacilitator: true }, false],
  ])('%s', (_, survivorSpeaks, who, expected) => expect(maySeeParticipants({ survivorSpeaks }, who)).toBe(expected));
});

describe('links in mails', () => {
  const link = { madeAt: at('01T00:00'), endsAt: at('26T16:00') };
  it.each<[string, RegistrationState, Date, boolean]>([
    ['to confirm, within two days', 'unconfirmed', at('02T23:59'), true],
    ['to confirm, after two days', 'unconfirmed', at('03T00:00'), false],
    ['once registered, until long after the event', 'registered', new Date('2027-02-24T15:59Z'), true],
    ['and no longer', 'registered', new Date('2027-02-24T16:00Z'), false],
    ['of a declined one', 'declined', at('20T00:00'), true],
    ['of a withdrawn one', 'withdrawn', at('01T00:01'), false],
  ])('%s', (_, state, now, alive) => expect(isLinkAlive({ ...link, state }, now)).toBe(alive));
});

describe('the joining link', () => {
  it.each([
    ['while it is prepared', { announcedAt: null }, '02T00:00', false],
    ['from the announcement on', {}, '02T00:00', true],
    ['a little after the end', {}, '26T16:59', true],
    ['an hour after the end', {}, '26T17:00', false],
    ['of a cancelled event', { cancelledAt: at('03T00:00') }, '04T00:00', false],
  ])('%s', (_, values, now, expected) => expect(isJoinable({ ...event, ...values }, at(now))).toBe(expected));
});

describe('telling those who registered', () => {
  const told = { materials: 1, forms: 0, toldAt: null as Date | null, count: 4 };
  it.each([
    ['while it goes on', {}, {}, '26T15:00', 'registration:refusals.not-over'],
    ['once it is over', {}, {}, '26T16:00', undefined],
    ['of a cancelled one', { cancelledAt: at('03T00:00') }, {}, '27T00:00', 'registration:refusals.not-over'],
    ['a second time', {}, { toldAt: at('27T00:00') }, '28T00:00', 'registration:refusals.told-already'],
    ['with nothing there', {}, { materials: 0 }, '27T00:00', 'registration:refusals.nothing-there'],
    ['with a feedback form alone', {}, { materials: 0, forms: 1 }, '27T00:00', undefined],
    ['with nobody to tell', {}, { count: 0 }, '27T00:00', 'registration:refusals.nobody'],
  ])('%s', (_, values, now, day, expected) =>
    expect(whyNotTell({ ...event, ...values }, { ...told, ...now }, at(day))?.message).toBe(expected),
  );
});
