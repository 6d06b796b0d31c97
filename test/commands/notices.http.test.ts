import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { writePost } from '../../app/discussions/posting.server';
import { leavePath } from '../../app/notices/leaving.server';
import { announce } from '../../db/announce';
import { fieldOf, unescapeHtml, Visitor } from '../support/browser-like';
import { aDiscussion, aPostForm, type SomeDiscussion } from '../support/discussions';
import { anEvent } from '../support/events';
import { Listener } from '../support/live';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;

const post = async (d: SomeDiscussion, by: SomePerson, body: string) =>
  writePost(sql, await by.reader(), aPostForm(d.id, body), new Date());
const settled = async () => {
  server.wake();
  await server.settled();
};
const outbox = async () => {
  const folder = path.join(server.dataDir, 'outbox');
  const files = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return Promise.all(files.map((f) => simpleParser(fs.readFileSync(path.join(folder, f)))));
};
const mailsTo = async (person: SomePerson) =>
  (await outbox()).filter((m) => [m.to].flat().some((to) => to?.text.includes(person.email)));
const levelOf = async (person: SomePerson, activity: string, id: number) =>
  (
    await sql<{ level: string }[]>`
    select level from follow where person_id = ${person.id} and activity = ${activity} and activity_id = ${id}`
  )[0]?.level;

test('a house without a survivor room sends words at once, though voices were seeded', async () => {
  const [voice] = await sql<{ id: number }[]>`
    insert into voice (reference, kind) values (gen_random_uuid(), 'excerpt') returning id`;
  const d = await aDiscussion(sql, { title: 'On shelters (invented)' });
  const [named, author] = [await aPerson(sql), await aPerson(sql)];
  await post(d, author, `Words for @${named.handle}.`);
  await settled();
  const [mail] = await mailsTo(named);
  expect(mail?.text).toContain(`Words for @${(await named.reader()).name}.`);
  await sql`delete from voice where id = ${voice!.id}`;
});

describe('following, without JavaScript', () => {
  test('is chosen on the page of a discussion, an event and a document, and again on one page for all', async () => {
    const organisation = await anOrganisation(sql);
    const person = await aPerson(sql, { organisation });
    const browser = person.at(url);
    const d = await aDiscussion(sql, { title: 'On shelters (invented)' });
    const event = await anEvent(sql, { title: 'A seminar (invented)' });
    const [document] = await sql<{ id: number }[]>`
      insert into document (title, language, lead_id, readers, created_by) values ('A programme (invented)', 'en', ${organisation}, 'public', ${person.id}) returning id`;
    for (const [activity, id, at] of [
      ['discussion', d.id, d.path],
      ['event', event.id, event.path],
      ['document', document!.id, `/documents/${document!.id}`],
    ] as const) {
      const page = await browser.get(at);
      expect(page.status, at).toBe(200);
      expect(page.text).toContain('action="/notices/following"');
      expect((await new Visitor(url).get(at)).text).not.toContain('action="/notices/following"');
      const answer = await browser.post(
        '/notices/following',
        { deed: `follow-${activity}-${id}`, back: 'yes', activity, id: String(id), level: 'everything' },
        { follow: false },
      );
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toBe(`/${activity}s/${id}`);
      expect(await levelOf(person, activity, id)).toBe('everything');
      expect((await browser.get(at)).text).toMatch(/<option value="everything" selected/);
    }
    const all = await browser.get('/notices/following');
    for (const title of ['On shelters (invented)', 'A seminar (invented)', 'A programme (invented)'])
      expect(all.text).toContain(title);
    const after = await browser.post('/notices/following', {
      deed: `follow-event-${event.id}`,
      activity: 'event',
      id: String(event.id),
      level: 'nothing',
    });
    expect(after.text).toContain('Saved.');
    expect(await levelOf(person, 'event', event.id)).toBe('nothing');
    const mail = { deed: 'mail', digest: 'weekly', digestHour: '25', digestWeekday: '1' };
    expect((await browser.post('/notices/following', mail)).status).toBe(422);
    expect((await browser.post('/notices/following', { ...mail, digestHour: '9', news: 'yes' })).status).toBe(200);
    const [setting] = await sql<{ digest: string; newsSince: Date | null }[]>`
      select s.digest, p.news_since from notice_setting s join person p on p.id = s.person_id where p.id = ${person.id}`;
    expect(setting).toMatchObject({ digest: 'weekly', newsSince: expect.any(Date) });
  });

  test('who registers may ask for news at once, and is sent none without having asked', async () => {
    const register = async (email: string, more: Record<string, string>) => {
      const answer = await new Visitor(url).post('/register', {
        deed: 'register',
        name: 'New Demonstration',
        email,
        organisationId: '',
        organisationWanted: 'A new one (invented)',
        password: 'four plain words together',
        language: 'en',
        timeZone: 'UTC',
        ...more,
      });
      expect(answer.status).toBe(200);
      const [row] = await sql<{ newsSince: Date | null }[]>`select news_since from person where email = ${email}`;
      return row!.newsSince;
    };
    expect(await register('asks@plenary.example', { news: 'yes' })).not.toBeNull();
    expect(await register('asks.not@plenary.example', {})).toBeNull();
  });
});

describe('notices', () => {
  test('stand in a list with their count in the frame; read one by one, all at once, and unread again', async () => {
    const d = await aDiscussion(sql, { title: 'On work (invented)' });
    const [reader, author] = [await aPerson(sql), await aPerson(sql, { name: 'Amina Demonstration' })];
    const browser = reader.at(url);
    for (const n of [1, 2, 3]) await post(d, author, `Number ${n} for @${reader.handle}.`);
    await settled();
    const list = await browser.get('/notices');
    expect(list.text).toContain('3 unread notices');
    expect(unescapeHtml(list.text)).toContain(
      '\u2068Amina Demonstration\u2069 mentions you in \u2068On work (invented)\u2069',
    );
    const first = /href="(\/notices\/\d+)"/.exec(list.text)![1]!;
    const there = await browser.get(first);
    expect(there.status).toBe(303);
    expect(there.headers.get('location')).toMatch(/^\/posts\/\d+$/);
    const now = await browser.get('/notices');
    expect(now.text).toContain('2 unread notices');
    const marked = await browser.post('/notices', {
      deed: `unread-${first.split('/')[2]}`,
      notice: first.split('/')[2]!,
    });
    expect(marked.text).toContain('3 unread notices');
    const all = await browser.post('/notices', { deed: 'read-all' });
    expect(all.text).not.toContain('unread notice');
    // What asks something of a person stands elsewhere, and is counted there alone.
    expect((await browser.get('/for-you')).text).not.toContain('unread notice');
  });

  test('come at once to the person’s own sockets, and to nobody else’s', async () => {
    const d = await aDiscussion(sql);
    const [reader, other, author] = [await aPerson(sql), await aPerson(sql), await aPerson(sql)];
    const [mine, theirs] = [new Listener(url, reader), new Listener(url, other)];
    await Promise.all([mine.connected(), theirs.connected()]);
    await post(d, author, `For @${reader.handle}.`);
    server.wake();
    expect((await mine.hears('notices')).unread).toBe(1);
    await reader.at(url).post('/notices', { deed: 'read-all' });
    expect((await mine.hears('notices', (n) => n.unread === 0)).unread).toBe(0);
    await settled();
    expect(theirs.times('notices')).toBe(0);
  });
});

describe('events', () => {
  test('those who follow are told as they wish; of a meeting with a survivor nothing shows in mail', async () => {
    const event = await anEvent(sql, { title: 'A seminar on labels (invented)' });
    const quiet = await anEvent(sql, { title: 'With a survivor (invented)', survivorSpeaks: true });
    const [every, some, none] = [await aPerson(sql), await aPerson(sql), await aPerson(sql)];
    for (const [person, level] of [
      [every, 'everything'],
      [some, 'mentions'],
      [none, 'nothing'],
    ] as const)
      for (const e of [event, quiet])
        await sql`insert into follow (person_id, activity, activity_id, level, chosen) values (${person.id}, 'event', ${e.id}, ${level}, true)`;
    for (const e of [event, quiet])
      for (const what of ['event.changed', 'event.moved']) await sql.begin((tx) => announce(tx, what, { event: e.id }));
    await settled();
    const subjects = async (person: SomePerson) => (await mailsTo(person)).map((m) => m.subject).sort();
    expect(await subjects(none)).toEqual([]);
    expect(await subjects(every)).toHaveLength(4);
    expect(await subjects(some)).toHaveLength(2);
    const quietMails = (await mailsTo(every)).filter((m) => !m.subject!.includes('labels'));
    expect(quietMails).toHaveLength(2);
    for (const m of quietMails) expect(`${m.subject}${m.text}${m.html}`).not.toMatch(/survivor|seminar|invented/i);
  });
});

describe('the way out', () => {
  const wayOut = async (person: SomePerson, list: 'digest' | 'news' | `discussion-${number}`) =>
    sql.begin((tx) => leavePath(tx, person.id, list));
  const digestOf = async (person: SomePerson) =>
    (await sql<{ digest: string }[]>`select digest from notice_setting where person_id = ${person.id}`)[0]!.digest;

  test('one press of a mail program ends the list: no session, no cookie, no page of ours before', async () => {
    const person = await aPerson(sql);
    const path = await wayOut(person, 'digest');
    for (const body of [
      new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      (() => {
        const form = new FormData();
        form.set('List-Unsubscribe', 'One-Click');
        return form;
      })(),
    ]) {
      await sql`update notice_setting set digest = 'daily' where person_id = ${person.id}`;
      const answer = await fetch(new URL(path, url), { method: 'POST', body, redirect: 'manual' });
      expect(answer.status).toBe(200);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await digestOf(person)).toBe('off');
    }
    // From a page of another site, as a web mail sends it.
    await sql`update notice_setting set digest = 'daily' where person_id = ${person.id}`;
    const cross = { Origin: 'https://mail.example', 'Sec-Fetch-Site': 'cross-site' };
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(new URL(path, url), { method: 'POST', body, headers: cross })).status).toBe(200);
    expect(await digestOf(person)).toBe('off');
    // No other address takes a form from elsewhere.
    expect((await fetch(new URL('/sign-in', url), { method: 'POST', body, headers: cross })).status).toBe(403);
  });

  test('opening the link ends nothing and shows a button; pressing it does', async () => {
    const person = await aPerson(sql);
    const path = await wayOut(person, 'digest');
    const browser = new Visitor(url);
    for (const method of ['GET', 'HEAD']) expect((await fetch(new URL(path, url), { method })).status).toBe(200);
    const page = await browser.get(path);
    expect(page.text).toContain('Stop them');
    expect(await digestOf(person)).toBe('daily');
    const done = await browser.post(path, { deed: fieldOf(page.text, 'deed') });
    expect(done.text).toContain('You will get no more of these mails');
    expect(await digestOf(person)).toBe('off');
  });

  test('names what everyone may know, and nothing else, to whoever holds the link', async () => {
    const person = await aPerson(sql);
    const open = await aDiscussion(sql, { title: 'For all (invented)' });
    const closed = await aDiscussion(sql, { title: 'For few (invented)', readers: 'invited' });
    expect((await new Visitor(url).get(await wayOut(person, `discussion-${open.id}`))).text).toContain(
      'For all (invented)',
    );
    expect((await new Visitor(url).get(await wayOut(person, `discussion-${closed.id}`))).text).not.toContain('For few');
  });
});

describe('an announcement', () => {
  test('is written in languages, previewed, counted exactly, sent once, and shows how far it is', async () => {
    await sql`update person set news_since = null`;
    const [inside, outside] = [
      await anOrganisation(sql, { sector: 'academia', region: '014' }),
      await anOrganisation(sql, { sector: 'media', region: '150' }),
    ];
    const wants = async (organisation: number, language: string) => {
      const person = await aPerson(sql, { organisation, language });
      await sql`update person set news_since = now() where id = ${person.id}`;
      return person;
    };
    const chosen = [await wants(inside, 'en'), await wants(inside, 'fr'), await wants(inside, 'fr')];
    const others = [
      await wants(inside, 'ar'),
      await wants(outside, 'fr'),
      await aPerson(sql, { organisation: inside }),
    ];
    const secretariat = (await aPerson(sql, { secretariat: true })).at(url);
    const form = {
      deed: 'save',
      version: '0',
      once: randomUUID(),
      'subject-en': 'A new programme (invented)',
      'body-en': 'First line.\n\nSecond line.',
      'subject-fr': 'Un nouveau programme (inventé)',
      'body-fr': 'Première ligne.',
      'subject-ar': '',
      'body-ar': '',
      sectors: ['academia'],
      regions: ['002'],
      languages: ['en', 'fr'],
    };
    expect((await secretariat.post('/announcements/new', { ...form, 'body-fr': '' })).text).toContain(
      'A subject needs a text.',
    );
    const made = await secretariat.post('/announcements/new', form, { follow: false });
    const address = made.headers.get('location')!;
    // Sent twice, made once.
    expect((await secretariat.post('/announcements/new', form, { follow: false })).headers.get('location')).toBe(
      address,
    );
    const page = await secretariat.get(address);
    expect(page.text).toContain('It goes to 3 people.');
    expect(page.text).toMatch(/Première ligne\.[\s\S]*Arrêter ces courriels/);
    expect(page.text).toMatch(/<th scope="row">Français<\/th><td class="number">2<\/td>/);
    const fields = { deed: 'send', version: fieldOf(page.text, 'version'), people: fieldOf(page.text, 'people') };
    // One more by now: nothing is sent before that is seen.
    const late = await wants(inside, 'en');
    const refused = await secretariat.post(address, fields);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Meanwhile it is 4 people.');
    expect(await sql`select from mail where kind = 'news'`).toHaveLength(0);
    const sends = await Promise.all(
      [1, 2, 3].map(() => secretariat.post(address, { ...fields, people: '4' }, { follow: false })),
    );
    expect(sends.map((s) => s.status).sort()).toEqual([303, 409, 409]);
    await settled();
    for (const person of [...chosen, late]) {
      const mails = await mailsTo(person);
      expect(mails).toHaveLength(1);
      expect(mails[0]!.headers.has('list')).toBe(true);
    }
    expect((await mailsTo(chosen[1]!))[0]!.subject).toBe('Un nouveau programme (inventé)');
    for (const person of others) expect(await mailsTo(person)).toEqual([]);
    const sent = await secretariat.get(address);
    expect(sent.text).toContain('4 of 4 mails have left.');
    expect((await secretariat.post(address, { ...form, version: '2' })).status).toBe(409);
    expect((await secretariat.get('/announcements')).text).toContain('A new programme (invented)');
  });

  test('who takes consent back before theirs has left gets none, and that is counted', async () => {
    await sql`update person set news_since = null`;
    const person = await aPerson(sql);
    await sql`update person set news_since = now() where id = ${person.id}`;
    const secretariat = await aPerson(sql, { secretariat: true });
    const [news] = await sql<{ id: number }[]>`
      insert into news (language, created_by, sent_at, sent_by, people) values ('en', ${secretariat.id}, now(), ${secretariat.id}, 1) returning id`;
    await sql`insert into news_text (news_id, language, subject, body) values (${news!.id}, 'en', 'Late (invented)', 'x')`;
    const path = await sql.begin((tx) => leavePath(tx, person.id, 'news'));
    await fetch(new URL(path, url), { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
    const [mail] = await sql<{ id: string }[]>`
      insert into mail (kind, to_address, person_id, language, about) values ('news', ${person.email}, ${person.id}, 'en', ${sql.json({ news: news!.id })}) returning id`;
    await sql`insert into due (at, deed, about) values (now(), 'send-bulk-mail', ${sql.json({ mail: mail!.id })})`;
    await settled();
    expect(await mailsTo(person)).toEqual([]);
    const page = await secretariat.at(url).get(`/announcements/${news!.id}`);
    expect(page.text).toContain('0 of 1 mails have left.');
    expect(page.text).toContain('1 mail was not sent');
  });
});
