import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type net from 'node:net';
import { io } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { writePost } from '../../app/discussions/posting.server';
import { aDiscussion, aPostForm } from '../support/discussions';
import { Listener, listening } from '../support/live';
import { aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile({ extras: { presentEveryMs: 50 } });
const { sql, url } = server;
const d = await aDiscussion(sql);
const person = await aPerson(sql);
const bystander = await listening(url, person, d.id);

/** Whatever was tried, the server is up and others hear what they should. */
afterEach(async () => {
  const post = await writePost(sql, await person.reader(), aPostForm(d.id, 'Still here.'), new Date());
  server.wake();
  await bystander.hears('post', (e) => e.post.id === post.id);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

const bad: [string, unknown[]][] = [
  ['nothing', []],
  ['null', [null]],
  ['a number', [7]],
  ['a text', ['12']],
  ['a list', [[d.id]]],
  ['an empty object', [{}]],
  ['an id as text', [{ discussion: String(d.id) }]],
  ['no number', [{ discussion: Number.NaN }]],
  ['a fraction', [{ discussion: 1.5 }]],
  ['zero', [{ discussion: 0 }]],
  ['a negative id', [{ discussion: -1 }]],
  ['an id too large for the database', [{ discussion: 1e300 }]],
  ['something beside the id', [{ discussion: d.id, room: 'discussion:1:facilitators' }]],
  ['a prototype', [JSON.parse(`{"discussion": ${d.id}, "__proto__": {"secretariat": true}}`)]],
  ['a constructor', [JSON.parse(`{"discussion": ${d.id}, "constructor": {"prototype": {"ok": true}}}`)]],
  ['an id within an object', [{ discussion: { id: d.id } }]],
  ['bytes', [Buffer.from('discussion')]],
];

test.each(bad)('%s is no message', async (_, message) => {
  const listener = new Listener(url, null);
  await listener.connected();
  // The acknowledgement is the last argument, so what comes before it is what the server takes for the message.
  const answer = await listener.ask('join', ...(message.length ? message : [undefined]));
  expect(answer).toEqual({ ok: false, kind: 'invalid' });
  expect(({} as Record<string, unknown>).secretariat).toBeUndefined();
  listener.close();
});

test('a discussion that does not exist is as one that may not be read', async () => {
  expect(await new Listener(url, null).join(999_999_999)).toEqual({ ok: false, kind: 'not-found' });
});

test('a message without anyone to answer to does no harm', async () => {
  const listener = new Listener(url, null);
  await listener.connected();
  listener.socket.emit('join', { discussion: 'x' });
  listener.socket.emit('join');
  listener.socket.emit('leave', { discussion: d.id }, 'not a function');
  expect(await listener.join(d.id)).toMatchObject({ ok: true });
});

test('what nobody knows is ignored and counted', async () => {
  const listener = new Listener(url, null);
  await listener.connected();
  const before = server.live.figures().ignored;
  for (const name of ['post', 'present', '__proto__', 'constructor', 'toString'])
    listener.socket.emit(name, { discussion: d.id });
  expect(await listener.join(d.id)).toMatchObject({ ok: true });
  expect(server.live.figures().ignored - before).toBe(5);
});

test('what only the server says cannot be said to others through it', async () => {
  const victim = await listening(url, null, d.id);
  const liar = await listening(url, null, d.id);
  liar.socket.emit('post', { seq: 1, discussion: d.id, post: { id: 1, html: 'Canary' } });
  await liar.ask('leave', { discussion: d.id });
  const post = await writePost(sql, await person.reader(), aPostForm(d.id, 'A marker.'), new Date());
  server.wake();
  await victim.hears('post', (e) => e.post.id === post.id);
  expect(victim.text).not.toContain('Canary');
});

test('a flood ends the socket that sends it', async () => {
  const flooder = new Listener(url, null);
  await flooder.connected();
  for (let i = 0; i < 60; i++) flooder.socket.emit('join', { discussion: d.id });
  await flooder.hears('disconnect');
  const unknown = new Listener(url, null);
  await unknown.connected();
  for (let i = 0; i < 60; i++) unknown.socket.emit(`x${i}`);
  await unknown.hears('disconnect');
});

test('one socket reads a dozen discussions at most', async () => {
  const listener = new Listener(url, null);
  const kinds: string[] = [];
  for (let i = 0; i < 14; i++) {
    const answer = await listener.join((await aDiscussion(sql)).id);
    kinds.push(answer.ok ? 'ok' : answer.kind);
  }
  expect(kinds).toEqual([...Array(12).fill('ok'), 'too-much', 'too-much']);
});

test('a message that is too large closes the socket that sent it', async () => {
  const listener = new Listener(url, null);
  await listener.connected();
  listener.socket.emit('join', { discussion: d.id, more: 'x'.repeat(20_000) });
  await listener.hears('disconnect');
});

test('frames that are no protocol close their own connection alone', async () => {
  const nonsense = ['nonsense', '4', '42', '42[', '40{', '451-["join",{"_placeholder":true,"num":0}]', '\0', '9'];
  for (const said of nonsense) {
    const raw = await rawSocket();
    say(raw, '40');
    // What is refused quietly is a flood in the end.
    for (let i = 0; i < 30; i++) say(raw, said);
    await closedBy(raw);
  }
});

test('an invalid frame at the level of websockets closes its own connection alone', async () => {
  const raw = await rawSocket();
  // Reserved bits, an opcode that does not exist, and a length that nobody could send.
  raw.write(Buffer.alloc(10, 0xff));
  await closedBy(raw);
});

/** A websocket without a browser or a library around it. */
async function rawSocket(): Promise<net.Socket> {
  const { status, socket } = await upgraded({ Origin: url });
  expect(status).toBe(101);
  socket.on('error', () => {});
  return socket;
}

/** One text frame, masked as a client's must be. */
function say(socket: net.Socket, text: string): void {
  const words = Buffer.from(text);
  const mask = randomBytes(4);
  const length = words.length < 126 ? [0x80 | words.length] : [0x80 | 126, words.length >> 8, words.length & 0xff];
  socket.write(Buffer.concat([Buffer.from([0x81, ...length]), mask, words.map((byte, i) => byte ^ mask[i % 4]!)]));
}

/** Says goodbye back, as a browser would: bytes over 0x7f are no text of ours. */
async function closedBy(socket: net.Socket): Promise<void> {
  socket.on('data', (bytes: Buffer) => bytes.includes(0x88) && socket.end());
  if (!socket.destroyed) await new Promise((closed) => socket.once('close', closed));
}

function upgraded(
  headers: Record<string, string>,
  path = '/live/?EIO=4&transport=websocket',
): Promise<{ status: number; socket: net.Socket; headers: http.IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const request = http.get(url + path, {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      },
    });
    request.on('upgrade', (response, socket) =>
      resolve({ status: 101, socket: socket as net.Socket, headers: response.headers }),
    );
    request.on('response', (response) =>
      resolve({ status: response.statusCode!, socket: response.socket, headers: response.headers }),
    );
    request.on('error', reject);
  });
}

const origins: [string, Record<string, string>, boolean][] = [
  ['its own origin', { Origin: url }, true],
  ['another site', { Origin: 'https://elsewhere.example' }, false],
  ['a site whose name begins the same', { Origin: `${url}.elsewhere.example` }, false],
  ['a sandboxed frame', { Origin: 'null' }, false],
  ['no origin', {}, false],
];

test.each(origins)('a websocket from %s', async (_, headers, yes) => {
  const { status, socket } = await upgraded(headers);
  expect(status === 101).toBe(yes);
  socket.destroy();
});

test.each([
  ['its own origin', { Origin: url }, 200],
  ['another site', { Origin: 'https://elsewhere.example' }, 403],
  ['another site, as browsers say it', { 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['its own page, as browsers say it', { 'Sec-Fetch-Site': 'same-origin' }, 200],
])('polling from %s', async (_, headers, status) => {
  const response = await fetch(`${url}/live/?EIO=4&transport=polling`, {
    headers: headers as unknown as Record<string, string>,
  });
  expect(response.status).toBe(status);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  if (status === 200) {
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
  }
});

test('an upgrade to a path that nobody claims is refused, and its connection closed', async () => {
  for (const path of ['/', '/discussions', '/livelier', '/socket.io/?EIO=4&transport=websocket']) {
    const { status, socket } = await upgraded({ Origin: url }, path);
    expect(status).toBe(404);
    await closedBy(socket);
  }
});

test('polling alone carries everything too', async () => {
  const listener = await listening(url, person, d.id, { transports: ['polling'] });
  const post = await writePost(sql, await person.reader(), aPostForm(d.id, 'By polling.'), new Date());
  server.wake();
  await listener.hears('post', (e) => e.post.id === post.id);
});

test.each(['plenary=garbled', 'plenary=', `plenary=${'a'.repeat(40)}`, 'plenary=%00%ff', '__Host-plenary=x', ';;;='])(
  'a cookie like %s is a visitor',
  async (cookie) => {
    const closed = await aDiscussion(sql, { readers: 'registered' });
    const listener = new Listener(url, { cookie });
    expect(await listener.join(closed.id)).toMatchObject({ ok: false, kind: 'not-found' });
    expect(await listener.join(d.id)).toMatchObject({ ok: true });
  },
);

test('a session that the handshake prolongs gets its new cookie', async () => {
  const regular = await aPerson(sql);
  await sql`update session set expires_at = now() + interval '2 days' where user_id = ${regular.id}`;
  const { headers, socket } = await upgraded({ Origin: url, Cookie: regular.cookie });
  expect(String(headers['set-cookie'])).toContain(regular.cookie);
  socket.destroy();
});

test('another namespace is no way in', async () => {
  const other = io(`${url}/admin`, {
    path: '/live',
    transports: ['websocket'],
    reconnection: false,
    extraHeaders: { Origin: url },
  });
  const error = await new Promise<Error>((resolve) => other.once('connect_error', resolve));
  expect(error.message).toBe('Invalid namespace');
  other.close();
});

test('one that stops reading is put off, and does not keep the server from anything', async () => {
  const stuck = await rawSocket();
  const open = server.live.figures().sockets;
  say(stuck, '40');
  await expect.poll(() => server.live.figures().sockets).toBe(open + 1);
  say(stuck, `42${JSON.stringify(['join', { discussion: d.id }])}`);
  await bystander.hears('present', (e) => e.count > 1, bystander.heard.length);
  stuck.pause();
  const post = await writePost(
    sql,
    await person.reader(),
    aPostForm(d.id, 'A long paragraph of words. '.repeat(700)),
    new Date(),
  );
  await expect
    .poll(
      async () => {
        await sql`
          insert into announcement (what, ids)
          select 'discussion.post-edited', ${sql.json({ discussion: d.id, post: post.id })} from generate_series(1, 100)`;
        await server.settled();
        return server.live.figures().sockets;
      },
      { timeout: 15_000, interval: 50 },
    )
    .toBe(open);
  stuck.destroy();
});
