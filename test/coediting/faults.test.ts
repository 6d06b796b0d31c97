import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, inject, test } from 'vitest';
import { connect, type Sql } from '../../db/connect';
import { startEmbedded } from '../../db/embedded';
import { frames } from '../../server/coediting/protocol';
import { isSettingsRefusal, readConfig } from '../../server/config';
import { start } from '../../server/main';
import { cloneDatabase } from '../support/clone';
import { aParagraph, Editor, everyoneLeaves, looseRules, Wire, waitAtMost } from '../support/coediting';
import { aPerson, type SomePerson } from '../support/people';
import { seeded } from '../support/seeded';
import { root } from '../support/server';
import { aTextProcess, endAllTextProcesses } from '../support/text-processes';

/** `npm run test:long` tries the same with as many people, and for as long, as is promised. */
const long = process.env.PLENARY_LONG === '1';
const longEnough = long ? 900_000 : 180_000;
waitAtMost(long ? 240_000 : 90_000);

const { url: databaseUrl, drop } = await cloneDatabase(inject('databaseUrl'));
const sql = connect(databaseUrl, { max: 4 });
afterAll(async () => {
  everyoneLeaves();
  await endAllTextProcesses();
  await sql.end({ timeout: 2 });
  await drop();
});
afterEach(() => everyoneLeaves());

async function people(of: Sql, n: number): Promise<SomePerson[]> {
  const found: SomePerson[] = [];
  for (let i = 0; i < n; i++) found.push(await aPerson(of));
  return found;
}

test(
  'killed at random moments while ten people type: what anyone else saw, or was told to be safe, is there',
  async () => {
    const random = seeded(9);
    const writers = await people(sql, 10);
    const room = 5001;
    let promised = new Set<string>();
    let port = 0;
    for (let round = 0; round < (long ? 20 : 5); round++) {
      const server = await aTextProcess(databaseUrl, { port });
      port = server.port;
      const editors = writers.map((person) => new Editor(server.url, person, room, { params: { saved: '1' } }));
      await Promise.all(editors.map((e) => e.synced()));
      // What had been promised before the last kill.
      const found = new Set(editors[0]!.words.split('\n'));
      const lost = [...promised].filter((words) => !found.has(words));
      expect(lost).toEqual([]);

      let typed = 0;
      const typing = setInterval(() => {
        for (const [i, editor] of editors.entries()) if (random() < 0.5) editor.write(`[${round}.${i}.${typed++}]`);
      }, 3);
      const killAt = 100 + Math.floor(random() * 500);
      await editors[0]!.until(() => typed > killAt, 'much typing');
      const killed = server.end('SIGKILL');
      clearInterval(typing);
      // All tabs close at the same instant; what each had seen of the others' until then is promised.
      promised = new Set();
      for (const [i, editor] of editors.entries()) {
        const own = `[${round}.${i}.`;
        for (const words of editor.words.split('\n')) if (words && !words.startsWith(own)) promised.add(words);
        for (const words of editor.safe) promised.add(words);
      }
      everyoneLeaves();
      await killed;
    }
    const server = await aTextProcess(databaseUrl, { port });
    const after = new Editor(server.url, writers[0]!, room);
    await after.synced();
    const found = new Set(after.words.split('\n'));
    expect([...promised].filter((words) => !found.has(words))).toEqual([]);
    expect(promised.size).toBeGreaterThan(100);
    await server.end('SIGTERM');
  },
  longEnough,
);

test('what a killed server had not settled, the next one settles', { timeout: longEnough }, async () => {
  const [ann] = await people(sql, 1);
  const room = 5002;
  const killed = await aTextProcess(databaseUrl, { env: { QUIET_MS: '3600000' } });
  const wire = await new Wire(killed.url, ann!, room).joins();
  wire.update(aParagraph('Written before.'));
  await wire.gets('saved');
  await killed.end('SIGKILL');
  const unsettled = async () =>
    (
      await sql`select from joint_text t where room = ${room}
        and (settled < folds or exists (select from joint_update u where u.room = t.room))`
    ).length;
  expect(await unsettled()).toBe(1);
  const next = await aTextProcess(databaseUrl);
  await expect.poll(unsettled, { timeout: 60_000, interval: 50 }).toBe(0);
  await next.end('SIGTERM');
});

test(
  'a restart while many are writing: everyone is back and whole',
  async () => {
    const writers = await people(sql, long ? 500 : 100);
    const first = await aTextProcess(databaseUrl);
    const editors = writers.map((person, i) => new Editor(first.url, person, 6000 + (i % 20)));
    await Promise.all(editors.map((e) => e.synced()));
    for (const [i, editor] of editors.entries()) editor.write(`[${i} before]`);
    // No pause: the server has to commit what it has received, and what it has not comes again.
    const ended = first.end('SIGTERM');
    for (const [i, editor] of editors.entries()) editor.write(`[${i} during]`);
    await ended;
    expect(editors.every((e) => e.closes.length > 0)).toBe(true);
    expect(editors.filter((e) => e.closes[0] === 1012).length).toBeGreaterThan(0);
    for (const [i, editor] of editors.entries()) editor.write(`[${i} while away]`);
    const second = await aTextProcess(databaseUrl, { port: first.port });
    const perRoom = editors.length / 20;
    const isWhole = (text: string) => text.split('\n').length === perRoom * 3;
    await Promise.all(editors.map((e) => e.sees(isWhole, 'a whole text')));
    await second.end('SIGTERM');
  },
  longEnough,
);

test(
  'the database goes away and comes back: writers are told, nothing is lost, nobody saw what was not safe',
  async () => {
    const goneForMs = Number(process.env.DATABASE_GONE_MS ?? (long ? 30_000 : 1500));
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-gone-'));
    fs.chmodSync(folder, 0o755);
    let database = await startEmbedded(folder);
    const documents = looseRules();
    const config = readConfig({
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: folder,
      DATABASE_URL: database.url,
    });
    if (isSettingsRefusal(config)) throw new Error(config.sentence);
    const server = await start(config, {
      root,
      log: { info() {}, warn() {}, error() {} },
      limitFactor: 1000,
      texts: { ...documents.rules, quietMs: 200 },
    });
    const [ann, bob, cid] = await people(server.sql, 3);
    const [a, b] = [ann!, bob!].map((p) => new Editor(server.url, p, 1, { params: { saved: '1' } })) as [
      Editor,
      Editor,
    ];
    await Promise.all([a.synced(), b.synced()]);
    a.write('[before]');
    await b.sees((text) => text === '[before]');

    await database.stop();
    const gone = Date.now();
    a.write('[while it is gone]');
    b.write('[also]');
    await a.until(() => a.isToldNotSaved, 'that nothing is saved');
    await b.until(() => b.isToldNotSaved, 'that nothing is saved');
    expect(a.safe).not.toContain('[while it is gone]');
    expect(b.words).not.toContain('[while it is gone]');
    // One who comes meanwhile cannot be let in, and comes again.
    const c = new Editor(server.url, cid!, 1);
    await c.until(() => c.closes.length > 0, 'no entry');
    expect(c.closes[0]).toBe(1013);
    await new Promise((back) => setTimeout(back, goneForMs - (Date.now() - gone)));
    expect(b.words).not.toContain('[while it is gone]');

    database = await startEmbedded(folder);
    const whole = (text: string) => ['[before]', '[while it is gone]', '[also]'].every((words) => text.includes(words));
    await Promise.all([a, b, c].map((e) => e.sees(whole, 'everything')));
    await a.until(() => a.safe.includes('[while it is gone]'), 'that it is safe');
    expect(a.isToldNotSaved).toBe(false);
    a.write('[after]');
    await c.sees((text) => text.includes('[after]'));
    everyoneLeaves();
    await expect.poll(() => documents.settled.get(1)?.words, { timeout: 60_000, interval: 50 }).toContain('[after]');
    await server.stop();
    await database.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  },
  longEnough,
);

test(
  '100,000 malformed frames: the server is up, its memory flat, and two who write meanwhile are not disturbed',
  async () => {
    const server = await aTextProcess(databaseUrl);
    const [ann, bob, mallory] = await people(sql, 3);
    const room = 5003;
    const [a, b] = [new Editor(server.url, ann!, room), new Editor(server.url, bob!, room)];
    await Promise.all([a.synced(), b.synced()]);
    const valid = [
      frames.update(aParagraph('x'.repeat(200))),
      frames.vector(new Map([[5, 7]])),
      frames.answer(aParagraph('y')),
    ];
    const random = seeded(11);
    const malformed = () => {
      const frame = valid[Math.floor(random() * valid.length)]!.slice(0, 2 + Math.floor(random() * 40));
      if (random() < 0.3) return randomBytes(1 + Math.floor(random() * 60));
      frame[2 + Math.floor(random() * (frame.length - 2))] = 255;
      return frame;
    };
    const round = async (sockets: number) => {
      const wires = await Promise.all(
        Array.from({ length: sockets }, async () => {
          const wire = new Wire(server.url, mallory!, room);
          await wire.opened();
          for (let i = 0; i < 250; i++) wire.send(malformed());
          return wire;
        }),
      );
      expect(new Set(await Promise.all(wires.map((w) => w.closed())))).toEqual(new Set([4400]));
    };
    await round(20);
    const before = (await server.memory()).heapUsed;
    for (let i = 0; i < 20; i++) {
      const words = `[${i} undisturbed]`;
      await Promise.all([
        round(20),
        (async () => {
          a.write(words);
          await b.sees((text) => text.includes(words));
        })(),
      ]);
    }
    const { heapUsed, rss } = await server.memory();
    expect(heapUsed - before).toBeLessThan(16 * 1024 * 1024);
    expect(rss).toBeLessThan(512 * 1024 * 1024);
    expect([...a.closes, ...b.closes]).toEqual([]);
    await server.end('SIGTERM');
  },
  longEnough,
);
