import { describe, expect, test } from 'vitest';
import {
  type CallClock,
  callState,
  nextInstant,
  timesMistakes,
  whyNotAnnounce,
  whyNotMove,
  whyNotPropose,
} from './call';

const at = (text: string) => new Date(text);
const opensAt = at('2026-03-01T09:00:00Z');
const closesAt = at('2026-03-29T01:30:00Z');
const scoredBy = at('2026-04-20T12:00:00Z');
const call: CallClock = { announcedAt: at('2026-02-01T00:00:00Z'), cancelledAt: null, opensAt, closesAt };
const whole = { ...call, scoredBy, sought: 'Shelters' };

describe('a call', () => {
  test.each([
    [{ announcedAt: null }, '2026-03-10T00:00:00Z', 'draft', null],
    [{}, '2026-03-01T08:59:59.999Z', 'announced', opensAt],
    [{}, '2026-03-01T09:00:00Z', 'open', closesAt],
    [{}, '2026-03-29T01:29:59.999Z', 'open', closesAt],
    // The instant itself is too late.
    [{}, '2026-03-29T01:30:00Z', 'closed', null],
    [{ cancelledAt: at('2026-03-02T00:00:00Z') }, '2026-03-10T00:00:00Z', 'cancelled', null],
  ] as [Partial<CallClock>, string, string, Date | null][])('%j at %s is %s', (change, now, state, next) => {
    expect(callState({ ...call, ...change }, at(now))).toBe(state);
    expect(nextInstant({ ...call, ...change }, at(now))).toEqual(next);
  });

  test.each([
    [{}, '2026-03-10T00:00:00Z', undefined],
    [{ announcedAt: null }, '2026-03-10T00:00:00Z', 'not-found shared:errors.not-found'],
    [{}, '2026-02-10T00:00:00Z', 'closed pilots:refusals.not-open-yet'],
    [{}, '2026-03-29T01:30:00Z', 'closed pilots:refusals.too-late'],
    [{ cancelledAt: at('2026-03-02T00:00:00Z') }, '2026-03-10T00:00:00Z', 'closed pilots:refusals.call-cancelled'],
  ] as [Partial<CallClock>, string, string | undefined][])('%j at %s takes a pilot: %s', (change, now, wanted) => {
    const no = whyNotPropose({ ...call, ...change }, at(now));
    expect(no && `${no.kind} ${no.message}`).toBe(wanted);
  });

  test.each([
    [{ opensAt: null, closesAt: null, scoredBy: null }, []],
    [{}, []],
    [{ closesAt: opensAt }, ['closes']],
    [{ scoredBy: closesAt }, ['scored']],
    [{ closesAt: at('2026-02-01T00:00:00Z'), scoredBy: at('2026-01-01T00:00:00Z') }, ['closes', 'scored']],
  ])('with times %j is wrong at %j', (change, fields) => {
    expect(Object.keys(timesMistakes({ opensAt, closesAt, scoredBy, ...change }))).toEqual(fields);
  });

  test.each([
    [{}, undefined],
    [{ announcedAt: at('2026-02-01T00:00:00Z') }, 'announced'],
    [{ sought: '' }, 'nothing-sought'],
    [{ scoredBy: null }, 'no-times'],
    [{ closesAt: null }, 'no-times'],
    [{ closesAt: at('2026-01-31T00:00:00Z') }, 'closes-past'],
  ])('a draft with %j is not announced: %s', (change, message) => {
    const no = whyNotAnnounce({ ...whole, announcedAt: null, ...change }, at('2026-02-01T00:00:00Z'));
    expect(no?.message).toBe(message && `pilots:refusals.${message}`);
  });

  const later = at('2026-04-05T12:00:00Z');
  const sooner = at('2026-03-20T12:00:00Z');
  test.each([
    ['announced, to another opening', '2026-02-10T00:00:00Z', { opensAt: at('2026-03-03T00:00:00Z') }, undefined],
    ['announced, sooner', '2026-02-10T00:00:00Z', { closesAt: sooner }, undefined],
    ['announced, without a close', '2026-02-10T00:00:00Z', { closesAt: null }, ['closes']],
    ['announced, into the past', '2026-02-10T00:00:00Z', { closesAt: at('2026-02-09T00:00:00Z') }, ['closes']],
    ['open, later', '2026-03-10T00:00:00Z', { closesAt: later }, undefined],
    ['open, sooner', '2026-03-10T00:00:00Z', { closesAt: sooner }, ['closes']],
    ['open, to another opening', '2026-03-10T00:00:00Z', { opensAt: at('2026-03-03T00:00:00Z') }, ['opens']],
    ['closed, later', '2026-03-29T01:30:00Z', { closesAt: later }, []],
  ] as [string, string, object, string[] | undefined][])('is moved while %s', (_, now, change, fields) => {
    const no = whyNotMove(whole, { opensAt, closesAt, scoredBy, ...change }, at(now));
    expect(no && Object.keys(no.fields ?? {})).toEqual(fields);
  });
});
