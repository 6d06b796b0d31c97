import { describe, expect, test } from 'vitest';
import { addToLinks } from './add-to';
import { type CalendarEvent, entryOf } from './entry';
import { reminderAt, whatToDo } from './reminders';
import { schemaOf } from './schema-org';

const url = 'https://plenary.example';
const words = { neutral: 'A meeting', page: 'Page of the event', join: 'Join' };
const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  id: 7,
  slug: 'a-seminar',
  uid: '6f8f5f3e-7a83-4b9a-9e39-0c9b6f1d2a11',
  sequence: 3,
  readers: 'public',
  survivorSpeaks: false,
  timeZone: 'Asia/Kathmandu',
  startsAt: new Date('2027-03-10T09:00:00Z'),
  endsAt: new Date('2027-03-10T10:00:00Z'),
  announcedAt: new Date('2027-01-01T00:00:00Z'),
  cancelledAt: null,
  createdAt: new Date('2027-01-01T00:00:00Z'),
  changedAt: new Date('2027-01-02T00:00:00Z'),
  venue: 'A hall',
  title: 'A seminar (invented)',
  introduction: 'What it is about.',
  ...more,
});
const page = `${url}/events/7/a-seminar`;
const joining = 'https://meet.example/room';

describe('an entry', () => {
  test('of a public event says all, and where to join to those who may', () => {
    expect(entryOf(event(), words, url)).toMatchObject({
      uid: '6f8f5f3e-7a83-4b9a-9e39-0c9b6f1d2a11@plenary.example',
      sequence: 3,
      state: 'confirmed',
      title: 'A seminar (invented)',
      description: `What it is about.\n\n${page}`,
      place: 'A hall',
      joining: { address: page, label: 'Page of the event', video: false },
      confidential: false,
    });
    expect(entryOf(event(), words, url, { joining }).joining).toEqual({ address: joining, label: 'Join', video: true });
  });

  test('of what is not public says its title and the way to its page, whatever else is given', () => {
    for (const readers of ['registered', 'invited'] as const) {
      const entry = entryOf(event({ readers }), words, url, { joining });
      expect(entry).toMatchObject({ title: 'A seminar (invented)', description: page, confidential: true });
      expect(entry.place).toBeUndefined();
      expect(entry.joining!.address).toBe(page);
    }
  });

  test('where a survivor speaks says general words and the time', () => {
    const entry = entryOf(event({ survivorSpeaks: true }), words, url, { joining });
    expect(entry.title).toBe('A meeting');
    expect(JSON.stringify(entry)).not.toMatch(/seminar|hall|about|meet\.example/);
    expect([entry.startsAt, entry.endsAt]).toEqual([event().startsAt, event().endsAt]);
  });

  test.each([
    ['tentative', { announcedAt: null }],
    ['confirmed', {}],
    ['cancelled', { cancelledAt: new Date('2027-02-01T00:00:00Z') }],
  ])('is %s', (state, more) => {
    expect(entryOf(event(more), words, url).state).toBe(state);
  });

  test('says the words of the introduction, and none of the marks', () => {
    const introduction = '## Why\n\nIt is **about** [the fees](https://plenary.example/fees).\n\n- one\n- *two*';
    expect(entryOf(event({ introduction }), words, url).description).toBe(
      `Why\n\nIt is about the fees (https://plenary.example/fees).\n\n• one\n• two\n\n${page}`,
    );
  });

  test('begins with what fits, and cuts no sign', () => {
    const { description } = entryOf(event({ introduction: '🏳️‍🌈é'.repeat(3000) }), words, url);
    expect([...description!].length).toBeLessThan(1600);
    expect(Buffer.from(description!).toString()).toBe(description);
  });
});

describe('links into calendars of others', () => {
  const read = (link: string) => Object.fromEntries(new URL(link).searchParams);

  test('hold times in UTC with the name of the zone', () => {
    const { google, outlook } = addToLinks(event(), words, url);
    expect(read(google)).toEqual({
      action: 'TEMPLATE',
      text: 'A seminar (invented)',
      dates: '20270310T090000Z/20270310T100000Z',
      ctz: 'Asia/Kathmandu',
      details: page,
      location: 'A hall',
    });
    expect(read(outlook)).toMatchObject({
      startdt: '2027-03-10T09:00:00.000Z',
      subject: 'A seminar (invented)',
      body: page,
    });
  });

  test('tell those who run them nothing of what a survivor speaks at', () => {
    for (const link of Object.values(addToLinks(event({ survivorSpeaks: true }), words, url)))
      expect(link).not.toMatch(/seminar|hall|plenary/i);
  });
});

describe('what search engines read', () => {
  const shown = { textLanguage: 'en', introductionHtml: '<p>What &lt;it&gt; is <b>about</b>.</p>', moves: [] };
  const schema = (more: Partial<CalendarEvent> = {}, moves: { fromStartsAt: string }[] = []) => {
    const text = schemaOf({ ...event(more), ...shown, moves }, url);
    return text === null ? null : JSON.parse(text);
  };

  test('is there for what is public, announced, and said by no survivor', () => {
    expect(schema()).not.toBeNull();
    expect(schema({ readers: 'registered' })).toBeNull();
    expect(schema({ readers: 'invited' })).toBeNull();
    expect(schema({ announcedAt: null })).toBeNull();
    expect(schema({ survivorSpeaks: true })).toBeNull();
  });

  test('says how one takes part, and what has become of it', () => {
    expect(schema()).toMatchObject({
      description: 'What <it> is about .',
      eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode',
      location: [
        { '@type': 'Place', name: 'A hall' },
        { '@type': 'VirtualLocation', url: page },
      ],
    });
    expect(schema({ venue: '' })).toMatchObject({
      eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
      location: { '@type': 'VirtualLocation' },
    });
    const from = '2027-02-10T09:00:00.000Z';
    expect(schema({}, [{ fromStartsAt: from }])).toMatchObject({
      eventStatus: 'https://schema.org/EventRescheduled',
      previousStartDate: from,
    });
    expect(schema({ cancelledAt: new Date() }).eventStatus).toBe('https://schema.org/EventCancelled');
  });
});

describe('a reminder', () => {
  const starts = event().startsAt.getTime();
  const at = (hoursBefore: number) => new Date(starts - hoursBefore * 3_600_000);

  test.each([
    ['day', 30, 24],
    ['day', 24, null],
    ['hour', 24, 1],
    ['hour', 0.5, null],
  ] as const)('of a %s, %d hours before', (before, now, wanted) => {
    expect(reminderAt(event(), before, at(now))).toEqual(wanted === null ? null : at(wanted));
    expect(reminderAt(event({ cancelledAt: at(100) }), before, at(now))).toBeNull();
    expect(reminderAt(event({ announcedAt: null }), before, at(now))).toBeNull();
  });

  test.each([
    ['day', 24, 'remind'],
    ['day', 24.01, 'wait'],
    ['day', 5, 'remind'],
    ['day', 1, 'drop'],
    ['hour', 1, 'remind'],
    ['hour', 2, 'wait'],
    ['hour', 0.1, 'remind'],
    ['hour', 0, 'drop'],
    ['hour', -1, 'drop'],
  ] as const)('of a %s that comes up %d hours before: %s', (before, now, wanted) => {
    expect(whatToDo(event(), before, at(now))).toBe(wanted);
    expect(whatToDo(event({ cancelledAt: at(100) }), before, at(now))).toBe('drop');
  });
});
