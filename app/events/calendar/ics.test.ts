import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { readByOther, readCalendar, Subscriber } from '../../../test/support/calendars';
import { type Entry, writeCalendar } from './ics';

const zones = [
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'Africa/Cairo',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Europe/Vienna',
  'Europe/London',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'America/Havana',
  'Asia/Jerusalem',
  'Asia/Beirut',
  'Asia/Tehran',
  'Asia/Calcutta',
  'Antarctica/Troll',
  'Pacific/Kiritimati',
  'Africa/Nairobi',
  'UTC',
];

const entry = (more: Partial<Entry> = {}): Entry => ({
  uid: '6f8f5f3e-7a83-4b9a-9e39-0c9b6f1d2a11@plenary.example',
  sequence: 0,
  state: 'confirmed',
  writtenAt: new Date('2027-01-04T10:00:00Z'),
  createdAt: new Date('2027-01-02T10:00:00Z'),
  changedAt: new Date('2027-01-03T10:00:00Z'),
  startsAt: new Date('2027-03-10T09:00:00Z'),
  endsAt: new Date('2027-03-10T10:30:00Z'),
  timeZone: 'Europe/Vienna',
  title: 'A web seminar (invented)',
  confidential: false,
  ...more,
});

describe.each(zones)('%s', (timeZone) => {
  const at = (local: string) => DateTime.fromISO(local, { zone: timeZone }).toJSDate();
  const span = (local: string) => ({ startsAt: at(local), endsAt: new Date(Number(at(local)) + 5_400_000) });
  /** At ten in the morning on the 15th of each month of two years: on both sides of every change of clocks. */
  const months = Array.from({ length: 24 }, (_, i) =>
    DateTime.fromISO('2027-01-15T10:00', { zone: timeZone }).plus({ months: i }).toJSDate(),
  );

  test('made, moved across a change of clocks and cancelled: one entry, at its instants', () => {
    const steps = [
      { sequence: 0, state: 'confirmed' as const, ...span('2027-03-10T10:00') },
      { sequence: 1, state: 'confirmed' as const, ...span('2027-07-14T10:00') },
      { sequence: 2, state: 'cancelled' as const, ...span('2027-07-14T10:00') },
    ];
    const subscriber = new Subscriber();
    for (const step of steps) {
      const text = writeCalendar({ entries: [entry({ timeZone, ...step })] });
      const { startsAt, endsAt } = step;
      expect(readCalendar(text).events[0]).toMatchObject({ startsAt, endsAt, status: step.state.toUpperCase() });
      expect(readByOther(text)).toMatchObject([{ startsAt, endsAt }]);
      subscriber.takesIn(text);
    }
    expect([...subscriber.held.values()]).toMatchObject([{ sequence: 2, startsAt: steps[2]!.startsAt }]);
  });

  test('two years in one calendar, each at its instant, on the clocks of the place', () => {
    const entries = months.map((startsAt, i) =>
      entry({ uid: `${i}@x.example`, timeZone, startsAt, endsAt: new Date(Number(startsAt) + 3_600_000) }),
    );
    const text = writeCalendar({ entries });
    expect(readCalendar(text).events.map((e) => e.startsAt.toISOString())).toEqual(months.map((m) => m.toISOString()));
    expect(readByOther(text).map((e) => Number(e.startsAt))).toEqual(months.map(Number));
    if (timeZone !== 'UTC') expect(text.match(/DTSTART;TZID=[^:]+:\d{8}T100000\r\n/g)).toHaveLength(24);
  });

  test('each half hour around each change of clocks is the instant that was meant', () => {
    const entries: Entry[] = [];
    for (let t = Date.UTC(2027, 0, 1); t < Date.UTC(2028, 0, 1); t += 86_400_000) {
      const offset = (ms: number) => DateTime.fromMillis(ms, { zone: timeZone }).offset;
      if (offset(t) === offset(t + 86_400_000)) continue;
      for (let q = t - 10_800_000; q < t + 97_200_000; q += 1_800_000) {
        entries.push(entry({ uid: `${q}@x`, timeZone, startsAt: new Date(q), endsAt: new Date(q + 2_700_000) }));
      }
    }
    if (entries.length === 0) return;
    const read = readCalendar(writeCalendar({ entries })).events;
    expect(read.map((e) => [e.startsAt, e.endsAt].map(Number))).toEqual(
      entries.map((e) => [e.startsAt, e.endsAt].map(Number)),
    );
  });
});

test('a zone that nobody knows, and a file of UTC, are written in UTC', () => {
  for (const timeZone of ['Mars/Olympus', 'Etc/UTC', 'X:Y;Z\r\nEVIL:1']) {
    const text = writeCalendar({ entries: [entry({ timeZone })] });
    expect(text).toContain('DTSTART:20270310T090000Z\r\n');
    expect(text).not.toContain('VTIMEZONE');
    expect(text).not.toContain('EVIL');
  }
});

describe('hostile words', () => {
  const hostile: Record<string, string> = {
    backslashes: 'a\\nb \\\\ \\, \\; c\\',
    'line breaks': 'one\ntwo\r\nthree\rfour',
    'commas and semicolons': 'a,b;c:d,"e";f=^g',
    'a component put in': 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil@x\r\nSUMMARY:evil',
    'ten thousand signs': 'Häufung '.repeat(1250),
    'right to left': 'ندوة عن حماية الضحايا \u202e؛ المواعيد، (مثال)',
    'pictures of several signs': '👩🏽‍⚖️🏳️‍🌈'.repeat(40),
    'without a break': 'é'.repeat(3000),
    'breaks of other kinds': 'a\u2028b\u2029c\u0085d\u000be\u000cf',
    'control signs': 'a\u0000b\u0007c\u001bd\u007fe',
    'half a sign': 'a\ud83db',
    nothing: '',
  };
  const clean = (words: string) =>
    words.replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n').replace(/(?!\n)[\p{Cc}\p{Cs}]/gu, '');

  const unescaped = (raw: string) => raw.replace(/\\(.)/g, (_, sign) => (sign === 'n' ? '\n' : sign));

  test.each(Object.entries(hostile))('%s', (_, words) => {
    const place = `${words} at the end`;
    const text = writeCalendar({
      entries: [
        entry({
          title: words,
          description: words,
          place,
          joining: { address: 'https://a.example/', label: words, video: true },
        }),
      ],
      feed: { name: words, everyHours: 1, timeZone: 'Europe/Vienna' },
    });
    const wanted = clean(words);
    const { value, events } = readCalendar(text);
    expect(events).toHaveLength(1);
    expect(events[0]!.value('summary')).toBe(wanted);
    if (words) expect(events[0]!.value('description')).toBe(wanted);
    expect(events[0]!.value('location')).toBe(`${wanted} at the end`);
    // ical.js knows no NAME and leaves it as it stands.
    expect(unescaped(value('name') ?? '')).toBe(wanted);
    // ical.js reads backslashes in parameters as it does in texts, against RFC 5545.
    if (!words.includes('\\'))
      expect(events[0]!.event.getFirstProperty('conference')!.getFirstParameter('label')).toBe(wanted);
    const bytes = text.split('\r\n').map((line) => Buffer.byteLength(line));
    expect(Math.max(...bytes)).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Buffer.from(text).toString()).toBe(text);
  });

  test('in addresses, nothing but an address', () => {
    const text = writeCalendar({
      method: 'REQUEST',
      entries: [
        entry({
          page: 'javascript:alert(1)',
          joining: { address: 'https://a.example/\r\nX-EVIL:1', label: 'x', video: true },
          invitation: {
            organizer: { name: 'Plenary"\r\nX-EVIL:1', address: 'plenary@a.example' },
            attendee: 'o"?cc=b+c@a.example\r\nX-EVIL:1',
          },
        }),
      ],
    });
    const event = readCalendar(text).events[0]!;
    expect(text).not.toMatch(/^X-EVIL/m);
    expect(event.value('url')).toBeNull();
    expect(event.value('conference')).toBe('https://a.example/X-EVIL:1');
    expect(event.value('attendee')).toBe('mailto:o%22%3Fcc%3Db+c@a.example%0D%0AX-EVIL%3A1');
  });
});

describe('what it says', () => {
  test('of a feed: its name, how often to look, and the same bytes for the same things', () => {
    const feed = { name: 'Events', everyHours: 2, timeZone: 'Europe/Vienna' };
    const text = writeCalendar({ entries: [entry()], feed });
    const read = readCalendar(text);
    expect(read.value('refresh-interval')).toBe('PT2H');
    expect(read.value('method')).toBeNull();
    expect(read.events[0]!.value('dtstamp')).toBe('2027-01-04T10:00:00Z');
    expect(writeCalendar({ entries: [entry()], feed })).toBe(text);
    expect(writeCalendar({ entries: [], feed })).toContain('BEGIN:VTIMEZONE');
  });

  test('of an invitation: its method, who sends it, and the one whom it is for', () => {
    const invitation = {
      organizer: { name: 'Plenary', address: 'plenary@a.example' },
      attendee: 'person@b.example',
    };
    const request = readCalendar(writeCalendar({ method: 'REQUEST', entries: [entry({ invitation })] }));
    expect(request.value('method')).toBe('REQUEST');
    const attendees = request.events[0]!.event.getAllProperties('attendee');
    expect(attendees.map((a) => a.getFirstValue())).toEqual(['mailto:person@b.example']);
    expect(attendees[0]!.getFirstParameter('partstat')).toBe('ACCEPTED');
    expect(request.events[0]!.value('organizer')).toBe('mailto:plenary@a.example');
    const cancelled = { ...entry({ invitation }), state: 'cancelled' as const, sequence: 1 };
    const cancel = readCalendar(writeCalendar({ method: 'CANCEL', entries: [cancelled] }));
    expect(cancel.events[0]!.event.getFirstProperty('attendee')!.getFirstParameter('partstat')).toBeUndefined();
    expect(cancel.events[0]!.sequence).toBe(1);
  });

  test('of what is not public, that others who see the calendar are not shown it', () => {
    expect(readCalendar(writeCalendar({ entries: [entry({ confidential: true })] })).events[0]!.value('class')).toBe(
      'PRIVATE',
    );
    expect(readCalendar(writeCalendar({ entries: [entry()] })).events[0]!.value('class')).toBeNull();
  });
});
