import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { eventCalendar, personalCalendar, seriesCalendar } from '../../app/events/calendar/calendars.server';
import { findFeed, makeFeed, readerOfFeed, revokeFeed } from '../../app/events/calendar/feeds.server';
import { chooseReminders, planReminders, reminderDeeds } from '../../app/events/calendar/reminders.server';
import { tellAllCalendars } from '../../app/events/calendar/telling.server';
import { announceEvent } from '../../app/events/preparing.server';
import { chooseMyReminders, withdrawRegistration } from '../../app/events/registration/changing.server';
import { registerReader } from '../../app/events/registration/registering.server';
import { i18nFor } from '../../app/shared/i18n.server';
import { isRefusal } from '../../app/shared/refusal';
import { startRunner } from '../../server/jobs/runner';
import { readCalendar, Subscriber } from '../support/calendars';
import { freshDatabase } from '../support/database';
import { anEvent as anEventAt, type SomeEvent } from '../support/events';
import { writeLetters } from '../support/letters';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';

const { sql } = await freshDatabase();
// Calendars hold whole seconds.
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const hour = 3_600_000;
const anEvent: typeof anEventAt = (on, values) => anEventAt(on, { now, ...values });
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const asked = { language: 'en', t: i18nFor('en').getFixedT('en'), publicUrl: 'https://plenary.example' };

beforeEach(async () => {
  await sql`delete from due`;
  await sql`delete from mail`;
});

const refused = async (deed: Promise<unknown>) => {
  const e = await deed.then(
    () => 'done',
    (x) => x,
  );
  return isRefusal(e) ? e.kind : e;
};

async function someone(): Promise<SomePerson> {
  return aPerson(sql, { organisation: await anOrganisation(sql) });
}

const register = async (event: SomeEvent, person: SomePerson) =>
  registerReader(sql, await person.reader(), { event: event.id, consent: false }, now);

const feedOf = async (person: SomePerson) => personalCalendar(sql, await person.reader(), asked, now);

describe('the address of a feed', () => {
  test('is kept as its hash alone, opens until it is renewed or revoked, and then opens nothing', async () => {
    const person = await someone();
    const first = (await makeFeed(sql, await person.reader(), randomUUID()))!;
    expect(first).toMatch(/^[\w-]{43}$/);
    const [row] = await sql`select * from calendar_feed where person_id = ${person.id}`;
    expect(JSON.stringify(row)).not.toContain(first);
    expect((await readerOfFeed(sql, first))?.id).toBe(person.id);
    expect((await findFeed(sql, person.id))?.readAt).toBeInstanceOf(Date);

    const second = (await makeFeed(sql, await person.reader(), randomUUID()))!;
    expect(await readerOfFeed(sql, first)).toBeNull();
    expect((await readerOfFeed(sql, second))?.id).toBe(person.id);

    await revokeFeed(sql, await person.reader());
    expect(await readerOfFeed(sql, second)).toBeNull();
    expect(await findFeed(sql, person.id)).toBeNull();
  });

  test('is not spoiled by a form that is sent again', async () => {
    const person = await someone();
    const once = randomUUID();
    const key = (await makeFeed(sql, await person.reader(), once))!;
    expect(await makeFeed(sql, await person.reader(), once)).toBeNull();
    expect((await readerOfFeed(sql, key))?.id).toBe(person.id);
  });

  test('opens nothing for a person who may not take part, and is not made for one who waits', async () => {
    const person = await someone();
    const key = (await makeFeed(sql, await person.reader(), randomUUID()))!;
    await sql`update person set state = 'suspended' where id = ${person.id}`;
    expect(await readerOfFeed(sql, key)).toBeNull();
    const waiting = await aPerson(sql, { state: 'waiting' });
    expect(await refused(makeFeed(sql, await waiting.reader(), randomUUID()))).toBe('not-allowed');
    for (const wrong of [null, '', 'x', 'é'.repeat(5000)]) expect(await readerOfFeed(sql, wrong)).toBeNull();
  });
});

describe('a feed', () => {
  test('holds what its person comes to, speaks at and facilitates, names nobody and holds no joining link', async () => {
    const person = await someone();
    const other = await aPerson(sql, { name: 'Unmistakable Demonstration', organisation: await anOrganisation(sql) });
    const joiningUrl = 'https://meet.example/secret-room';
    const coming = await anEvent(sql, { title: 'Coming (invented)', joiningUrl, joiningNote: 'secret-code' });
    const speaking = await anEvent(sql, {
      title: 'Speaking (invented)',
      readers: 'invited',
      speaker: person.id,
      joiningUrl,
    });
    await anEvent(sql, { title: 'Elsewhere (invented)' });
    await anEvent(sql, { title: 'Prepared (invented)', announced: false, speaker: person.id });
    await register(coming, person);
    await register(coming, other);
    const text = await feedOf(person);
    const entries = readCalendar(text).events;
    expect(entries.map((e) => e.value('summary')).sort()).toEqual(['Coming (invented)', 'Speaking (invented)']);
    expect(entries.map((e) => e.value('conference')).sort()).toEqual(
      [coming, speaking].map((e) => `https://plenary.example${e.path}`).sort(),
    );
    expect(text).not.toMatch(/ATTENDEE|ORGANIZER|METHOD/);
    for (const secret of ['secret', 'Unmistakable', other.email, person.email, 'Facilitator', 'Speaker Dem'])
      expect(text.replaceAll('\r\n ', '')).not.toContain(secret);
    expect(readCalendar(await feedOf(coming.facilitator)).events.map((e) => e.value('summary'))).toEqual([
      'Coming (invented)',
    ]);
  });

  test('loses what its person may not see any more', async () => {
    const organisation = await anOrganisation(sql);
    const person = await aPerson(sql, { organisation });
    const event = await anEvent(sql, { readers: 'invited', invited: [organisation] });
    await register(event, person);
    expect(readCalendar(await feedOf(person)).events).toHaveLength(1);
    await sql`delete from event_invitation where event_id = ${event.id}`;
    expect(readCalendar(await feedOf(person)).events).toEqual([]);
  });

  test('follows: one entry, moved, then cancelled', async () => {
    const person = await someone();
    const event = await anEvent(sql, { timeZone: 'Australia/Lord_Howe' });
    await register(event, person);
    const subscriber = new Subscriber().takesIn(await feedOf(person));
    const moved = new Date(event.startsAt.getTime() + 180 * 24 * hour);
    await sql`update event set starts_at = ${moved}, ends_at = ${new Date(moved.getTime() + hour)}, sequence = 1 where id = ${event.id}`;
    subscriber.takesIn(await feedOf(person));
    expect([...subscriber.held.values()]).toMatchObject([{ sequence: 1, startsAt: moved, status: 'CONFIRMED' }]);
    await sql`update event set cancelled_at = now(), sequence = 2 where id = ${event.id}`;
    subscriber.takesIn(await feedOf(person));
    expect([...subscriber.held.values()]).toMatchObject([{ sequence: 2, startsAt: moved, status: 'CANCELLED' }]);
  });

  test('where a survivor speaks says general words and the time, and so does the calendar of that event', async () => {
    const event = await anEvent(sql, {
      title: 'Unmistakable (invented)',
      survivorSpeaks: true,
      joiningUrl: 'https://meet.example/x',
    });
    await sql`update event set venue = 'Unmistakable hall' where id = ${event.id}`;
    await sql`update event_text set introduction = 'Unmistakable words' where event_id = ${event.id}`;
    const calendars = [await feedOf(event.facilitator), await eventCalendar(sql, null, event.id, asked)];
    for (const text of calendars) {
      const [entry] = readCalendar(text).events;
      expect(entry).toMatchObject({ startsAt: event.startsAt, endsAt: event.endsAt });
      expect(entry!.value('summary')).toBe('A meeting');
      for (const name of ['description', 'location', 'url', 'conference']) expect(entry!.value(name)).toBeNull();
      expect(entry!.value('class')).toBe('PRIVATE');
      expect(text).not.toMatch(/Unmistakable|a-seminar|meet\.example/);
    }
  });
});

describe('the calendar of an event, and of a series', () => {
  test('is there for those who may see it, and for nobody else', async () => {
    const organisation = await anOrganisation(sql);
    const inside = await (await aPerson(sql, { organisation })).reader();
    const outside = await (await someone()).reader();
    const event = await anEvent(sql, { title: 'Invited (invented)', readers: 'invited', invited: [organisation] });
    expect(await refused(eventCalendar(sql, null, event.id, asked))).toBe('not-found');
    expect(await refused(eventCalendar(sql, outside, event.id, asked))).toBe('not-found');
    const [entry] = readCalendar(await eventCalendar(sql, inside, event.id, asked)).events;
    expect(entry!.value('summary')).toBe('Invited (invented)');
    expect(entry!.value('class')).toBe('PRIVATE');
    const [row] = await sql<{ uid: string }[]>`select uid from event where id = ${event.id}`;
    expect(entry!.uid).toBe(`${row!.uid}@plenary.example`);
  });

  test('a series holds what each reader may see of it', async () => {
    const organisation = await anOrganisation(sql);
    const inside = await (await aPerson(sql, { organisation })).reader();
    const open = await anEvent(sql, { title: 'First (invented)' });
    const invited = await anEvent(sql, { title: 'Second (invented)', readers: 'invited', invited: [organisation] });
    const prepared = await anEvent(sql, { title: 'Third (invented)', announced: false });
    const [series] = await sql<{ id: number }[]>`
      insert into event_series (slug, language, created_by) values ('a-series', 'en', ${open.facilitator.id}) returning id`;
    await sql`insert into event_series_text (series_id, language, title) values (${series!.id}, 'en', 'A series (invented)')`;
    await sql`update event set series_id = ${series!.id} where id in ${sql([open.id, invited.id, prepared.id])}`;
    const titles = async (reader: typeof inside | null) =>
      readCalendar(await seriesCalendar(sql, reader, series!.id, asked))
        .events.map((e) => e.value('summary'))
        .sort();
    expect(await titles(null)).toEqual(['First (invented)']);
    expect(await titles(inside)).toEqual(['First (invented)', 'Second (invented)']);
    expect(await refused(seriesCalendar(sql, null, series!.id + 1000, asked))).toBe('not-found');
  });
});

describe('reminders', () => {
  const planned = async (event: SomeEvent) =>
    (
      await sql<{ key: string; at: Date }[]>`
        select key, at from due where deed = 'event-reminder' and about ->> 'event' = ${String(event.id)} order by at`
    ).map((d) => [d.key.split(':')[2], (event.startsAt.getTime() - d.at.getTime()) / hour]);
  const reminded = async () =>
    (
      await sql<{ email: string }[]>`select to_address as email from mail where kind = 'calendar-reminder' order by 1`
    ).map((m) => m.email);
  /** Lets the event begin in `hours`, and everything that is due be done, by two processes at once. */
  async function until(event: SomeEvent, hours: number): Promise<void> {
    const startsAt = new Date(Date.now() + hours * hour);
    await sql`update event set starts_at = ${startsAt}, ends_at = ${new Date(startsAt.getTime() + hour)} where id = ${event.id}`;
    await sql`update due set at = now() - interval '1 second' where deed = 'event-reminder'`;
    const runners = [1, 2].map(() => startRunner(sql, reminderDeeds, silent));
    await Promise.all(runners.map((r) => r.settled()));
    await Promise.all(runners.map((r) => r.stop()));
  }

  test('are planned with the first place, moved with the event and dropped with it', async () => {
    const event = await anEvent(sql);
    await register(event, await someone());
    expect(await planned(event)).toEqual([
      ['day', 24],
      ['hour', 1],
    ]);
    const moved = new Date(event.startsAt.getTime() + 30 * 24 * hour);
    await sql`update event set starts_at = ${moved}, ends_at = ${new Date(moved.getTime() + hour)} where id = ${event.id}`;
    await sql.begin((tx) => planReminders(tx, event.id));
    expect(await planned({ ...event, startsAt: moved })).toEqual([
      ['day', 24],
      ['hour', 1],
    ]);
    await sql`update event set cancelled_at = now() where id = ${event.id}`;
    await sql.begin((tx) => planReminders(tx, event.id));
    expect(await planned(event)).toEqual([]);
  });

  test('go once to each of those who have a place and want to be reminded', async () => {
    const event = await anEvent(sql);
    const [usual, never, withdrawn, suspended] = [await someone(), await someone(), await someone(), await someone()];
    for (const person of [usual, never, withdrawn, suspended]) await register(event, person);
    await chooseReminders(sql, await never.reader(), { day: false, hour: true });
    const thisOnce = await someone();
    await register(event, thisOnce);
    await chooseReminders(sql, await thisOnce.reader(), { day: true, hour: true });
    const holder = { reader: await thisOnce.reader(), event: event.id };
    await chooseMyReminders(sql, holder, { day: false, hour: false }, now);
    await withdrawRegistration(sql, { reader: await withdrawn.reader(), event: event.id }, now);
    await sql`update person set state = 'suspended' where id = ${suspended.id}`;
    await until(event, 23);
    expect(await reminded()).toEqual([usual.email]);
    await until(event, 0.9);
    expect(await reminded()).toEqual([usual.email, usual.email, never.email].sort());
    await until(event, 0.8);
    expect(await reminded()).toHaveLength(3);
  });

  test('go to those who speak as well, once, and not to who speaks no more', async () => {
    const event = await anEvent(sql, { announced: false });
    const [speaker, both, left, quiet] = [await someone(), await someone(), await someone(), await someone()];
    for (const [i, person] of [speaker, both, left, quiet].entries())
      await sql`
        insert into event_speaker (event_id, position, name, person_id) values (${event.id}, ${i + 1}, ${person.name}, ${person.id})`;
    // Nobody has registered: it is the announcement that plans them.
    await announceEvent(sql, await event.facilitator.reader(), event.id, now);
    expect((await planned(event)).map(([before]) => before)).toEqual(['day', 'hour']);
    await register(event, both);
    await chooseReminders(sql, await quiet.reader(), { day: false, hour: false });
    await until(event, 23);
    expect(await reminded()).toEqual([speaker.email, both.email, left.email].sort());
    await sql`delete from event_speaker where person_id = ${left.id}`;
    const letters = (await writeLetters(sql)).filter((l) => l.kind === 'calendar-reminder');
    expect(letters.map((l) => l.to).sort()).toEqual([speaker.email, both.email].sort());
    expect(letters.find((l) => l.to === speaker.email)!.link!.path).toBe(`/events/${event.id}`);
  });

  test('come at their hour and not before, with the event where it is moved, and once however often the clock strikes', async () => {
    const event = await anEvent(sql);
    const person = await someone();
    await register(event, person);
    /** Lets so many hours go by: everything that has an instant is that much nearer. */
    const goBy = async (hours: number) => {
      const by = `${hours} hours`;
      await sql`update event set starts_at = starts_at - ${by}::interval, ends_at = ends_at - ${by}::interval where id = ${event.id}`;
      await sql`update due set at = at - ${by}::interval where deed = 'event-reminder'`;
      for (let i = 0; i < 2; i++) {
        const runners = [1, 2].map(() => startRunner(sql, reminderDeeds, silent));
        await Promise.all(runners.map((r) => r.settled()));
        await Promise.all(runners.map((r) => r.stop()));
      }
    };
    await goBy(215);
    expect(await reminded()).toEqual([]);
    await goBy(2);
    expect(await reminded()).toEqual([person.email]);
    await sql`update event set starts_at = starts_at + interval '5 days', ends_at = ends_at + interval '5 days' where id = ${event.id}`;
    await sql.begin((tx) => tellAllCalendars(tx, event.id, 'REQUEST'));
    // What was written for the time of before is not sent any more.
    expect((await writeLetters(sql)).filter((l) => l.kind === 'calendar-reminder')).toEqual([]);
    await goBy(118);
    expect(await reminded()).toHaveLength(1);
    await goBy(2);
    expect(await reminded()).toHaveLength(2);
    const sent = async () => (await writeLetters(sql)).filter((l) => l.kind === 'calendar-reminder').map((l) => l.to);
    expect(await sent()).toEqual([person.email]);
    await goBy(22);
    expect(await reminded()).toHaveLength(3);
    expect(await sent()).toEqual([person.email]);
  });

  test('that wait in the queue go to nobody who has withdrawn, nor of what was cancelled', async () => {
    const [event, other] = [await anEvent(sql), await anEvent(sql)];
    const [gone, stays] = [await someone(), await someone()];
    for (const person of [gone, stays]) await register(event, person);
    await register(other, stays);
    await until(event, 23);
    await until(other, 23);
    expect(await reminded()).toHaveLength(3);
    await withdrawRegistration(sql, { reader: await gone.reader(), event: event.id }, now);
    await sql`update event set cancelled_at = now() where id = ${other.id}`;
    const letters = (await writeLetters(sql)).filter((l) => l.kind === 'calendar-reminder');
    expect(letters.map((l) => l.to)).toEqual([stays.email]);
  });

  test('that come up although the event is later wait for it', async () => {
    const event = await anEvent(sql);
    await register(event, await someone());
    await until(event, 200);
    expect(await reminded()).toEqual([]);
    expect((await planned(event)).map(([before]) => before)).toEqual(['day', 'hour']);
  });

  test('are not sent of what is over, cancelled, or reminded of in a moment', async () => {
    const event = await anEvent(sql);
    await register(event, await someone());
    await until(event, -0.1);
    expect(await reminded()).toEqual([]);
    const late = await anEvent(sql);
    await register(late, await someone());
    await until(late, 0.5);
    expect(await reminded()).toHaveLength(1);
  });
});
