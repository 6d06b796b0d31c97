import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { frames } from '../../server/coediting/protocol';
import { isSettingsRefusal, readConfig } from '../../server/config';
import { type Extras, type Running, start } from '../../server/main';
import { aParagraph, Editor, everyoneLeaves, heldUp, looseRules, Wire, wordsIn } from '../support/coediting';
import { aPerson } from '../support/people';
import { seeded } from '../support/seeded';
import { root, startServer } from '../support/server';
import { aWire } from '../support/wire';

const documents = looseRules();
const texts = { ...documents.rules, quietMs: 200 };
const first = await startServer({ extras: { texts } });
const { sql } = first;

/** Another process's worth of server on the same database. */
async function another(extras: Partial<Extras> = {}): Promise<Running> {
  const config = readConfig({
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-data-')),
    DATABASE_URL: first.databaseUrl,
  });
  if (isSettingsRefusal(config)) throw new Error(config.sentence);
  return start(config, { root, log: { info() {}, warn() {}, error() {} }, limitFactor: 1000, texts, ...extras });
}

const second = await another();
afterAll(async () => {
  everyoneLeaves();
  await second.stop();
  await first.stop();
});
const [ann, bob] = [await aPerson(sql), await aPerson(sql)];
const by = { person: ann.id, organisation: null };
let room = 4000;
afterEach(() => {
  everyoneLeaves();
  room++;
});

test('what is written through one server arrives at those of the other, committed', async () => {
  const [a, b] = [await new Wire(first.url, ann, room).joins(), await new Wire(second.url, bob, room).joins()];
  for (let i = 0; i < 10; i++) {
    a.update(aParagraph(`From the first ${i}.`));
    await b.reads(`From the first ${i}.`);
    b.update(aParagraph(`From the second ${i}.`));
    await a.reads(`From the second ${i}.`);
  }
  expect(wordsIn(await first.coediting.texts.read(room)).split('\n')).toHaveLength(20);
});

test('also what was folded by the other one before it was seen here', async () => {
  const third = await another({ pollMs: 3_600_000 });
  const c = await new Wire(third.url, bob, room).joins();
  const a = await new Wire(first.url, ann, room).joins();
  for (let i = 0; i < 5; i++) {
    a.update(aParagraph(`Folded ${i}.`));
    await a.gets('saved', ({ n }) => n === i + 1);
    await first.coediting.settled();
  }
  await c.reads('Folded 4.');
  c.update(aParagraph('And back.'));
  await a.reads('And back.');
  await Promise.all([first.coediting.settled(), third.coediting.settled()]);
  expect(wordsIn(await second.coediting.texts.read(room)).split('\n')).toHaveLength(6);
  await third.stop();
});

test('a page of the other server changes a text, and a redaction there reaches everyone', async () => {
  const a = await new Wire(first.url, ann, room).joins();
  await second.coediting.texts.change(room, by, () => aParagraph('From a page.'));
  await a.reads('From a page.');
  expect(await second.coediting.texts.rewrite(room, by, () => aParagraph('Clean.'))).toBe(1);
  expect(await a.closed()).toBe(4410);
  const again = await new Wire(first.url, ann, room, { query: '?epoch=1' }).joins();
  expect(again.words).toBe('Clean.');
});

test('a redaction while many write through both servers leaves nothing of what was before', async () => {
  const wires = await Promise.all([first, second].map((s) => new Wire(s.url, ann, room).joins()));
  for (const [i, wire] of wires.entries()) for (let n = 0; n < 40; n++) wire.update(aParagraph(`secret ${i} ${n}`));
  const rewriting = second.coediting.texts.rewrite(room, by, () => aParagraph('Clean.'));
  for (const [i, wire] of wires.entries())
    for (let n = 0; n < 40; n++) wire.update(aParagraph(`secret again ${i} ${n}`));
  await rewriting;
  expect(await Promise.all(wires.map((wire) => wire.closed()))).toEqual([4410, 4410]);
  await Promise.all([first.coediting.settled(), second.coediting.settled()]);
  expect(wordsIn(await first.coediting.texts.read(room))).toBe('Clean.');
  const [row] = await sql<{ n: number }[]>`select count(*) as n from joint_update where room = ${room}`;
  expect(row!.n).toBe(0);
});

test('people on two servers see each other, whoever came first, where each other is, and that one has gone', async () => {
  const third = await another();
  const editors = [new Editor(first.url, ann, room), new Editor(third.url, bob, room)] as const;
  const [a, b] = editors;
  const seenBy = (who: Editor, whom: Editor) => who.provider.awareness.getStates().get(whom.doc.clientID);
  await Promise.all(editors.map((e) => e.synced()));
  a.provider.awareness.setLocalState({ user: 'Ann' });
  await b.until(() => seenBy(b, a)?.user === 'Ann', 'Ann');
  b.provider.awareness.setLocalState({ user: 'Bob', cursor: 1 });
  await a.until(() => seenBy(a, b)?.cursor === 1, 'Bob');
  b.provider.awareness.setLocalState({ user: 'Bob', cursor: 2 });
  await a.until(() => seenBy(a, b)?.cursor === 2, 'where Bob is now');
  // Someone who opens the text at a server that had it not sees both.
  const c = new Editor(second.url, await aPerson(sql), room);
  await c.until(() => seenBy(c, a)?.user === 'Ann' && seenBy(c, b)?.cursor === 2, 'both');
  // Nobody is told of themselves with a count that is not their own.
  expect(a.provider.awareness.getLocalState()).toEqual({ user: 'Ann' });
  a.provider.disconnect();
  await b.until(() => !seenBy(b, a), 'Ann gone');
  await c.until(() => !seenBy(c, a), 'Ann gone');
  // Ann comes back at the other server, with the id that she had.
  const again = new Editor(second.url, ann, room, { connect: false });
  again.doc.clientID = a.doc.clientID;
  again.provider.awareness.clientID = a.doc.clientID;
  again.provider.awareness.setLocalState({ user: 'Ann', back: true });
  again.provider.connect();
  await b.until(() => seenBy(b, a)?.back === true, 'Ann back');
  // A server that stops takes its people along.
  await third.stop();
  await c.until(() => !seenBy(c, b), 'Bob gone');
  expect(seenBy(c, a)).toEqual({ user: 'Ann', back: true });
});

test('who is there already hears at once of somebody who comes at another server', async () => {
  const b = new Editor(second.url, bob, room);
  await b.synced();
  // Bob's server asked who is there before Ann's had the text open, and Ann moves before it has answered hers.
  const a = new Editor(first.url, ann, room);
  await a.synced();
  a.provider.awareness.setLocalState({ user: 'Ann' });
  await b.until(() => b.provider.awareness.getStates().get(a.doc.clientID)?.user === 'Ann', 'Ann');
});

test('a server that stops commits what it has received, says so, and then that it stops', async () => {
  const third = await another();
  const a = await new Wire(third.url, ann, room).joins();
  const b = await new Wire(first.url, bob, room).joins();
  const go = await heldUp(first.databaseUrl);
  a.update(aParagraph('The last words.'));
  a.send(frames.awareness(new Uint8Array([1, 9, 1, 2, 123, 125])));
  // It has come in, for what was sent after it has.
  await a.gets('awareness');
  const stopped = third.stop();
  await go();
  expect(await a.closed()).toBe(1012);
  expect(a.savedUpTo).toBe(1);
  await stopped;
  await b.reads('The last words.');
});

test('10,000 random operations by five people over cut wires: the same text everywhere', {
  timeout: 60_000,
}, async () => {
  const random = seeded(20_26);
  const pick = (n: number) => Math.floor(random() * n);
  const wires = await Promise.all([first, first, first, second, second].map((s) => aWire(s.url)));
  const editors = await Promise.all(wires.map(async (w) => new Editor(w.url, await aPerson(sql), room)));
  await Promise.all(editors.map((e) => e.synced()));
  let cut = new Set<number>();
  for (let step = 0; step < 10_000; step++) {
    const i = pick(5);
    operate(editors[i]!, random);
    if (step % 250 === 0) {
      // Every so often another few are cut off, in the middle of whatever is under way.
      const next = new Set([0, 1, 2, 3, 4].filter(() => random() < 0.4));
      for (const [n, wire] of wires.entries()) {
        if (next.has(n) && !cut.has(n)) wire.cut();
        if (!next.has(n) && cut.has(n)) wire.mend();
      }
      cut = next;
    }
    if (step % 50 === 0) await new Promise((turn) => setImmediate(turn));
  }
  for (const wire of wires) wire.mend();
  const state = (e: Editor) => JSON.stringify([e.words, [...Y.decodeStateVector(Y.encodeStateVector(e.doc))].sort()]);
  const isOne = () => new Set(editors.map(state)).size === 1 && editors.every((e) => e.provider.synced);
  await expect.poll(isOne, { timeout: 90_000, interval: 200 }).toBe(true);
  const whole = new Y.Doc();
  Y.applyUpdate(whole, await first.coediting.texts.read(room));
  expect(whole.getXmlFragment('text').toString()).toBe(editors[0]!.text.toString());
  await Promise.all([first.coediting.settled(), second.coediting.settled()]);
  const folded = new Y.Doc();
  Y.applyUpdate(folded, await second.coediting.texts.read(room));
  expect(folded.getXmlFragment('text').toString()).toBe(editors[0]!.text.toString());
  for (const wire of wires) await wire.close();
});

/** What editors do; no character is cut in two, which Yjs does not heal alike everywhere. */
function operate(editor: Editor, random: () => number): void {
  const pick = (n: number) => Math.floor(random() * n);
  const { text } = editor;
  const at = text.length > 0 ? pick(text.length) : -1;
  const paragraph = at >= 0 ? (text.get(at) as Y.XmlElement) : null;
  const words = paragraph?.get(0) as Y.XmlText | undefined;
  switch (pick(10)) {
    case 0:
      if (text.length < 60) editor.write(`New ${pick(1000)} `);
      break;
    case 1:
      if (text.length > 30) text.delete(at, 1);
      break;
    case 2:
    case 3:
      if (words && words.length > 5) words.delete(pick(words.length - 4), 1 + pick(4));
      break;
    case 4:
      if (words && words.length > 5) words.format(pick(words.length - 4), 3, { bold: random() < 0.5 ? true : null });
      break;
    case 5:
      paragraph?.setAttribute('id', `b${pick(1000)}`);
      break;
    default:
      words?.insert(pick(words.length + 1), ['a ', 'word ', 'و ', 'é '][pick(4)]!);
  }
}
