import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import net from 'node:net';
import path from 'node:path';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanFile } from '../../app/attachments/clean/clean-file';
import { png } from '../../app/attachments/clean/test-files';
import { limits } from '../../app/discussions/discussion';
import { redactPassage } from '../../app/facilitation/redaction.server';
import {
  dropWaiting,
  eraseFromWaiting,
  makeReplyAddress,
  postWaiting,
  sweepReplies,
} from '../../app/notices/replying/commands.server';
import { readWaiting } from '../../app/notices/replying/queries.server';
import { replyAddress, replyDays } from '../../app/notices/replying/reply';
import type { Reader } from '../../app/people/person';
import { isRefusal, refuse } from '../../app/shared/refusal';
import { openInbound } from '../../server/mail/inbound';
import { freshDatabase } from '../support/database';
import { aDiscussion, type SomeDiscussion } from '../support/discussions';
import { aPerson, type SomePerson } from '../support/people';
import { root } from '../support/server';

const { sql } = await freshDatabase();
const domain = 'reply.example';
const day = 86_400_000;
let now = new Date();

// The domain of the people's office signs its mail and asks others to look for that; a second one does neither.
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = keys.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const publicKey = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const records: Record<string, string[][]> = {
  'TXT one._domainkey.office.example': [[`v=DKIM1; k=rsa; p=${publicKey}`]],
  'TXT _dmarc.office.example': [['v=DMARC1; p=reject']],
  'TXT one._domainkey.other.example': [[`v=DKIM1; k=rsa; p=${publicKey}`]],
};
const asked: string[] = [];
async function resolver(name: string, type: string): Promise<unknown> {
  asked.push(`${type} ${name}`);
  const found = records[`${type} ${name}`];
  if (!found) throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
  return found;
}

const logged: string[] = [];
const log = (values: Record<string, unknown>, words: string) => void logged.push(`${JSON.stringify(values)} ${words}`);
let isTooMuch = false;
const parts = {
  sql,
  log: { info: log, warn: log, error: log },
  now: () => now,
  cleanFile,
  limit: async () => {
    if (isTooMuch) throw refuse('too-much', 'shared:errors.too-much', { count: 1, retryAfter: 1 });
  },
  resolver,
  sender: 'plenary@p.example',
};
const inbound = await openInbound({ domain, host: '127.0.0.1', port: 0, tls: null }, parts);
afterAll(() => inbound.stop());

let d: SomeDiscussion;
let ann: SomePerson;
let annHerself: Reader;
beforeAll(async () => {
  d = await aDiscussion(sql);
  ann = await aPerson(sql);
  await sql`update person set email = 'ann@office.example' where id = ${ann.id}`;
  annHerself = await ann.reader();
});

/** An address of Ann's, as a mail about the discussion carries it. */
async function anAddress(of: Partial<{ person: SomePerson; discussion: number; post: number | null; at: Date }> = {}) {
  const about = { personId: (of.person ?? ann).id, discussionId: of.discussion ?? d.id, postId: of.post ?? null };
  return replyAddress(await makeReplyAddress(sql, about, of.at ?? now), domain);
}

interface Sent {
  from?: string;
  to?: string;
  text?: string;
  html?: string;
  signedBy?: string | null;
  headers?: Record<string, string>;
  messageId?: string;
  envelopeFrom?: string;
  attachments?: { filename: string; content: Buffer; contentType?: string }[];
  raw?: string;
}

/** Hands a mail to the listener as a mail server does; gives the code of its answer. */
async function send(address: string, mail: Sent): Promise<number> {
  const signedBy = mail.signedBy === undefined ? 'office.example' : mail.signedBy;
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: inbound.port,
    ignoreTLS: true,
    ...(signedBy ? { dkim: { domainName: signedBy, keySelector: 'one', privateKey } } : {}),
  });
  try {
    await transport.sendMail({
      from: mail.from ?? 'Ann <ann@office.example>',
      to: mail.to ?? address,
      subject: 'Re: a mail',
      text: mail.text ?? (mail.html ? '' : 'My answer.'),
      ...(mail.html ? { html: mail.html } : {}),
      ...(mail.headers ? { headers: mail.headers } : {}),
      ...(mail.messageId ? { messageId: mail.messageId } : {}),
      ...(mail.attachments ? { attachments: mail.attachments } : {}),
      ...(mail.raw ? { raw: mail.raw } : {}),
      envelope: { from: mail.envelopeFrom ?? 'ann@office.example', to: address },
    });
    return 250;
  } catch (e) {
    return (e as { responseCode: number }).responseCode;
  } finally {
    transport.close();
  }
}

const posts = (discussion = d.id) =>
  sql<{ id: number; body: string; inReplyTo: number | null; authorId: number; state: string }[]>`
    select id, body, in_reply_to, author_id, state from post where discussion_id = ${discussion} order by id`;
const waiting = (person = ann) =>
  sql<{ id: number; body: string; why: string; fromAddress: string }[]>`
    select id, body, why, from_address from reply_waiting where person_id = ${person.id} order by id`;
const mails = (kind: string) =>
  sql<{ toAddress: string; about: Record<string, unknown> }[]>`
    select to_address, about from mail where kind = ${kind} order by created_at`;

async function refusalOf(deed: Promise<unknown>) {
  try {
    await deed;
  } catch (e) {
    if (isRefusal(e)) return e.kind;
    throw e;
  }
}

describe('an answer by mail', () => {
  test('is posted where its sender is proven, without what it quotes, and answers the post it was told of', async () => {
    const first = await anAddress();
    expect(await send(first, { text: 'The first.' })).toBe(250);
    const [post] = await posts();
    expect(post).toMatchObject({ body: 'The first.', authorId: ann.id, inReplyTo: null, state: 'shown' });
    const address = await anAddress({ post: post!.id });
    const quoting = 'Yes, we do.\n\nOn 3 Nov 2026 at 10:00, Plenary <plenary@p.example> wrote:\n> The first.';
    expect(await send(address, { text: quoting })).toBe(250);
    expect((await posts()).at(-1)).toMatchObject({ body: 'Yes, we do.', inReplyTo: post!.id });
    expect(await waiting()).toEqual([]);
    const [told] =
      await sql`select 1 from announcement where what = 'discussion.post-written' and (ids ->> 'post')::bigint = ${post!.id}`;
    expect(told).toBeDefined();
  });

  test('twice, or twice at once, is posted once', async () => {
    const address = await anAddress();
    const before = (await posts()).length;
    const mail = { text: 'Only once.', messageId: '<once@office.example>' };
    expect(await Promise.all([send(address, mail), send(address, mail), send(address, mail)])).toEqual([250, 250, 250]);
    expect(await send(address, mail)).toBe(250);
    expect((await posts()).length).toBe(before + 1);
  });

  test('that has only HTML is its words, and no quotation of a program of mail', async () => {
    const html =
      '<p>From <b>HTML</b>.</p><div class="gmail_quote"><p>On Monday</p><blockquote>Old words</blockquote></div>';
    expect(await send(await anAddress(), { html })).toBe(250);
    const body = (await posts()).at(-1)!.body;
    expect(body).toContain('From HTML.');
    expect(body).not.toContain('Old');
  });

  test('brings its files, cleaned; pictures of its layout are none of them', async () => {
    const picture = Buffer.from(png());
    const attachments = [
      { filename: 'a picture.png', content: picture },
      { filename: 'logo.png', content: picture, cid: 'logo@x', contentDisposition: 'inline' as const },
    ];
    expect(await send(await anAddress(), { text: 'With a file.', attachments })).toBe(250);
    const post = (await posts()).at(-1)!;
    const files = await sql<{ name: string }[]>`select name from attachment where post_id = ${post.id}`;
    expect(files.map((f) => f.name)).toEqual(['a picture.png']);
  });
});

describe('an answer that is not posted waits for its person, or is answered', () => {
  const cases: [name: string, mail: Sent][] = [
    ['signed by nobody', { signedBy: null }],
    ['signed by another domain', { signedBy: 'other.example' }],
    ['from another address of a domain that vouches for it', { from: 'bob@office.example' }],
    ['from a domain that asks for nothing', { from: 'ann@other.example', signedBy: 'other.example' }],
    ['signed, and written to somebody else', { to: 'friends@office.example' }],
    ['with two senders', { from: 'ann@office.example, bob@office.example' }],
  ];
  test.each(cases)('%s', async (name, mail) => {
    const before = await posts();
    const words = `Words ${name}.`;
    expect(await send(await anAddress(), { ...mail, text: words })).toBe(250);
    expect(await posts()).toEqual(before);
    const [row] = (await waiting()).slice(-1);
    expect(row).toMatchObject({ body: words, why: 'unproven' });
    const task =
      await sql`select 1 from task where person_id = ${ann.id} and place = ${`/replies/${row!.id}`} and done_at is null`;
    expect(task.length).toBe(1);
    // To her own address, whoever wrote; and no word of it is in the queue.
    const told = (await mails('reply-waits')).at(-1)!;
    expect(told.toAddress).toBe('ann@office.example');
    expect(JSON.stringify(told.about)).not.toContain(words);
  });

  test('what a domain vouches for at the beginning only may end in anybody’s words', async () => {
    const before = await posts();
    const address = await anAddress();
    const head = `From: ann@office.example\r\nTo: ${address}\r\nSubject: x\r\nMessage-ID: <l@office.example>\r\n`;
    const body = 'Signed.\r\nAnd more that is not.\r\n';
    // `l=` leaves open what comes after so many bytes.
    const signature = { signingDomain: 'office.example', selector: 'one', privateKey, maxBodyLength: 9 };
    const { signatures } = await dkimSign(`${head}\r\n${body}`, { signatureData: [signature] });
    expect(signatures).toContain('l=9');
    const raw = `${signatures}${head}\r\n${body}`;
    expect(await send(address, { raw, signedBy: null })).toBe(250);
    expect(await posts()).toEqual(before);
    expect((await waiting()).at(-1)!.why).toBe('unproven');
  });

  test('between two phases, and after the last: kept, told, and posted when a phase is open', async () => {
    const closed = await aDiscussion(sql, {
      phases: [
        { opens: -48, closes: -24 },
        { opens: 24, closes: 48 },
      ],
    });
    expect(await send(await anAddress({ discussion: closed.id }), { text: 'Too early.' })).toBe(250);
    expect(await posts(closed.id)).toEqual([]);
    const row = (await waiting()).at(-1)!;
    expect(row).toMatchObject({ body: 'Too early.', why: 'closed' });
    const typed = { id: row.id, body: 'Too early.', language: 'en', erased: '' };
    expect(await refusalOf(postWaiting(sql, annHerself, typed, now))).toBe('closed');
    await postWaiting(sql, annHerself, typed, new Date(now.getTime() + 1.5 * day));
    expect((await posts(closed.id)).map((p) => p.body)).toEqual(['Too early.']);
    expect((await waiting()).map((w) => w.id)).not.toContain(row.id);
    expect(await sql`select 1 from task where key = ${`reply:${row.id}`} and done_at is null`).toHaveLength(0);
  });

  test('an address of more than thirty days: told that it has lapsed', async () => {
    const address = await anAddress({ at: new Date(now.getTime() - replyDays.good * day - 1000) });
    const before = [await posts(), await waiting()];
    expect(await send(address, {})).toBe(250);
    expect([await posts(), await waiting()]).toEqual(before);
    expect((await mails('reply-late')).at(-1)!.toAddress).toBe('ann@office.example');
  });

  test('nothing but a quotation: told so', async () => {
    const before = await posts();
    expect(await send(await anAddress(), { text: '> Old words' })).toBe(250);
    expect(await posts()).toEqual(before);
    expect(await mails('reply-empty')).toHaveLength(1);
  });

  test('a file that is none of those that are taken, and words beyond the limit', async () => {
    const before = await posts();
    const attachments = [
      {
        filename: 'program.exe',
        content: Buffer.from('MZ\0\0 not a picture'),
        contentType: 'application/octet-stream',
      },
    ];
    expect(await send(await anAddress(), { text: 'With a program.', attachments })).toBe(250);
    expect((await waiting()).at(-1)).toMatchObject({ body: 'With a program.', why: 'files' });
    expect(await send(await anAddress(), { text: 'a '.repeat(limits.body) })).toBe(250);
    expect((await waiting()).at(-1)!.why).toBe('not-taken');
    expect(await posts()).toEqual(before);
  });

  test('who may no longer read the discussion reaches nothing by an address of before', async () => {
    const closed = await aDiscussion(sql, { readers: 'invited' });
    const address = await anAddress({ discussion: closed.id });
    const before = [await waiting(), (await mails('reply-waits')).length];
    expect(await send(address, { text: 'Let me in.' })).toBe(250);
    expect(await posts(closed.id)).toEqual([]);
    expect([await waiting(), (await mails('reply-waits')).length]).toEqual(before);
  });
});

describe('what is no answer of a person', () => {
  test.each<[name: string, mail: Sent]>([
    ['an absence', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['a list', { headers: { 'List-Id': '<list.example>' } }],
    ['bulk', { headers: { Precedence: 'bulk' } }],
    ['a loop', { headers: { 'X-Loop': 'ann@office.example' } }],
    ['a notice that mail could not be delivered', { envelopeFrom: '' }],
  ])('%s is taken, and neither posted nor answered', async (_, mail) => {
    const count = async () => (await sql<{ n: number }[]>`select count(*)::int as n from mail`)[0]!.n;
    const before = [await posts(), await waiting(), await count()];
    expect(await send(await anAddress(), { ...mail, text: 'I am away.' })).toBe(250);
    expect([await posts(), await waiting(), await count()]).toEqual(before);
  });

  test('addresses that are not ours are turned away before a word is sent, and nothing is passed on', async () => {
    expect(await send('somebody@elsewhere.example', {})).toBe(550);
    expect(await send(`somebody@${domain}`, {})).toBe(550);
    expect(await send(replyAddress('ab'.repeat(20), domain), {})).toBe(550);
    expect(await send(`reply+' or '1'='1@${domain}`, {})).toBeGreaterThanOrEqual(500);
  });

  test('two addresses in one envelope: each is to come by itself', async () => {
    const [one, two] = [await anAddress(), await anAddress()];
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port: inbound.port, ignoreTLS: true });
    const sent = await transport.sendMail({ from: 'ann@office.example', to: [one, two], text: 'Twice?' });
    expect(sent.accepted).toEqual([one]);
    expect(sent.rejected).toEqual([two]);
    transport.close();
  });

  test('hostile headers: no line of them reaches a post, a mail or a log', async () => {
    const address = await anAddress();
    const raw = [
      'From: =?utf-8?Q?Ann=0D=0ABcc=3A_victim=40x.example?= <ann@office.example>',
      'From: second@office.example',
      `To: ${address}`,
      `Subject: ${'x'.repeat(50_000)}`,
      'Message-ID: <\u0000\u0001">',
      'Content-Type: multipart/mixed; boundary="a"',
      '',
      `${'--a\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n'.repeat(500)}--a\r\n\r\nDeep.\r\n--a--`,
    ].join('\r\n');
    const code = await send(address, { raw, signedBy: null });
    expect([250, 554]).toContain(code);
    expect(await send(address, { raw: '\r\n\r\n', signedBy: null })).toBe(250);
    expect(logged.join('\n')).not.toMatch(/victim|xxxx|Deep/);
  });

  test('lines that are no mail do not end the server, and who says nothing is let go', async () => {
    const socket = net.connect(inbound.port, '127.0.0.1');
    socket.write(`${'A'.repeat(100_000)}\r\n\0\0\0\r\nDATA\r\nRCPT TO:<x>\r\n`);
    await new Promise((done) => socket.once('data', done));
    socket.destroy();
    expect(await send(await anAddress(), { text: 'Still here.' })).toBe(250);
  });

  test('too many: the sender’s server is asked to come again, and the mail is taken then', async () => {
    const address = await anAddress();
    isTooMuch = true;
    const before = (await posts()).length;
    expect(await send(address, { text: 'Later.', messageId: '<later@office.example>' })).toBe(451);
    isTooMuch = false;
    expect(await send(address, { text: 'Later.', messageId: '<later@office.example>' })).toBe(250);
    expect((await posts()).length).toBe(before + 1);
  });
});

describe('a mail that another program hands over', () => {
  const pipe = (recipient: string, mail: string, port = inbound.port) =>
    new Promise<number | null>((resolve) => {
      const env: NodeJS.ProcessEnv = {
        ...process.env,
        NODE_ENV: 'test',
        REPLY_DOMAIN: domain,
        MAIL_IN_PORT: String(port),
      };
      const script = path.join(root, 'server', 'cli', 'receive-mail.ts');
      const child = spawn(process.execPath, ['--import', 'tsx', script, recipient, 'ann@office.example'], {
        cwd: root,
        env,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      child.on('exit', (code) => resolve(code));
      child.stdin.end(mail);
    });

  test('is taken, refused or to be brought again, in the words of mail servers', async () => {
    const address = await anAddress();
    const signing = { dkim: { domainName: 'office.example', keySelector: 'one', privateKey } };
    const composed = await nodemailer
      .createTransport({ streamTransport: true, buffer: true, newline: 'windows', ...signing })
      .sendMail({ from: 'ann@office.example', to: address, subject: 'Re', text: 'By a pipe.' });
    const mail = String(composed.message);
    expect(await pipe(address, mail)).toBe(0);
    expect((await posts()).at(-1)!.body).toBe('By a pipe.');
    expect(await pipe(replyAddress('cd'.repeat(20), domain), mail)).toBe(67);
    expect(await pipe(address, mail, 9)).toBe(75);
  });
});

describe('what waits', () => {
  test('is its person’s alone', async () => {
    await send(await anAddress(), { signedBy: null, text: 'Mine to see.' });
    const { id } = (await waiting()).at(-1)!;
    const bob = await aPerson(sql);
    expect(await refusalOf(readWaiting(sql, await bob.reader(), id, 'en'))).toBe('not-found');
    expect(
      await refusalOf(postWaiting(sql, await bob.reader(), { id, body: 'x', language: 'en', erased: '' }, now)),
    ).toBe('not-found');
    await dropWaiting(sql, await bob.reader(), id);
    expect(await readWaiting(sql, annHerself, id, 'en')).toMatchObject({
      body: 'Mine to see.',
      from: 'ann@office.example',
    });
    await dropWaiting(sql, annHerself, id);
    expect(await refusalOf(readWaiting(sql, annHerself, id, 'en'))).toBe('not-found');
  });

  test('loses words that are erased, and a page of before cannot bring them back', async () => {
    await send(await anAddress(), { signedBy: null, text: 'About a secret name.' });
    const { id } = (await waiting()).at(-1)!;
    await sql.begin((tx) =>
      eraseFromWaiting(tx, [d.id], async (body) => (body.includes('secret') ? body.replace('secret', '…') : null)),
    );
    const now2 = await readWaiting(sql, annHerself, id, 'en');
    expect(now2.body).toBe('About a … name.');
    const old = { id, body: 'About a secret name.', language: 'en', erased: '' };
    expect(await refusalOf(postWaiting(sql, annHerself, old, now))).toBe('conflict');
    await postWaiting(sql, annHerself, { id, body: now2.body, language: 'en', erased: now2.erased }, now);
  });

  test('loses a passage that a facilitator redacts', async () => {
    await send(await anAddress(), { text: 'Somebody lives in Nowhere Street, as is known.' });
    const post = (await posts()).at(-1)!;
    await send(await anAddress(), { signedBy: null, text: 'What was said of Nowhere Street stays with me.' });
    const { id } = (await waiting()).at(-1)!;
    const asked = { post: post.id, passage: 'Nowhere Street', reason: 'A place', files: [], everywhere: true };
    await redactPassage(sql, await d.facilitator.reader(), { ...asked, copiesSeen: true }, now);
    expect((await readWaiting(sql, annHerself, id, 'en')).body).not.toContain('Nowhere');
  });

  test('is gone after its time, with the task and the address', async () => {
    await send(await anAddress(), { signedBy: null, text: 'Nobody looks.' });
    const [{ n }] = await sql<[{ n: number }]>`select count(*)::int as n from reply_waiting`;
    expect(n).toBeGreaterThan(0);
    now = new Date(now.getTime() + (replyDays.known + 1) * day);
    await sql.begin((tx) => sweepReplies(tx, now));
    for (const table of ['reply_waiting', 'reply_address', 'reply_received'])
      expect(await sql`select 1 from ${sql(table)}`).toHaveLength(0);
    expect(await sql`select 1 from task where key like 'reply:%' and done_at is null`).toHaveLength(0);
  });
});

test('no word of a mail, and no address, was logged', () => {
  expect(logged.join('\n')).not.toMatch(/@|answer\.|words/i);
  expect(asked.length).toBeGreaterThan(0);
});
