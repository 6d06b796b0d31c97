import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writePost } from '../../app/discussions/posting.server';
import { announce } from '../../db/announce';
import { isSettingsRefusal, readConfig } from '../../server/config';
import { type Extras, type Running, start } from '../../server/main';
import { aDiscussion, aPostForm } from '../support/discussions';
import { Listener, listening } from '../support/live';
import { aPerson } from '../support/people';
import { root, startServer } from '../support/server';

const first = await startServer({ extras: { presentEveryMs: 50, pollMs: 40 } });
const { sql } = first;

/** Another process's worth of server on the same database; its own address, its own sockets, its own memory. */
async function another(extras: Partial<Extras> = {}): Promise<Running> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-data-'));
  const config = readConfig({
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: first.databaseUrl,
  });
  if (isSettingsRefusal(config)) throw new Error(config.sentence);
  const log = { info() {}, warn() {}, error() {} };
  return start(config, { root, log, limitFactor: 1000, presentEveryMs: 50, pollMs: 40, ...extras });
}

const second = await another();
afterAll(async () => {
  await second.stop();
  await first.stop();
});
const author = await aPerson(sql);

async function write(discussion: number, body: string) {
  return writePost(sql, await author.reader(), aPostForm(discussion, body), new Date());
}

test('what is written through one server arrives at the sockets of the other, once', async () => {
  const d = await aDiscussion(sql);
  const listeners = [await listening(first.url, null, d.id), await listening(second.url, author, d.id)];
  const visitor = author.at(first.url);
  const answer = await visitor.post(
    d.path,
    { deed: 'post', body: 'Through the first server.', language: 'en', inReplyTo: '', once: crypto.randomUUID() },
    { follow: false },
  );
  expect(answer.status).toBe(303);
  const marker = await write(d.id, 'A marker.');
  first.wake();
  for (const listener of listeners) {
    await listener.hears('post', (e) => e.post.id === marker.id);
    expect(listener.times('post', (e) => e.post.html.includes('Through the first'))).toBe(1);
  }
});

test('with the poll as the only means it arrives too, once and in order', async () => {
  const d = await aDiscussion(sql);
  const listeners = [await listening(first.url, author, d.id), await listening(second.url, null, d.id)];
  // Nobody says wake: there is no notice at all.
  const posts: number[] = [];
  for (let i = 0; i < 10; i++) posts.push((await write(d.id, `Quietly ${i}.`)).id);
  for (const listener of listeners) {
    await listener.hears('post', (e) => e.post.id === posts.at(-1));
    expect(listener.heard.filter((h) => h.event === 'post').map((h) => (h.data.post as { id: number }).id)).toEqual(
      posts,
    );
  }
});

test('access that is withdrawn through one server ends at the other', async () => {
  const d = await aDiscussion(sql, { readers: 'registered' });
  const person = await aPerson(sql);
  const [there, control] = [
    await listening(second.url, person, d.id),
    await listening(second.url, d.facilitator, d.id),
  ];
  await sql.begin(async (tx) => {
    await tx`update person set state = 'waiting' where id = ${person.id}`;
    await announce(tx, 'person.access-changed', { person: person.id });
  });
  first.wake();
  await there.hears('out');
  const post = await write(d.id, 'Canary.');
  first.wake();
  await control.hears('post', (e) => e.post.id === post.id);
  expect(there.text).not.toContain('Canary');
});

test('who is present is counted over all servers: people once, visitors by their pages', async () => {
  const d = await aDiscussion(sql);
  const watching = await listening(first.url, author, d.id);
  const again = await listening(first.url, author, d.id);
  expect(await again.join(d.id)).toMatchObject({ ok: true, present: 1 });
  const visitor = await listening(first.url, null, d.id);
  await watching.hears('present', (e) => e.discussion === d.id && e.count === 2);
  const elsewhere = await listening(second.url, await aPerson(sql), d.id);
  await watching.hears('present', (e) => e.discussion === d.id && e.count === 3);
  await elsewhere.hears('present', (e) => e.discussion === d.id && e.count === 3);
  const from = watching.heard.length;
  visitor.close();
  again.close();
  await watching.hears('present', (e) => e.discussion === d.id && e.count === 2, from);
  elsewhere.close();
  await watching.hears('present', (e) => e.discussion === d.id && e.count === 1, from);
});

test('a hundred arrivals are a few figures, and a figure that did not change is not said', async () => {
  const d = await aDiscussion(sql);
  const watching = await listening(first.url, author, d.id);
  const crowd = await Promise.all(Array.from({ length: 100 }, () => listening(first.url, null, d.id)));
  await watching.hears('present', (e) => e.count === 101);
  expect(watching.times('present')).toBeLessThan(40);
  const counts = watching.heard.filter((h) => h.event === 'present').map((h) => h.data.count);
  expect(counts.every((c, i) => i === 0 || c !== counts[i - 1])).toBe(true);
  for (const listener of crowd) listener.close();
});

test('a page that was read before something happened is told so at its joining', async () => {
  const d = await aDiscussion(sql);
  const before = new Date().toISOString();
  await write(d.id, 'Between the reading and the joining.');
  await first.settled();
  const listener = new Listener(first.url, null);
  const answer = await listener.join(d.id);
  const after = new Date().toISOString();
  if (!answer.ok) throw new Error(answer.kind);
  expect(answer.changed >= before).toBe(true);
  expect(answer.changed < after).toBe(true);
  const again = await listener.join(d.id);
  expect(again).toMatchObject({ changed: answer.changed });
});

/** Holds back the next request of a socket that polls, once the one under way is answered; returns how to let it go. */
async function betweenPolls({ socket }: Listener): Promise<() => void> {
  const transport = socket.io.engine.transport as unknown as { doPoll(): void };
  const poll = transport.doPoll;
  return new Promise((held) => {
    transport.doPoll = () =>
      held(() => {
        transport.doPoll = poll;
        transport.doPoll();
      });
    // Its answer ends the request that is waiting.
    socket.emit('leave', {}, () => {});
  });
}

test('a server that stops says so; its sockets find the other one, and those who come are refused', async () => {
  const third = await another();
  const d = await aDiscussion(sql, { readers: 'registered' });
  const listeners = await Promise.all([
    listening(third.url, author, d.id),
    listening(third.url, d.facilitator, d.id, { transports: ['polling'] }),
    listening(third.url, await aPerson(sql), d.id),
  ]);
  const watching = await listening(first.url, author, d.id);
  await watching.hears('present', (e) => e.count === 4);
  // One that polls is between two requests: a server that took none any more could not tell it.
  const release = await betweenPolls(listeners[1]!);
  const stopped = third.stop();
  await listeners[0]!.hears('closing');
  release();
  await stopped;
  for (const listener of listeners) {
    const { why } = await listener.hears('disconnect');
    expect(listener.times('closing')).toBe(1);
    // Any other reason, and a browser would not come back by itself.
    expect(['transport close', 'transport error']).toContain(why);
  }
  await watching.hears('present', (e) => e.count === 1);
  await expect(new Listener(third.url, author).connected()).rejects.toThrow();
});

test('a browser that lost its server comes back by itself, joins again and is told what it may have missed', async () => {
  const { io } = await import('socket.io-client');
  const { open } = await import('../../app/discussions/live-client');
  const d = await aDiscussion(sql);
  const third = await another();
  const port = new URL(third.url).port;
  const joined: { again: boolean; changed: string }[] = [];
  const heard: number[] = [];
  const socket = open(
    io(third.url, {
      path: '/live',
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 20,
      reconnectionDelayMax: 100,
      extraHeaders: { Origin: third.url },
    }),
    d.id,
    { joined: ({ changed }, again) => joined.push({ again, changed }), post: (e) => heard.push(e.post.id) },
  );
  await expect.poll(() => joined.length).toBe(1);
  await third.stop();
  const missed = await write(d.id, 'While it was away.');
  const config = readConfig({
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: port,
    DATA_DIR: fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-data-')),
    DATABASE_URL: first.databaseUrl,
  });
  if (isSettingsRefusal(config)) throw new Error(config.sentence);
  const fourth = await start(config, { root, log: { info() {}, warn() {}, error() {} }, presentEveryMs: 50 });
  await expect.poll(() => joined.length, { timeout: 10_000 }).toBe(2);
  expect(joined.map((j) => j.again)).toEqual([false, true]);
  const after = await write(d.id, 'After it came back.');
  fourth.wake();
  await expect.poll(() => heard).toContain(after.id);
  expect(heard).not.toContain(missed.id);
  socket.close();
  await fourth.stop();
});

test('after something may have been missed, everyone is looked at again and told to read again', async () => {
  const d = await aDiscussion(sql, { readers: 'registered' });
  const [person, ended] = [await aPerson(sql), await aPerson(sql)];
  const third = await another({ pollMs: 3_600_000 });
  const [stays, goes, closed] = [
    await listening(third.url, author, d.id),
    await listening(third.url, person, d.id),
    await listening(third.url, ended, d.id),
  ];
  // Their announcements are among those that the third server never hears one by one.
  await sql`update person set state = 'waiting' where id = ${person.id}`;
  await sql`delete from session where user_id = ${ended.id}`;
  await sql`insert into announcement (what, ids) select 'test.flood', '{}' from generate_series(1, 6000)`;
  third.wake();
  await Promise.all([stays.hears('reread'), goes.hears('out'), closed.hears('disconnect')]);
  expect(stays.times('out')).toBe(0);
  await third.stop();
});
