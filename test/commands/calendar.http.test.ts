import { simpleParser } from 'mailparser';
import { describe, expect, test, vi } from 'vitest';
import { tellAllCalendars } from '../../app/events/calendar/telling.server';
import { cancelEvent, moveEvent } from '../../app/events/preparing.server';
import { withdrawRegistration } from '../../app/events/registration/changing.server';
import { registerReader } from '../../app/events/registration/registering.server';
import { unescapeHtml, Visitor } from '../support/browser-like';
import { readCalendar, Subscriber } from '../support/calendars';
import { anEvent, type SomeEvent } from '../support/events';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';
import { type Arrived, startMailbox } from '../support/smtp';

vi.setConfig({ testTimeout: 60_000 });
const mailbox = await startMailbox();
const server = await serverForFile({ env: { SMTP_URL: mailbox.url, MAIL_FROM: 'Plenary <plenary@house.example>' } });
const { sql, url } = server;
const secretariat = await aPerson(sql, { secretariat: true });
const year = new Date().getUTCFullYear() + 1;

const someone = async (values: Parameters<typeof aPerson>[1] = {}) =>
  aPerson(sql, { organisation: await anOrganisation(sql), ...values });

const register = async (event: SomeEvent, person: SomePerson) =>
  registerReader(sql, await person.reader(), { event: event.id, consent: false }, new Date());

/** An event in winter, at a time and in a zone of its own. */
async function inWinter(values: Parameters<typeof anEvent>[1] = {}): Promise<SomeEvent> {
  const event = await anEvent(sql, { joiningUrl: 'https://meet.example/room', timeZone: 'Europe/Vienna', ...values });
  const startsAt = new Date(`${year}-02-10T09:00:00Z`);
  const endsAt = new Date(`${year}-02-10T10:00:00Z`);
  await sql`update event set starts_at = ${startsAt}, ends_at = ${endsAt} where id = ${event.id}`;
  return { ...event, startsAt, endsAt };
}

const versionOf = async (event: SomeEvent) =>
  (await sql<{ version: number }[]>`select version from event where id = ${event.id}`)[0]!.version;

async function moveToSummer(event: SomeEvent): Promise<Date> {
  const times = { starts: `${year}-07-14T10:00`, ends: `${year}-07-14T11:00`, closes: '' };
  const which = { startsWhich: null, endsWhich: null, closesWhich: null };
  const form = { timeZone: 'Europe/Vienna', ...times, ...which, version: await versionOf(event) };
  await moveEvent(sql, await secretariat.reader(), event.id, form, new Date());
  server.wake();
  return new Date(`${year}-07-14T08:00:00Z`);
}

const cancel = async (event: SomeEvent) =>
  cancelEvent(
    sql,
    await secretariat.reader(),
    event.id,
    { reason: 'The hall is closed.', version: await versionOf(event) },
    new Date(),
  );

/** The next letter of this kind to somebody, as mailparser reads what came over the wire, and the calendar in it. */
async function letter(to: { email: string }, subject: RegExp) {
  const arrived: Arrived = await mailbox.waitFor(to.email, (m) => subject.test(m.subject));
  const mail = await simpleParser(arrived.raw);
  const raw = arrived.raw.toString();
  const method = /^Content-Type: text\/calendar;[^\n]*method="?(\w+)/im.exec(raw)?.[1] ?? null;
  const file = mail.attachments.find((a) => a.contentType === 'application/ics');
  const parts = mail.attachments.filter((a) => a.contentType === 'text/calendar');
  const text = (file ?? parts[0])?.content.toString('utf8') ?? null;
  return { arrived, mail, method, text, entry: text ? readCalendar(text).events[0]! : null };
}

/** Which boxes of the form of reminders are ticked. */
const ticked = (html: string) =>
  ['day', 'hour'].filter((name) => /checked/.test(new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)![0]));

describe('by mail', () => {
  test('a place, a move across a change of clocks, a withdrawal, a place again, the end of it: one entry', async () => {
    const event = await inWinter({ title: 'Fair recruitment, “zwölf” wörtlich (invented)' });
    const person = await someone({ timeZone: 'Asia/Kathmandu' });
    const other = await someone({ name: 'Unmistakable Demonstration' });
    await register(event, other);
    await register(event, person);
    server.wake();
    const subscriber = new Subscriber();

    const place = await letter(person, /^You have a place/);
    expect(place.arrived.to).toEqual([person.email]);
    expect(place.method).toBe('REQUEST');
    expect(place.entry).toMatchObject({
      sequence: 0,
      startsAt: event.startsAt,
      endsAt: event.endsAt,
      status: 'CONFIRMED',
    });
    expect(place.entry!.value('summary')).toBe('Fair recruitment, “zwölf” wörtlich (invented)');
    expect(place.entry!.value('organizer')).toBe('mailto:plenary@house.example');
    expect(place.entry!.event.getAllProperties('attendee').map((a) => a.getFirstValue())).toEqual([
      `mailto:${person.email}`,
    ]);
    expect(place.entry!.value('conference')).toBe('https://meet.example/room');
    expect(place.text).not.toMatch(/Unmistakable/);
    expect(place.text).not.toContain(other.email);
    subscriber.takesIn(place.text!);

    const moved = await moveToSummer(event);
    const change = await letter(person, /^Changed/);
    expect([change.method, change.arrived.to]).toEqual(['REQUEST', [person.email]]);
    expect(change.mail.text).toContain('Kathmandu');
    subscriber.takesIn(change.text!);
    expect([...subscriber.held.values()]).toMatchObject([{ sequence: 1, startsAt: moved, status: 'CONFIRMED' }]);

    await withdrawRegistration(sql, { reader: await person.reader(), event: event.id }, new Date());
    server.wake();
    const out = await letter(person, /^Without you/);
    expect(out.method).toBe('CANCEL');
    expect(out.entry!.value('conference')).not.toContain('meet.example');
    subscriber.takesIn(out.text!);
    expect([...subscriber.held.values()]).toMatchObject([{ sequence: 2, status: 'CANCELLED' }]);

    await register(event, person);
    server.wake();
    subscriber.takesIn((await letter(person, /^You have a place/)).text!);
    expect([...subscriber.held.values()]).toMatchObject([{ sequence: 3, startsAt: moved, status: 'CONFIRMED' }]);

    await cancel(event);
    server.wake();
    const end = await letter(person, /^Cancelled/);
    expect([end.method, end.arrived.to]).toEqual(['CANCEL', [person.email]]);
    expect(end.mail.text).toContain('The hall is closed.');
    subscriber.takesIn(end.text!);
    expect([...subscriber.held.values()]).toMatchObject([{ sequence: 4, status: 'CANCELLED' }]);
    await server.settled();
    expect((await letter(other, /^Cancelled/)).entry!.uid).toBe(end.entry!.uid);
    expect(mailbox.left(person.email)).toEqual([]);
  });

  test('of what is not public, a title and a way to the page; the link to join by stays here', async () => {
    const organisation = await anOrganisation(sql);
    const event = await inWinter({ title: 'Among us (invented)', readers: 'invited', invited: [organisation] });
    const person = await aPerson(sql, { organisation });
    await register(event, person);
    server.wake();
    const place = await letter(person, /^You have a place: Among us/);
    expect(place.entry!.value('class')).toBe('PRIVATE');
    for (const text of [place.mail.text, place.mail.html, place.text]) expect(text).not.toContain('meet.example');
    await moveToSummer(event);
    const change = await letter(person, /^Changed: Among us/);
    expect(change.text).not.toContain('meet.example');
    expect(change.mail.text).not.toContain('July');
  });

  test('where a survivor speaks, a link in general words, and nothing for a calendar', async () => {
    const event = await inWinter({ title: 'Unmistakable (invented)', survivorSpeaks: true });
    await sql`update event set slug = 'unmistakable' where id = ${event.id}`;
    const person = await someone();
    await register(event, person);
    await sql`update registration set state = 'registered' where event_id = ${event.id}`;
    await moveToSummer(event);
    const change = await letter(person, /./);
    expect(change.mail.attachments).toEqual([]);
    expect(change.arrived.raw.toString()).not.toMatch(/text\/calendar/);
    for (const text of [change.arrived.subject, change.mail.text, change.mail.html])
      expect(text).not.toMatch(/Unmistakable/i);
    expect(change.arrived.link).toBe(`/events/${event.id}`);
  });

  test('of what is over, nothing', async () => {
    const event = await anEvent(sql, { joiningUrl: 'https://meet.example/room' });
    const person = await someone();
    await register(event, person);
    await sql`update event set starts_at = now() - interval '3 days', ends_at = now() - interval '2 days' where id = ${event.id}`;
    await sql.begin((tx) => tellAllCalendars(tx, event.id, 'REQUEST'));
    server.wake();
    await server.settled();
    expect((await letter(person, /^You have a place/)).method).toBe('REQUEST');
    expect(mailbox.left(person.email)).toEqual([]);
  });

  test('who waits for approval is told of a move, without an entry', async () => {
    const event = await inWinter({ approval: true });
    const person = await someone();
    await register(event, person);
    await moveToSummer(event);
    const change = await letter(person, /^Changed/);
    expect([change.method, change.text]).toEqual([null, null]);
  });
});

describe('the feed', () => {
  /** The address that the page shows once. */
  const addressIn = (html: string) => /value="(http[^"]*\/calendar\.ics[^"]*)"/.exec(unescapeHtml(html))?.[1];
  const onceIn = (html: string) => /name="once" value="([^"]+)"/.exec(html)![1]!;

  test('is made on a page, followed by a calendar without a session, renewed and revoked', async () => {
    const person = await someone();
    const event = await inWinter();
    await register(event, person);
    const browser = person.at(url);
    const stranger = new Visitor(url);
    const page = await browser.get('/calendar');
    expect(page.status).toBe(200);
    expect(addressIn(page.text)).toBeUndefined();

    const once = onceIn(page.text);
    const made = await browser.post('/calendar', { deed: 'make', once }, { follow: false });
    const address = addressIn(made.text)!;
    expect(made.text).toContain(address.replace(/^http:/, 'webcal:'));
    expect(addressIn((await browser.post('/calendar', { deed: 'make', once })).text)).toBeUndefined();
    expect(addressIn((await browser.get('/calendar')).text)).toBeUndefined();

    const feed = await stranger.get(address);
    expect(feed.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const subscriber = new Subscriber().takesIn(feed.text);
    const moved = await moveToSummer(event);
    subscriber.takesIn((await stranger.get(address)).text);
    expect([...subscriber.held.values()]).toMatchObject([{ sequence: 1, startsAt: moved }]);

    const renewed = addressIn(
      (await browser.post('/calendar', { deed: 'make', once: onceIn((await browser.get('/calendar')).text) })).text,
    )!;
    expect((await stranger.get(address)).status).toBe(404);
    expect((await stranger.get(renewed)).status).toBe(200);
    expect((await browser.post('/calendar', { deed: 'revoke' })).text).toContain('Your address has ended');
    expect((await stranger.get(renewed)).status).toBe(404);
    expect((await browser.get(renewed)).status).toBe(404);

    for (const secret of [address, renewed].map((a) => new URL(a).searchParams.get('key')!)) {
      expect(server.logged.join('\n')).not.toContain(secret);
      const held = await sql`select * from calendar_feed`;
      expect(JSON.stringify(held)).not.toContain(secret);
    }
  });

  test('and reminders are chosen on the same page', async () => {
    const browser = (await someone()).at(url);
    expect(ticked((await browser.get('/calendar')).text)).toEqual(['day', 'hour']);
    const saved = await browser.post('/calendar', { deed: 'reminders', hour: 'on' });
    expect(saved.text).toContain('Your choice is saved');
    expect(ticked(saved.text)).toEqual(['hour']);
  });
});

describe('for one event', () => {
  test('whoever has no account chooses when to be reminded by the link of their letter', async () => {
    const event = await inWinter();
    const email = 'visitor-reminded@elsewhere.example';
    const browser = new Visitor(url);
    await browser.post(`/events/${event.id}/register`, {
      deed: 'ask',
      name: 'Visitor Demonstration',
      email,
      organisation: 'An office (invented)',
      sector: 'government',
      region: '142',
      language: 'en',
      timeZone: 'Asia/Bangkok',
    });
    const { link } = await mailbox.waitFor(email);
    // A letter may be here before the transaction that has sent it, and made its link, is committed.
    await server.settled();
    await browser.post(link, { deed: 'confirm' });
    const place = await letter({ email }, /^You have a place/);
    expect(place.entry!.value('attendee')).toBe(`mailto:${email}`);
    expect(place.entry!.value('conference')).toBe('https://meet.example/room');
    const mine = place.arrived.link;
    await server.settled();
    expect(ticked((await browser.get(mine)).text)).toEqual(['day', 'hour']);
    expect(ticked((await browser.post(mine, { deed: 'reminders', day: 'on' })).text)).toEqual(['day']);
  });
});

describe('the page of an event', () => {
  const blockIn = (html: string) => /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1];

  test('says what search engines read, and nothing that ends the block', async () => {
    const event = await inWinter({ title: '</script><script>alert(1)</script> & “more” (invented)' });
    const html = (await new Visitor(url).get(event.path)).text;
    const read = JSON.parse(blockIn(html)!);
    expect(read).toMatchObject({
      '@type': 'Event',
      name: '</script><script>alert(1)</script> & “more” (invented)',
      startDate: event.startsAt.toISOString(),
      eventStatus: 'https://schema.org/EventScheduled',
      eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
      location: { '@type': 'VirtualLocation', url: `${url}${event.path}` },
    });
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('meet.example');

    const moved = await moveToSummer(event);
    await server.settled();
    expect(JSON.parse(blockIn((await new Visitor(url).get(event.path)).text)!)).toMatchObject({
      startDate: moved.toISOString(),
      previousStartDate: event.startsAt.toISOString(),
      eventStatus: 'https://schema.org/EventRescheduled',
    });
    await cancel(event);
    await server.settled();
    expect(JSON.parse(blockIn((await new Visitor(url).get(event.path)).text)!).eventStatus).toBe(
      'https://schema.org/EventCancelled',
    );
  });

  test('has ways into calendars; where a survivor speaks they say general words, and no block is there', async () => {
    const event = await inWinter({ title: 'Open (invented)' });
    const html = unescapeHtml((await new Visitor(url).get(event.path)).text);
    expect(html).toContain(`href="/events/${event.id}.ics"`);
    expect(html).toContain('https://calendar.google.com/calendar/render?action=TEMPLATE&text=Open+%28invented%29');
    expect(html).toContain('https://outlook.live.com/calendar/0/deeplink/compose?');
    const file = await new Visitor(url).get(`/events/${event.id}.ics`);
    expect(readCalendar(file.text).events[0]!.value('conference')).toBe(`${url}${event.path}`);

    const discreet = await inWinter({ title: 'Unmistakable (invented)', survivorSpeaks: true });
    const page = unescapeHtml((await new Visitor(url).get(discreet.path)).text);
    expect(blockIn(page)).toBeUndefined();
    expect(page).toContain('text=A+meeting');
    for (const [, link] of page.matchAll(/href="(https:\/\/(?:calendar\.google|outlook)[^"]*)"/g))
      expect(link).not.toMatch(/Unmistakable|a-seminar/);
  });

  test('of what a visitor may not see there is no file', async () => {
    const event = await inWinter({ readers: 'registered' });
    expect((await new Visitor(url).get(`/events/${event.id}.ics`)).status).toBe(404);
    expect((await (await someone()).at(url).get(`/events/${event.id}.ics`)).status).toBe(200);
  });
});
