import { generateKeyPairSync } from 'node:crypto';
import nodemailer from 'nodemailer';
import { expect, test } from 'vitest';
import { writePost } from '../../app/discussions/posting.server';
import { aDiscussion, aPostForm } from '../support/discussions';
import { aPerson } from '../support/people';
import { serverForFile } from '../support/server';
import { startMailbox } from '../support/smtp';

const mailbox = await startMailbox();
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const records: Record<string, string> = {
  '_dmarc.plenary.example': 'v=DMARC1; p=reject',
  'one._domainkey.plenary.example': `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
};
const server = await serverForFile({
  env: {
    SMTP_URL: mailbox.url,
    REPLY_DOMAIN: 'reply.example',
    MAIL_IN_PORT: '0',
    MAIL_FROM: 'Plenary <out@p.example>',
  },
  extras: {
    resolver: async (name, type) => {
      if (type === 'TXT' && records[name]) return [[records[name]]];
      throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
    },
  },
});
const { sql, url } = server;
const d = await aDiscussion(sql, { title: 'What works (invented)' });
const [ann, bob] = [await aPerson(sql), await aPerson(sql)];

/** Sends an answer to where a mail says that answers go. */
async function answer(to: string, text: string, isSigned = true): Promise<void> {
  const key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: server.mailPort!,
    ignoreTLS: true,
    ...(isSigned ? { dkim: { domainName: 'plenary.example', keySelector: 'one', privateKey: key } } : {}),
  });
  await transport.sendMail({ from: ann.email, to, subject: 'Re', text });
  transport.close();
}

/** The address of the next mail to Ann about a post of Bob's that names her. */
async function addressOfMention(words: string): Promise<{ to: string; text: string; post: number }> {
  const { id } = await writePost(sql, await bob.reader(), aPostForm(d.id, `@${ann.handle} ${words}`), new Date());
  const mail = await mailbox.waitFor(ann.email, (m) => m.text.includes(words));
  const to = mail.headers.find((h) => h.key === 'reply-to')!.value;
  return { to, text: mail.text, post: id };
}

test('who is mentioned answers the mail, and the answer stands under the post', async () => {
  const { to, text, post } = await addressOfMention('What do you think?');
  expect(text.split('\n')[0]).toContain('Write your answer above this line');
  const quoted = text.split('\n').map((line) => `> ${line}`);
  await answer(to, `I agree with it.\n\nOn 3 Nov 2026, Plenary <${to}> wrote:\n${quoted.join('\n')}`);
  const [written] = await sql<{ body: string; inReplyTo: number }[]>`
    select body, in_reply_to from post where author_id = ${ann.id}`;
  expect(written).toEqual({ body: 'I agree with it.', inReplyTo: post });
  expect((await bob.at(url).get(d.path)).text).toContain('I agree with it.');
});

test('an answer that nobody vouches for is looked at, changed and posted in the browser, or thrown away', async () => {
  const { to, post } = await addressOfMention('And this?');
  await answer(to, 'Perhaps not mine.', false);
  const told = await mailbox.waitFor(ann.email, (m) => m.subject.startsWith('Your answer waits'));
  expect(told.text).not.toContain('Perhaps not mine');
  expect(told.headers.find((h) => h.key === 'reply-to')).toBeUndefined();
  const page = await ann.at(url).get(told.link);
  expect(page.text).toContain('Perhaps not mine.');
  expect((await ann.at(url).get('/for-you')).text).toContain(told.link);
  for (const other of [bob.at(url), d.facilitator.at(url)]) expect((await other.get(told.link)).status).toBe(404);
  const stolen = await bob.at(url).post(told.link, { deed: 'post', body: 'x', language: 'en', erased: '' });
  expect(stolen.status).toBe(404);

  const empty = await ann.at(url).post(told.link, { deed: 'post', body: '', language: 'en', erased: '' });
  expect(empty.status).toBe(422);
  expect(empty.text).toContain('role="alert"');
  const posted = await ann
    .at(url)
    .post(told.link, { deed: 'post', body: 'Mine, changed.', language: 'fr', erased: '' });
  expect(posted.status).toBe(303);
  expect((await ann.at(url).get(posted.headers.get('location')!)).text).toContain('Mine, changed.');
  const [written] = await sql<{ language: string; inReplyTo: number }[]>`
    select language, in_reply_to from post where body = 'Mine, changed.'`;
  expect(written).toEqual({ language: 'fr', inReplyTo: post });
  expect((await ann.at(url).get(told.link)).status).toBe(404);

  await answer(to, 'Not mine at all.', false);
  const again = await mailbox.waitFor(ann.email, (m) => m.subject.startsWith('Your answer waits'));
  await ann.at(url).post(again.link, { deed: 'discard' });
  expect((await ann.at(url).get(again.link)).status).toBe(404);
  expect(await sql`select 1 from post where body like 'Not mine%'`).toHaveLength(0);
});

test('a report that a mail could not be delivered is taken at the address it was sent from', async () => {
  const [mail] = await sql<
    { id: string }[]
  >`select id from mail where sent_at is not null and person_id = ${ann.id} limit 1`;
  const host = new URL(url).hostname;
  const raw = [
    'From: MAILER-DAEMON@elsewhere.example',
    'To: out@p.example',
    'Subject: failed',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; elsewhere.example',
    '',
    `Final-Recipient: rfc822; ${ann.email}`,
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${mail!.id}@${host}>`,
    '',
    '--b--',
  ].join('\r\n');
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: server.mailPort!, ignoreTLS: true });
  await transport.sendMail({ envelope: { from: '', to: 'out@p.example' }, raw });
  transport.close();
  expect(await sql`select 1 from mail_bounce where mail_id = ${mail!.id} and hard`).toHaveLength(1);
});

test('no word of an answer is in the log', () => {
  expect(server.logged.join('\n')).not.toMatch(/agree|mine/i);
});
