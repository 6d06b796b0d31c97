import { beforeAll, describe, expect, test, vi } from 'vitest';
import { jpegWithPlace } from '../../app/attachments/clean/test-files';
import { Visitor } from '../support/browser-like';
import { anEvent, type SomeEvent } from '../support/events';
import { aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const visitor = () => new Visitor(url);
let event: SomeEvent;
let hidden: SomeEvent;
let somebody: SomePerson;

beforeAll(async () => {
  const secret = { joiningUrl: 'https://meet.plenary.example/canary-link', joiningNote: 'canary-note' };
  event = await anEvent(sql, { title: '=SUM(A1) is a talk (invented)', ...secret });
  hidden = await anEvent(sql, { title: 'Canaryhidden talk', readers: 'registered' });
  somebody = await aPerson(sql);
});

/** Sends the edit page's form as a browser without JavaScript does, against the version that stands. */
async function change(deed: string, fields: Record<string, string | Blob>) {
  const [row] = await sql<{ version: number }[]>`select version from event where id = ${event.id}`;
  return event.facilitator.at(url).post(`/events/${event.id}/edit`, { deed, version: String(row!.version), ...fields });
}

test('the start page brings the texts of its events, also where they were shown to somebody before', async () => {
  const subjects = async (person: SomePerson) =>
    /plenarySubjects="([^"]*)"/.exec((await person.at(url).get('/')).text)?.[1]?.split(' ');
  const another = await aPerson(sql);
  for (const person of [somebody, another, somebody]) expect(await subjects(person)).toContain('events');
});

describe('what goes out', () => {
  test('CSV opens as a table and runs nothing; JSON and Atom hold the same events, and only those one may see', async () => {
    const [csv, json, atom] = await Promise.all(
      ['csv', 'json', 'atom'].map((kind) => visitor().get(`/events.${kind}`)),
    );
    expect(csv!.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv!.text).not.toMatch(/(^|[,\r\n"])[=+@-][A-Za-z(]/);
    const data = JSON.parse(json!.text) as { events: { id: number; timeZone: string }[] };
    expect(data.events.map((e) => [e.id, e.timeZone])).toEqual([[event.id, 'Africa/Nairobi']]);
    for (const element of ['<id>', '<title', '<updated>', 'rel="self"', `/events/${event.id}`])
      expect(atom!.text).toContain(element);
    for (const out of [csv!, json!, atom!]) expect(out.text).not.toContain('Canaryhidden');
    expect((await somebody.at(url).get('/events.json')).text).toContain('Canaryhidden');
  });

  test('filters narrow what goes out as they narrow the page', async () => {
    expect(JSON.parse((await visitor().get('/events.json?theme=children')).text)).toMatchObject({ events: [] });
    expect((await visitor().get('/events.atom?kind=conference')).text).not.toContain('<entry>');
  });

  test('how to join stands in no answer to anybody who has no place: no page, data, feed, export or form', async () => {
    const paths = [
      ...['/events', '/events?view=month', '/events?view=agenda', '/', `/events/${event.id}/a-seminar`],
      ...['/events.csv', '/events.json', '/events.atom', '/search?q=canary', '/search?q=talk'],
      ...[`/events/${event.id}/a-seminar.data`, '/events.data'],
    ];
    const secretariat = await aPerson(sql, { secretariat: true });
    for (const who of [visitor(), somebody.at(url), secretariat.at(url)])
      for (const path of paths) expect((await who.get(path)).text, path).not.toMatch(/canary-(link|note)/);
    // Nor to those who wait for a place, or were declined; and nobody's address stands there to be written to.
    const [waits, gone] = [await aPerson(sql), await aPerson(sql)];
    for (const [person, state] of [
      [waits, 'waiting'],
      [gone, 'declined'],
    ] as const)
      await sql`
        insert into registration (event_id, person_id, email, name, sector, region, language, time_zone, state, place_order)
        values (${event.id}, ${person.id}, ${person.email}, ${person.name}, 'media', '150', 'en', 'UTC', ${state}, nextval('registration_order'))`;
    const own = [`/events/${event.id}/register`, `/events/${event.id}.ics`, `/events/${event.id}/live`];
    for (const who of [visitor(), somebody.at(url), waits.at(url), gone.at(url)])
      for (const path of [...paths, ...own]) {
        const { text } = await who.get(path);
        expect(text, path).not.toMatch(/canary-(link|note)/);
        expect(text, path).not.toContain('mailto:');
      }
    for (const path of [`/events/${event.id}/edit`, `/events/${event.id}/edit.data`])
      expect((await event.facilitator.at(url).get(path)).text, path).not.toMatch(/canary-(link|note)/);
  });
});

test('the help says in each language how events, registration, calendars and live questions work', async () => {
  for (const [lang, said] of [
    ['en', 'Events, registration, calendars and live questions'],
    ['fr', 'Événements, inscription, calendriers et questions en direct'],
    ['ar', 'الفعاليات والتسجيل والتقاويم والأسئلة المباشرة'],
  ] as const)
    expect((await visitor().get('/help', { 'Accept-Language': lang })).text).toContain(said);
});

test('the long page on which an event is prepared has its own table of contents, and each link leads somewhere', async () => {
  const page = (await event.facilitator.at(url).get(`/events/${event.id}/edit`)).text;
  for (const place of ['when', 'what', 'speakers', 'materials']) {
    expect(page).toContain(`href="#${place}"`);
    expect(page).toContain(`id="${place}"`);
  }
});

test('the secretariat moves all of a series by a form, and is led to where it stands with its new times', async () => {
  const secretariat = (await aPerson(sql, { secretariat: true })).at(url);
  await secretariat.post('/events/series/new', {
    deed: 'series',
    once: crypto.randomUUID(),
    language: 'en',
    title: 'Moved as one (invented)',
    introduction: '',
  });
  const [series] = await sql<{ id: number }[]>`
    select series_id as id from event_series_text where title = 'Moved as one (invented)'`;
  const one = await anEvent(sql, { title: 'Of a series (invented)' });
  await sql`update event set series_id = ${series!.id} where id = ${one.id}`;
  const place = `/events/series/${series!.id}/edit`;
  expect((await secretariat.get(place)).text).toContain('Move the 1 event that is ahead');
  const wrong = await secretariat.post(place, { deed: 'move-series', version: '1', days: '0' }, { follow: false });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('Write a number of days');
  const done = await secretariat.post(place, { deed: 'move-series', version: '1', days: '7' }, { follow: false });
  expect([done.status, done.headers.get('location')]).toEqual([303, `/events/series/${series!.id}`]);
  expect((await visitor().get(one.path)).text).toContain('Moved. It was to be');
});

describe('materials', () => {
  test('a picture is cleaned of what tells where it was taken, and sent to whoever sees the event', async () => {
    const picture = new File([new Uint8Array(jpegWithPlace('Canaryplace'))], 'hall.jpg', { type: 'image/jpeg' });
    const fields = { material: '', kind: 'paper', title: 'The hall', language: 'en', note: '', url: '' };
    const page = await change('material-new', { ...fields, files: picture });
    expect(page.status).toBe(200);
    expect(page.text).toContain('The hall');
    const [file] = await sql<{ file: string }[]>`select file from event_material where event_id = ${event.id}`;
    const got = await visitor().get(`/events/${event.id}/materials/${file!.file}/hall.jpg`);
    expect([got.status, got.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(got.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(got.bytes.includes('Canaryplace')).toBe(false);
    // Under another event it is not there.
    expect((await somebody.at(url).get(`/events/${hidden.id}/materials/${file!.file}/hall.jpg`)).status).toBe(404);
  });

  test('a program is refused beside its field, and what was typed is kept', async () => {
    const program = new File([new Uint8Array([77, 90, 0, 0])], 'slides.exe');
    const fields = { material: '', kind: 'slides', title: 'Not slides', language: 'en', note: 'A note', url: '' };
    const page = await change('material-new', { ...fields, files: program });
    expect(page.status).toBe(422);
    expect(page.text).toContain('value="Not slides"');
    expect(page.text).toContain('id="material-new.files.mistake"');
  });
});

describe('kept pages', () => {
  test('an event that moves, and one that is cancelled, leaves the memory with the lists that show it', async () => {
    const paths = [`/events/${event.id}/a-seminar`, '/events', '/'];
    for (const path of paths) expect((await visitor().get(path)).text).not.toContain('2037');
    const times = { timeZone: 'Africa/Nairobi', starts: '2037-10-25T02:30', ends: '2037-10-25T04:30', closes: '' };
    expect((await change('move', times)).status).toBe(200);
    for (const path of paths)
      await vi.waitFor(async () => expect((await visitor().get(path)).text, path).toContain('2037'), {
        timeout: 20_000,
      });
    expect((await visitor().get(paths[0]!)).text).toContain('Moved. It was to be');
    expect((await change('cancel', { reason: 'Nobody can come.' })).status).toBe(200);
    await vi.waitFor(async () => expect((await visitor().get(paths[0]!)).text).toContain('Nobody can come.'), {
      timeout: 20_000,
    });
    await vi.waitFor(async () => expect((await visitor().get('/')).text).not.toContain('is a talk'), {
      timeout: 20_000,
    });
  });

  test('an old slug leads to the right address, and what one may not see is not there', async () => {
    const old = await visitor().get(`/events/${event.id}/an-old-name`);
    expect([old.status, old.headers.get('location')]).toEqual([301, event.path]);
    expect((await visitor().get(hidden.path)).status).toBe(404);
    expect((await somebody.at(url).get(hidden.path)).status).toBe(200);
  });
});

test('the schedule takes any address as it comes', async () => {
  const odd = ['view=x', 'month=2026-13', 'zone=Nowhere/Land', 'page=-1', 'region=999', 'past=no', 'kind=a&kind=b'];
  for (const search of odd) expect((await visitor().get(`/events?${search}`)).status, search).toBe(200);
  expect(server.logged.filter((line) => line.includes('"a request failed"'))).toEqual([]);
});
