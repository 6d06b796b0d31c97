import { randomUUID } from 'node:crypto';
import net from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { writePost } from '../../app/discussions/posting.server';
import { Visitor } from '../support/browser-like';
import { aDiscussion, aPostForm, type SomeDiscussion } from '../support/discussions';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
let d: SomeDiscussion;
let person: SomePerson;

beforeAll(async () => {
  d = await aDiscussion(sql);
  person = await aPerson(sql);
});

const form = (over: Record<string, string> = {}) => ({
  deed: 'post',
  as: 'post',
  body: 'Words.',
  language: 'en',
  inReplyTo: '',
  once: randomUUID(),
  ...over,
});
const posts = async () =>
  (await sql<{ n: number }[]>`select count(*)::int as n from post where discussion_id = ${d.id}`)[0]!.n;

/** Sends bytes as they are and returns the status line: what no client library would send. */
function raw(bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\r\n')) {
        resolve(text.split('\r\n')[0]!);
        socket.destroy();
      }
    });
    socket.on('close', () => resolve(text.split('\r\n')[0]!));
    socket.on('error', reject);
  });
}

const head = (method: string, path: string, extra = '') =>
  `${method} ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nConnection: close\r\n${extra}\r\n`;

describe('each is refused clearly, loses nothing and breaks nothing', () => {
  test.each([
    ['an empty body', form({ body: '' }), 422],
    ['no fields at all', {}, 422],
    ['a megabyte of words', form({ body: 'a '.repeat(500_000) }), 422],
    ['an unknown language', form({ language: 'xx' }), 422],
    ['a key that is none', form({ once: "'; drop table post; --" }), 422],
    ['a reply to letters', form({ inReplyTo: 'abc' }), 422],
    ['a number beyond numbers', form({ inReplyTo: '99999999999999999999' }), 422],
    ['an unknown deed', form({ deed: '__proto__' }), 422],
  ])('%s', async (_, fields, status) => {
    const before = await posts();
    const answer = await person.at(url).post(d.path, fields as Record<string, string>, { follow: false });
    expect(answer.status).toBe(status);
    if ((fields as { body?: string }).body === '') expect(answer.text).toContain('role="alert"');
    expect(await posts()).toBe(before);
  });

  test('what was typed is still in the form that was refused', async () => {
    const answer = await person
      .at(url)
      .post(d.path, form({ body: 'Typed with care. <b>"quoted"</b>', language: 'xx' }), { follow: false });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Typed with care. &lt;b&gt;');
  });

  test('organisations that were ticked stay ticked, and no other is, in the form that was refused', async () => {
    const secretariat = await aPerson(sql, { secretariat: true });
    const [one, two, three] = [await anOrganisation(sql), await anOrganisation(sql), await anOrganisation(sql)];
    const isTicked = (page: string, id: number) =>
      /checked/.test(page.match(new RegExp(`<input[^>]*name="invited"[^>]*value="${id}"[^>]*>`))![0]);
    for (const ticked of [[one, two], [three], []]) {
      const answer = await secretariat
        .at(url)
        .post('/discussions/new', { deed: 'prepare', title: '', invited: ticked.map(String) });
      expect(answer.status).toBe(422);
      expect([one, two, three].filter((id) => isTicked(answer.text, id))).toEqual(ticked);
    }
  });

  const sendRaw = (body: string, path = d.path) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: url, Cookie: person.at(url).cookie, 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
    });

  test('letters that are no UTF-8 are refused beside their field, and what could be read is kept', async () => {
    const before = await posts();
    const start = `as=post&language=en&inReplyTo=&once=${randomUUID()}`;
    const answer = await sendRaw(`deed=post&${start}&body=Kept+words+%ff%fe%c3%28%ed%a0%80`);
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain('Some letters of this could not be read');
    expect(text).toContain('Kept words');
    const unknown = await sendRaw(`deed=po%ffst&${start}&body=Words`);
    expect(unknown.status).toBe(422);
    expect(await unknown.text()).toContain('did not come as readable text');
    expect(await posts()).toBe(before);
  });

  test.each([
    ['an override', '\u202egnp.exe'],
    ['NUL', 'a\0b'],
  ])('%s is refused in words, and the form offers to send the text without it', async (_, signs) => {
    const before = await posts();
    const fields = form({ body: `Kept words ${signs}` });
    const answer = await person.at(url).post(d.path, fields, { follow: false });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('There are invisible signs in this');
    expect(answer.text).toContain('Kept words');
    expect(answer.text).toContain('name="withoutSigns"');
    expect(await posts()).toBe(before);
    const again = await person.at(url).post(d.path, { ...fields, withoutSigns: 'yes' }, { follow: false });
    expect(again.status).toBe(303);
    const [row] = await sql<
      { body: string }[]
    >`select body from post where author_id = ${person.id} order by id desc limit 1`;
    expect(row!.body).toBe(`Kept words ${signs.replace(/[\u202e\0]/g, '')}`);
  });

  test('an answer to what is not there is refused, keeps its words, and can be posted without', async () => {
    const elsewhere = await aDiscussion(sql);
    const reader = await person.reader();
    const there = await writePost(sql, reader, aPostForm(elsewhere.id, 'There.'), new Date());
    const before = await posts();
    for (const inReplyTo of ['999999', String(there.id)]) {
      const fields = form({ body: 'An answer, kept.', inReplyTo });
      const answer = await person.at(url).post(d.path, fields, { follow: false });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('The post that you answer is not here');
      expect(answer.text).toContain('An answer, kept.');
      expect(answer.text).toContain('name="withoutReply"');
      expect(await posts()).toBe(before);
    }
    const without = form({ body: 'Without.', inReplyTo: '999999', withoutReply: 'yes' });
    expect((await person.at(url).post(d.path, without, { follow: false })).status).toBe(303);
    expect(await posts()).toBe(before + 1);
  });

  test('marks and isolates, which people who write Arabic need, are taken as they are', async () => {
    const body = 'قال \u2068Plenary\u2069 نعم\u200f (ILO\u200e) \u061c1';
    expect((await person.at(url).post(d.path, form({ body }), { follow: false })).status).toBe(303);
    const [row] = await sql<
      { body: string }[]
    >`select body from post where author_id = ${person.id} order by id desc limit 1`;
    expect(row!.body).toBe(body);
  });

  test('a file without a byte is refused beside its field; a field in which none was chosen is not', async () => {
    const before = await posts();
    const send = (file: File) => {
      const data = new FormData();
      for (const [name, value] of Object.entries(form({ body: 'With a file.' }))) data.append(name, value);
      data.append('files', file);
      return fetch(`${url}${d.path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Origin: url, Cookie: person.at(url).cookie },
        body: data,
      });
    };
    const empty = await send(new File([], 'minutes.pdf'));
    expect(empty.status).toBe(422);
    const text = await empty.text();
    expect(text).toContain('was not attached: the file is empty');
    expect(text).toContain('With a file.');
    expect(await posts()).toBe(before);
    expect((await send(new File([], ''))).status).toBe(303);
  });

  test.each([
    '/discussions/%ff',
    '/%00',
    '/discussions/1%00',
    '/discussions/abc',
    '/discussions/-1',
    '/discussions/99999999999999999999',
    '/posts/0',
    `/discussions/${'9'.repeat(3000)}`,
    '/search?q=%ff',
    `/search?q=${encodeURIComponent("' or 1=1 -- \u202e\u0000")}`,
    '/discussions?page=-1&state=nothing',
    '/discussions?page=1e99',
    '/attachments/../../etc/passwd',
    '/attachments/%2e%2e%2f/x',
    '/assets/../package.json',
    '/.env',
    '//elsewhere.example/x',
  ])('GET %s', async (path) => {
    const answer = await raw(head('GET', path));
    expect(answer).toMatch(/^HTTP\/1\.1 (200|301|303|400|404)/);
  });

  test.each([
    ['/search?q=%ff', 400, 'en', 'This address is not well formed'],
    ['/%00', 400, 'fr', 'Cette adresse est mal formée'],
    [`/search?q=${'a'.repeat(5000)}`, 414, 'ar', 'هذا العنوان أطول'],
  ])(
    'an address that no page can answer leads home, in the language of the reader: %.20s',
    async (path, status, language, words) => {
      const answer = await fetch(url + path, { headers: { 'Accept-Language': language } });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
      const text = await answer.text();
      expect(text).toContain(`lang="${language}"`);
      expect(text).toContain(words);
      expect(text).toContain('<a href="/">');
    },
  );

  test('methods, headers and lengths that nobody sends', async () => {
    expect(await raw(head('TRACE', '/'))).toMatch(/ 405 /);
    expect(await raw(head('PROPFIND', '/'))).toMatch(/ 405 /);
    expect(await raw(head('POST', '/sign-in', 'Content-Length: 99999999999\r\nOrigin: null\r\n'))).toMatch(
      / (400|403|413) /,
    );
    expect(await raw(`GET / HTTP/1.1\r\nHost: ${'a'.repeat(500)}\r\nConnection: close\r\n\r\n`)).toMatch(/ (200|400) /);
    expect(await raw('\0\x01\x02 garbage\r\n\r\n')).toMatch(/ 400 /);
  });

  test.each([
    'plenary=',
    'plenary=%ff%00',
    `plenary=${'x'.repeat(5000)}`,
    "plenary=' or 1=1",
    'plenary=a; plenary=b',
    'lang=../../etc',
    '__Host-plenary=zzzz',
  ])('a garbled cookie: %s', async (cookie) => {
    const response = await fetch(`${url}/discussions`, { headers: { Cookie: cookie } });
    expect(response.status).toBe(200);
    expect((await fetch(`${url}/account`, { redirect: 'manual', headers: { Cookie: cookie } })).status).toBe(303);
  });

  test('a form from another site is not accepted, whoever sends it', async () => {
    const before = await posts();
    for (const headers of [
      { Origin: 'https://elsewhere.example' },
      { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
      {},
    ] as Record<string, string>[]) {
      const response = await fetch(`${url}${d.path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...headers, Cookie: person.at(url).cookie },
        body: new URLSearchParams(form()),
      });
      expect(response.status).toBe(403);
    }
    expect(await posts()).toBe(before);
  });

  test('the same form sent twice at once writes one post and leads to it both times', async () => {
    const before = await posts();
    const fields = form({ body: 'Pressed twice.' });
    const answers = await Promise.all([1, 2].map(() => person.at(url).post(d.path, fields, { follow: false })));
    expect(answers.map((a) => a.status)).toEqual([303, 303]);
    expect(answers[0]!.headers.get('location')).toBe(answers[1]!.headers.get('location'));
    expect(await posts()).toBe(before + 1);
  });

  test('a stale form: the other version is shown beside what was typed, and both are kept', async () => {
    const reader = await person.reader();
    const { id } = await writePost(sql, reader, aPostForm(d.id, 'One.'), new Date());
    const visitor = person.at(url);
    await visitor.post(`/posts/${id}/edit`, { deed: 'edit', body: 'Two, saved first.', language: 'en', version: '1' });
    const late = await visitor.post(
      `/posts/${id}/edit`,
      { deed: 'edit', body: 'Two, saved late.', language: 'en', version: '1' },
      { follow: false },
    );
    expect(late.status).toBe(409);
    expect(late.text).toContain('Two, saved late.');
    expect(late.text).toContain('Two, saved first.');
  });

  test('too many posts in a minute: 429 with Retry-After, and the text is still there', async () => {
    const narrow = await serverForFile({ extras: { limitFactor: 0.05 } });
    const there = await aDiscussion(narrow.sql);
    const hasty = (await aPerson(narrow.sql)).at(narrow.url);
    const first = await hasty.post(there.path, form(), { follow: false });
    const second = await hasty.post(there.path, form({ body: 'Too soon.' }), { follow: false });
    expect([first.status, second.status]).toEqual([303, 429]);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(second.text).toContain('Too soon.');
  });
});

test('headers that keep a page safe are on every answer', async () => {
  for (const path of ['/', d.path, '/nowhere', '/sign-in', '/discussions.atom']) {
    const { headers } = await new Visitor(url).get(path);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe-|\*|http:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
  }
  const page = await person.at(url).get(d.path);
  const nonce = /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy')!)![1]!;
  // An element of data runs nothing, whatever stands in it.
  const scripts = page.text.match(/<script[^>]*>/g)!.filter((tag) => !tag.includes('type="application/json"'));
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
  expect(page.headers.get('cache-control')).toContain('no-store');
});

test('nothing of all this was a fault of ours, and no word of it was logged', () => {
  expect(server.logged.filter((line) => /"status":5\d\d|a request failed|could not be rendered/.test(line))).toEqual(
    [],
  );
  expect(server.logged.join('\n')).not.toMatch(/Typed with care|Pressed twice|drop table/);
});
