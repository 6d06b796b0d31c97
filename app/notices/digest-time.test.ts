import { describe, expect, it } from 'vitest';
import { nextDigest } from './digest-time';

const daily = (digestHour: number) => ({ digest: 'daily', digestHour, digestWeekday: 1 }) as const;
const weekly = (digestHour: number, digestWeekday: number) =>
  ({ digest: 'weekly', digestHour, digestWeekday }) as const;

describe('the next digest', () => {
  it.each([
    ['later today', daily(7), 'UTC', '2026-11-26T06:59:59Z', '2026-11-26T07:00:00Z'],
    ['this very instant is past', daily(7), 'UTC', '2026-11-26T07:00:00Z', '2026-11-27T07:00:00Z'],
    ['east of UTC it is the day before there', daily(7), 'Asia/Tokyo', '2026-11-26T12:00:00Z', '2026-11-26T22:00:00Z'],
    ['a zone of three quarters', daily(8), 'Asia/Kathmandu', '2026-11-26T00:00:00Z', '2026-11-26T02:15:00Z'],
    ['midnight', daily(0), 'Africa/Nairobi', '2026-11-26T20:59:00Z', '2026-11-26T21:00:00Z'],
    // Paris, 29 March 2026: 02:00 becomes 03:00.
    ['across the change to summer', daily(7), 'Europe/Paris', '2026-03-28T06:00:00Z', '2026-03-29T05:00:00Z'],
    ['the hour left out', daily(2), 'Europe/Paris', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z'],
    ['the day after the hour left out', daily(2), 'Europe/Paris', '2026-03-29T01:00:00Z', '2026-03-30T00:00:00Z'],
    // Paris, 25 October 2026: 03:00 becomes 02:00 again, so 02:00 comes at 00:00 and at 01:00 UTC.
    ['across the change to winter', daily(7), 'Europe/Paris', '2026-10-24T06:00:00Z', '2026-10-25T06:00:00Z'],
    ['the hour that comes twice', daily(2), 'Europe/Paris', '2026-10-24T12:00:00Z', '2026-10-25T00:00:00Z'],
    ['and not the second time', daily(2), 'Europe/Paris', '2026-10-25T00:00:00Z', '2026-10-26T01:00:00Z'],
    ['between the two', daily(2), 'Europe/Paris', '2026-10-25T00:30:00Z', '2026-10-26T01:00:00Z'],
    ['in the second of the two', daily(2), 'Europe/Paris', '2026-10-25T01:30:00Z', '2026-10-26T01:00:00Z'],
    // New York, 1 November 2026: 02:00 becomes 01:00 again.
    ['twice in New York', daily(1), 'America/New_York', '2026-10-31T12:00:00Z', '2026-11-01T05:00:00Z'],
    // Cairo changes at midnight: 24 April 2026 begins at 01:00.
    ['a midnight left out', daily(0), 'Africa/Cairo', '2026-04-23T12:00:00Z', '2026-04-23T22:00:00Z'],
    // Lord Howe changes by half an hour.
    ['a change of half an hour', daily(7), 'Australia/Lord_Howe', '2026-04-04T12:00:00Z', '2026-04-04T20:30:00Z'],
    ['a day that a zone left out', daily(7), 'Pacific/Apia', '2011-12-30T09:00:00Z', '2011-12-30T17:00:00Z'],
    ['weekly, later this week', weekly(9, 5), 'UTC', '2026-11-23T00:00:00Z', '2026-11-27T09:00:00Z'],
    ['weekly, the same day', weekly(9, 1), 'UTC', '2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z'],
    ['weekly, a week on', weekly(9, 1), 'UTC', '2026-11-23T09:00:00Z', '2026-11-30T09:00:00Z'],
    ['weekly, by the day of the place', weekly(1, 1), 'Asia/Tokyo', '2026-11-22T12:00:00Z', '2026-11-22T16:00:00Z'],
    ['weekly, across the change', weekly(8, 1), 'Europe/Paris', '2026-10-19T06:00:00Z', '2026-10-26T07:00:00Z'],
    ['a zone that is none counts as UTC', daily(7), 'Nowhere/Town', '2026-11-26T06:00:00Z', '2026-11-26T07:00:00Z'],
  ])('%s', (_, time, zone, after, expected) =>
    expect(nextDigest(time, zone, new Date(after))?.toISOString()).toBe(new Date(expected).toISOString()),
  );

  it.each(['Europe/Paris', 'America/New_York', 'Africa/Cairo', 'Australia/Lord_Howe'])(
    'comes once a day for more than a year in %s, whatever the clocks do',
    (zone) => {
      const local = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
      for (const hour of [0, 1, 2]) {
        let at = new Date('2025-01-01T00:00:00Z');
        const days = new Set<string>();
        for (let n = 0; n < 400; n++) {
          at = nextDigest(daily(hour), zone, at)!;
          days.add(local.format(at));
        }
        expect(days.size, `${zone} ${hour}`).toBe(400);
        expect(at.getTime()).toBeLessThan(Date.parse('2025-01-01T00:00:00Z') + 402 * 86_400_000);
      }
    },
  );

  it('is none where none is wanted', () =>
    expect(nextDigest({ ...daily(7), digest: 'off' }, 'UTC', new Date('2026-11-26T06:00:00Z'))).toBeNull());
});
