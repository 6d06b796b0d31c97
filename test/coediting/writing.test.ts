import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { connect } from '../../db/connect';
import { frames } from '../../server/coediting/protocol';
import { aParagraph, Editor, everyoneLeaves, heldUp, looseRules, patiently, Wire, wordsIn } from '../support/coediting';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const documents = looseRules();
const server = await serverForFile({ extras: { texts: { ...documents.rules, quietMs: 200 } } });
const { sql, url } = server;
const { texts } = server.coediting;
const organisation = await anOrganisation(sql);
const [ann, bob, cid] = [await aPerson(sql), await aPerson(sql, { organisation }), await aPerson(sql)];
let room = 1000;

afterEach(() => {
  everyoneLeaves();
  room++;
});

async function rowsOf(id: number): Promise<Uint8Array[]> {
  return (await sql<{ bytes: Uint8Array }[]>`select bytes from joint_update where room = ${id} order by id`).map(
    (r) => r.bytes,
  );
}

test('two people with y-websocket write in one text', async () => {
  const [a, b] = [new Editor(url, ann, room), new Editor(url, bob, room)];
  await Promise.all([a.synced(), b.synced()]);
  a.write('From Ann.');
  await b.sees((text) => text.includes('From Ann.'));
  b.write('From Bob.');
  await a.sees((text) => text === 'From Ann.\nFrom Bob.');
  const late = new Editor(url, cid, room);
  await late.sees((text) => text === 'From Ann.\nFrom Bob.');
});

test('what a second person receives is committed by then', async () => {
  const a = await new Wire(url, ann, room).joins();
  const b = await new Wire(url, bob, room).joins();
  for (let i = 0; i < 20; i++) {
    const from = b.got.length;
    a.update(aParagraph(`Words ${i}.`));
    await b.reads(`Words ${i}.`);
    const got = b.got.slice(from).find((g) => g.is === 'update')!;
    const stored = [...(await rowsOf(room)), await texts.read(room)];
    expect(wordsIn(...stored)).toContain(`Words ${i}.`);
    expect(got).toBeDefined();
  }
});

test('while it is not committed nobody gets it, nobody who comes does, and the writer is not told that it is', async () => {
  const a = await new Wire(url, ann, room).joins();
  const b = await new Wire(url, bob, room).joins();
  const go = await heldUp(server.databaseUrl);
  a.update(aParagraph('Not yet.'));
  // What is sent after it and needs no commit arrives, so the update had every chance to.
  a.send(frames.awareness(anAwareness(5, 1, { name: 'Ann' })));
  await b.gets('awareness');
  const c = new Wire(url, cid, room);
  await c.opened();
  c.send(frames.vector(new Map()));
  await c.gets('awareness');
  expect(b.words).not.toContain('Not yet');
  expect(c.got.some((g) => g.is === 'answer')).toBe(false);
  expect(a.got.some((g) => g.is === 'saved')).toBe(false);
  expect(await rowsOf(room)).toHaveLength(0);
  await go();
  await b.reads('Not yet.');
  await c.reads('Not yet.');
  await a.gets('saved', ({ n }) => n === 1);
});

test('a save that fails is said, keeps what was sent, and is made good', async () => {
  const a = await new Wire(url, ann, room).joins();
  const b = await new Wire(url, bob, room).joins();
  const idle = await new Wire(url, cid, room).joins();
  await sql`alter table joint_update rename to joint_update_away`;
  a.update(aParagraph('Kept.'));
  await a.gets('not-saved');
  b.update(aParagraph('This too.'));
  await b.gets('not-saved');
  expect(idle.words).toBe('');
  expect([...a.got, ...b.got].some((g) => g.is === 'saved')).toBe(false);
  // A tail that cannot be read is no reason to forget anything either.
  server.wake();
  await sql`alter table joint_update_away rename to joint_update`;
  await a.gets('saved', ({ n }) => n === 1);
  await b.gets('saved', ({ n }) => n === 1);
  await idle.reads('Kept.');
  await idle.reads('This too.');
  expect(idle.got.some((g) => g.is === 'not-saved')).toBe(false);
  expect(a.got.findLastIndex((g) => g.is === 'not-saved')).toBeLessThan(a.got.findLastIndex((g) => g.is === 'saved'));
  expect(wordsIn(await texts.read(room)).split('\n')).toHaveLength(2);
});

test('what arrives during a commit forms the next one, over all texts', async () => {
  const rooms = Array.from({ length: 8 }, (_, i) => room * 100 + i);
  const wires = await Promise.all(
    rooms.flatMap((id) => [new Wire(url, ann, id).joins(), new Wire(url, bob, id).joins()]),
  );
  const go = await heldUp(server.databaseUrl);
  server.statements();
  for (let i = 0; i < 10; i++) for (const wire of wires) wire.update(aParagraph(`Words ${i}.`));
  // Answers to what came later, of texts that are clean, say that all of it has come.
  const other = await new Wire(url, cid, room).joins();
  for (const wire of wires) {
    wire.send(frames.awareness(anAwareness(wires.indexOf(wire) + 1, 1, {})));
    await wire.gets('awareness');
  }
  other.leave();
  await go();
  for (const wire of wires) await wire.gets('saved', ({ n }) => n === 10);
  const commits = server.statements().filter((text) => text.includes('insert into joint_update'));
  // One that was under way, and one with all the rest.
  expect(commits.length).toBeLessThanOrEqual(3);
  for (const id of rooms) expect((await rowsOf(id)).length).toBeLessThanOrEqual(3);
  for (const id of rooms) expect(wordsIn(await texts.read(id)).split('\n')).toHaveLength(20);
});

test('a writer is told how many of its frames are safe, and each frame counts', async () => {
  const a = await new Wire(url, ann, room).joins();
  const empty = new Uint8Array([0, 0]);
  a.send(frames.answer(empty));
  await a.gets('saved', ({ n }) => n === 1);
  const first = aParagraph('One.');
  a.update(first);
  a.update(first);
  a.update(aParagraph('Two.'));
  await a.gets('saved', ({ n }) => n === 4);
  expect(wordsIn(...(await rowsOf(room)), await texts.read(room)).split('\n')).toHaveLength(2);
  const plain = await new Wire(url, bob, room, { query: '' }).joins();
  plain.update(aParagraph('Three.'));
  await a.reads('Three.');
  expect(plain.got.some((g) => g.is === 'saved')).toBe(false);
});

test('an update that comes before what it rests on is not counted until both are safe', async () => {
  const a = await new Wire(url, ann, room).joins();
  const b = await new Wire(url, bob, room).joins();
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const words = new Y.Text();
  doc.getMap('text').set('x', words);
  for (const word of ['one ', 'two ', 'three ']) words.insert(words.length, word);
  const asked = a.got.filter((g) => g.is === 'vector').length;
  a.update(updates[0]!);
  a.update(updates[3]!);
  a.update(updates[2]!);
  await a.gets('saved', ({ n }) => n === 1);
  await b.gets('update');
  a.update(updates[1]!);
  await a.gets('saved', ({ n }) => n === 4);
  expect(a.savedUpTo).toBe(4);
  expect(a.got.filter((g) => g.is === 'saved').map((g) => (g.is === 'saved' ? g.n : 0))).not.toContain(2);
  expect(a.got.filter((g) => g.is === 'vector').length).toBeGreaterThan(asked);
  const there = new Y.Doc();
  Y.applyUpdate(there, await texts.read(room));
  expect((there.getMap('text').get('x') as Y.Text).toString()).toBe('one two three ');
});

test('what somebody wrote while away is merged when they come back, and nothing is sent twice', async () => {
  const [a, b] = [new Editor(url, ann, room), new Editor(url, bob, room)];
  await Promise.all([a.synced(), b.synced()]);
  a.write('Together.');
  await b.sees((text) => text === 'Together.');
  a.provider.disconnect();
  for (let i = 0; i < 50; i++) a.type(0, `${i} `);
  b.type(9, ' And Bob.');
  a.provider.connect();
  await b.sees((text) => text.startsWith('49 48 ') && text.endsWith('Together. And Bob.'));
  await a.sees((text) => text.endsWith('And Bob.'));
  const before = (await rowsOf(room)).length;
  // Everything that it sends at its next coming is known, deletions too.
  a.type(0, 'x');
  ((a.text.get(0) as Y.XmlElement).get(0) as Y.XmlText).delete(0, 1);
  await b.sees((text) => text.startsWith('49'));
  await server.coediting.settled();
  a.provider.disconnect();
  a.provider.connect();
  await a.synced();
  await texts.change(room, { person: bob.id, organisation: null }, () => null);
  expect(await rowsOf(room)).toHaveLength(0);
  expect(before).toBeGreaterThan(0);
});

test('a long history is opened with one query and comes in one frame', async () => {
  const a = new Editor(url, ann, room);
  await a.synced();
  a.write('');
  for (let i = 0; i < 400; i++) a.type(i, 'x');
  await new Wire(url, bob, room).joins().then((b) => b.reads('x'.repeat(400)));
  everyoneLeaves();
  await expect.poll(() => server.coediting.figures().rooms, patiently).toBe(0);
  const b = new Wire(url, bob, room);
  await b.opened();
  server.statements();
  await b.joins();
  expect(b.got.filter((g) => g.is === 'answer' || g.is === 'update')).toHaveLength(1);
  b.leave();
  await expect.poll(() => server.coediting.figures().rooms, patiently).toBe(0);
  server.statements();
  const c = await new Wire(url, cid, room).joins();
  expect(c.words).toBe('x'.repeat(400));
  expect(server.statements().filter((text) => text.includes('joint_'))).toHaveLength(1);
});

test('many who come at once load a text once', async () => {
  await texts.change(room, { person: ann.id, organisation: null }, () => aParagraph('There.'));
  await expect.poll(() => server.coediting.figures().rooms, patiently).toBe(0);
  server.statements();
  const wires = await Promise.all(Array.from({ length: 12 }, () => new Wire(url, bob, room).joins()));
  for (const wire of wires) expect(wire.words).toBe('There.');
  expect(
    server.statements().filter((text) => text.includes('from joint_text') && text.includes('snapshot')),
  ).toHaveLength(1);
});

test('a text that nobody has open is settled, folded and forgotten', async () => {
  const a = new Editor(url, ann, room);
  await a.synced();
  a.write('To be read.');
  await new Wire(url, bob, room).joins().then((b) => b.reads('To be read.'));
  expect(server.coediting.figures().rooms).toBeGreaterThan(0);
  everyoneLeaves();
  await expect.poll(() => server.coediting.figures().rooms, patiently).toBe(0);
  expect(documents.settled.get(room)).toMatchObject({ words: 'To be read.', epoch: 0 });
  expect(await rowsOf(room)).toHaveLength(0);
});

test('a text that is quiet is settled while it is open, and once', async () => {
  const a = new Editor(url, ann, room);
  await a.synced();
  a.write('Quiet now.');
  await expect.poll(() => documents.settled.get(room)?.words, patiently).toBe('Quiet now.');
  const { times } = documents.settled.get(room)!;
  await server.coediting.settled();
  expect(documents.settled.get(room)!.times).toBe(times);
});

test('pages read and change a text as a writer does', async () => {
  expect(wordsIn(await texts.read(room))).toBe('');
  const a = new Editor(url, ann, room);
  await a.synced();
  a.write('By hand.');
  await new Wire(url, bob, room).joins().then((b) => b.reads('By hand.'));
  const by = { person: cid.id, organisation };
  await texts.change(room, by, (state) => aParagraph('By a page.', state));
  expect(wordsIn(await texts.read(room))).toBe('By hand.\nBy a page.');
  await a.sees((text) => text === 'By hand.\nBy a page.');
  await texts.change(room, by, () => null);
  await expect(
    texts.change(room, by, () => {
      throw new Error('refused');
    }),
  ).rejects.toThrow('refused');
  await expect(texts.change(room, by, () => new Uint8Array([9, 9, 9]))).rejects.toThrow();
  a.write('Still here.');
  await a.sees((text) => text.endsWith('Still here.'));
});

test('what is typed is committed though pages keep every other connection busy', async () => {
  const [a, b] = [await new Wire(url, ann, room).joins(), await new Wire(url, bob, room).joins()];
  const other = connect(server.databaseUrl, { max: 1 });
  await other`select pg_advisory_lock(${room})`;
  // More than there are connections: the others wait behind them.
  const busy = Promise.allSettled(Array.from({ length: 30 }, () => sql`select pg_advisory_xact_lock(${room})`));
  try {
    a.update(aParagraph('Not behind a page.'));
    await a.gets('saved', ({ n }) => n === 1);
    await b.reads('Not behind a page.');
    expect(await other`select from pg_locks where locktype = 'advisory' and not granted`).not.toHaveLength(0);
  } finally {
    await other.end();
    await busy;
  }
});

test('who wrote what is known, before rows are folded and after', async () => {
  const [a, b] = [new Editor(url, ann, room), new Editor(url, bob, room)];
  await Promise.all([a.synced(), b.synced()]);
  a.write('From Ann.');
  await b.sees((text) => text === 'From Ann.');
  b.type(0, 'Bob before ');
  await a.sees((text) => text.startsWith('Bob'));
  a.type(0, 'and Ann again ');
  await b.sees((text) => text.startsWith('and Ann'));
  const expected = [
    {
      client: a.doc.clientID,
      from: 0,
      to: Y.getState(a.doc.store, a.doc.clientID),
      person: ann.id,
      organisation: null,
    },
    { client: b.doc.clientID, from: 0, to: Y.getState(b.doc.store, b.doc.clientID), person: bob.id, organisation },
  ].sort((x, y) => x.client - y.client);
  const joined = async () => {
    const { authors: parts, state } = await texts.readAuthored(room);
    expect(state).toEqual(await texts.read(room));
    return parts
      .filter((p, i) => parts[i - 1]?.client !== p.client)
      .map((p) => {
        const last = parts.findLast((q) => q.client === p.client)!;
        return { ...p, to: last.to };
      });
  };
  // Of the same log a part: what some clients wrote, and that somebody wrote at all.
  const ofAnn = async () => (await texts.readWriters(room, [a.doc.clientID], [bob.id, 999_999])).map((w) => w.person);
  const parts = async () => [...new Set(await ofAnn())].sort((x, y) => x - y);
  expect(await joined()).toEqual(expected);
  expect(await parts()).toEqual([ann.id, bob.id].sort((x, y) => x - y));
  await server.coediting.settled();
  expect(await rowsOf(room)).toHaveLength(0);
  expect(await joined()).toEqual(expected);
  expect(await parts()).toEqual([ann.id, bob.id].sort((x, y) => x - y));
  expect(await texts.readWriters(room, [a.doc.clientID], [])).toEqual(
    (await texts.readAuthored(room)).authors.filter((w) => w.client === a.doc.clientID),
  );
});

test('a fold deletes exactly what it folded', async () => {
  const a = await new Wire(url, ann, room).joins();
  a.update(aParagraph('First.'));
  await a.gets('saved', ({ n }) => n === 1);
  // A row that is not visible while rows are folded, though its number is lower than that of one that is.
  const other = connect(server.databaseUrl, { max: 1 });
  let release = () => {};
  const released = new Promise<void>((go) => (release = go));
  let isIn = () => {};
  const inside = new Promise<void>((go) => (isIn = go));
  const done = other.begin(async (tx) => {
    await tx`insert into joint_update (room, process, bytes, writers) values (${room}, -1, ${aParagraph('Open for long.')}, '[]')`;
    isIn();
    await released;
  });
  await inside;
  a.update(aParagraph('Second.'));
  await a.gets('saved', ({ n }) => n === 2);
  await server.coediting.settled();
  expect(
    wordsIn(await texts.read(room))
      .split('\n')
      .sort(),
  ).toEqual(['First.', 'Second.']);
  release();
  await done;
  await other.end();
  expect(
    wordsIn(await texts.read(room))
      .split('\n')
      .sort(),
  ).toEqual(['First.', 'Open for long.', 'Second.']);
  await a.reads('Open for long.');
});

function anAwareness(client: number, clock: number, state: object): Uint8Array {
  const json = Buffer.from(JSON.stringify(state));
  return new Uint8Array([1, client, clock, json.length, ...json]);
}
