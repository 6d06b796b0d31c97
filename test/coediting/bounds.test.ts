import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { Writer } from '../../server/coediting/bytes';
import { frames } from '../../server/coediting/protocol';
import { aParagraph, Editor, everyoneLeaves, heldUp, looseRules, patiently, Wire, wordsIn } from '../support/coediting';
import { aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const documents = looseRules();
const server = await serverForFile({
  extras: {
    limitFactor: 1,
    texts: {
      ...documents.rules,
      quietMs: 200,
      limits: { frames: 300, framesASecond: 1, sockets: 8, rooms: 5, waiting: 1024 * 1024, held: 20 },
    },
  },
});
const { sql, url } = server;
const { texts } = server.coediting;
const [ann, bob] = [await aPerson(sql), await aPerson(sql)];
let room = 3000;

/** Whatever was tried, others who write in the same text at that time are not disturbed. */
async function undisturbed<T>(trying: () => Promise<T>): Promise<T> {
  const [c, d] = [new Editor(url, await aPerson(sql), room), new Editor(url, await aPerson(sql), room)];
  await Promise.all([c.synced(), d.synced()]);
  c.write('Before.');
  await d.sees((text) => text.includes('Before.'));
  const result = await trying();
  d.write('After.');
  await c.sees((text) => text.includes('After.'));
  expect([...c.closes, ...d.closes]).toEqual([]);
  return result;
}

afterEach(() => {
  everyoneLeaves();
  room++;
});

function awareness(entries: [id: number, clock: number, state: unknown][]): Uint8Array {
  const writer = new Writer().number(entries.length);
  for (const [id, clock, state] of entries)
    writer
      .number(id)
      .number(clock)
      .block(Buffer.from(typeof state === 'string' ? state : JSON.stringify(state)));
  return writer.done();
}

const bytes = (...n: number[]) => new Uint8Array(n);

describe('broken frames close with 4400, and that is all', () => {
  test.each<[string, () => Uint8Array | string]>([
    ['nothing', () => bytes()],
    ['text', () => 'hello'],
    ['an unknown message', () => bytes(9, 1, 1)],
    ['a message of ours', () => bytes(100, 1)],
    ['an unknown sync message', () => bytes(0, 7, 0)],
    ['a length larger than the frame', () => bytes(0, 2, 200, 1)],
    ['bytes after the end', () => bytes(0, 2, 2, 0, 0, 1)],
    ['a number without end', () => bytes(255, 255, 255, 255, 255, 255, 255, 255, 255, 255)],
    ['a state vector that is none', () => bytes(0, 0, 3, 5, 1, 1)],
    ['an update that is none', () => frames.update(bytes(1, 2, 3))],
    ['ten million structs in a few bytes', () => frames.update(bytes(1, 0x80, 0xad, 0xe2, 0x04, 1, 0))],
    ['a struct of no length', () => frames.update(bytes(1, 1, 1, 0, 0, 0, 0))],
    ['an update of the second version', () => frames.update(Y.convertUpdateFormatV1ToV2(aParagraph('x')))],
    ['random bytes', () => randomBytes(300)],
    ['a presence that is not JSON', () => frames.awareness(awareness([[1, 1, '{']]))],
    ['a presence cut short', () => frames.awareness(bytes(3, 1, 1, 2, 123, 125))],
    ['a presence of more than 4 kB', () => frames.awareness(awareness([[1, 1, 'x'.repeat(4100)]]))],
    [
      'more presences than anyone has',
      () => frames.awareness(awareness(Array.from({ length: 20_000 }, (_, i) => [i, 1, {}]))),
    ],
  ])('%s', async (_, frame) => {
    await undisturbed(async () => {
      const wire = await new Wire(url, ann, room).joins();
      wire.send(frame());
      expect(await wire.closed()).toBe(4400);
    });
  });

  test('a frame that the websocket protocol does not know', async () => {
    await undisturbed(async () => {
      const wire = await new Wire(url, ann, room).joins();
      // A reserved opcode, masked as a client's frames are.
      rawSocket(wire).write(bytes(0x83, 0x80, 0, 0, 0, 0));
      expect(await wire.closed()).toBe(4400);
    });
  });

  test('updates that rest on what never comes', async () => {
    await undisturbed(async () => {
      const wire = await new Wire(url, ann, room).joins();
      for (let i = 0; i < 21; i++) wire.update(lateUpdate());
      expect(await wire.closed()).toBe(4400);
      expect(wordsIn(await texts.read(room))).toBe('Before.');
    });
  });
});

/** An update of a client of which everything before is missing. */
function lateUpdate(): Uint8Array {
  const doc = new Y.Doc();
  const words = doc.getText('text');
  words.insert(0, 'a');
  let late: Uint8Array | undefined;
  doc.on('update', (update: Uint8Array) => (late = update));
  words.insert(1, 'b');
  return late!;
}

function rawSocket(wire: Wire): import('node:net').Socket {
  return (wire.ws as unknown as { _socket: import('node:net').Socket })._socket;
}

test('a frame of more than 4 MB closes with 4413', async () => {
  await undisturbed(async () => {
    const wire = await new Wire(url, ann, room).joins();
    wire.send(frames.update(aParagraph('x'.repeat(4 * 1024 * 1024))));
    expect(await wire.closed()).toBe(4413);
  });
});

test('one of just under 4 MB is taken', async () => {
  const wire = await new Wire(url, ann, room).joins();
  wire.update(aParagraph('x'.repeat(4 * 1024 * 1024 - 1000)));
  await wire.gets('saved', ({ n }) => n === 1);
});

test('a flood of frames closes with 4429', async () => {
  await undisturbed(async () => {
    const wire = await new Wire(url, ann, room).joins();
    for (let i = 0; i < 400; i++) wire.send(frames.awareness(awareness([[1, i + 1, { i }]])));
    expect(await wire.closed()).toBe(4429);
  });
});

test('who sends pings without end is let go', async () => {
  await undisturbed(async () => {
    const wire = await new Wire(url, ann, room).joins();
    for (let i = 0; i < 400; i++) wire.ws.ping();
    expect(await wire.closed()).toBe(1006);
  });
});

test('who asks for the whole text again and again is put out', async () => {
  await undisturbed(async () => {
    const wire = await new Wire(url, ann, room).joins();
    for (let i = 0; i < 40; i++) wire.send(frames.vector(new Map([[i + 1, 1]])));
    expect(await wire.closed()).toBe(4429);
  });
});

test('who asks for a large text again without reading is let go, and does not fill the memory', async () => {
  const a = await new Wire(url, ann, room).joins();
  a.update(aParagraph('x'.repeat(3_900_000)));
  await a.gets('saved');
  const greedy = await new Wire(url, bob, room).joins();
  rawSocket(greedy).pause();
  const gone = new Promise<void>((done) => greedy.ws.once('close', () => done()));
  for (let i = 0; i < 15; i++) greedy.send(frames.vector(new Map()));
  await expect.poll(() => server.coediting.figures().connections, patiently).toBe(1);
  rawSocket(greedy).resume();
  await gone;
});

test('many updates in one turn are one commit, and arrive merged', async () => {
  const a = await new Wire(url, ann, room).joins();
  const b = await new Wire(url, bob, room).joins();
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < 280; i++) doc.getXmlFragment('text').insert(i, [new Y.XmlElement('paragraph')]);
  rawSocket(a).cork();
  for (const update of updates) a.update(update);
  rawSocket(a).uncork();
  await a.gets('saved', ({ n }) => n === 280);
  await expect.poll(() => b.words.split('\n').length, patiently).toBe(280);
  expect(b.got.filter((g) => g.is === 'update').length).toBeLessThan(140);
});

test('what gathers during one slow commit goes out in parts: no frame is larger than one update or a megabyte', async () => {
  const a = await new Wire(url, ann, room).joins();
  const b = await new Wire(url, bob, room).joins();
  const go = await heldUp(server.databaseUrl);
  for (let i = 0; i < 12; i++) a.update(aParagraph(`${i} ${'x'.repeat(300_000)}`));
  a.update(aParagraph('x'.repeat(2_000_000)));
  await go();
  await a.gets('saved', ({ n }) => n === 13);
  await expect.poll(() => b.words.length, patiently).toBeGreaterThan(5_600_000);
  expect(b.words.match(/\d+ x/g)).toHaveLength(12);
  const sizes = b.got.flatMap((g) => (g.is === 'update' ? [g.bytes.length] : []));
  expect(Math.max(...sizes.filter((size) => size < 2_000_000))).toBeLessThanOrEqual(1024 * 1024);
  expect(sizes.length).toBeGreaterThanOrEqual(4);
});

test('so many at the same instant are no more than one after the other', async () => {
  const person = await aPerson(sql);
  const wires = Array.from({ length: 20 }, () => new Wire(url, person, room));
  await Promise.all(wires.map((wire) => Promise.race([wire.closed(), wire.joins()])));
  expect(wires.filter((wire) => wire.code === null)).toHaveLength(8);
  expect(new Set(wires.map((wire) => wire.code))).toEqual(new Set([null, 4429]));
});

test('one person has so many sockets and texts at most, and has place again when one closes', async () => {
  const person = await aPerson(sql);
  const wires = await Promise.all(Array.from({ length: 8 }, (_, i) => new Wire(url, person, 30_000 + (i % 5)).joins()));
  expect(await new Wire(url, person, 30_000).closed()).toBe(4429);
  wires[0]!.leave();
  wires[1]!.leave();
  await expect.poll(() => server.coediting.figures().connections, patiently).toBe(6);
  expect(await new Wire(url, person, 30_009).closed()).toBe(4429);
  await new Wire(url, person, 30_002).joins();
});

test('a reader that stops reading is let go when too much waits for it, and is whole when it comes back', async () => {
  await undisturbed(async () => {
    const slow = await new Wire(url, bob, room).joins();
    const a = await new Wire(url, ann, room).joins();
    rawSocket(slow).pause();
    const gone = new Promise<void>((done) => slow.ws.once('close', () => done()));
    let sent = 0;
    while (server.coediting.figures().connections === 4 && sent < 250) {
      a.update(aParagraph(`${sent} ${'x'.repeat(100_000)}`));
      await a.gets('saved', ({ n }) => n === sent + 1);
      sent++;
    }
    expect(server.coediting.figures().connections).toBe(3);
    rawSocket(slow).resume();
    await gone;
    const back = await new Wire(url, bob, room).joins();
    expect(back.words.match(/\d+ x/g)).toHaveLength(sent);
  });
});

describe('presence', () => {
  test('two people see each other, and that one has gone', async () => {
    const [a, b] = [new Editor(url, ann, room), new Editor(url, bob, room)];
    await Promise.all([a.synced(), b.synced()]);
    a.provider.awareness.setLocalState({ user: 'Ann' });
    const seen = () => b.provider.awareness.getStates().get(a.doc.clientID)?.user;
    await b.sees(() => seen() === 'Ann');
    a.provider.awareness.setLocalState({ user: 'Ann', cursor: 5 });
    await b.sees(() => b.provider.awareness.getStates().get(a.doc.clientID)?.cursor === 5);
    const late = new Editor(url, await aPerson(sql), room);
    await late.sees(() => late.provider.awareness.getStates().get(a.doc.clientID)?.cursor === 5);
    a.provider.disconnect();
    await b.sees(() => seen() === undefined);
    // With the count that it had before.
    a.provider.connect();
    await b.sees(() => seen() === 'Ann');
    expect(a.provider.awareness.getLocalState()).toEqual({ user: 'Ann', cursor: 5 });
    a.leave();
    await b.sees(() => seen() === undefined);
  });

  test('nobody speaks for an id that is another’s', async () => {
    const [a, b] = [new Editor(url, ann, room), new Editor(url, bob, room)];
    await Promise.all([a.synced(), b.synced()]);
    a.provider.awareness.setLocalState({ user: 'Ann' });
    await b.sees(() => b.provider.awareness.getStates().has(a.doc.clientID));
    const wire = await new Wire(url, await aPerson(sql), room).joins();
    wire.send(
      frames.awareness(
        awareness([
          [a.doc.clientID, 90, { user: 'Not Ann' }],
          [a.doc.clientID, 91, null],
          [77, 1, { user: 'Wire' }],
        ]),
      ),
    );
    await b.sees(() => b.provider.awareness.getStates().get(77)?.user === 'Wire');
    expect(b.provider.awareness.getStates().get(a.doc.clientID)).toEqual({ user: 'Ann' });
    a.leave();
    await b.sees(() => !b.provider.awareness.getStates().has(a.doc.clientID));
    // Nor for one that was.
    wire.send(
      frames.awareness(
        awareness([
          [a.doc.clientID, 92, { user: 'Not Ann' }],
          [77, 2, { user: 'Wire again' }],
        ]),
      ),
    );
    await b.sees(() => b.provider.awareness.getStates().get(77)?.user === 'Wire again');
    expect(b.provider.awareness.getStates().has(a.doc.clientID)).toBe(false);
  });

  test('four ids for a connection; a fifth is not heard', async () => {
    const b = new Editor(url, bob, room);
    await b.synced();
    const wire = await new Wire(url, ann, room).joins();
    wire.send(frames.awareness(awareness([1, 2, 3, 4, 5, 6].map((id) => [id, 1, { id }]))));
    await b.sees(() => b.provider.awareness.getStates().has(4));
    expect([...b.provider.awareness.getStates().keys()].filter((id) => id < 10)).toEqual([1, 2, 3, 4]);
    wire.leave();
    await b.sees(() => b.provider.awareness.getStates().size === 1);
  });

  test('who asks is told of everyone else', async () => {
    const b = new Editor(url, bob, room);
    await b.synced();
    b.provider.awareness.setLocalState({ user: 'Bob' });
    const wire = await new Wire(url, ann, room).joins();
    await wire.gets('awareness');
    wire.got.length = 0;
    wire.send(bytes(3));
    const { bytes: told } = await wire.gets('awareness');
    expect(Buffer.from(told).toString()).toContain('Bob');
  });
});

test('a socket that breaks off in the middle of anything is no matter', async () => {
  await undisturbed(async () => {
    for (let i = 0; i < 5; i++) {
      const wire = new Wire(url, ann, room);
      if (i > 1) await wire.opened();
      if (i > 2) wire.update(aParagraph('x'));
      const socket = wire.ws.readyState === WebSocket.OPEN ? rawSocket(wire) : null;
      if (socket) socket.resetAndDestroy();
      else wire.leave();
    }
    await expect.poll(() => server.coediting.figures().connections, patiently).toBe(2);
  });
});
