import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type EventReaders, maySeeEvent } from '../../app/events/event';
import { type NewEventForm, newEventForm, whatForm } from '../../app/events/forms-preparing';
import { putMaterial, readMaterialFile, removeMaterial } from '../../app/events/materials.server';
import { moveSeries } from '../../app/events/moving-series.server';
import {
  announceEvent,
  cancelEvent,
  changeEvent,
  discardEvent,
  moveEvent,
  prepareEvent,
} from '../../app/events/preparing.server';
import { readEvent } from '../../app/events/queries/event.server';
import { listEvents, listEventsWithin } from '../../app/events/queries/list.server';
import { readPreparation } from '../../app/events/queries/preparing.server';
import { readEventRules, whoIsWho } from '../../app/events/queries/rules.server';
import { readSeries } from '../../app/events/queries/series.server';
import { searchEvents } from '../../app/events/search.server';
import { changeSeries, createSeries } from '../../app/events/series.server';
import { putSpeaker, raiseSpeaker, removeSpeaker } from '../../app/events/speakers.server';
import type { Reader } from '../../app/people/person';
import { isRefusal, type Refusal } from '../../app/shared/refusal';
import { mentionsAndDraftsOf } from '../../app/tasks/queries.server';
import { freshDatabase } from '../support/database';
import { anEvent } from '../support/events';
import { anOrganisation, aPerson } from '../support/people';

const { sql } = await freshDatabase();
const now = new Date('2026-11-22T12:00:00Z');
let secretariat: Reader;
let someone: Reader;

beforeAll(async () => {
  secretariat = await (await aPerson(sql, { secretariat: true })).reader();
  someone = await (await aPerson(sql)).reader();
});

/** What the form of a new event sends, with what is said otherwise. */
function form(values: Record<string, unknown> = {}): NewEventForm {
  return newEventForm.parse({
    language: 'en',
    title: 'A seminar (invented)',
    introduction: 'About **fees**.',
    kind: 'web-seminar',
    series: '',
    region: '014',
    themes: ['labour'],
    sectors: [],
    spoken: ['en'],
    interpreted: ['fr', 'ar'],
    captions: ['en'],
    venue: '',
    joiningUrl: 'https://meet.plenary.example/a',
    joiningNote: '',
    readers: 'public',
    invited: [],
    capacity: '',
    waitingOrder: 'in-order',
    facilitators: '',
    timeZone: 'Europe/Vienna',
    starts: '2027-03-20T10:00',
    ends: '2027-03-20T11:30',
    closes: '',
    once: randomUUID(),
    ...values,
  });
}

async function refusalOf(deed: Promise<unknown>): Promise<Refusal> {
  const thrown = await deed.then(
    () => null,
    (e) => e,
  );
  if (!isRefusal(thrown)) throw thrown ?? new Error('nothing was refused');
  return thrown;
}

async function announced(id: number): Promise<string[]> {
  const rows = await sql<{ what: string }[]>`
    select what from announcement where ids = ${sql.json({ event: id })} order by id`;
  return rows.map((r) => r.what);
}

async function prepared(values: Record<string, unknown> = {}): Promise<number> {
  return prepareEvent(sql, secretariat, form({ facilitators: secretariat.handle, ...values }));
}

const versionOf = async (id: number) => (await readEventRules(sql, secretariat, id)).version;

describe('preparing', () => {
  test('is the secretariat’s, and the same form sent twice prepares one', async () => {
    expect((await refusalOf(prepareEvent(sql, someone, form()))).kind).toBe('not-found');
    expect((await refusalOf(prepareEvent(sql, null, form()))).kind).toBe('not-found');
    const once = randomUUID();
    const [a, b] = await Promise.all([prepared({ once }), prepared({ once })]);
    expect(a).toBe(b);
  });

  test('keeps what was typed: texts, languages, themes, and instants of the zone', async () => {
    const event = await readEvent(sql, secretariat, await prepared(), 'en');
    expect(event.introductionHtml).toContain('<strong>fees</strong>');
    expect(event.startsAt.toISOString()).toBe('2027-03-20T09:00:00.000Z');
    expect(event.languages).toEqual([
      { language: 'ar', how: 'interpreted' },
      { language: 'en', how: 'captions' },
      { language: 'en', how: 'spoken' },
      { language: 'fr', how: 'interpreted' },
    ]);
    expect(event.themes).toEqual(['labour']);
    expect(event.facilitators.map((f) => f.name)).toEqual([secretariat.name]);
  });

  const hours: [string, Record<string, string>, Record<string, string> | string][] = [
    ['the hour that is left out', { starts: '2027-03-28T02:30' }, { starts: 'preparing:mistakes.time-skipped' }],
    ['the hour that comes twice', { starts: '2027-10-31T02:30' }, { starts: 'preparing:mistakes.time-twice' }],
    ['the first of the two', { starts: '2027-10-31T02:30', startsWhich: 'first' }, '2027-10-31T00:30:00.000Z'],
    ['the second of the two', { starts: '2027-10-31T02:30', startsWhich: 'second' }, '2027-10-31T01:30:00.000Z'],
    [
      'an answer that was not asked for',
      { starts: '2027-10-31T01:30', startsWhich: 'second' },
      '2027-10-30T23:30:00.000Z',
    ],
    ['an end before the beginning', { ends: '2027-03-20T09:00' }, { ends: 'events:refusals.backward' }],
    ['registration after the end', { closes: '2027-03-20T12:00' }, { closes: 'events:refusals.closes-late' }],
    ['more than two weeks', { ends: '2027-04-20T12:00' }, { ends: 'events:refusals.too-long' }],
    ['a day that no month has', { starts: '2027-02-30T10:00' }, { starts: 'preparing:mistakes.time-skipped' }],
  ];
  test.each(hours)('asks or refuses beside the field: %s', async (_, typed, answer) => {
    const ends = typed.ends ?? (typed.starts?.startsWith('2027-10') ? '2027-10-31T09:00' : '2027-03-28T09:00');
    const input = form({ ...(typed.starts ? { ends } : {}), ...typed });
    if (typeof answer !== 'string') {
      expect((await refusalOf(prepareEvent(sql, secretariat, input))).fields).toEqual(answer);
      return;
    }
    const id = await prepareEvent(sql, secretariat, input);
    const event = await readEventRules(sql, secretariat, id);
    expect(event.startsAt.toISOString()).toBe(answer);
    // What the form is filled with afterwards names the same instant again.
    const again = await readPreparation(sql, secretariat, id, null, now);
    expect([again.starts, again.startsWhich]).toEqual([
      typed.starts,
      typed.starts === '2027-10-31T02:30' ? typed.startsWhich : null,
    ]);
  });

  test('a zone that does not exist, an address that is none, and a number that is none are refused by the form', () => {
    const wrong = (values: Record<string, unknown>) => {
      try {
        form(values);
        return [];
      } catch (e) {
        return (e as { issues: { path: string[]; message: string }[] }).issues.map((i) => `${i.path[0]}: ${i.message}`);
      }
    };
    expect(wrong({ timeZone: 'Europe/Vienne' })).toEqual(['timeZone: preparing:mistakes.no-such-zone']);
    expect(wrong({ joiningUrl: 'javascript:alert(1)' })).toEqual(['joiningUrl: events:refusals.no-address']);
    expect(wrong({ joiningUrl: 'mailto:a@plenary.example' })).toEqual(['joiningUrl: events:refusals.no-address']);
    expect(wrong({ capacity: '0' })).toEqual(['capacity: events:refusals.no-capacity']);
    expect(wrong({ starts: '20.3.2027' })).toEqual(['starts: preparing:mistakes.no-time']);
  });

  test('says which people are nobody here, beside the field', async () => {
    const no = await refusalOf(prepared({ facilitators: 'nobody.at.all' }));
    expect(no.fields).toEqual({ facilitators: 'people:refusals.unknown-people' });
  });

  test('a survivor who speaks is never without approval', async () => {
    const event = await readEventRules(sql, secretariat, await prepared({ survivorSpeaks: 'yes' }));
    expect([event.survivorSpeaks, event.approval]).toEqual([true, true]);
  });
});

describe('announcing, moving, cancelling', () => {
  test('an event needs a facilitator, is announced once, and each change is told', async () => {
    const id = await prepared({ facilitators: '' });
    expect((await refusalOf(announceEvent(sql, secretariat, id, now))).message).toBe('events:refusals.no-facilitator');
    await changeEvent(sql, secretariat, id, what({ facilitators: someone.handle, version: await versionOf(id) }));
    await announceEvent(sql, someone, id, now);
    expect((await refusalOf(announceEvent(sql, someone, id, now))).message).toBe('events:refusals.announced-already');
    await moveEvent(sql, someone, id, times('2027-04-10T10:00', '2027-04-10T11:00', await versionOf(id)), now);
    await cancelEvent(sql, someone, id, { reason: 'Nobody can come.', version: await versionOf(id) }, now);
    expect(await announced(id)).toEqual([
      'event.changed',
      'event.changed',
      'event.announced',
      'event.moved',
      'event.cancelled',
    ]);
  });

  test('a move keeps the old time and raises the sequence; the same hour of the clocks across their change is a move of its own', async () => {
    const id = await prepared();
    await moveEvent(sql, secretariat, id, times('2027-03-27T10:00', '2027-03-27T11:00', await versionOf(id)), now);
    expect((await readEvent(sql, secretariat, id, 'en')).moves).toEqual([]);
    expect((await readEventRules(sql, secretariat, id)).sequence).toBe(0);
    await announceEvent(sql, secretariat, id, now);
    await moveEvent(sql, secretariat, id, times('2027-03-28T10:00', '2027-03-28T11:00', await versionOf(id)), now);
    const event = await readEvent(sql, secretariat, id, 'en');
    expect(event.sequence).toBe(1);
    // From winter time to summer time: 10:00 there is 09:00 in UTC on one day, and 08:00 on the next.
    expect(event.startsAt.toISOString()).toBe('2027-03-28T08:00:00.000Z');
    expect(new Date(event.moves[0]!.fromStartsAt).toISOString()).toBe('2027-03-27T09:00:00.000Z');
    // The same instants again are no move.
    await moveEvent(sql, secretariat, id, times('2027-03-28T10:00', '2027-03-28T11:00', await versionOf(id)), now);
    const same = await readEvent(sql, secretariat, id, 'en');
    expect([same.sequence, same.moves.length]).toEqual([1, 1]);
  });

  test('what has begun keeps its beginning and may last longer; nothing is moved into the past', async () => {
    const id = await prepared();
    await announceEvent(sql, secretariat, id, now);
    const during = new Date('2027-03-20T09:30:00Z');
    const later = times('2027-03-20T10:30', '2027-03-20T12:00', await versionOf(id));
    expect((await refusalOf(moveEvent(sql, secretariat, id, later, during))).fields).toEqual({
      starts: 'events:refusals.past',
    });
    await moveEvent(sql, secretariat, id, times('2027-03-20T10:00', '2027-03-20T12:30', await versionOf(id)), during);
    const past = times('2026-11-01T10:00', '2026-11-01T11:00', await versionOf(id));
    expect((await refusalOf(moveEvent(sql, secretariat, id, past, now))).fields).toEqual({
      starts: 'events:refusals.past',
      ends: 'events:refusals.past',
    });
    const after = new Date('2027-03-21T00:00:00Z');
    expect((await refusalOf(moveEvent(sql, secretariat, id, past, after))).message).toBe('events:refusals.over');
  });

  test('what calendars hold raises the sequence, what they do not hold leaves it', async () => {
    const id = await prepared();
    await announceEvent(sql, secretariat, id, now);
    const sequence = async () => (await readEventRules(sql, secretariat, id)).sequence;
    const change = async (values: Record<string, unknown>) =>
      changeEvent(sql, secretariat, id, what({ ...values, version: await versionOf(id) }));
    await change({ themes: ['children'], facilitators: secretariat.handle, capacity: '10' });
    expect(await sequence()).toBe(0);
    await change({ venue: 'Room 3', facilitators: secretariat.handle });
    expect(await sequence()).toBe(1);
    await change({ venue: 'Room 3', title: 'Another title (invented)', facilitators: secretariat.handle });
    expect(await sequence()).toBe(2);
  });

  test('the joining link stays when its field is left empty, and goes when that is said', async () => {
    const id = await prepared();
    const link = async () =>
      (await sql<{ joiningUrl: string }[]>`select joining_url from event where id = ${id}`)[0]!.joiningUrl;
    const change = async (values: Record<string, unknown>) =>
      changeEvent(sql, secretariat, id, what({ ...values, version: await versionOf(id) }));
    await change({ joiningUrl: '' });
    expect(await link()).toBe('https://meet.plenary.example/a');
    await change({ joiningUrl: 'https://meet.plenary.example/b' });
    expect(await link()).toBe('https://meet.plenary.example/b');
    await change({ joiningUrl: '', noJoining: 'yes' });
    expect(await link()).toBe('');
  });

  test('a draft is deleted whole, what was announced is not', async () => {
    const id = await prepared();
    await discardEvent(sql, secretariat, id, await versionOf(id));
    expect((await refusalOf(readEvent(sql, secretariat, id, 'en'))).kind).toBe('not-found');
    expect(await sql`select 1 from activity_role where activity = 'event' and activity_id = ${id}`).toHaveLength(0);
    const told = await prepared();
    await announceEvent(sql, secretariat, told, now);
    expect((await refusalOf(discardEvent(sql, secretariat, told, await versionOf(told)))).kind).toBe('closed');
  });

  test('two who save at once: the later one is told, and nothing of theirs was written', async () => {
    const id = await prepared();
    const version = await versionOf(id);
    const both = await Promise.allSettled([
      changeEvent(sql, secretariat, id, what({ title: 'One', version })),
      changeEvent(sql, secretariat, id, what({ title: 'Two', version })),
    ]);
    expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((b) => b.status === 'rejected') as PromiseRejectedResult;
    expect((lost.reason as Refusal).message).toBe('events:refusals.changed-meanwhile');
    const kept = both[0].status === 'fulfilled' ? 'One' : 'Two';
    expect((await readPreparation(sql, secretariat, id, null, now)).title).toBe(kept);
  });
});

describe('what overlaps is said', () => {
  test('in the same series, at the same venue however it is spelt, and not where one ends when the other begins', async () => {
    const series = await createSeries(sql, secretariat, {
      language: 'en',
      title: 'Talks (invented)',
      introduction: null,
      once: randomUUID(),
    });
    const day = { starts: '2027-05-05T10:00', ends: '2027-05-05T12:00' };
    const first = await prepared({ ...day, series: String(series), venue: 'Hall of Nations 7' });
    const inSeries = await prepared({ ...day, series: String(series) });
    const inHall = await prepared({ ...day, venue: 'hall of nations 7' });
    await prepared({ starts: '2027-05-05T12:00', ends: '2027-05-05T13:00', venue: 'Hall of Nations 7' });
    const said = await readPreparation(sql, secretariat, first, null, now);
    expect(said.overlapping.map((o) => [o.id, o.why])).toEqual([
      [inSeries, 'series'],
      [inHall, 'venue'],
    ]);
    // Who may not see the other event learns that there is one, and not which.
    await sql`insert into activity_role (activity, activity_id, person_id, role) values ('event', ${first}, ${someone.id}, 'facilitator')`;
    const seen = await readPreparation(sql, someone, first, null, now);
    expect(seen.overlapping.map((o) => o.title)).toEqual([null, null]);
  });
});

describe('who sees what', () => {
  test('the condition in the database says what the rule says, for each reader and each kind of event', async () => {
    const inside = await anOrganisation(sql);
    const people = {
      visitor: null,
      waiting: await (await aPerson(sql, { state: 'waiting', organisation: inside })).reader(),
      outside: await (await aPerson(sql)).reader(),
      inside: await (await aPerson(sql, { organisation: inside })).reader(),
      speaker: await (await aPerson(sql)).reader(),
      secretariat,
    };
    const events = [];
    for (const readers of ['public', 'registered', 'invited'] as EventReaders[])
      for (const told of [true, false])
        events.push(
          await anEvent(sql, { readers, announced: told, invited: [inside], speaker: people.speaker.id, now }),
        );
    for (const reader of Object.values(people)) {
      const listed = await listEvents(sql, reader, { inLanguage: 'en', now, page: 1, past: false, length: 500 });
      for (const e of events) {
        const who = await whoIsWho(sql, e.id, reader);
        expect(listed.events.some((l) => l.id === e.id)).toBe(who.maySee);
        const page = await readEvent(sql, reader, e.id, 'en').catch((no) => no as Refusal);
        expect(isRefusal(page) ? page.kind : 'seen').toBe(who.maySee ? 'seen' : 'not-found');
        if (!isRefusal(page)) expect(maySeeEvent(page, reader, page.tie)).toBe(true);
      }
    }
  });

  test('no answer of this slice holds how to join, nor the name of who is not to be named', async () => {
    const id = await prepared({
      joiningUrl: 'https://meet.plenary.example/canary-link',
      joiningNote: 'canary-note',
      venue: 'canary-hall',
      survivorSpeaks: 'yes',
    });
    await putSpeaker(
      sql,
      secretariat,
      id,
      speaker({ name: 'Canary-Name', unlisted: true, version: await versionOf(id) }),
    );
    await announceEvent(sql, secretariat, id, now);
    const all = { inLanguage: 'en', now, page: 1, past: false, length: 500 };
    const told = JSON.stringify([
      await readEvent(sql, secretariat, id, 'en'),
      await listEvents(sql, null, all),
      await listEventsWithin(sql, null, { ...all, from: new Date('2027-03-01'), until: new Date('2027-04-01') }),
      await searchEvents(sql, null, 'canary', 'en', now),
    ]);
    const preparation = JSON.stringify(await readPreparation(sql, secretariat, id, null, now));
    for (const canary of ['canary-link', 'canary-note']) expect(told + preparation).not.toContain(canary);
    expect(told).not.toContain('Canary-Name');
    expect(JSON.stringify([await listEvents(sql, null, all)])).not.toContain('canary-hall');
  });

  test('the page of what waits names the events that one runs, speaks at or has a place at, until they are over', async () => {
    const [speaker, guest] = [await (await aPerson(sql)).reader(), await (await aPerson(sql)).reader()];
    const event = await anEvent(sql, { title: 'Mine (invented)', speaker: speaker.id, now });
    await anEvent(sql, { title: 'Over (invented)', speaker: speaker.id, starts: -3, ends: -1, now });
    await anEvent(sql, { title: 'Called off (invented)', speaker: speaker.id, cancelled: true, now });
    await anEvent(sql, { title: 'Not told (invented)', speaker: speaker.id, announced: false, now });
    const mine = async (reader: Reader) =>
      (await mentionsAndDraftsOf(sql, reader, 'en', now)).events.map((e) => e.title);
    expect(await mine(await event.facilitator.reader())).toEqual(['Mine (invented)']);
    expect(await mine(speaker)).toEqual(['Mine (invented)']);
    expect(await mine(guest)).toEqual([]);
    await sql`
      insert into registration (event_id, person_id, email, name, sector, region, language, time_zone, state, place_order)
      values (${event.id}, ${guest.id}, ${guest.email}, ${guest.name}, 'media', '002', 'en', 'UTC', 'registered', 1)`;
    expect(await mine(guest)).toEqual(['Mine (invented)']);
  });

  test('a series is there for whoever sees an event of it', async () => {
    const input = {
      language: 'en' as const,
      title: 'A closed series (invented)',
      introduction: null,
      once: randomUUID(),
    };
    expect((await refusalOf(createSeries(sql, someone, input))).kind).toBe('not-found');
    const series = await createSeries(sql, secretariat, input);
    expect(await createSeries(sql, secretariat, input)).toBe(series);
    expect((await refusalOf(readSeries(sql, someone, series, 'en'))).kind).toBe('not-found');
    const event = await anEvent(sql, { readers: 'registered', now });
    await sql`update event set series_id = ${series} where id = ${event.id}`;
    expect((await readSeries(sql, someone, series, 'en')).title).toBe('A closed series (invented)');
    expect((await refusalOf(readSeries(sql, null, series, 'en'))).kind).toBe('not-found');
    await changeSeries(sql, secretariat, series, { ...input, title: 'Renamed', version: 1 });
    expect((await refusalOf(changeSeries(sql, secretariat, series, { ...input, version: 1 }))).kind).toBe('conflict');
  });
});

describe('a series that is moved', () => {
  const hours = (days: number, hour: number) => days * 24 + hour - 12;
  const timesOf = async (id: number) =>
    (
      await sql<{ startsAt: Date; endsAt: Date; sequence: number; moves: number }[]>`
      select starts_at, ends_at, sequence, (select count(*) from event_move m where m.event_id = e.id) as moves
      from event e where id = ${id}`
    )[0]!;

  test('moves all that is ahead at the hour of its place, over a change of clocks, and nothing else', async () => {
    const series = await createSeries(sql, secretariat, {
      language: 'en' as const,
      title: 'Every month (invented)',
      introduction: null,
      once: randomUUID(),
    });
    // In Vienna the clocks are set forward on 28 March 2027: the first stands before it, and is moved beyond.
    const zone = { timeZone: 'Europe/Vienna', now };
    const spring = await anEvent(sql, { ...zone, starts: hours(125, 14), ends: hours(125, 16) });
    const draft = await anEvent(sql, { ...zone, starts: hours(10, 14), announced: false });
    const over = await anEvent(sql, { ...zone, starts: -48, ends: -46 });
    const cancelled = await anEvent(sql, { ...zone, starts: hours(20, 14), cancelled: true });
    const other = await anEvent(sql, { ...zone, starts: hours(20, 14) });
    for (const e of [spring, draft, over, cancelled])
      await sql`update event set series_id = ${series} where id = ${e.id}`;
    const guest = await aPerson(sql);
    await sql`
      insert into registration (event_id, person_id, email, name, sector, region, language, time_zone, state, place_order)
      values (${spring.id}, ${guest.id}, ${guest.email}, ${guest.name}, 'media', '002', 'en', 'UTC', 'registered', 1)`;
    expect((await refusalOf(moveSeries(sql, someone, series, { days: 7, version: 1 }, now))).kind).toBe('not-found');
    const before = new Map<number, Date>();
    for (const e of [spring, draft, over, cancelled, other]) before.set(e.id, (await timesOf(e.id)).startsAt);
    expect(await moveSeries(sql, secretariat, series, { days: 7, version: 1 }, now)).toBe(2);
    const clock = (at: Date) => at.toLocaleTimeString('en-GB', { timeZone: 'Europe/Vienna' });
    const moved = await timesOf(spring.id);
    expect(clock(moved.startsAt)).toBe(clock(before.get(spring.id)!));
    // An hour less than seven days: the clocks were set forward in between.
    expect((Number(moved.startsAt) - Number(before.get(spring.id)!)) / 3_600_000).toBe(167);
    expect(moved).toMatchObject({ sequence: 1, moves: 1 });
    expect(await timesOf(draft.id)).toMatchObject({ sequence: 0, moves: 0 });
    for (const e of [over, cancelled, other]) expect((await timesOf(e.id)).startsAt).toEqual(before.get(e.id));
    const told = await sql`
      select from mail where kind = 'calendar-request' and to_address = ${guest.email}`;
    expect(told).toHaveLength(1);
    // Sent a second time it is refused, and nothing moves again.
    expect((await refusalOf(moveSeries(sql, secretariat, series, { days: 7, version: 1 }, now))).kind).toBe('conflict');
    expect((await timesOf(spring.id)).startsAt).toEqual(moved.startsAt);
  });

  test('is refused whole where one event would have begun already, or falls into an hour that there is not', async () => {
    const series = await createSeries(sql, secretariat, {
      language: 'en' as const,
      title: 'Another (invented)',
      introduction: null,
      once: randomUUID(),
    });
    expect((await refusalOf(moveSeries(sql, secretariat, series, { days: 1, version: 1 }, now))).message).toBe(
      'events:refusals.nothing-ahead',
    );
    const zone = { timeZone: 'Europe/Vienna', now };
    const [near, far] = [await anEvent(sql, { ...zone, starts: 24 }), await anEvent(sql, { ...zone, starts: 24 * 40 })];
    for (const e of [near, far]) await sql`update event set series_id = ${series} where id = ${e.id}`;
    const back = await refusalOf(moveSeries(sql, secretariat, series, { days: -7, version: 1 }, now));
    expect(back.fields).toEqual({ days: 'events:refusals.past' });
    expect((await timesOf(far.id)).startsAt).toEqual(far.startsAt);
    // 02:30 on 21 March 2027 exists, on the 28th it does not.
    await sql`update event set starts_at = '2027-03-21T01:30Z', ends_at = '2027-03-21T05:00Z' where id = ${far.id}`;
    const skipped = await refusalOf(moveSeries(sql, secretariat, series, { days: 7, version: 1 }, now));
    expect(skipped.fields).toEqual({ days: 'preparing:mistakes.time-skipped' });
    expect((await timesOf(near.id)).startsAt).toEqual(near.startsAt);
  });
});

describe('the filters', () => {
  test('narrow by what an event is, and keep what is meant for all', async () => {
    const id = await prepared({
      region: '014',
      themes: ['demand'],
      sectors: ['media'],
      spoken: ['zh'],
      kind: 'conference',
    });
    await announceEvent(sql, secretariat, id, now);
    const found = async (filters: object) => {
      const { events } = await listEvents(sql, null, {
        inLanguage: 'en',
        now,
        page: 1,
        past: false,
        length: 500,
        ...filters,
      });
      return events.some((e) => e.id === id);
    };
    const cases: [object, boolean][] = [
      [{ theme: 'demand' }, true],
      [{ theme: 'children' }, false],
      [{ region: '014' }, true],
      [{ region: '002' }, true],
      [{ region: '202' }, true],
      [{ region: '150' }, false],
      [{ language: 'zh' }, true],
      [{ language: 'ru' }, false],
      [{ sector: 'media' }, true],
      [{ sector: 'academia' }, false],
      [{ kind: 'conference' }, true],
      [{ kind: 'web-seminar' }, false],
      [{ past: true }, false],
    ];
    for (const [filters, there] of cases) expect([filters, await found(filters)]).toEqual([filters, there]);
    await changeEvent(
      sql,
      secretariat,
      id,
      what({ sectors: [], facilitators: secretariat.handle, version: await versionOf(id) }),
    );
    expect(await found({ sector: 'academia' })).toBe(true);
  });

  test('words find it in any of its languages, and never what one may not see', async () => {
    const id = await prepared({ title: 'Wayfarers (invented)', readers: 'registered' });
    await changeEvent(
      sql,
      secretariat,
      id,
      what({
        language: 'fr',
        title: 'Voyageurs (inventé)',
        facilitators: secretariat.handle,
        readers: 'registered',
        version: await versionOf(id),
      }),
    );
    await announceEvent(sql, secretariat, id, now);
    expect((await searchEvents(sql, someone, 'voyageurs', 'en', now)).map((e) => e.title)).toEqual([
      'Wayfarers (invented)',
    ]);
    expect(await searchEvents(sql, null, 'voyageurs', 'en', now)).toEqual([]);
    expect(await searchEvents(sql, someone, '%', 'en', now)).toEqual([]);
  });
});

describe('speakers and materials', () => {
  test('speakers stand in their order, each biography in its language', async () => {
    const id = await prepared();
    for (const name of ['First', 'Second', 'Third'])
      await putSpeaker(sql, secretariat, id, speaker({ name, biography: `Of ${name}.`, version: await versionOf(id) }));
    const [, second, third] = (await readPreparation(sql, secretariat, id, null, now)).speakers;
    await raiseSpeaker(sql, secretariat, id, { id: third!.id, version: await versionOf(id) });
    await removeSpeaker(sql, secretariat, id, { id: second!.id, version: await versionOf(id) });
    await putSpeaker(
      sql,
      secretariat,
      id,
      speaker({
        speaker: third!.id,
        name: 'Third',
        language: 'fr',
        biography: 'De Third.',
        version: await versionOf(id),
      }),
    );
    const shown = async (language: string) =>
      (await readEvent(sql, secretariat, id, language)).speakers.map((s) => [
        s.name,
        s.biographyHtml.replace(/<[^>]+>/g, '').trim(),
      ]);
    expect(await shown('en')).toEqual([
      ['First', 'Of First.'],
      ['Third', 'Of Third.'],
    ]);
    expect(await shown('fr')).toEqual([
      ['First', 'Of First.'],
      ['Third', 'De Third.'],
    ]);
  });

  test('a file is there for whoever sees the event, an address is an address, and one of the two has to be given', async () => {
    const id = await prepared({ readers: 'registered' });
    const file = { name: 'slides.pdf', type: 'application/pdf' as const, bytes: new Uint8Array([37, 80, 68, 70]) };
    const neither = putMaterial(sql, secretariat, id, material({ version: await versionOf(id) }), []);
    expect((await refusalOf(neither)).fields).toEqual({ url: 'events:refusals.file-or-address' });
    const both = putMaterial(
      sql,
      secretariat,
      id,
      material({ url: 'https://a.example/', version: await versionOf(id) }),
      [file as never],
    );
    expect((await refusalOf(both)).fields).toEqual({ url: 'events:refusals.file-or-address' });
    await putMaterial(sql, secretariat, id, material({ version: await versionOf(id) }), [file as never]);
    await putMaterial(
      sql,
      secretariat,
      id,
      material({ title: 'Elsewhere', url: 'https://a.example/', version: await versionOf(id) }),
      [],
    );
    await announceEvent(sql, secretariat, id, now);
    const [ours, elsewhere] = (await readEvent(sql, someone, id, 'en')).materials;
    expect([ours!.fileName, ours!.url, elsewhere!.url]).toEqual(['slides.pdf', null, 'https://a.example/']);
    expect((await readMaterialFile(sql, someone, id, ours!.file!)).bytes.toString()).toBe('%PDF');
    expect((await refusalOf(readMaterialFile(sql, null, id, ours!.file!))).kind).toBe('not-found');
    expect((await refusalOf(readMaterialFile(sql, someone, id, 'x'))).kind).toBe('not-found');
    await removeMaterial(sql, secretariat, id, { id: ours!.id, version: await versionOf(id) });
    expect((await refusalOf(readMaterialFile(sql, someone, id, ours!.file!))).kind).toBe('not-found');
    expect((await announced(id)).at(-1)).toBe('event.materials-changed');
  });

  test('nothing is recorded where a survivor speaks', async () => {
    const id = await prepared({ survivorSpeaks: 'yes' });
    const recording = material({ kind: 'recording', url: 'https://a.example/', version: await versionOf(id) });
    expect((await refusalOf(putMaterial(sql, secretariat, id, recording, []))).fields).toEqual({
      kind: 'events:refusals.no-recording',
    });
  });
});

function times(starts: string, ends: string, version: number) {
  const usual = { timeZone: 'Europe/Vienna', closes: '', startsWhich: null, endsWhich: null, closesWhich: null };
  return { ...usual, starts, ends, version };
}

function what({ version, ...values }: Record<string, unknown> & { version: number }) {
  const typed = {
    ...form(),
    introduction: 'About **fees**.',
    series: '',
    capacity: '',
    joiningNote: '',
    venue: '',
    facilitators: secretariat.handle,
  };
  const asSent = { ...typed, joiningUrl: '', approval: undefined, survivorSpeaks: undefined, noJoining: undefined };
  return { ...whatForm.parse({ ...asSent, ...values }), version };
}

function speaker(values: Partial<Parameters<typeof putSpeaker>[3]> & { version: number }) {
  const usual = { speaker: null, language: 'en' as const, name: 'Someone', organisation: null, biography: null };
  return { ...usual, account: [], unlisted: false, ...values };
}

function material(values: Partial<Parameters<typeof putMaterial>[3]> & { version: number }) {
  const usual = { material: null, kind: 'slides' as const, title: 'Slides', language: 'en' as const, note: null };
  return { ...usual, url: '', ...values };
}
