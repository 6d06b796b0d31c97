import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, describe, expect, test } from 'vitest';
import { writePost } from '../../app/discussions/posting.server';
import { chooseLevel } from '../../app/notices/commands/following.server';
import { sendNews } from '../../app/notices/commands/news.server';
import { tellSome } from '../../app/notices/telling.server';
import { i18nFor } from '../../app/shared/i18n.server';
import { type MailText, sendMail } from '../../app/shared/mail.server';
import { makeDeeds } from '../../server/jobs/deeds';
import { startRunner } from '../../server/jobs/runner';
import { compose, isOneAddress } from '../../server/mail/compose';
import { openPostOffice } from '../../server/mail/post-office';
import { askedFor, mailWriters } from '../../server/mail/writers';
import { freshDatabase } from '../support/database';
import { aDiscussion, aPostForm } from '../support/discussions';
import { aGuest, anEvent } from '../support/events';
import { startSink } from '../support/mail-sink';
import { aPerson } from '../support/people';

const { sql } = await freshDatabase();
/** Addresses that the server refuses for good, or for now. */
const gone = new Set<string>();
const busy = new Set<string>();
const sink = await startSink((to) =>
  gone.has(to) ? { code: 550, text: '5.1.1 No such user' } : busy.has(to) ? { code: 450, text: '4.2.1 Busy' } : null,
);
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-envelopes-'));
const office = openPostOffice(
  { smtpUrl: sink.url, from: 'Plenary <plenary@plenary.example>', dataDir, publicUrl: () => 'https://plenary.example' },
  {
    ...mailWriters,
    hostile: async (_tx, mail) => ({ subject: String(mail.about.subject), paragraphs: [String(mail.about.text)] }),
  },
  askedFor,
);
const logged: unknown[] = [];
const runner = startRunner(
  sql,
  makeDeeds(office),
  { info() {}, warn: (values) => void logged.push(values), error() {} },
  { atOnce: 4 },
);
afterAll(async () => {
  await runner.stop();
  office.close();
  await sink.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

const sendAll = () => runner.settled();
const since = (n: number) =>
  Promise.all(sink.accepted.slice(n).map(async (m) => ({ ...m, mail: await simpleParser(m.raw) })));
const toOf = (mail: Awaited<ReturnType<typeof simpleParser>>) =>
  [mail.to].flat().flatMap((to) => to?.value.map((v) => v.address?.toLowerCase()) ?? []);

describe('each envelope has one recipient', () => {
  test('whoever and however many they are: posts, news and letters, with an account or without one', {
    timeout: 60_000,
  }, async () => {
    const n = 60;
    const secretariat = await aPerson(sql, { secretariat: true });
    const d = await aDiscussion(sql, { title: 'On shelters (invented)' });
    const author = await aPerson(sql);
    const people = await Promise.all(
      Array.from({ length: n }, (_, i) =>
        aPerson(sql, { name: `Name ${i}, "and" <b@c.example>;`, language: ['en', 'fr', 'ar'][i % 3]! }),
      ),
    );
    for (const person of people)
      await chooseLevel(
        sql,
        await person.reader(),
        { activity: 'discussion', id: d.id, level: 'everything' },
        new Date(),
      );
    await sql`update person set news_since = now() where id = any(${people.map((p) => p.id)}::bigint[])`;
    // Every second of these has an account of the same address, which gets one mail and not two.
    const event = await anEvent(sql);
    const guests: string[] = [];
    for (const [i, person] of people.entries()) {
      if (i % 2 === 0) await aGuest(sql, event.id, person.email.toUpperCase());
      else {
        guests.push(`guest-${i}@plenary.example`);
        await aGuest(sql, event.id, guests.at(-1)!, { language: i % 3 === 1 ? 'fr' : 'en' });
      }
    }
    const [news] = await sql<
      { id: number }[]
    >`insert into news (language, created_by) values ('en', ${secretariat.id}) returning id`;
    await sql`insert into news_text (news_id, language, subject, body) values (${news!.id}, 'en', 'News', 'Some.'), (${news!.id}, 'fr', 'Nouvelles', 'Quelques.')`;
    await writePost(sql, await author.reader(), aPostForm(d.id, 'To all who follow.'), new Date());
    await tellSome(sql, new Date());
    await sendNews(sql, await secretariat.reader(), news!.id, { version: 1, people: n + guests.length });
    for (const person of people) await sendMail(sql, { kind: 'known', to: person.email, language: 'en' });
    await sendAll();
    const mails = await since(0);
    expect(mails).toHaveLength(3 * n + guests.length);
    const all = [...people.map((p) => p.email), ...guests];
    for (const { to, mail } of mails) {
      expect(to).toHaveLength(1);
      expect(toOf(mail)).toEqual(to);
      expect(mail.cc).toBeUndefined();
      expect(mail.bcc).toBeUndefined();
      // Nobody else's address is anywhere in it.
      for (const other of all) if (other !== to[0]) expect(mail.text).not.toContain(other);
    }
    const each = new Map<string, number>();
    for (const { to } of mails) each.set(to[0]!, (each.get(to[0]!) ?? 0) + 1);
    expect(Object.fromEntries(each)).toEqual(
      Object.fromEntries([...people.map((p) => [p.email, 3] as const), ...guests.map((g) => [g, 1] as const)]),
    );
    expect(new Set(mails.map((m) => m.messageId)).size).toBe(mails.length);
    const french = mails.filter((m) => m.mail.subject === 'Nouvelles');
    expect(french).toHaveLength(n / 3 + guests.filter((_, i) => (2 * i + 1) % 3 === 1).length);
    // Each guest has a way out of their own, which needs no account; and reads why they get it.
    const ofGuests = mails.filter(({ to }) => guests.includes(to[0]!));
    const waysOut = ofGuests.map(
      ({ mail }) => (mail.headers.get('list') as { unsubscribe: { url: string } }).unsubscribe.url,
    );
    for (const way of waysOut) expect(way).toMatch(/^https:\/\/plenary\.example\/unsubscribe\/r\d+\.news\.[\w-]{27}$/);
    expect(new Set(waysOut).size).toBe(guests.length);
    for (const { raw, mail } of ofGuests) {
      expect(raw.toString('utf8')).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
      expect(mail.text).toMatch(/registered for an event|inscrit\(e\) à un événement/);
      expect(String(mail.html)).not.toContain('/notices/following');
    }
  });

  test('an address that would be several, or none, is sent nothing', async () => {
    const before = sink.accepted.length;
    const wrong = [
      'a@plenary.example, b@plenary.example',
      'a@plenary.example;b@plenary.example',
      '"A" <a@plenary.example>, b@plenary.example',
      'group: a@plenary.example, b@plenary.example;',
      'a@plenary.example\r\nBcc: b@plenary.example',
      '<a@plenary.example> <b@plenary.example>',
      'a b@plenary.example',
      'nobody',
      '',
    ];
    for (const to of wrong) {
      expect(isOneAddress(to), to).toBe(false);
      await sendMail(sql, { kind: 'known', to, language: 'en' });
    }
    await sendAll();
    expect(sink.accepted.slice(before)).toEqual([]);
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from mail where to_address = any(${wrong}::citext[]) and gave_up_at is not null`;
    expect(row!.n).toBe(wrong.length);
  });
});

describe('what people typed', () => {
  test.each([
    ['a line break and a header', 'Hello\r\nBcc: victim@plenary.example\r\n\r\nBody of mine'],
    ['a bare line feed', 'Hello\nX-Injected: yes'],
    ['separators of Unicode', 'Hello\u2028Bcc: victim@plenary.example\u0085X: y'],
    ['an encoded word', '=?utf-8?Q?Hello=0D=0ABcc:_victim@plenary.example?='],
    ['letters that turn', 'مرحبا \u202Egnp'],
    ['a long one', 'x'.repeat(2000)],
  ])('stays in the subject: %s', async (_, subject) => {
    const before = sink.accepted.length;
    await sendMail(sql, {
      kind: 'hostile',
      to: 'one@plenary.example',
      language: 'en',
      about: { subject, text: '.\r\n.\r\nRCPT TO:<two@plenary.example>\r\n\r\n.' },
    });
    await sendAll();
    const [only, ...more] = await since(before);
    expect(more).toEqual([]);
    expect(only!.to).toEqual(['one@plenary.example']);
    expect(only!.mail.bcc).toBeUndefined();
    expect([...only!.mail.headers.keys()].sort()).toEqual(
      ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'].sort(),
    );
    expect(only!.mail.text).toContain('RCPT TO:<two@plenary.example>');
  });

  test('and a hostile name, title and post of the product are read back as they are, in three languages', async () => {
    const evil = 'Eve\r\nBcc: victim@plenary.example';
    const d = await aDiscussion(sql, { title: `Title\r\nX-Injected: "yes" <script>` });
    const author = await aPerson(sql, { name: evil });
    for (const language of ['en', 'fr', 'ar']) {
      const reader = await aPerson(sql, { language });
      await chooseLevel(
        sql,
        await reader.reader(),
        { activity: 'discussion', id: d.id, level: 'everything' },
        new Date(),
      );
    }
    const before = sink.accepted.length;
    await writePost(
      sql,
      await author.reader(),
      aPostForm(d.id, 'Words with <b>tags</b> & "signs".\n\n.\n\nعربي'),
      new Date(),
    );
    await tellSome(sql, new Date());
    await sendAll();
    const mails = await since(before);
    expect(mails).toHaveLength(3);
    for (const { mail } of mails) {
      expect(mail.headers.has('x-injected')).toBe(false);
      expect(mail.headers.has('bcc')).toBe(false);
      expect(mail.subject).toContain('Bcc: victim@plenary.example');
      expect(mail.text).toContain('عربي');
      expect(String(mail.html)).not.toMatch(/<b>tags|<script>/);
    }
  });
});

describe('headers that machines read', () => {
  test('of a list: its id, the way out by one press, and that a machine wrote it', async () => {
    const d = await aDiscussion(sql);
    const [reader, author] = [await aPerson(sql), await aPerson(sql)];
    await chooseLevel(
      sql,
      await reader.reader(),
      { activity: 'discussion', id: d.id, level: 'everything' },
      new Date(),
    );
    const before = sink.accepted.length;
    await writePost(sql, await author.reader(), aPostForm(d.id, 'One.'), new Date());
    await tellSome(sql, new Date());
    await sendAll();
    const [{ mail } = { mail: null }] = await since(before);
    const list = mail!.headers.get('list') as { unsubscribe: { url: string } };
    expect(list.unsubscribe.url).toMatch(
      new RegExp(`^https://plenary\\.example/unsubscribe/${reader.id}\\.discussion-${d.id}\\.[\\w-]{27}$`),
    );
    const raw = sink.accepted.at(-1)!.raw.toString('utf8');
    expect(raw).toMatch(new RegExp(`^List-Id: <discussion-${d.id}\\.plenary\\.example>\\r$`, 'mi'));
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail!.text).toContain(`Stop these mails:\n${list.unsubscribe.url}`);
    // Where text can be a link it is one, to its end: the way out, the choices, and the place it comes from.
    const html = String(mail!.html);
    expect(html).toContain(`<a href="${list.unsubscribe.url}">Stop these mails</a>`);
    expect(html).toContain('<a href="https://plenary.example/notices/following">Choose what you are told</a>');
    expect(html).toContain('<a href="https://plenary.example">plenary.example</a>');
    expect(html.split('<hr>')[1]!.replace(/<a [^>]*>.*?<\/a>/g, '')).not.toMatch(/https?:|: *<\/p>/);
  });

  test('a neutral mail says nothing of what it is about; an answer goes where it is told', async () => {
    const t = i18nFor('fr').getFixedT('fr', 'mail');
    const text: MailText = {
      subject: 'A survivor speaks',
      paragraphs: ['On Thursday'],
      link: { words: 'The meeting', path: '/events/7' },
      neutral: true,
      replyTo: 'reply+abc@plenary.example',
    };
    const envelope = {
      id: 'x',
      from: 'P <p@plenary.example>',
      to: 'a@plenary.example',
      base: 'https://plenary.example',
      language: 'fr',
    };
    const made = compose(text, t, envelope);
    expect(JSON.stringify(made)).not.toMatch(/survivor|Thursday|The meeting/);
    expect(made.text).toContain('https://plenary.example/events/7');
    expect(made.replyTo).toEqual({ name: '', address: 'reply+abc@plenary.example' });
    expect(compose({ ...text, replyTo: 'a@b.example, c@d.example' }, t, envelope).replyTo).toBeUndefined();
  });
});

describe('an address that the server refuses', () => {
  test('for good is marked; after two mails nothing more goes there, but what is asked for does', async () => {
    const person = await aPerson(sql);
    gone.add(person.email);
    const letter = () =>
      sendMail(sql, {
        kind: 'hostile',
        to: person.email,
        personId: person.id,
        language: 'en',
        about: { subject: 's', text: 't' },
      });
    const stopped = async () => (await sql`select from mail_stopped where address = ${person.email}`).length;
    await letter();
    await sendAll();
    expect(await stopped()).toBe(0);
    await letter();
    await sendAll();
    expect(await stopped()).toBe(1);
    const [notice] = await sql<{ kind: string }[]>`select kind from notice where person_id = ${person.id}`;
    expect(notice!.kind).toBe('mail-stopped');
    gone.delete(person.email);
    const before = sink.accepted.length;
    await letter();
    await sendMail(sql, { kind: 'known', to: person.email, language: 'en' });
    await sendAll();
    expect((await since(before)).map(({ mail }) => mail.subject)).toEqual([
      i18nFor('en').t('mail:people.known.subject'),
    ]);
  });

  test('for now is tried again, and is not marked', async () => {
    const person = await aPerson(sql);
    busy.add(person.email);
    await sendMail(sql, { kind: 'hostile', to: person.email, language: 'en', about: { subject: 'later', text: 't' } });
    await sendAll();
    expect(await sql`select from mail_bounce where address = ${person.email}`).toHaveLength(0);
    busy.delete(person.email);
    await sql`update due set at = now() where deed = 'send-mail'`;
    const before = sink.accepted.length;
    await sendAll();
    expect((await since(before)).map(({ mail }) => mail.subject)).toEqual(['later']);
  });
});
