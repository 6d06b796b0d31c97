import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database';
import { aDiscussion } from '../support/discussions';
import { startSink } from '../support/mail-sink';
import { aPerson } from '../support/people';

/*
 * A process that sends digests is killed again and again, at moments that hang on how far it has come, and begins anew.
 * Everyone gets one digest: none is left out, and whatever a mail server was given twice carries the same Message-ID.
 */
const people = process.env.PLENARY_LONG ? 5000 : 300;
const kills = process.env.PLENARY_LONG ? 12 : 3;
const root = path.resolve(import.meta.dirname, '../..');

const { sql, url } = await freshDatabase();
const sink = await startSink();
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-once-'));
let child: ChildProcess | undefined;

afterAll(async () => {
  child?.kill('SIGKILL');
  await sink.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

/** The lane of mail to many; resolves with how it ended, once it has. */
function send(): { process: ChildProcess; ended: Promise<NodeJS.Signals | number | null>; said: () => string } {
  const started = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'test/support/mail-process.ts')], {
    cwd: root,
    env: { NODE_ENV: 'test', PATH: process.env.PATH, DATABASE: url, SMTP: sink.url, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = started;
  let said = '';
  started.stdout.on('data', (chunk: Buffer) => (said += chunk));
  started.stderr.on('data', (chunk: Buffer) => (said += chunk));
  const ended = new Promise<NodeJS.Signals | number | null>((done) =>
    started.once('exit', (code, signal) => done(signal ?? code)),
  );
  return { process: started, ended, said: () => said };
}

/** The queue as five thousand people who follow one discussion by digest leave it, at the hour of all of them. */
async function plant(): Promise<void> {
  const discussion = await aDiscussion(sql);
  const author = await aPerson(sql);
  const [post] = await sql<{ id: number }[]>`
    insert into post (discussion_id, phase_id, author_id, language, body, html, plain, state, shown_at)
    values (${discussion.id}, ${discussion.phaseIds[0]!}, ${author.id}, 'en', 'x', 'x', 'A post for many.', 'shown', now()) returning id`;
  await sql`
    insert into person (handle, email, name, state, email_confirmed_at)
    select 'many.n' || n, 'many' || n || '@plenary.example', 'Many Demonstration', 'active', now() from generate_series(1, ${people}) n`;
  await sql`
    insert into follow (person_id, activity, activity_id, level, chosen, since)
    select id, 'discussion', ${discussion.id}, 'digest', true, now() - interval '1 day' from person where handle like 'many.n%'`;
  await sql`insert into happened (activity, activity_id, kind, subject_id) values ('discussion', ${discussion.id}, 'post', ${post!.id})`;
  await sql`
    insert into due (at, deed, about, key)
    select now(), 'write-digest', jsonb_build_object('person', id), 'digest:' || id from person where handle like 'many.n%'`;
}

/** Resolves when the server has this many mails, or the process has ended by itself. */
async function until(count: number, ended: Promise<unknown>): Promise<void> {
  let over = false;
  void ended.then(() => (over = true));
  while (!over && sink.accepted.length < count) await new Promise((again) => setImmediate(again));
}

test(`of ${people} digests, sent by a process that is killed ${kills} times, each person gets one`, {
  timeout: 1_200_000,
}, async () => {
  await plant();
  for (let kill = 1; kill <= kills; kill++) {
    const { process: sending, ended } = send();
    // Never at the same place of a mail's way: how far it comes hangs on the moment, and nothing on how far.
    await until(sink.accepted.length + Math.floor((people / (kills + 1)) * (0.4 + Math.random() * 0.6)), ended);
    await new Promise((now) => setTimeout(now, Math.random() * 50));
    sending.kill('SIGKILL');
    await ended;
  }
  const last = send();
  expect(await last.ended, last.said()).toBe(0);
  expect(last.said()).toContain('done');

  const byPerson = new Map<string, Set<string>>();
  for (const { to, messageId } of sink.accepted) {
    expect(to).toHaveLength(1);
    expect(messageId).toMatch(/^<[0-9a-f-]{36}@plenary\.example>$/);
    byPerson.set(to[0]!, (byPerson.get(to[0]!) ?? new Set()).add(messageId));
  }
  expect(byPerson.size).toBe(people);
  expect([...byPerson.values()].filter((ids) => ids.size !== 1)).toEqual([]);
  // What was under way at a kill, one mail for each connection, is all that can have come twice.
  const doubles = sink.accepted.length - people;
  console.log(`${people} digests, ${kills} kills: ${doubles} were handed over twice, under the same Message-ID`);
  expect(doubles).toBeLessThanOrEqual(kills * 4);
  const [left] = await sql`select from due where deed in ('write-digest', 'send-bulk-mail') limit 1`;
  expect(left).toBeUndefined();
  const [row] = await sql<
    { n: number }[]
  >`select count(*)::int as n from mail where kind = 'digest' and sent_at is not null`;
  expect(row!.n).toBe(people);
});
