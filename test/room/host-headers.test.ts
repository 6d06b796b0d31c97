import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ask, askBytes, type RawAnswer } from '../support/ask';
import { RoomVisitor, roomForFile, startTestRoom } from '../support/room';

const golden = fs
  .readFileSync(path.join(import.meta.dirname, 'headers.golden'), 'utf8')
  .trim()
  .split('\n');
const room = await roomForFile();
const piece = 16 * 1024;

/** What belongs to one answer and not to all. */
const own =
  /^(content-length|content-type|location|set-cookie|allow|retry-after|connection|keep-alive|transfer-encoding)$/;

const common = ({ headers }: Pick<RawAnswer, 'headers'>) =>
  headers
    .filter(([name]) => !own.test(name))
    .map(
      ([name, value]) =>
        `${name}: ${value.replace(/(style-src [^;]*sha256-)[^']+/, '$1SHEET').replace(/(script-src 'sha256-)[^']+/, '$1EXIT')}`,
    )
    .sort();

/** A browser that has been to a page, so that it holds a cookie and a token. */
async function seated(path: string, at = room) {
  const visitor = new RoomVisitor(at.url);
  await visitor.get(path);
  const token = /name="token" value="([^"]+)"/.exec(visitor.page.text)?.[1];
  const headers = {
    Cookie: `__Host-s=${visitor.cookie}`,
    Origin: at.url,
    'Content-Type': 'application/x-www-form-urlencoded',
  };
  return { visitor, token: token ?? '', headers };
}

for (const side of ['/', '/desk']) {
  test(`every status of ${side} carries the golden headers, and pages are whole pieces`, async () => {
    const { token, headers } = await seated(side);
    const post = (body: string, more: Record<string, string> = {}) =>
      ask(room.url, side, { method: 'POST', body, headers: { ...headers, ...more } });
    const answers: [number, RawAnswer][] = [
      [200, await ask(room.url, side)],
      [200, await ask(room.url, side, { method: 'HEAD' })],
      [303, await ask(room.url, '/leave')],
      [303, await post(`token=${token}&set-language=fr`)],
      [403, await post('token=wrong')],
      [403, await post(`token=${token}`, { Origin: 'http://elsewhere.example' })],
      [404, await ask(room.url, `${side === '/' ? '' : side}/nothing-here`)],
      [404, await ask(room.url, `${side}?_data=root`)],
      [405, await ask(room.url, side, { method: 'PUT', body: 'a' })],
      [405, await ask(room.url, side, { method: 'DELETE' })],
      [405, await ask(room.url, side, { method: 'TRACE' })],
      [413, await post('a'.repeat(300_000))],
      [422, await post('{"a":1}', { 'Content-Type': 'application/json' })],
      [422, await post(`token=${token}&token=${token}`)],
      [422, await post(`token=${token}`, { 'Content-Encoding': 'gzip' })],
      [431, await ask(room.url, side, { headers: { Cookie: 'a='.padEnd(9000, 'x') } })],
      [431, await ask(room.url, side, { headers: Object.fromEntries([...Array(80)].map((_, i) => [`X-${i}`, 'y'])) })],
    ];
    for (const [status, answer] of answers) {
      expect(answer.status).toBe(status);
      expect(common(answer), `headers of ${status}`).toEqual(golden);
      const isPage = status !== 303;
      expect(Number(answer.header('content-length')) % piece, `length of ${status}`).toBe(0);
      expect(answer.header('content-type')).toBe(isPage ? 'text/html; charset=utf-8' : undefined);
    }
    // A page of a status is the same for whoever asks.
    for (const status of [403, 404, 405, 422, 431]) {
      const bodies = answers
        .filter(([s, a]) => s === status && a.body.length > 0)
        .map(([, a]) => a.body.toString('hex'));
      expect(new Set(bodies).size).toBe(1);
    }
  });
}

test('what is no HTTP is answered with the golden headers too', async () => {
  const said = await askBytes(room.url, 'GET / NONSENSE\r\n\r\n');
  const [head = ''] = said.split('\r\n\r\n');
  const [line, ...lines] = head.split('\r\n');
  expect(line).toBe('HTTP/1.1 400 Bad Request');
  const headers = lines.map((l): [string, string] => {
    const [name = '', ...value] = l.split(': ');
    return [name.toLowerCase(), value.join(': ')];
  });
  expect(common({ headers })).toEqual(golden);
});

test('an error and a queue that is full have the golden headers, and say to come back', async () => {
  const failing = await startTestRoom();
  try {
    const { token, headers } = await seated('/', failing);
    const enter = () =>
      ask(failing.url, '/', {
        method: 'POST',
        headers,
        body: `token=${token}&deed=enter&step=&code=000000000000000000000001`,
      });
    const wrong = await enter();
    expect(wrong.status).toBe(303);
    expect(common(wrong)).toEqual(golden);

    const pending: (() => void)[] = [];
    const busy = [...Array(53)].map(() => failing.running.host.busy(() => new Promise<void>((go) => pending.push(go))));
    const full = await enter();
    // No page in answer to a form: on the way back, the browser would offer to send the code again.
    expect(full.status).toBe(303);
    expect(full.body).toHaveLength(0);
    const [cookie] = /^[^;]*/.exec(String(full.header('set-cookie')))!;
    const said = await ask(failing.url, '/', { headers: { Cookie: cookie } });
    expect(said.status).toBe(503);
    expect(said.body.toString()).toContain('Your code was not tried.');
    for (const answer of [full, said]) {
      expect(Number(answer.header('retry-after'))).toBeGreaterThan(0);
      expect(common(answer)).toEqual(golden);
    }
    const settled = Promise.all(busy);
    while (failing.running.host.busy.load().working > 0) {
      for (const go of pending.splice(0)) go();
      await new Promise((turn) => setImmediate(turn));
    }
    await settled;
    expect((await enter()).status).toBe(303);

    await failing.admin`alter table receipt rename to receipt_gone`;
    await failing.admin`alter table invitation rename to invitation_gone`;
    const failed = await enter();
    expect(failed.status).toBe(500);
    expect(common(failed)).toEqual(golden);
    expect(failed.body.toString()).not.toMatch(/receipt|relation|PostgresError|at .*:\d+/);
    expect(failing.written.join('\n')).not.toMatch(/receipt|invitation/);
  } finally {
    await failing.stop();
  }
}, 60_000);

test('after many codes of one neighbourhood the next is not tried, and a page says so', async () => {
  const strict = await startTestRoom({ extras: { limitFactor: 1 } });
  try {
    const visitor = new RoomVisitor(strict.url);
    await visitor.get();
    for (let i = 0; i < 10; i++) {
      await visitor.submit('enter', { code: `00000000000000000000000${i}` });
      expect(visitor.page.status).toBe(200);
      expect(visitor.words()).toContain('This code opens nothing.');
    }
    // A wrong code begins a session of nobody's, to take as long as a right one: none of them is left.
    expect(strict.running.host.store.copy().size).toBe(0);
    const sent = await visitor.submit('enter', { code: '000000000000000000000010' }, { follow: false });
    expect(sent.status).toBe(303);
    expect(sent.bytes).toHaveLength(0);
    expect(Number(sent.headers.get('retry-after'))).toBeGreaterThan(0);
    await visitor.get();
    expect(visitor.page.status).toBe(429);
    expect(visitor.words()).toContain('This code was not tried.');
    // Said once.
    await visitor.get();
    expect(visitor.page.status).toBe(200);
  } finally {
    await strict.stop();
  }
}, 60_000);

test('what stands beside the pages has the golden headers and no cookie', async () => {
  const page = (await ask(room.url, '/')).body.toString();
  const desk = (await ask(room.url, '/desk')).body.toString();
  const found = [...`${page}${desk}`.matchAll(/(?:href|src)="(\/[^"]+\.(?:css|js))"/g)].map((m) => m[1]!);
  expect(new Set(found).size).toBe(2);
  for (const src of [...new Set(found), '/favicon.ico']) {
    const answer = await ask(room.url, src);
    expect(answer.status).toBe(200);
    expect(common(answer)).toEqual(golden);
    expect(answer.header('set-cookie')).toBeUndefined();
    expect(answer.header('etag') ?? answer.header('last-modified') ?? answer.header('server')).toBeUndefined();
  }
});

test('on an onion there is no HSTS; the public address has it, and names the onion', async () => {
  const onionUrl = `http://${'a'.repeat(56)}.onion`;
  const open = await startTestRoom({
    env: {
      ROOM_PUBLIC_URL: 'https://forms.example.org',
      ROOM_ONION_URL: onionUrl,
      ROOM_EXIT_URL: 'https://weather.example.org/',
    },
  });
  try {
    const base = `http://localhost:${open.listensOn.port}`;
    const clear = await ask(base, '/', { headers: { Host: 'forms.example.org' } });
    const onion = await ask(base, '/', { headers: { Host: new URL(onionUrl).host } });
    expect(clear.status).toBe(200);
    expect(clear.header('strict-transport-security')).toBe('max-age=31536000');
    expect(clear.header('onion-location')).toBe(`${onionUrl}/`);
    expect(onion.status).toBe(200);
    expect(common(onion)).toEqual(golden);
    // A whole form by the onion: its own origin counts, and the other's does not.
    const cookie = /__Host-s=([^;]+)/.exec(onion.header('set-cookie') ?? '')?.[1];
    const token = /name="token" value="([^"]+)"/.exec(onion.body.toString())?.[1];
    const post = (origin: string) =>
      ask(base, '/', {
        method: 'POST',
        body: `token=${token}&set-language=ar`,
        headers: {
          Host: new URL(onionUrl).host,
          Origin: origin,
          Cookie: `__Host-s=${cookie}`,
          'Content-Type': 'application/x-www-form-urlencoded',
        },
      });
    expect((await post(onionUrl)).status).toBe(303);
    expect((await post('https://forms.example.org')).status).toBe(403);
    expect((await ask(base, '/leave', { headers: { Host: new URL(onionUrl).host } })).header('location')).toBe(
      'https://weather.example.org/',
    );
    // Under a name that is not its own it is not there.
    const other = await ask(base, '/');
    expect(other.status).toBe(404);
    expect(other.header('set-cookie')).toBeUndefined();
  } finally {
    await open.stop();
  }
}, 60_000);
