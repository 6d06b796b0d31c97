import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, Visitor } from '../support/browser-like';
import { anEvent, type SomeEvent } from '../support/events';
import { writeLetters } from '../support/letters';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const joiningUrl = 'https://meet.example/j/98765';
let organisation: number;

beforeAll(async () => {
  organisation = await anOrganisation(sql, { sector: 'workers-organisation', region: '014', handle: 'a-union' });
});

const someone = () => aPerson(sql, { organisation });
const at = (event: SomeEvent) => `/events/${event.id}/register`;
const list = (event: SomeEvent) => `/events/${event.id}/participants`;

let addresses = 0;
const form = (over: Record<string, string> = {}) => ({
  deed: 'ask',
  name: 'Visitor Demonstration',
  email: `http${++addresses}@plenary.example`,
  organisation: 'An office (invented)',
  sector: 'government',
  region: '142',
  language: 'en',
  timeZone: 'Asia/Bangkok',
  ...over,
});

/** The token of the link in the letter to this address. */
async function linkOf(email: string): Promise<string> {
  // The house has sent it by itself: without a mail server, to a folder.
  await server.settled();
  const folder = path.join(server.dataDir, 'outbox');
  const mails = fs.existsSync(folder)
    ? fs.readdirSync(folder).map((f) => fs.readFileSync(path.join(folder, f), 'utf8'))
    : [];
  const mail = mails.find((m) => m.includes(`To: ${email}`) && m.includes('registrations?token'));
  const raw = (mail ?? '').replace(/=\r?\n/g, '').replace(/=3D/g, '=');
  return /registrations\?token=([\w-]{43})/.exec(raw)?.[1] ?? '';
}

async function registered(event: SomeEvent): Promise<SomePerson> {
  const person = await someone();
  expect((await person.at(url).post(at(event), { deed: 'register' }, { follow: false })).status).toBe(303);
  return person;
}

const count = async (event: SomeEvent) =>
  (await sql<{ n: number }[]>`select count(*)::int as n from registration where event_id = ${event.id}`)[0]!.n;

describe('with an account', () => {
  test('one step leads to one’s own page with the joining link, which nobody else is sent', async () => {
    const event = await anEvent(sql, { joiningUrl, joiningNote: 'Code 4711' });
    const person = await someone();
    const visitor = person.at(url);
    const before = await visitor.get(at(event));
    expect(before.text).toContain('name="consent"');
    expect(before.text).not.toMatch(/name="consent"[^>]*checked|checked[^>]*name="consent"/);
    expect(before.text).not.toContain('meet.example');
    const after = await visitor.post(at(event), { deed: 'register' });
    expect(after.status).toBe(200);
    expect(after.text).toContain('meet.example/j/98765');
    expect(after.text).toContain('Code 4711');
    expect(after.headers.get('cache-control')).toContain('no-store');
    for (const other of [new Visitor(url), (await someone()).at(url), event.facilitator.at(url)]) {
      for (const place of [event.path, `${event.path}.data`, list(event), '/events'])
        expect((await other.get(place)).text).not.toContain('meet.example');
    }
    for (const other of [new Visitor(url), (await someone()).at(url)])
      expect((await other.get(at(event))).text).not.toContain('meet.example');
    const joined = await visitor.get(`${at(event)}/join`);
    expect([joined.status, joined.headers.get('location')]).toEqual([303, joiningUrl]);
    expect(joined.headers.get('cache-control')).toContain('no-store');
    expect((await (await someone()).at(url).get(`${at(event)}/join`)).status).toBe(404);
  });

  test('of a cancelled event whoever has registered reads that it is kept, and whoever has not that it is cancelled', async () => {
    const event = await anEvent(sql);
    const person = await registered(event);
    const other = await someone();
    await sql`update event set cancelled_at = now() where id = ${event.id}`;
    const kept = await person.at(url).get(at(event));
    expect(kept.text).toContain('Your registration is kept');
    for (const without of [new Visitor(url), other.at(url), event.facilitator.at(url)]) {
      const page = await without.get(at(event));
      expect(page.status).toBe(200);
      expect(page.text).toContain('This event was cancelled.');
      expect(page.text).not.toContain('Your registration is kept');
      expect(page.text).not.toContain('name="deed"');
    }
  });

  test('withdrawn by its own form, once it was ticked that one is sure', async () => {
    const event = await anEvent(sql);
    const person = await registered(event);
    const refused = await person.at(url).post(at(event), { deed: 'withdraw' }, { follow: false });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Tick this first');
    const gone = await person.at(url).post(at(event), { deed: 'withdraw', sure: 'yes' });
    expect(gone.text).toContain('Your registration was withdrawn');
    expect(gone.text).toContain('name="consent"');
  });

  test('who belongs to no organisation chooses sector and region', async () => {
    const event = await anEvent(sql);
    const visitor = (await aPerson(sql)).at(url);
    expect((await visitor.get(at(event))).text).toContain('name="sector"');
    const refused = await visitor.post(at(event), { deed: 'register', sector: '', region: '' }, { follow: false });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Choose a sector.');
    const answer = await visitor.post(at(event), { deed: 'register', sector: 'media', region: '150' });
    expect(answer.text).toContain('You have a place.');
  });
});

describe('without an account', () => {
  test('by the link of a mail: confirm, see, change and withdraw', async () => {
    const event = await anEvent(sql, { joiningUrl });
    const visitor = new Visitor(url);
    const input = form();
    const sent = await visitor.post(at(event), input);
    expect(sent.text).toContain('Look into your mail');
    const token = await linkOf(input.email);
    const path = `/registrations?token=${token}`;
    const page = await visitor.get(path);
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toContain('no-store');
    expect(page.text).not.toContain('meet.example');
    // Looking again and again spends nothing.
    expect((await visitor.get(path)).text).toContain('Confirm my registration');
    const confirmed = await visitor.post(path, { deed: 'confirm' });
    expect(confirmed.text).toContain('You have a place.');
    expect(confirmed.text).toContain('meet.example/j/98765');
    expect((await visitor.get(`/registrations/join?token=${token}`)).headers.get('location')).toBe(joiningUrl);
    const changed = await visitor.post(path, {
      deed: 'identity',
      name: 'Another Demonstration',
      organisation: '',
      sector: 'media',
      region: '150',
    });
    expect(changed.text).toContain('Another Demonstration');
    const settings = { deed: 'settings', language: 'fr', timeZone: 'Europe/Paris', consent: 'yes' };
    expect((await visitor.post(path, settings)).text).toContain('<html lang="fr"');
    visitor.setCookie('lang', 'en');
    const [row] = await sql`
      select language, time_zone, contact_consent_at is not null as consent from registration where event_id = ${event.id}`;
    expect(row).toEqual({ language: 'fr', timeZone: 'Europe/Paris', consent: true });
    const gone = await visitor.post(path, { deed: 'withdraw', sure: 'yes' });
    expect(gone.text).toContain('was withdrawn');
    expect((await visitor.get(path)).status).toBe(410);
    expect((await visitor.get(`/registrations/join?token=${token}`)).status).toBe(404);
    expect((await visitor.post(path, { deed: 'confirm' }, { follow: false })).status).toBe(409);
  });

  test('goes on in the language that was registered in, unless another was chosen in this browser', async () => {
    const event = await anEvent(sql);
    const input = form({ language: 'fr' });
    await new Visitor(url).post(at(event), input);
    const path = `/registrations?token=${await linkOf(input.email)}`;
    const visitor = new Visitor(url, { 'Accept-Language': 'en' });
    const led = await visitor.get(path);
    expect([led.status, led.headers.get('location')]).toEqual([303, `${path}&lang=fr`]);
    expect((await visitor.get(`${path}&lang=fr`)).text).toContain('<html lang="fr"');
    expect((await visitor.get(`/events/${event.id}/register`)).text).toContain('<html lang="fr"');
    // A browser that keeps no cookies is led once, not in circles.
    expect((await new Visitor(url).get(`${path}&lang=fr`)).status).toBe(200);
    const chosen = new Visitor(url);
    chosen.setCookie('lang', 'ar');
    expect((await chosen.get(path)).text).toContain('<html lang="ar"');
  });

  test('an address that is registered is told the same as one that is not', async () => {
    const event = await anEvent(sql);
    const known = (await registered(event)).email;
    const answers: Answer[] = [];
    for (const email of [known, 'unknown@plenary.example']) {
      const visitor = new Visitor(url);
      const answer = await visitor.post(at(event), form({ email }), { follow: false });
      expect(answer.status).toBe(303);
      answers.push(await visitor.get(answer.headers.get('location')!));
    }
    const [first, second] = answers.map((a) => a.text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z|\d\d:\d\d/g, ''));
    expect(first).toBe(second);
  });

  test.each([
    ['a name that is an address', { name: 'Visit www.example.com' }],
    ['no name', { name: '' }],
    ['an address that is none', { email: 'nobody' }],
    ['a header in the address', { email: 'a@plenary.example\r\nBcc: b@plenary.example' }],
    ['two addresses', { email: 'a@plenary.example, b@plenary.example' }],
    ['a sector that does not exist', { sector: '__proto__' }],
    ['a region that does not exist', { region: '999' }],
    ['a language that does not exist', { language: 'xx' }],
    ['a zone that does not exist', { timeZone: 'Mars/Olympus' }],
    ['a long organisation', { organisation: 'x'.repeat(500) }],
  ])('%s is refused beside its field, and what was typed is kept', async (_, over) => {
    const event = await anEvent(sql);
    const answer = await new Visitor(url).post(at(event), form(over), { follow: false });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('class="mistake"');
    expect(answer.text).toContain('Asia/Bangkok');
    expect(await count(event)).toBe(0);
  });

  test('letters are given to nobody else', async () => {
    const event = await anEvent(sql);
    const input = form();
    await new Visitor(url).post(at(event), input);
    const token = await linkOf(input.email);
    expect(token).not.toBe('');
    const page = await new Visitor(url).get(`/registrations?token=${token.slice(0, -1)}x`);
    expect(page.status).toBe(410);
    expect(page.text).not.toContain(input.email);
    expect(server.logged.join('\n')).not.toContain(token);
  });
});

describe('on the page of the event', () => {
  test('one press registers somebody whose account says the rest; others are led to the form', async () => {
    const event = await anEvent(sql, { capacity: 12 });
    const person = (await someone()).at(url);
    const page = await person.get(event.path);
    expect(page.text).toContain('12 places are free');
    expect(page.text).toContain(`action="${at(event)}"`);
    expect((await new Visitor(url).get(event.path)).text).toContain(`href="${at(event)}"`);
    await person.post(at(event), { deed: 'register' });
    expect((await person.get(event.path)).text).toContain('My registration and the joining link');
    // A visitor's page was kept, and is written anew.
    await expect
      .poll(async () => (await new Visitor(url).get(event.path)).text, { timeout: 20_000 })
      .toContain('11 places are free');
  });

  test('who was there, by sector and region; small numbers together where a survivor spoke', async () => {
    for (const survivorSpeaks of [false, true]) {
      const event = await anEvent(sql, { starts: -3, ends: -1, survivorSpeaks });
      const counts = { government: 9, 'civil-society': 8, media: 1 };
      for (const [sector, n] of Object.entries(counts)) {
        await sql`
          insert into registration (event_id, email, name, sector, region, language, time_zone, state, place_order, attended_at)
          select ${event.id}, 'x' || n || ${`@${sector}.example`}, 'Somebody', ${sector}, '142', 'en', 'UTC', 'registered', n, now()
          from generate_series(1, ${n}::int) n`;
      }
      const page = (await new Visitor(url).get(event.path)).text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
      expect(page).toContain('18 people were there.');
      expect(page).toContain('Government 9');
      if (survivorSpeaks) {
        expect(page).toContain('Others together 9');
        expect(page).not.toContain('Media');
        expect(page).not.toContain('Civil society');
      } else {
        expect(page).toContain('Media 1');
      }
      expect(page).not.toContain('Somebody');
    }
  });
});

describe('what is not there', () => {
  test('an event that one may not see has no registration, no list and no link', async () => {
    const event = await anEvent(sql, { readers: 'invited', joiningUrl });
    const visitors = [new Visitor(url), (await someone()).at(url)];
    for (const visitor of visitors) {
      expect((await visitor.get(at(event))).status).toBe(404);
      for (const path of [list(event), `${list(event)}.csv`, `${list(event)}/tell`, `${at(event)}/join`])
        expect([303, 404]).toContain((await visitor.get(path)).status);
    }
    const answer = await visitors[0]!.post(at(event), form(), { follow: false });
    expect(answer.status).toBe(404);
  });

  test('after the closing nobody registers, and the page says so', async () => {
    const event = await anEvent(sql, { closes: -1 });
    expect((await new Visitor(url).get(at(event))).text).toContain('Registration has closed.');
    const answer = await new Visitor(url).post(at(event), form(), { follow: false });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Registration has closed.');
  });
});

describe('the list of participants', () => {
  test('is for those who facilitate: names, decisions with a reason, counts and a file', async () => {
    const event = await anEvent(sql, { approval: true });
    const [one, two] = [await registered(event), await registered(event)];
    const facilitator = event.facilitator.at(url);
    for (const visitor of [one.at(url), (await someone()).at(url)]) {
      expect((await visitor.get(list(event))).status).toBe(404);
      expect((await visitor.get(`${list(event)}.csv`)).status).toBe(404);
    }
    const page = await facilitator.get(`${list(event)}?state=asking`);
    expect(page.text).toContain(one.name);
    const ids = (await sql<{ id: number }[]>`select id from registration where event_id = ${event.id} order by id`).map(
      (r) => String(r.id),
    );
    await facilitator.post(list(event), { deed: `approve-${ids[0]}`, registration: ids[0]! });
    const refused = await facilitator.post(
      list(event),
      { deed: `decline-${ids[1]}`, registration: ids[1]!, reason: '' },
      { follow: false },
    );
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Give a reason');
    const declined = await facilitator.post(list(event), {
      deed: `decline-${ids[1]}`,
      registration: ids[1]!,
      reason: 'For those on the ground.',
    });
    expect(declined.text).toContain('For those on the ground.');
    expect((await two.at(url).get(at(event))).text).toContain('For those on the ground.');
    const file = await facilitator.get(`${list(event)}.csv`);
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(file.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(file.text).toContain(`${one.name},`);
    // Neither consented to be contacted.
    expect(file.text).not.toContain('@plenary.example');
  });

  test('a name that begins like a formula is text in the file', async () => {
    const event = await anEvent(sql);
    const person = await registered(event);
    await sql`update person set name = '=HYPERLINK("x")' where id = ${person.id}`;
    const file = await event.facilitator.at(url).get(`${list(event)}.csv`);
    expect(file.text).toContain(`"'=HYPERLINK(""x"")"`);
  });

  test('where a survivor speaks it is for the facilitators alone', async () => {
    const event = await anEvent(sql, { survivorSpeaks: true });
    const person = await registered(event);
    const secretariat = (await aPerson(sql, { secretariat: true })).at(url);
    expect((await secretariat.get(list(event))).status).toBe(404);
    expect((await secretariat.get(`${list(event)}.csv`)).status).toBe(404);
    expect((await event.facilitator.at(url).get(list(event))).text).toContain(person.name);
    for (const visitor of [new Visitor(url), secretariat, person.at(url)])
      expect((await visitor.get(event.path)).text).not.toContain(person.email);
  });

  test('who decides on somebody that is decided already is told so, though the form has gone from the page', async () => {
    const event = await anEvent(sql, { approval: true });
    await registered(event);
    const [row] = await sql<{ id: number }[]>`select id from registration where event_id = ${event.id}`;
    const facilitator = event.facilitator.at(url);
    const deed = { deed: `approve-${row!.id}`, registration: String(row!.id) };
    const asking = `${list(event)}?state=asking`;
    await facilitator.post(asking, deed);
    const again = await facilitator.post(asking, deed, { follow: false });
    expect(again.status).toBe(409);
    expect(again.text).toContain('This was decided already.');
  });

  test('attendance: everybody who joined by one press, and each by a tick', async () => {
    const event = await anEvent(sql, { starts: -1, ends: 1, joiningUrl });
    const [one, two] = [await registered(event), await registered(event)];
    await one.at(url).get(`${at(event)}/join`);
    const facilitator = event.facilitator.at(url);
    const page = await facilitator.get(`${list(event)}?view=attendance`);
    expect(page.text).toContain('Mark 1 person who opened the joining link');
    await facilitator.post(`${list(event)}?view=attendance`, { deed: 'joined' });
    const ids = (await sql<{ id: number }[]>`select id from registration where event_id = ${event.id} order by id`).map(
      (r) => String(r.id),
    );
    const attended = async () =>
      (
        await sql<
          { name: string }[]
        >`select name from registration where event_id = ${event.id} and attended_at is not null order by id`
      ).map((r) => r.name);
    expect(await attended()).toEqual([one.name]);
    await facilitator.post(`${list(event)}?view=attendance`, { deed: 'attendance', listed: ids, there: [ids[1]!] });
    expect(await attended()).toEqual([two.name]);
  });

  test('afterwards those registered are told once, and the page says when', async () => {
    const event = await anEvent(sql, { starts: -1, ends: 1 });
    await registered(event);
    await sql`update event set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where id = ${event.id}`;
    const facilitator = event.facilitator.at(url);
    const tell = `${list(event)}/tell`;
    expect((await facilitator.get(tell)).text).toContain('There is nothing to look back at yet.');
    await sql`
      insert into event_material (event_id, position, kind, title, language, url, added_by)
      values (${event.id}, 1, 'recording', 'Recording (invented)', 'en', 'https://video.example/1', ${event.facilitator.id})`;
    expect((await facilitator.get(tell)).text).toContain('Tell 1 person now');
    expect((await facilitator.post(tell, { deed: 'tell' })).text).toContain('1 person was told');
    const again = await facilitator.post(tell, { deed: 'tell' }, { follow: false });
    expect(again.status).toBe(409);
    await server.settled();
    await writeLetters(sql);
    const [told] = await sql<{ n: number }[]>`
      select count(*)::int as n from mail where kind = 'registration-told' and (about ->> 'event')::bigint = ${event.id}`;
    expect(told!.n).toBe(1);
    expect((await facilitator.get(tell)).text).toContain('1 of 1 mail has left.');
  });
});

test('each page takes three statements at most', async () => {
  const event = await anEvent(sql, { joiningUrl });
  const person = await registered(event);
  const input = form();
  await new Visitor(url).post(at(event), input);
  const token = await linkOf(input.email);
  await new Visitor(url).post(`/registrations?token=${token}`, { deed: 'confirm' });
  const pages: [Visitor, string][] = [
    [new Visitor(url), at(event)],
    [person.at(url), at(event)],
    [new Visitor(url), `/registrations?token=${token}`],
    [event.facilitator.at(url), list(event)],
    [event.facilitator.at(url), `${list(event)}/tell`],
  ];
  for (const [visitor, path] of pages) {
    await server.settled();
    server.statements();
    expect([path, (await visitor.get(path)).status]).toEqual([path, 200]);
    expect([path, server.pageStatements().slice(3)]).toEqual([path, []]);
  }
});

test('no answer of all these was a fault of ours', () => {
  expect(server.logged.filter((line) => line.includes('"a request failed"'))).toEqual([]);
});

test('who only waits is told that they give up their turn, and not a place that they never had', async () => {
  const event = await anEvent(sql, { capacity: 1 });
  const holder = await registered(event);
  const waits = await registered(event);
  expect((await holder.at(url).get(at(event))).text).toContain('Your place goes to the next in line');
  const page = (await waits.at(url).get(at(event))).text;
  expect(page).toContain('You give up your turn');
  expect(page).not.toContain('Your place goes to the next in line');
});

test('who facilitates an event or speaks there is not asked to ask to take part', async () => {
  const speaker = await someone();
  const event = await anEvent(sql, { approval: true, speaker: speaker.id });
  for (const who of [event.facilitator, speaker]) {
    const page = (await who.at(url).get(event.path)).text;
    expect(page).toContain('You need no place of your own.');
    expect(page).not.toContain('Ask to take part');
  }
  expect((await (await someone()).at(url).get(event.path)).text).toContain('Ask to take part');
});

test('with a registration that is withdrawn go the copies of its letters', async () => {
  const event = await anEvent(sql);
  const visitor = new Visitor(url);
  const input = form({ name: 'Unmistakable Demonstration' });
  await visitor.post(at(event), input);
  const token = await linkOf(input.email);
  await visitor.post(`/registrations?token=${token}`, { deed: 'confirm' });
  await server.settled();
  const folder = path.join(server.dataDir, 'outbox');
  const copies = () =>
    fs.readdirSync(folder).filter((f) => fs.readFileSync(path.join(folder, f), 'utf8').includes(input.email));
  expect(copies().length).toBeGreaterThan(0);
  const before = copies();
  await visitor.post(`/registrations?token=${token}`, { deed: 'withdraw', sure: 'yes' });
  await server.settled();
  // Only the word to their calendar is left, which is forgotten after a week.
  expect(copies().filter((f) => before.includes(f))).toEqual([]);
});
