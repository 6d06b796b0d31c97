import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { beforeEach, describe, expect, test } from 'vitest';
import { sendNews } from '../../app/notices/commands/news.server';
import { guestLeavePath, leave, readLeaving } from '../../app/notices/leaving.server';
import { countAddressed } from '../../app/notices/queries/news.server';
import { sendToMany } from '../../app/shared/mail.server';
import { fieldOf, Visitor } from '../support/browser-like';
import { aGuest, anEvent } from '../support/events';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;

const settled = async () => {
  server.wake();
  await server.settled();
};
const mailsTo = async (address: string) => {
  const folder = path.join(server.dataDir, 'outbox');
  const files = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const all = await Promise.all(files.map((f) => simpleParser(fs.readFileSync(path.join(folder, f)))));
  return all.filter((m) => [m.to].flat().some((to) => to?.text.includes(address)));
};
const newsTo = async (address: string) => (await mailsTo(address)).filter((m) => m.subject === 'News (invented)');
const everybody = { sectors: [], regions: [], languages: [] };
const counted = async (audience: Partial<typeof everybody> | Record<string, string[]> = {}) => {
  const { people, guests } = await countAddressed(sql, { ...everybody, ...audience });
  return [people, guests];
};

/** A draft to everybody, and how it is sent to as many as are counted now. */
async function aDraft() {
  const secretariat = await aPerson(sql, { secretariat: true });
  const [news] = await sql<{ id: number }[]>`
    insert into news (language, created_by) values ('en', ${secretariat.id}) returning id`;
  await sql`insert into news_text (news_id, language, subject, body) values (${news!.id}, 'en', 'News (invented)', 'Some.')`;
  const id = news!.id;
  const send = async () =>
    sendNews(sql, await secretariat.reader(), id, {
      version: 1,
      people: (await countAddressed(sql, everybody)).people,
    });
  const progress = async () => (await secretariat.at(url).get(`/announcements/${id}`)).text;
  return { id, send, progress };
}

let addresses = 0;
const anAddress = () => `guest-${++addresses}@plenary.example`;

beforeEach(async () => {
  await sql`update person set news_since = null`;
  await sql`update registration set contact_consent_at = null`;
});

/** Registers by the form, and opens the link of the mail; returns the visitor and the page that the link opens. */
async function registers(event: { id: number }, email: string, more: Record<string, string>) {
  const visitor = new Visitor(url);
  // The pages in English, whatever language the mails are in.
  visitor.setCookie('lang', 'en');
  const asked = await visitor.post(`/events/${event.id}/register`, {
    deed: 'ask',
    name: 'Guest Demonstration',
    email,
    organisation: '',
    sector: 'academia',
    region: '002',
    language: 'fr',
    timeZone: 'Africa/Nairobi',
    ...more,
  });
  expect(asked.status).toBe(200);
  await settled();
  const [letter] = await mailsTo(email);
  const own = /\/registrations\?token=[\w-]{43}/.exec(letter!.text!)![0];
  // Somebody else may have typed the address: whoever has it reads what they agree to before they confirm.
  const said = 'With it you agree that you may be written to';
  expect((await visitor.get(own)).text.includes(said)).toBe(more.consent === 'yes');
  await visitor.post(own, { deed: 'confirm' });
  return { visitor, own };
}

test('who registers without an account and may be written to is counted, sent news, and ends it with one press', async () => {
  const event = await anEvent(sql, { title: 'A seminar (invented)' });
  const form = await new Visitor(url).get(`/events/${event.id}/register`);
  expect(form.text).toContain('news of the initiative can reach you by mail');
  const [yes, no] = [anAddress(), anAddress()];
  await registers(event, yes, { consent: 'yes' });
  await registers(event, no, {});

  const secretariat = (await aPerson(sql, { secretariat: true })).at(url);
  const made = await secretariat.post('/announcements/new', {
    deed: 'save',
    version: '0',
    once: randomUUID(),
    'subject-en': 'News (invented)',
    'body-en': 'Some.',
    'subject-fr': 'Nouvelles (inventées)',
    'body-fr': 'Quelques.',
    'subject-ar': '',
    'body-ar': '',
    sectors: ['academia'],
    regions: ['002'],
    languages: ['fr'],
  });
  expect(made.text).toContain('It goes to 1 person.');
  expect(made.text).toContain('1 of them has no account');
  expect(made.text).toMatch(/<th scope="row">Français<\/th><td class="number">1<\/td>/);
  expect(made.text).toContain('inscrit(e) à un événement');
  const fields = { deed: 'send', version: fieldOf(made.text, 'version'), people: fieldOf(made.text, 'people') };
  await secretariat.post(made.path, fields);
  await settled();
  expect((await secretariat.get(made.path)).text).toContain('1 of 1 mails have left.');
  const mail = (await mailsTo(yes)).find((m) => m.subject === 'Nouvelles (inventées)')!;
  expect(mail.text).toContain('Quelques.');
  expect((await mailsTo(no)).every((m) => !m.subject!.includes('Nouvelles'))).toBe(true);

  const out = new URL((mail.headers.get('list') as { unsubscribe: { url: string } }).unsubscribe.url).pathname;
  expect((await new Visitor(url).get(out)).text).toContain('Stop them');
  expect(await counted()).toEqual([1, 1]);
  const answer = await fetch(new URL(out, url), {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    headers: { Origin: 'https://mail.example', 'Sec-Fetch-Site': 'cross-site' },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(await counted()).toEqual([0, 0]);
  // Pressed again it is as it was; and nothing is offered that only an account could choose.
  const again = await new Visitor(url).post(out, { deed: 'leave' });
  expect(again.text).toContain('You will get no more of these mails');
  expect(again.text).not.toContain('/notices/following');
});

describe('who is not on the list', () => {
  test('who has not confirmed or consented, was declined, has withdrawn, or came where a survivor speaks', async () => {
    const event = await anEvent(sql);
    const discreet = await anEvent(sql, { survivorSpeaks: true });
    for (const state of ['asking', 'registered', 'waiting', 'offered'])
      await aGuest(sql, event.id, anAddress(), { state });
    expect(await counted()).toEqual([4, 4]);
    for (const state of ['unconfirmed', 'declined']) await aGuest(sql, event.id, anAddress(), { state });
    await aGuest(sql, event.id, anAddress(), { consent: false });
    await aGuest(sql, discreet.id, anAddress());
    expect(await counted()).toEqual([4, 4]);
    // An event that becomes one takes its people off the list with it.
    await sql`update event set survivor_speaks = true, approval = true where id = ${event.id}`;
    expect(await counted()).toEqual([0, 0]);
  });

  test('whose address has an account, which says itself whether it wants news; and nobody twice', async () => {
    const [first, second] = [await anEvent(sql), await anEvent(sql)];
    const organisation = await anOrganisation(sql, { sector: 'academia', region: '014' });
    const [wants, wantsNot] = [await aPerson(sql, { organisation }), await aPerson(sql, { organisation })];
    await sql`update person set news_since = now() where id = ${wants.id}`;
    for (const person of [wants, wantsNot]) await aGuest(sql, first.id, person.email.toUpperCase());
    expect(await counted()).toEqual([1, 0]);
    // An account that nobody has confirmed may be anybody's, and takes nothing from whoever has the address.
    const [claimed, twice] = [anAddress(), anAddress()];
    await sql`
      insert into person (handle, email, name, state) values ('claimed.demonstration', ${claimed}, 'Claimed Demonstration', 'unconfirmed')`;
    await aGuest(sql, first.id, claimed);
    expect(await counted()).toEqual([2, 1]);
    await aGuest(sql, first.id, twice, { sector: 'media', asked: new Date(Date.now() - 3_600_000) });
    await aGuest(sql, second.id, twice.toUpperCase(), { sector: 'government' });
    expect(await counted()).toEqual([3, 2]);
    // By what they said last.
    expect(await counted({ sectors: ['government'] })).toEqual([1, 1]);
    expect(await counted({ sectors: ['media'] })).toEqual([1, 1]);
    await sql`insert into mail_stopped (address, status) values (${twice}, '5.1.1')`;
    expect(await counted()).toEqual([2, 1]);
  });
});

describe('consent that is taken back', () => {
  test('on the page of the registration, by the link of its mail: for every event, and before a mail that waits', async () => {
    const [event, other] = [await anEvent(sql), await anEvent(sql)];
    const email = anAddress();
    const { visitor, own } = await registers(event, email, { consent: 'yes' });
    await aGuest(sql, other.id, email);
    expect((await visitor.get(own)).text).toContain('May be contacted');
    const draft = await aDraft();
    expect(await counted()).toEqual([1, 1]);
    await visitor.post(own, { deed: 'settings', language: 'fr', timeZone: 'Africa/Nairobi' });
    visitor.setCookie('lang', 'en');
    expect(await counted()).toEqual([0, 0]);
    // A mail that was put in the queue before, and whose turn comes now.
    const [guest] = await sql<{ id: number }[]>`select id from registration where event_id = ${event.id}`;
    await sql`update news set sent_at = now(), sent_by = created_by, people = 1 where id = ${draft.id}`;
    await sql.begin((tx) =>
      sendToMany(tx, 'news', [
        { to: email, personId: null, language: 'fr', about: { news: draft.id, registration: guest!.id } },
      ]),
    );
    await settled();
    expect(await newsTo(email)).toEqual([]);
    expect(await draft.progress()).toContain('1 mail was not sent');
    expect((await visitor.get(own)).text).toContain('Not to be contacted');
  });

  test('with the registration: nothing is sent, and the address stands in no mail of it any more', async () => {
    const event = await anEvent(sql);
    const email = anAddress();
    const { visitor, own } = await registers(event, email, { consent: 'yes' });
    const sent = await aDraft();
    await sent.send();
    await settled();
    expect(await newsTo(email)).toHaveLength(1);
    await visitor.post(own, { deed: 'withdraw', sure: 'yes' });
    await settled();
    // Also the copy in the folder is gone: whoever withdraws leaves no address behind.
    expect(await newsTo(email)).toEqual([]);
    expect(await sql`select from mail where to_address = ${email} and kind = 'news'`).toEqual([]);
    expect(await sent.progress()).toContain('1 of 1 mails have left.');
    expect(await counted()).toEqual([0, 0]);
  });

  test('by whoever has made an account with the address since: its news end too', async () => {
    const event = await anEvent(sql);
    const person = await aPerson(sql);
    const guest = await aGuest(sql, event.id, person.email);
    await sql`update person set news_since = now() where id = ${person.id}`;
    const out = await guestLeavePath(sql, guest);
    await leave(sql, await readLeaving(sql, out.split('/').pop()), new Date());
    expect(await counted()).toEqual([0, 0]);
  });

  test('by nobody else: another number, another list or another sign opens nothing', async () => {
    const event = await anEvent(sql);
    const [mine, others] = [await aGuest(sql, event.id, anAddress()), await aGuest(sql, event.id, anAddress())];
    const token = (await guestLeavePath(sql, mine)).split('/').pop()!;
    expect(await readLeaving(sql, token)).toEqual({ registration: mine, list: 'news' });
    for (const wrong of [
      token.replace(`r${mine}`, `r${others}`),
      token.replace(`r${mine}`, String(mine)),
      token.replace('.news.', '.digest.'),
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      token.slice(0, -1),
    ])
      expect((await new Visitor(url).get(`/unsubscribe/${wrong}`)).status, wrong).toBe(404);
    expect(await counted()).toEqual([2, 2]);
  });
});
