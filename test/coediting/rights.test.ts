import http from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { announce } from '../../db/announce';
import { frames } from '../../server/coediting/protocol';
import { textHost } from '../../server/texts';
import { aParagraph, Editor, everyoneLeaves, looseRules, patiently, Wire, wordsIn } from '../support/coediting';
import { aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const documents = looseRules();
/** Suggestions in these tests are paragraphs that say so. */
const isSuggestion = (before: Uint8Array, update: Uint8Array) => {
  const was = wordsIn(before).split('\n');
  const is = wordsIn(before, update).split('\n');
  return (
    was.every((line) => is.includes(line)) && is.every((line) => was.includes(line) || line.startsWith('Suggested'))
  );
};
const server = await serverForFile({
  extras: { texts: { ...documents.rules, isSuggestion, quietMs: 200, schema: 3 } },
});
const { sql, url } = server;
const { texts } = server.coediting;
const [ann, bob, reader] = [await aPerson(sql), await aPerson(sql), await aPerson(sql)];
const by = { person: ann.id, organisation: null };
let room = 2000;

afterEach(() => {
  everyoneLeaves();
  room++;
});

async function tell(what: string, ids: Record<string, number | string>): Promise<void> {
  await sql.begin((tx) => announce(tx, what, ids));
  server.wake();
}

describe('at the door', () => {
  test.each<[string, () => Wire, number]>([
    ['a visitor', () => new Wire(url, null, room), 4401],
    [
      'a cookie that opens nothing',
      () => new Wire(url, { id: 0, cookie: 'plenary=abcdefghijabcdefghijabcdefghij' }, room),
      4401,
    ],
    [
      'who may not see it',
      () => {
        documents.let(bob, room, 'none');
        return new Wire(url, bob, room);
      },
      4404,
    ],
    ['something that is no number', () => new Wire(url, ann, 'x'), 4404],
    ['a number below one', () => new Wire(url, ann, '0'), 4404],
    ['a path further in', () => new Wire(url, ann, `${room}/more`), 4404],
    ['an older schema', () => new Wire(url, ann, room, { query: '?schema=2' }), 4409],
    ['a newer schema', () => new Wire(url, ann, room, { query: '?schema=4' }), 4409],
    ['an epoch that is not yet', () => new Wire(url, ann, room, { query: '?epoch=1' }), 4410],
  ])('%s is told by the code of the close', async (_, come, code) => {
    const wire = come();
    expect(await wire.closed()).toBe(code);
    expect(wire.got).toEqual([]);
  });

  test.each<[string, string]>([
    ['this schema and epoch', '?schema=3&epoch=0&saved=1'],
    ['nothing said of either', ''],
  ])('%s is let in', async (_, query) => {
    await new Wire(url, ann, room, { query }).joins();
  });

  test('another site, and a socket that says of no site, are refused before anyone looks who it is', async () => {
    expect(await new Wire(url, ann, room, { headers: { Origin: 'https://example.org' } }).refused()).toBe(403);
    const { port } = new URL(url);
    const status = await new Promise<number>((resolve) => {
      const req = http.request({
        port,
        path: `/coediting/${room}`,
        headers: {
          Connection: 'Upgrade',
          Upgrade: 'websocket',
          'Sec-WebSocket-Version': '13',
          'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
          Cookie: ann.cookie,
        },
      });
      req.on('response', (res) => resolve(res.statusCode!));
      req.on('upgrade', (_res, socket) => {
        socket.destroy();
        resolve(101);
      });
      req.end();
    });
    expect(status).toBe(403);
  });

  test('a plain request for the path of a socket is a page that is not there', async () => {
    expect((await fetch(`${url}/coediting/${room}`)).status).toBe(404);
  });
});

test('a session that is found while it is near its end is prolonged, and says so', async () => {
  const person = await aPerson(sql);
  await sql`update session set expires_at = now() + interval '3 days' where user_id = ${person.id}`;
  const wire = new Wire(url, person, room);
  const headers = await new Promise<http.IncomingHttpHeaders>((resolve) =>
    wire.ws.once('upgrade', (res) => resolve(res.headers)),
  );
  expect(headers['set-cookie']?.[0]).toContain(person.cookie);
});

describe('a reader', () => {
  test('reads what others write', async () => {
    documents.let(reader, room, 'read');
    const a = new Editor(url, ann, room);
    const r = new Editor(url, reader, room);
    await Promise.all([a.synced(), r.synced()]);
    a.write('For readers.');
    await r.sees((text) => text === 'For readers.');
    expect(r.closes).toEqual([]);
  });

  test.each<[string, (update: Uint8Array) => Uint8Array]>([
    ['an update', frames.update],
    ['a sync step 2', frames.answer],
  ])('that sends %s is put out, and nothing of it is kept', async (_, framed) => {
    documents.let(reader, room, 'read');
    const a = await new Wire(url, ann, room).joins();
    const r = await new Wire(url, reader, room).joins();
    r.send(framed(aParagraph('From a reader.')));
    expect(await r.closed()).toBe(4405);
    a.update(aParagraph('From a writer.'));
    await a.gets('saved', ({ n }) => n === 1);
    expect(wordsIn(await texts.read(room))).toBe('From a writer.');
    expect(a.got.some((g) => g.is === 'update')).toBe(false);
  });

  test('that deletes something is put out; one that repeats what is known is not', async () => {
    documents.let(reader, room, 'read');
    await texts.change(room, by, () => aParagraph('To stay.'));
    const r = await new Wire(url, reader, room).joins();
    const state = await texts.read(room);
    r.send(frames.answer(new Uint8Array([0, 0])));
    r.send(frames.answer(state));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    doc.once('update', (update: Uint8Array) => r.update(update));
    doc.getXmlFragment('text').delete(0, 1);
    await r.gets('saved', ({ n }) => n === 2);
    expect(await r.closed()).toBe(4405);
    expect(wordsIn(await texts.read(room))).toBe('To stay.');
  });

  test('is not asked for what it has', async () => {
    documents.let(reader, room, 'read');
    const r = await new Wire(url, reader, room).joins();
    expect(r.got.map((g) => g.is)).toEqual(['answer']);
  });
});

describe('a suggester', () => {
  test('proposes; what changes something that stands is refused, judged by the text as it is then', async () => {
    const person = await aPerson(sql);
    documents.let(person, room, 'suggest');
    await texts.change(room, by, () => aParagraph('What stands.'));
    const a = await new Wire(url, ann, room).joins();
    const s = await new Wire(url, person, room).joins();
    s.update(aParagraph('Suggested: more.', await texts.read(room)));
    await s.gets('saved', ({ n }) => n === 1);
    await a.reads('Suggested: more.');
    s.update(aParagraph('Not a suggestion.', await texts.read(room)));
    expect(await s.closed()).toBe(4405);
    expect(wordsIn(await texts.read(room))).toBe('What stands.\nSuggested: more.');
    expect(a.words).not.toContain('Not a');
    const again = await new Wire(url, person, room).joins();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await texts.read(room));
    doc.once('update', (update: Uint8Array) => again.update(update));
    doc.getXmlFragment('text').delete(0, 1);
    expect(await again.closed()).toBe(4405);
    expect(wordsIn(await texts.read(room))).toContain('What stands.');
  });
});

test('a flood of suggestions is not looked at one by one for ever', async () => {
  const limited = await serverForFile({
    extras: { texts: { ...documents.rules, isSuggestion, limits: { suggestions: 20, suggestionsASecond: 1 } } },
  });
  const person = await aPerson(limited.sql);
  documents.let(person, 1, 'suggest');
  await limited.coediting.texts.change(1, by, () => aParagraph('What stands.'));
  const wire = await new Wire(limited.url, person, 1).joins();
  for (let i = 0; i < 60; i++) wire.update(aParagraph(`Suggested ${i}`));
  expect(await wire.closed()).toBe(4429);
});

describe('rights that are withdrawn', () => {
  test('a session that ends closes its sockets and no others', async () => {
    const person = await aPerson(sql);
    const [wire, other] = [await new Wire(url, person, room).joins(), await new Wire(url, ann, room).joins()];
    const { session } = await person.reader();
    await tell('person.session-ended', { person: person.id, session });
    expect(await wire.closed()).toBe(4401);
    other.update(aParagraph('After.'));
    await other.gets('saved');
    expect(wire.words).not.toContain('After');
  });

  test('a person who is suspended is put out', async () => {
    const person = await aPerson(sql);
    const wire = await new Wire(url, person, room).joins();
    await sql`update person set state = 'suspended' where id = ${person.id}`;
    await tell('person.access-changed', { person: person.id });
    expect(await wire.closed()).toBe(4401);
  });

  test('access to one document: none, and from writing to reading', async () => {
    const [gone, less, stays] = [await aPerson(sql), await aPerson(sql), await aPerson(sql)];
    const wires = await Promise.all([gone, less, stays].map((p) => new Wire(url, p, room).joins()));
    const elsewhere = await new Wire(url, gone, room + 500).joins();
    documents.let(gone, room, 'none');
    documents.let(less, room, 'read');
    await tell('document.access-changed', { document: room });
    expect(await wires[0]!.closed()).toBe(4404);
    await server.settled();
    wires[1]!.update(aParagraph('No more.'));
    expect(await wires[1]!.closed()).toBe(4405);
    wires[2]!.update(aParagraph('Still.'));
    await wires[2]!.gets('saved', ({ n }) => n === 1);
    elsewhere.update(aParagraph('Elsewhere.'));
    await elsewhere.gets('saved');
    expect(wordsIn(await texts.read(room))).toBe('Still.');
  });

  test('more rights are there at once, too', async () => {
    const person = await aPerson(sql);
    documents.let(person, room, 'read');
    const editor = new Editor(url, person, room);
    await editor.synced();
    documents.let(person, room, 'write');
    await tell('document.access-changed', { document: room });
    const a = await new Wire(url, ann, room).joins();
    await server.settled();
    editor.write('Now I may.');
    await a.reads('Now I may.');
    expect(editor.closes).toEqual([]);
  });

  test('after something may have been missed everyone is asked about again', async () => {
    const person = await aPerson(sql);
    const wire = await new Wire(url, person, room).joins();
    await sql`delete from session where user_id = ${person.id}`;
    await sql`insert into announcement (what, ids) select 'test.flood', '{}' from generate_series(1, 6000)`;
    server.wake();
    expect(await wire.closed()).toBe(4401);
  });
});

describe('a redaction', () => {
  test('is one blob of a higher epoch; everyone has to reload, and an old copy does not come in again', async () => {
    const [a, b] = [new Editor(url, ann, room), new Editor(url, bob, room)];
    await Promise.all([a.synced(), b.synced()]);
    a.write('A secret word.');
    await b.sees((text) => text.includes('secret'));
    const epoch = await texts.rewrite(room, by, (state) => {
      expect(wordsIn(state)).toBe('A secret word.');
      return aParagraph('A word.');
    });
    expect(epoch).toBe(1);
    await Promise.all([a.closed(4410), b.closed(4410)]);
    // An old tab that comes back with everything it knows.
    const old = new Wire(url, ann, room);
    expect(await old.closed()).toBe(4410);
    expect(await new Wire(url, ann, room, { query: '?epoch=0' }).closed()).toBe(4410);
    const fresh = await new Wire(url, ann, room, { query: '?epoch=1&saved=1' }).joins();
    expect(fresh.words).toBe('A word.');
    expect((await texts.readAuthored(room)).authors).toEqual([]);
    const [row] = await sql<{ n: number }[]>`
      select (select count(*) from joint_update where room = ${room} and strpos(encode(bytes, 'escape'), 'secret') > 0)
        + (select count(*) from joint_text where strpos(encode(snapshot, 'escape'), 'secret') > 0) as n`;
    expect(row!.n).toBe(0);
    fresh.update(aParagraph('More.', await texts.read(room)));
    await fresh.gets('saved');
    expect(wordsIn(await texts.read(room))).toBe('A word.\nMore.');
    await expect.poll(() => documents.settled.get(room), patiently).toMatchObject({ epoch: 1 });
  });

  test('of a text that others write in meanwhile: what was not in it is refused, not lost without a word', async () => {
    const a = await new Wire(url, ann, room).joins();
    for (let i = 0; i < 30; i++) a.update(aParagraph(`secret ${i}`));
    const rewritten = texts.rewrite(room, by, () => aParagraph('Clean.'));
    for (let i = 30; i < 60; i++) a.update(aParagraph(`secret ${i}`));
    await rewritten;
    expect(await a.closed()).toBe(4410);
    await server.coediting.settled();
    expect(wordsIn(await texts.read(room))).toBe('Clean.');
  });

  test('that is refused changes nothing', async () => {
    const a = await new Wire(url, ann, room).joins();
    a.update(aParagraph('Stays.'));
    await a.gets('saved');
    const refused = texts.rewrite(room, by, () => {
      throw new Error('not that');
    });
    await expect(refused).rejects.toThrow('not that');
    await expect(texts.rewrite(room, by, () => new Uint8Array([7]))).rejects.toThrow();
    a.update(aParagraph('More.'));
    await a.gets('saved', ({ n }) => n === 2);
    expect(a.code).toBe(null);
  });
});

describe('where demonstration accounts exist', () => {
  const asked = (remoteAddress: string, demonstration: boolean) =>
    textHost({
      sql,
      edits: sql,
      bus: { onAnnouncement() {}, onGap() {}, onWake() {} },
      log: { info() {}, warn() {}, error() {} },
      publicUrl: () => url,
      fixedOrigin: undefined,
      now: () => new Date(),
      demonstration: () => demonstration,
    }).mayConnect({
      socket: { remoteAddress },
      headers: { origin: url, host: new URL(url).host, upgrade: 'websocket' },
    } as unknown as http.IncomingMessage);

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('this machine is answered: %s', (address) => {
    expect(asked(address, true)).toBe(true);
  });

  test.each(['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1'])('another one is not: %s', (address) => {
    expect(asked(address, true)).toBe(false);
    expect(asked(address, false)).toBe(true);
  });
});
