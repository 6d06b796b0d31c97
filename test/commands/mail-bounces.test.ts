import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { listNotices } from '../../app/notices/queries/notices.server';
import { resumeMail } from '../../app/notices/stopped.server';
import { isStopped, recordBounce } from '../../server/mail/bounces';
import { readDeliveries } from '../../server/mail/dsn';
import { freshDatabase } from '../support/database';
import { aPerson, type SomePerson } from '../support/people';

const { sql } = await freshDatabase();

interface Report {
  mail: string;
  to: string;
  action?: string;
  status?: string;
  original?: string;
  returned?: 'headers' | 'whole' | 'none';
}

/** A report as a mail server writes it (RFC 3462, RFC 3464). */
function report({ mail, to, action = 'failed', status = '5.1.1', original, returned = 'headers' }: Report): string {
  const back =
    returned === 'none'
      ? []
      : [
          '--b',
          `Content-Type: ${returned === 'whole' ? 'message/rfc822' : 'text/rfc822-headers'}`,
          '',
          `From: plenary@plenary.example`,
          `To: ${to}`,
          `Message-ID:`,
          ` <${mail}@plenary.example>`,
          'Subject: Hello',
          ...(returned === 'whole' ? ['', `Message-ID: <${randomUUID()}@plenary.example>`, 'Some words'] : []),
          '',
        ];
  return [
    'From: MAILER-DAEMON@mx.example',
    'To: plenary@plenary.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'It could not be delivered.',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    ...(original ? [`Original-Recipient: rfc822;${original}`] : []),
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 <somebody> unknown: here are words',
    '',
    ...back,
    '--b--',
    '',
  ].join('\r\n');
}

async function sent(person: SomePerson): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into mail (kind, to_address, person_id, language, sent_at) values ('notice', ${person.email}, ${person.id}, 'en', now()) returning id`;
  return row!.id;
}

const marks = (person: SomePerson) => sql<{ hard: boolean; status: string }[]>`
  select hard, status from mail_bounce where address = ${person.email} order by mail_id`;

describe('a report', () => {
  test.each([
    ['headers alone', {}],
    ['the mail whole, which quotes another', { returned: 'whole' }],
    ['sent on to another address', { to: 'elsewhere@mx.example', original: 'person@plenary.example' }],
  ] as const)('is read: %s', async (_, values) => {
    const mail = randomUUID();
    const [delivery, ...more] = await readDeliveries(report({ mail, to: 'person@plenary.example', ...values }));
    expect(more).toEqual([]);
    expect(delivery).toMatchObject({ mail, action: 'failed', status: '5.1.1' });
    expect(delivery!.addresses).toContain('person@plenary.example');
  });

  test.each([
    ['nothing handed back', report({ mail: randomUUID(), to: 'a@plenary.example', returned: 'none' })],
    ['an answer of a person', 'From: a@plenary.example\r\nSubject: Re: Hello\r\n\r\nI am here.'],
    ['an action that is none', report({ mail: randomUUID(), to: 'a@plenary.example', action: 'shouted' })],
    ['a status that is none', report({ mail: randomUUID(), to: 'a@plenary.example', status: 'bad' })],
    ['no mail', ''],
    ['bytes', '\u0000\u0001\u0002'],
    ['the Message-ID of somebody else', report({ mail: 'abc', to: 'a@plenary.example' })],
  ])('is none: %s', async (_, raw) => expect(await readDeliveries(raw)).toEqual([]));
});

describe('what came back', () => {
  test('marks the address; after two hard ones mail stops, its owner is told in the product, and can try again', async () => {
    const person = await aPerson(sql);
    const [first, second] = [await sent(person), await sent(person)];
    expect(await recordBounce(sql, report({ mail: first, to: person.email }))).toBe(true);
    expect(await recordBounce(sql, report({ mail: first, to: person.email }))).toBe(true);
    expect(await marks(person)).toEqual([{ hard: true, status: '5.1.1' }]);
    expect(await isStopped(sql, person.email)).toBe(false);
    const raw = Buffer.from(report({ mail: second, to: person.email.toUpperCase(), status: '5.2.1' }));
    expect(await recordBounce(sql, raw)).toBe(true);
    expect(await isStopped(sql, person.email)).toBe(true);
    const seen = await listNotices(sql, await person.reader(), 'en', 1, new Date());
    expect(seen.stopped).toBe(true);
    expect(seen.notices).toMatchObject([{ kind: 'mail-stopped', read: false }]);
    await resumeMail(sql, await person.reader());
    expect(await isStopped(sql, person.email)).toBe(false);
    expect(await marks(person)).toEqual([]);
  });

  test('two at the same instant stop it too', async () => {
    const person = await aPerson(sql);
    const mails = [await sent(person), await sent(person)];
    await Promise.all(mails.map((mail) => recordBounce(sql, report({ mail, to: person.email }))));
    expect(await isStopped(sql, person.email)).toBe(true);
  });

  test.each([
    ['a delay', { action: 'delayed', status: '4.4.1' }],
    ['a full mailbox', { status: '4.2.2' }],
    ['a refusal of who sends', { status: '5.7.1' }],
  ])('stops nothing where it may pass: %s', async (_, values) => {
    const person = await aPerson(sql);
    for (let n = 0; n < 4; n++)
      expect(await recordBounce(sql, report({ mail: await sent(person), to: person.email, ...values }))).toBe(true);
    expect((await marks(person)).map((m) => m.hard)).toEqual([false, false, false, false]);
    expect(await isStopped(sql, person.email)).toBe(false);
  });

  test('is not believed about somebody else, about what was not sent, or that it arrived', async () => {
    const [person, other] = [await aPerson(sql), await aPerson(sql)];
    const mail = await sent(person);
    expect(await recordBounce(sql, report({ mail, to: other.email }))).toBe(false);
    expect(await recordBounce(sql, report({ mail: randomUUID(), to: person.email }))).toBe(false);
    expect(await recordBounce(sql, report({ mail, to: person.email, action: 'delivered', status: '2.0.0' }))).toBe(
      false,
    );
    await sql`update mail set sent_at = null where id = ${mail}`;
    expect(await recordBounce(sql, report({ mail, to: person.email }))).toBe(false);
    for (const p of [person, other]) expect(await marks(p)).toEqual([]);
  });
});
